/** Patterns that JavaScript's own expressions would find something else for, looked for step by step as Python does it. */
import { cased, characters, isWide, kindOf } from './characters.js';
import { I, M, type Node, type Parsed, widthOf } from './syntax.js';

/** Where the whole and the groups are; undefined for a group that found nothing. */
export type Places = ([number, number] | undefined)[];

/** Try a part at a place; `next` is told where it ends, and says whether what follows is there too. */
type Step = (at: number, next: (at: number) => boolean) => boolean;

export class Engine {
  readonly #step: Step;
  readonly #groups = new Map<number, Node>();
  #text = '';
  #places: Places = [];
  /** The number of the group that ended last. */
  last: number | null = null;

  constructor({ root }: Parsed) {
    this.#step = this.#of(root);
  }

  /** What is found first from a place on, or exactly there; `accepts` says which end will do. */
  find(text: string, from: number, isThere: boolean, accepts: (end: number) => boolean): Places | null {
    this.#text = text;
    for (let at = from; at <= text.length; at += this.#sizeAt(at)) {
      this.#places = [];
      this.last = null;
      let end = -1;
      if (this.#step(at, (to) => accepts(to) && ((end = to), true))) {
        this.#places[0] = [at, end];
        return this.#places;
      }
      if (isThere) return null;
    }
    return null;
  }

  #sizeAt(at: number): number {
    return (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }

  #of(node: Node): Step {
    switch (node.kind) {
      case 'set':
        return this.#set(node);
      case 'at':
        return this.#place(node);
      case 'seq':
        return node.items
          .map((item) => this.#of(item))
          .reduceRight<Step>(
            (rest, first) => (at, next) => first(at, (to) => rest(to, next)),
            (at, next) => next(at),
          );
      case 'alt': {
        const options = node.options.map((option) => this.#of(option));
        return (at, next) => options.some((option) => option(at, next));
      }
      case 'group':
        return node.number === undefined ? this.#of(node.body) : this.#group(node.number, node.body);
      case 'repeat':
        return this.#repeat(node);
      case 'atomic':
        return this.#atomic(this.#of(node.body));
      case 'look':
        return this.#look(node);
      case 'ref':
        return this.#reference(node);
      case 'if': {
        const [yes, no] = [this.#of(node.yes), this.#of(node.no)];
        return (at, next) => (this.#places[node.number] === undefined ? no : yes)(at, next);
      }
    }
  }

  #set(node: Extract<Node, { kind: 'set' }>): Step {
    const one = new RegExp(characters(node, false), 'v');
    const known = new Map<number, boolean>();
    return (at, next) => {
      const code = this.#text.codePointAt(at);
      if (code === undefined) return false;
      let is = known.get(code);
      if (is === undefined) known.set(code, (is = one.test(String.fromCodePoint(code))));
      return is && next(at + (code > 0xffff ? 2 : 1));
    };
  }

  #place({ what, flags }: Extract<Node, { kind: 'at' }>): Step {
    const letter = new RegExp(`^[${kindOf('w', flags)}]`, 'v');
    const isLetter = (at: number): boolean =>
      at >= 0 && at < this.#text.length && letter.test(String.fromCodePoint(this.#text.codePointAt(at) ?? 0));
    const test = (at: number): boolean => {
      const { length } = this.#text;
      switch (what) {
        case '^':
          return at === 0 || (Boolean(flags & M) && this.#text[at - 1] === '\n');
        case '$':
          if (at === length) return true;
          return this.#text[at] === '\n' && (Boolean(flags & M) || at === length - 1);
        case 'A':
          return at === 0;
        case 'Z':
          return at === length;
        default:
          return length > 0 && (isLetter(this.#back(at, 1)) !== isLetter(at)) === (what === 'b');
      }
    };
    return (at, next) => test(at) && next(at);
  }

  /** The place some characters before; -1 if there are not as many. */
  #back(at: number, count: number): number {
    let to = at;
    for (let i = 0; i < count; i++) to -= (this.#text.codePointAt(to - 2) ?? 0) > 0xffff ? 2 : 1;
    return to < 0 ? -1 : to;
  }

  #group(number: number, body: Node): Step {
    this.#groups.set(number, body);
    const inside = this.#of(body);
    return (at, next) =>
      inside(at, (to) => {
        const [before, last] = [this.#places[number], this.last];
        this.#places[number] = [at, to];
        this.last = number;
        if (next(to)) return true;
        this.#places[number] = before;
        this.last = last;
        return false;
      });
  }

  #repeat(node: Extract<Node, { kind: 'repeat' }>): Step {
    const { min, max, mode } = node;
    const body = this.#of(node.body);
    if (mode !== 'lazy' && node.body.kind === 'set') {
      const greedy = this.#run(body, min, max);
      return mode === 'possessive' ? this.#atomic(greedy) : greedy;
    }
    const turn = (at: number, count: number, last: number, next: (at: number) => boolean): boolean => {
      if (count < min) return body(at, (to) => turn(to, count + 1, last, next));
      const more = (): boolean =>
        count < max && at !== last && body(at, (to) => turn(to, count + 1, at, next));
      return mode === 'lazy' ? next(at) || more() : more() || next(at);
    };
    const all: Step = (at, next) => turn(at, 0, -1, next);
    return mode === 'possessive' ? this.#atomic(all) : all;
  }

  /** As many characters as there are, then fewer. */
  #run(one: Step, min: number, max: number): Step {
    return (at, next) => {
      const ends = [at];
      const step = (to: number): boolean => ends.push(to) > 0;
      while (ends.length <= max && one(ends.at(-1) ?? at, step));
      for (let count = ends.length - 1; count >= min; count--) if (next(ends[count] ?? at)) return true;
      return false;
    };
  }

  /** What is found first stays found: what follows does not bring it to try anything else. */
  #atomic(inside: Step): Step {
    return (at, next) => {
      const [places, last] = [[...this.#places], this.last];
      let end = -1;
      if (inside(at, (to) => ((end = to), true)) && next(end)) return true;
      this.#places = places;
      this.last = last;
      return false;
    };
  }

  #look({ behind, negated, body }: Extract<Node, { kind: 'look' }>): Step {
    const inside = this.#of(body);
    const [width] = widthOf(body, this.#groups);
    return (at, next) => {
      const [places, last] = [[...this.#places], this.last];
      const from = behind ? this.#back(at, width) : at;
      const found = from >= 0 && inside(from, (to) => !behind || to === at);
      if (found !== negated) {
        if (negated) this.#places = places;
        if (next(at)) return true;
      }
      this.#places = places;
      this.last = last;
      return false;
    };
  }

  #reference({ number, flags }: Extract<Node, { kind: 'ref' }>): Step {
    const isAlike = (a: string, b: string): boolean =>
      a === b ||
      (Boolean(flags & I) && cased(a.codePointAt(0) ?? 0, isWide(flags)).includes(b.codePointAt(0) ?? 0));
    return (at, next) => {
      const place = this.#places[number];
      if (place === undefined) return false;
      const wanted = [...this.#text.slice(...place)];
      const there = [...this.#text.slice(at, at + place[1] - place[0] + wanted.length)].slice(
        0,
        wanted.length,
      );
      return (
        there.length === wanted.length &&
        wanted.every((char, i) => isAlike(char, there[i] ?? '')) &&
        next(at + there.join('').length)
      );
    };
  }
}

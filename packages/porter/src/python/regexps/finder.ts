/** Looking for a pattern: by JavaScript's own expressions, or step by step where they would find something else. */
import { Engine, type Places } from './engine.js';
import { type Native, native } from './native.js';
import { type Parsed, type Node, widthOf } from './syntax.js';

export interface Found {
  readonly places: Places;
  /** The group that ended last, where that is known. */
  readonly last: number | null | undefined;
}

type How = 'search' | 'match' | 'fullmatch';

export class Finder {
  readonly #parsed: Parsed;
  readonly #native: Native | undefined;
  readonly #expressions = new Map<string, RegExp>();
  #engine: Engine | undefined;

  constructor(parsed: Parsed) {
    this.#parsed = parsed;
    this.#native = native(parsed);
    // What JavaScript cannot read after all is found out when it is made, as in Python.
    if (this.#native !== undefined) this.#expression(this.#native, 'search', false);
  }

  find(text: string, from: number, how: How): Found | null {
    if (this.#native === undefined)
      return this.#slowly(text, from, how !== 'search', (end) => how !== 'fullmatch' || end === text.length);
    const isWide = this.#native.wide !== this.#native.source && /[^\0-\x7f]/.test(text);
    const expression = this.#expression(this.#native, how, isWide);
    expression.lastIndex = from;
    const match = expression.exec(text);
    if (match === null) return null;
    const places: Places = match.indices ?? [[match.index, match.index + match[0].length]];
    return { places, last: this.#parsed.groups === 0 ? null : undefined };
  }

  #expression({ source, wide, flags }: Native, how: How, isWide: boolean): RegExp {
    const key = `${how} ${String(isWide)}`;
    const known = this.#expressions.get(key);
    if (known !== undefined) return known;
    const text = isWide ? wide : source;
    const made = new RegExp(
      how === 'fullmatch' ? `(?:${text})$` : text,
      `${flags}${how === 'search' ? 'g' : 'y'}${this.#parsed.groups > 0 ? 'd' : ''}`,
    );
    this.#expressions.set(key, made);
    return made;
  }

  #slowly(text: string, from: number, isThere: boolean, accepts: (end: number) => boolean): Found | null {
    this.#engine ??= new Engine(this.#parsed);
    const places = this.#engine.find(text, from, isThere, accepts);
    return places === null ? null : { places, last: this.#engine.last };
  }

  /** All that is found. Where nothing was found, what is found next is more than nothing, or further on. */
  *all(text: string, start: number): Generator<Found> {
    let from = start;
    while (from <= text.length) {
      const found = this.find(text, from, 'search');
      if (found === null) return;
      yield found;
      const [[begin, end] = [0, 0]] = found.places;
      from = end;
      if (begin !== end) continue;
      const more = this.#canBeMore ? this.#slowly(text, end, true, (to) => to !== end) : null;
      if (more !== null) {
        yield more;
        from = more.places[0]?.[1] ?? from;
      } else from += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    }
  }

  /** Where it finds nothing, it could find more: it tries what is shorter first. */
  get #canBeMore(): boolean {
    const { root } = this.#parsed;
    const [least, most] = widthOf(root, new Map());
    return least === 0 && most > 0 && triesShort(root);
  }
}

function triesShort(node: Node): boolean {
  switch (node.kind) {
    case 'alt':
    case 'if':
      return true;
    case 'seq':
      return node.items.some(triesShort);
    case 'repeat':
      return node.mode === 'lazy' || triesShort(node.body);
    case 'group':
    case 'atomic':
      return triesShort(node.body);
    default:
      return false;
  }
}

/** Matches: what a pattern found. */
import { Dict } from '../dict.js';
import { IndexError } from '../exceptions.js';
import { given } from '../keywords.js';
import { PyObject } from '../object.js';
import { repr } from '../text.js';
import { type Tuple, tuple_ } from '../tuple.js';
import { indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import type { Places } from './engine.js';
import { expanded } from './template.js';

/** What a match asks of its pattern. */
interface Searched {
  readonly groups: number;
  /** The names of its groups. */
  readonly _names: ReadonlyMap<string, number>;
}

/** Where something was looked for: the text, as it was given and as it is searched, and between which places. */
export interface Subject {
  readonly given: Value;
  readonly text: string;
  /** Places are counted in characters, those of JavaScript in halves of them. */
  readonly isWide: boolean;
  readonly pos: number;
  readonly endpos: number;
}

/** A part of what is searched, as bytes if that is bytes. */
export const partOf = ({ given, text }: Subject, from: number, to?: number): Value =>
  given instanceof Uint8Array ? Buffer.from(text.slice(from, to), 'latin1') : text.slice(from, to);

export class Match extends PyObject {
  readonly #places: Places;
  readonly #subject: Subject;
  readonly #last: number | null | undefined;

  constructor(pattern: Searched, subject: Subject, places: Places, last?: number | null) {
    super();
    this.#places = places;
    this.#subject = subject;
    this.#last = last;
    this.string = subject.given;
    this.re = pattern;
    this.pos = subject.pos;
    this.endpos = subject.endpos;
  }

  /** The number of a group. */
  #number(which: Value): number {
    const group: Value = indexed(underlying(which));
    const number: Value = typeof group === 'string' ? this.re._names.get(group) : Number(group);
    if (typeof group === 'object' || !Number.isInteger(number) || number < 0 || number > this.re.groups)
      throw new IndexError('no such group');
    return number as number;
  }

  #one(which: Value, otherwise: Value = null): Value {
    const place = this.#places[this.#number(which)];
    return place === undefined ? otherwise : partOf(this.#subject, ...place);
  }

  #all(otherwise: Value): Value[] {
    return Array.from(
      { length: this.re.groups as number },
      (_none, i) => this.#one(i + 1, otherwise) as Value,
    );
  }

  group(...which: Value[]): Value {
    if (which.length <= 1) return this.#one(which[0] ?? 0);
    return tuple_(which.map((one) => this.#one(one) as Value));
  }

  __getitem__(which: Value): Value {
    return this.#one(which);
  }

  groups(...args: Value[]): Tuple {
    return tuple_(this.#all(given(args, ['default'])[0] ?? null));
  }

  groupdict(...args: Value[]): Dict {
    const [otherwise = null] = given(args, ['default']);
    const dict = new Dict();
    for (const [name, number] of this.re._names as Searched['_names'])
      dict.set(name, this.#one(number, otherwise));
    return dict;
  }

  /** The number of the group that ended last; None if none matched. */
  get lastindex(): Value {
    if (this.#last !== undefined) return this.#last;
    let last: number | null = null;
    let end = -1;
    for (let i = 1; i <= this.re.groups; i++) {
      const place = this.#places[i];
      // Of two that end alike, the outer one ended later; an empty one is taken for no part of what is before it.
      if (place === undefined || place[1] < end || (place[1] === end && place[0] < place[1])) continue;
      last = i;
      end = place[1];
    }
    return last;
  }

  get lastgroup(): Value {
    const last: Value = this.lastindex;
    return [...(this.re._names as Searched['_names'])].find(([, number]) => number === last)?.[0] ?? null;
  }

  #place(which: Value): [number, number] {
    const place = this.#places[this.#number(which)];
    if (place === undefined) return [-1, -1];
    if (!this.#subject.isWide) return place;
    return place.map((at) => [...this.#subject.text.slice(0, at)].length) as [number, number];
  }

  start(which: Value = 0): number {
    return this.#place(which)[0];
  }

  end(which: Value = 0): number {
    return this.#place(which)[1];
  }

  span(which: Value = 0): Tuple {
    return tuple_(this.#place(which));
  }

  get regs(): Tuple {
    return tuple_(Array.from({ length: (this.re.groups as number) + 1 }, (_none, i) => this.span(i)));
  }

  /** A replacement with its references. */
  expand(by: Value): Value {
    const text = expanded(this.re as Searched, by, (number) => {
      const place = this.#places[number];
      return place === undefined ? '' : this.#subject.text.slice(...place);
    });
    return this.#subject.given instanceof Uint8Array ? Buffer.from(text, 'latin1') : text;
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(): this {
    return this;
  }

  __repr__(): string {
    return `<re.Match object; span=${repr(this.span())}, match=${repr(this.group())}>`;
  }
}

/** Matches: what a pattern found. */
import { Dict } from '../dict.js';
import { IndexError } from '../exceptions.js';
import { PyObject } from '../object.js';
import { repr } from '../text.js';
import { type Tuple, tuple_ } from '../tuple.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';

/** What a match asks of its pattern. */
interface Searched {
  /** The names of its groups, by number. */
  readonly _names: ReadonlyMap<number, string>;
  /** A part of what was searched, as bytes if that was bytes. */
  _back(part: Value): Value;
}

export class Match extends PyObject {
  readonly #match: RegExpExecArray;
  readonly #pattern: Searched;

  constructor(pattern: Searched, match: RegExpExecArray, text: Value) {
    super();
    this.#match = match;
    this.#pattern = pattern;
    this.string = text;
    this.re = pattern;
  }

  #one(which: Value): Value {
    const group: Value = underlying(which);
    const { groups } = this.#match;
    const isKnown =
      typeof group === 'string' ? groups !== undefined && group in groups : group < this.#match.length;
    if (!isKnown) throw new IndexError('no such group');
    const found = typeof group === 'string' ? groups?.[group] : this.#match[group as number];
    return found === undefined ? null : this.#pattern._back(found);
  }

  group(...which: Value[]): Value {
    if (which.length <= 1) return this.#one(which[0] ?? 0);
    return tuple_(which.map((one) => this.#one(one) as Value));
  }

  __getitem__(which: Value): Value {
    return this.#one(which);
  }

  groups(otherwise: Value = null): Tuple {
    return tuple_(
      this.#match
        .slice(1)
        .map(
          (group: string | undefined) =>
            (group === undefined ? otherwise : this.#pattern._back(group)) as Value,
        ),
    );
  }

  groupdict(otherwise: Value = null): Dict {
    const dict = new Dict();
    for (const [name, group] of Object.entries(this.#match.groups ?? {}) as [string, string | undefined][])
      dict.set(name, group === undefined ? otherwise : this.#pattern._back(group));
    return dict;
  }

  /** The number of the group that ended last; None if none matched. */
  get lastindex(): Value {
    let last: number | null = null;
    let end = -1;
    for (let i = 1; i < this.#match.length; i++) {
      const place = this.#match.indices?.[i];
      // Of two that end alike, the outer one ended later; an empty one is taken for no part of what is before it.
      if (place === undefined || place[1] < end || (place[1] === end && place[0] < place[1])) continue;
      last = i;
      end = place[1];
    }
    return last;
  }

  get lastgroup(): Value {
    return this.#pattern._names.get(this.lastindex as number) ?? null;
  }

  #place(given: Value): [number, number] {
    const which: Value = underlying(given);
    const { indices } = this.#match;
    return (typeof which === 'string' ? indices?.groups?.[which] : indices?.[which as number]) ?? [-1, -1];
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

  /** A replacement with its references. */
  _expanded(by: string): string {
    return by.replace(
      /\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g,
      (_all, name: string | undefined, number: string | undefined, char: string | undefined) => {
        const which =
          name !== undefined
            ? /^\d+$/.test(name)
              ? Number(name)
              : name
            : number !== undefined
              ? Number(number)
              : undefined;
        if (which === undefined)
          return { n: '\n', t: '\t', r: '\r', '\\': '\\' }[char ?? ''] ?? `\\${char ?? ''}`;
        const found: Value = this.#one(which);
        return found === null
          ? ''
          : found instanceof Uint8Array
            ? Buffer.from(found).toString('latin1')
            : (found as string);
      },
    );
  }

  expand(by: Value): string {
    return this._expanded(underlying(by) as string);
  }

  __repr__(): string {
    return `<re.Match object; span=${repr(this.span())}, match=${repr(this.group())}>`;
  }
}

/** Patterns: what is looked for in a text. */
import { Dict, dict_ } from '../dict.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { generator } from '../generator.js';
import { ordered } from '../keywords.js';
import { PyObject } from '../object.js';
import { invokePlain } from '../plain.js';
import { parsed as signatureOf } from '../signature.js';
import { repr } from '../text.js';
import { type Tuple, tup, tuple_ } from '../tuple.js';
import { typeName } from '../type-name.js';
import { indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { Finder, type Found } from './finder.js';
import { Match, type Subject, partOf } from './match.js';
import { parse } from './parser.js';
import { expanded } from './template.js';
import { A, I, M, S, X } from './syntax.js';

const SEARCH = signatureOf(['Pattern.search(self)', 'string', 'pos=', 'endpos=']);
const SPLIT = signatureOf(['Pattern.split(self)', 'string', 'maxsplit=']);
const SUB = signatureOf(['Pattern.sub(self)', 'repl', 'string', 'count=']);

export class Pattern extends PyObject {
  readonly #finder: Finder;
  declare groups: number;
  readonly _names: ReadonlyMap<string, number>;

  constructor(pattern: Value, flags = 0) {
    super();
    this.pattern = pattern;
    const parsed = parse(pattern, flags);
    this.flags = parsed.flags;
    this.groups = parsed.groups;
    this._names = parsed.names;
    this.#finder = new Finder(parsed);
  }

  get groupindex(): Dict {
    return dict_(...this._names);
  }

  #subject(given: Value, from: Value = 0, to: Value = Infinity): Subject {
    const x: Value = underlying(given);
    const isBytes = x instanceof Uint8Array;
    if (typeof x !== 'string' && !isBytes)
      throw new PyTypeError(`expected string or bytes-like object, got '${typeName(given)}'`);
    if (isBytes === (typeof this.pattern === 'string'))
      throw new PyTypeError(
        isBytes
          ? 'cannot use a string pattern on a bytes-like object'
          : 'cannot use a bytes pattern on a string-like object',
      );
    const whole = isBytes ? Buffer.from(x).toString('latin1') : (x as string);
    const isWide = /[\ud800-\udfff]/.test(whole);
    const size = isWide ? [...whole].length : whole.length;
    const [pos, endpos] = [from, to].map((at: Value) => Math.max(0, Math.min(size, Number(indexed(at)))));
    const text = endpos === size ? whole : whole.slice(0, unitOf(whole, isWide, endpos as number));
    return { given: x, text, isWide, pos: pos as number, endpos: endpos as number };
  }

  #found(args: Value[], how: 'search' | 'match' | 'fullmatch'): Value {
    const [string, pos, endpos] = ordered(SEARCH, args);
    const subject = this.#subject(string, pos, endpos);
    if (subject.pos > subject.endpos) return null;
    const found = this.#finder.find(subject.text, unitOf(subject.text, subject.isWide, subject.pos), how);
    return found === null ? null : this.#match(subject, found);
  }

  #match(subject: Subject, { places, last }: Found): Match {
    return new Match(this as Value, subject, places, last);
  }

  match(...args: Value[]): Value {
    return this.#found(args, 'match');
  }

  search(...args: Value[]): Value {
    return this.#found(args, 'search');
  }

  fullmatch(...args: Value[]): Value {
    return this.#found(args, 'fullmatch');
  }

  /** All that is found between two places. */
  *_all(args: readonly Value[]): Generator<[Subject, Found]> {
    const [string, pos, endpos] = ordered(SEARCH, args);
    const subject = this.#subject(string, pos, endpos);
    if (subject.pos > subject.endpos) return;
    const from = unitOf(subject.text, subject.isWide, subject.pos);
    for (const found of this.#finder.all(subject.text, from)) yield [subject, found];
  }

  #group(subject: Subject, { places }: Found, number: number, otherwise: Value): Value {
    const place = places[number];
    return place === undefined ? otherwise : partOf(subject, ...place);
  }

  findall(...args: Value[]): Value[] {
    const result: Value[] = [];
    for (const [subject, found] of this._all(args)) {
      const empty = partOf(subject, 0, 0);
      const groups = this.#groups(subject, found, empty);
      if (groups.length > 1) result.push(tuple_(groups));
      else result.push(groups.length === 1 ? groups[0] : this.#group(subject, found, 0, empty));
    }
    return result;
  }

  #groups(subject: Subject, found: Found, otherwise: Value): Value[] {
    return Array.from(
      { length: this.groups },
      (_none, i) => this.#group(subject, found, i + 1, otherwise) as Value,
    );
  }

  finditer(...args: Value[]): Value {
    // What cannot be searched is told at once.
    const [string] = ordered(SEARCH, args);
    this.#subject(string);
    return matches(this, args, ([subject, found]) => this.#match(subject, found));
  }

  split(...args: Value[]): Value[] {
    const [string, most = 0] = ordered(SPLIT, args);
    const limit = Number(indexed(most));
    const subject = this.#subject(string);
    const parts: Value[] = [];
    let at = 0;
    let count = 0;
    if (limit >= 0)
      for (const found of this.#finder.all(subject.text, 0)) {
        if (limit > 0 && count >= limit) break;
        const [[from, to] = [0, 0]] = found.places;
        parts.push(partOf(subject, at, from), ...this.#groups(subject, found, null));
        at = to;
        count++;
      }
    parts.push(partOf(subject, at));
    return parts;
  }

  subn(...args: Value[]): Tuple {
    const [by, string, most = 0] = ordered(SUB, args);
    const limit = Number(indexed(most));
    const subject = this.#subject(string);
    const put: Value = underlying(by);
    const isCalled = typeof put !== 'string' && !(put instanceof Uint8Array);
    // What is wrong with it is told even if nothing is found.
    if (!isCalled) expanded(this, put, () => '');
    let result = '';
    let at = 0;
    let count = 0;
    if (limit >= 0)
      for (const found of this.#finder.all(subject.text, 0)) {
        if (limit > 0 && count >= limit) break;
        const [[from, to] = [0, 0]] = found.places;
        const match = this.#match(subject, found);
        const text: Value = underlying(isCalled ? invokePlain(put, match) : match.expand(put));
        if (count === 0) this.#checkPut(isCalled ? text : put, subject);
        result +=
          subject.text.slice(at, from) +
          (text instanceof Uint8Array ? Buffer.from(text).toString('latin1') : String(text ?? ''));
        at = to;
        count++;
      }
    result += subject.text.slice(at);
    return tup(subject.given instanceof Uint8Array ? Buffer.from(result, 'latin1') : result, count);
  }

  /** What is put in must be of the kind that is searched. */
  #checkPut(text: Value, subject: Subject): void {
    if (text === null || text === undefined || typeof text === typeof subject.given) return;
    const kind = typeof subject.given === 'string' ? 'str instance' : 'a bytes-like object';
    throw new PyTypeError(`sequence item 0: expected ${kind}, ${typeName(text)} found`);
  }

  sub(...args: Value[]): Value {
    return this.subn(...args)[0];
  }

  __eq__(other: Value): boolean {
    return (
      other instanceof Pattern && other.flags === this.flags && repr(other.pattern) === repr(this.pattern)
    );
  }

  __hash__(): number {
    return repr(this).length;
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(): this {
    return this;
  }

  __repr__(): string {
    const flags = NAMES.filter(([flag]) => this.flags & flag).map(([, name]) => `re.${name}`);
    const source = repr(this.pattern).slice(0, 200);
    return `re.compile(${[source, ...(flags.length > 0 ? [flags.join('|')] : [])].join(', ')})`;
  }
}

const NAMES: readonly (readonly [number, string])[] = [
  [I, 'IGNORECASE'],
  [M, 'MULTILINE'],
  [S, 'DOTALL'],
  [X, 'VERBOSE'],
  [A, 'ASCII'],
];

/** Where the character of a number begins, counted as JavaScript does. */
function unitOf(text: string, isWide: boolean, at: number): number {
  return isWide ? [...text].slice(0, at).join('').length : at;
}

const matches = generator(function* finditer(
  pattern: Pattern,
  args: Value[],
  matchOf: (found: [Subject, Found]) => Match,
): Generator<Value> {
  for (const found of pattern._all(args)) yield matchOf(found);
});

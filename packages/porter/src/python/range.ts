/** Python's range: a sequence that is computed. */
import { IndexError, TypeError as PyTypeError, ValueError } from './exceptions.js';
import { type Int, bigOf, int_, isInt } from './numbers.js';
import { isForJavaScript } from './natives.js';
import { indexed } from './underlying.js';
import type { Value } from './value.js';

export class Range {
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;

  constructor(start: Int, stop: Int, step: Int) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get length(): number {
    return Math.max(0, Math.ceil((Number(this.stop) - Number(this.start)) / Number(this.step)));
  }

  at(index: number): Int {
    const { length } = this;
    const from = index < 0 ? index + length : index;
    if (from < 0 || from >= length) throw new IndexError('range object index out of range');
    return Number(this.start) + from * Number(this.step);
  }

  slice(start: number, stop: number, step: number): Range {
    const [from, by] = [Number(this.start), Number(this.step)];
    return new Range(from + start * by, from + stop * by, by * step);
  }

  has(x: Value): boolean {
    const at = (Number(x) - Number(this.start)) / Number(this.step);
    return Number.isInteger(at) && at >= 0 && at < this.length;
  }

  *[Symbol.iterator](): Generator<Int, undefined> {
    const [start, stop, step] = [Number(this.start), Number(this.stop), Number(this.step)];
    if (step > 0) for (let i = start; i < stop; i += step) yield i;
    else for (let i = start; i > stop; i += step) yield i;
  }

  *reversed(): Generator<Int, undefined> {
    for (let i = this.length - 1; i >= 0; i--) yield this.at(i);
  }

  count(x: Value): number {
    return this.has(x) ? 1 : 0;
  }

  index(x: Value): Int {
    if (!isInt(x)) throw new ValueError('sequence.index(x): x not in sequence');
    if (!this.has(x)) throw new ValueError(`${String(x)} is not in range`);
    return (Number(x) - Number(this.start)) / Number(this.step);
  }
}
isForJavaScript(Range.prototype);
Object.defineProperty(Range, '__name__', { value: 'range' });

/** A range whose numbers, or how many they are, are beyond what a number of JavaScript is exact for. */
export class LongRange extends Range {
  get #length(): bigint {
    const [start, stop, step] = [bigOf(this.start), bigOf(this.stop), bigOf(this.step)];
    const room = step > 0n ? stop - start : start - stop;
    const by = step > 0n ? step : -step;
    return room <= 0n ? 0n : (room + by - 1n) / by;
  }

  #place(at: bigint): Int {
    return int_(bigOf(this.start) + at * bigOf(this.step));
  }

  override get length(): number {
    return Number(this.#length);
  }

  override at(index: Int | boolean): Int {
    const length = this.#length;
    const at = bigOf(index);
    const from = at < 0n ? at + length : at;
    if (from < 0n || from >= length) throw new IndexError('range object index out of range');
    return this.#place(from);
  }

  override slice(start: number, stop: number, step: number): Range {
    return rangeOf(this.#place(bigOf(start)), this.#place(bigOf(stop)), int_(bigOf(this.step) * bigOf(step)));
  }

  override has(x: Value): boolean {
    if (!isInt(x)) return Number.isInteger(Number(x)) && this.has(BigInt(Number(x)));
    const [from, step] = [bigOf(x) - bigOf(this.start), bigOf(this.step)];
    const at = from / step;
    return at * step === from && at >= 0n && at < this.#length;
  }

  override *[Symbol.iterator](): Generator<Int, undefined> {
    const length = this.#length;
    for (let i = 0n; i < length; i++) yield this.#place(i);
  }

  override *reversed(): Generator<Int, undefined> {
    for (let i = this.#length - 1n; i >= 0n; i--) yield this.#place(i);
  }

  override index(x: Value): Int {
    super.index(x);
    return int_((bigOf(x as Int) - bigOf(this.start)) / bigOf(this.step));
  }
}
Object.defineProperty(LongRange, '__name__', { value: 'range' });

/** range(stop), range(start, stop) or range(start, stop, step). */
export function rangeOf(first: Value, stop?: Value, by: Value = 1): Range {
  const given: Value[] = (stop === undefined ? [0, first, by] : [first, stop, by]).map(indexed);
  for (const x of given)
    if (!isInt(x))
      throw new PyTypeError(
        `'${typeof x === 'string' ? 'str' : x === null || x === undefined ? 'NoneType' : 'float'}' object cannot be interpreted as an integer`,
      );
  const [from, to, step] = given.map((x) => (typeof x === 'boolean' ? Number(x) : (x as Int))) as [
    Int,
    Int,
    Int,
  ];
  if (Number(step) === 0) throw new ValueError('range() arg 3 must not be zero');
  const isLong = typeof from === 'bigint' || typeof to === 'bigint' || typeof step === 'bigint';
  return isLong || !Number.isSafeInteger(to - from)
    ? new LongRange(from, to, step)
    : new Range(from, to, step);
}

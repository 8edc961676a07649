/** Python's range: a sequence that is computed. */
import { IndexError, TypeError as PyTypeError, ValueError } from './exceptions.js';
import { indexed } from './underlying.js';
import type { Value } from './value.js';

export class Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }

  at(index: number): number {
    const { length } = this;
    const from = index < 0 ? index + length : index;
    if (from < 0 || from >= length) throw new IndexError('range object index out of range');
    return this.start + from * this.step;
  }

  slice(start: number, stop: number, step: number): Range {
    return new Range(this.start + start * this.step, this.start + stop * this.step, this.step * step);
  }

  has(x: Value): boolean {
    const at = (Number(x) - this.start) / this.step;
    return Number.isInteger(at) && at >= 0 && at < this.length;
  }

  *[Symbol.iterator](): Generator<number, undefined> {
    const { start, stop, step } = this;
    if (step > 0) for (let i = start; i < stop; i += step) yield i;
    else for (let i = start; i > stop; i += step) yield i;
  }

  *reversed(): Generator<number, undefined> {
    for (let i = this.length - 1; i >= 0; i--) yield this.start + i * this.step;
  }

  count(x: Value): number {
    return this.has(x) ? 1 : 0;
  }

  index(x: Value): number {
    if (!this.has(x)) throw new ValueError(`${String(x)} is not in range`);
    return (Number(x) - this.start) / this.step;
  }
}
Object.defineProperty(Range, '__name__', { value: 'range' });

/** range(stop), range(start, stop) or range(start, stop, step). */
export function rangeOf(first: Value, stop?: Value, by: Value = 1): Range {
  const [from, to, step]: Value[] = (stop === undefined ? [0, first, by] : [first, stop, by]).map(indexed);
  for (const x of [from, to, step])
    if (typeof x !== 'boolean' && !Number.isInteger(x))
      throw new PyTypeError(
        `'${typeof x === 'string' ? 'str' : x === null || x === undefined ? 'NoneType' : 'float'}' object cannot be interpreted as an integer`,
      );
  if (step === 0) throw new ValueError('range() arg 3 must not be zero');
  return new Range(Number(from), Number(to), Number(step));
}

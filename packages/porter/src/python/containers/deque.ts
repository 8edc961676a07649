/** Python's deque. */
import { eq, ge, gt, le, lt } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { IndexError, RuntimeError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { iterator } from '../generator.js';
import { items } from '../iteration.js';
import { given, takeKw } from '../keywords.js';
import { isInt } from '../numbers.js';
import { PyObject, UNBORN, born, className, isRoot } from '../object.js';
import { repr, shownOnce } from '../text.js';
import { typeName } from '../type-name.js';
import { indexed } from '../underlying.js';
import type { Value } from '../value.js';
import { extension } from '../homes.js';

/** A queue with two ends. */
export class deque extends PyObject {
  #items: Value[] = [];
  #head = 0;
  #maxlen: number | null = null;

  constructor(...args: Value[]) {
    super(UNBORN);
    born(this, args);
  }

  override __init__(...args: Value[]): Value {
    const named = takeKw(args);
    if (args.length > 2)
      throw new PyTypeError(`deque() takes at most 2 arguments (${String(args.length)} given)`);
    const [source, most = null]: Value[] = given([...args, named], ['iterable', 'maxlen']);
    for (const name of named)
      if (name !== 'iterable' && name !== 'maxlen')
        throw new PyTypeError(`'${String(name)}' is an invalid keyword argument for deque()`);
    if (most !== null && !isInt(most)) throw new PyTypeError('an integer is required');
    if (most !== null && most < 0) throw new ValueError('maxlen must be non-negative');
    this.#maxlen = most === null ? null : Number(most);
    this.clear();
    if (source !== undefined) for (const x of [...items(source)]) this.#append(x);
  }

  get maxlen(): number | null {
    return this.#maxlen;
  }

  get #length(): number {
    return this.#items.length - this.#head;
  }

  __len__(): number {
    return this.#length;
  }

  #all(): Value[] {
    if (this.#head > 0) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return this.#items;
  }

  append(x: Value): void {
    this.#append(x);
  }

  #append(x: Value): void {
    this.#items.push(x);
    if (this.#maxlen !== null && this.#length > this.#maxlen) this.#head++;
  }

  appendleft(x: Value): void {
    this.#appendleft(x);
  }

  #appendleft(x: Value): void {
    const all = this.#all();
    all.unshift(x);
    if (this.#maxlen !== null && all.length > this.#maxlen) all.pop();
  }

  extend(source: Value): void {
    for (const x of [...items(source)]) this.#append(x);
  }

  extendleft(source: Value): void {
    for (const x of [...items(source)]) this.#appendleft(x);
  }

  pop(): Value {
    if (this.#length === 0) throw new IndexError('pop from an empty deque');
    return this.#items.pop();
  }

  popleft(): Value {
    if (this.#length === 0) throw new IndexError('pop from an empty deque');
    const first: Value = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) this.#all();
    return first;
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }

  rotate(times: Value = 1): void {
    const n = Number(indexed(times));
    const all = this.#all();
    if (all.length === 0) return;
    const by = ((n % all.length) + all.length) % all.length;
    all.unshift(...all.splice(all.length - by));
  }

  remove(x: Value): void {
    const at = this.#find(x, 0, this.#length);
    if (at < 0) throw new ValueError(`${repr(x)} is not in deque`);
    this.#all().splice(at, 1);
  }

  /** Where `x` is, from `start` to before `stop`; -1 if it is not there. */
  #find(x: Value, start: number, stop: number): number {
    const all = this.#all();
    const { length } = all;
    for (let at = start; at < Math.min(stop, length); at++) {
      if (all[at] === x || eq(all[at], x)) return at;
      if (this.#length !== length) throw new RuntimeError('deque mutated during iteration');
    }
    return -1;
  }

  count(x: Value): number {
    return this.#all().filter((one) => eq(one, x)).length;
  }

  index(x: Value, start: Value = 0, stop: Value = this.#length): number {
    const [from, to] = [start, stop].map((bound) => {
      const at = Number(indexed(bound));
      return at < 0 ? Math.max(0, at + this.#length) : at;
    }) as [number, number];
    const at = this.#find(x, from, to);
    if (at < 0) throw new ValueError(`${repr(x)} is not in deque`);
    return at;
  }

  insert(at: number, x: Value): void {
    if (this.#length === this.#maxlen) throw new IndexError('deque already at its maximum size');
    this.#all().splice(at, 0, x);
  }

  reverse(): void {
    this.#all().reverse();
  }

  copy(): deque {
    const cls = this.constructor as typeof deque;
    return this.#maxlen === null ? new cls(this.#all()) : new cls(this.#all(), this.#maxlen);
  }

  __getitem__(index: Value): Value {
    return this.#all()[this.#place(index)];
  }

  __setitem__(index: Value, x: Value): void {
    this.#all()[this.#place(index)] = x;
  }

  __delitem__(index: Value): void {
    this.#all().splice(this.#place(index), 1);
  }

  #place(index: Value): number {
    const at = Number(indexed(index));
    const from = at < 0 ? at + this.#length : at;
    if (from < 0 || from >= this.#length) throw new IndexError('deque index out of range');
    return from;
  }

  __add__(other: Value): deque {
    if (!(other instanceof deque))
      throw new PyTypeError(`can only concatenate deque (not "${typeName(other)}") to deque`);
    const made = this.copy();
    made.extend(other);
    return made;
  }

  __iadd__(other: Value): this {
    this.extend(other);
    return this;
  }

  __mul__(times: Value): Value {
    return isInt(times) ? this.copy().__imul__(times) : NotImplemented;
  }

  __rmul__(times: Value): Value {
    return this.__mul__(times);
  }

  __imul__(times: Value): Value {
    if (!isInt(times)) return NotImplemented;
    const once = [...this.#all()];
    this.clear();
    for (let i = 0; i < Number(times); i++) this.extend(once);
    return this;
  }

  __eq__(other: Value): boolean {
    return other instanceof deque && eq(this.#all(), other.#all());
  }

  __lt__(other: Value): Value {
    return other instanceof deque ? lt(this.#all(), other.#all()) : NotImplemented;
  }

  __le__(other: Value): Value {
    return other instanceof deque ? le(this.#all(), other.#all()) : NotImplemented;
  }

  __gt__(other: Value): Value {
    return other instanceof deque ? gt(this.#all(), other.#all()) : NotImplemented;
  }

  __ge__(other: Value): Value {
    return other instanceof deque ? ge(this.#all(), other.#all()) : NotImplemented;
  }

  __contains__(x: Value): boolean {
    return this.#find(x, 0, this.#length) >= 0;
  }

  *__iter__(): Generator<Value> {
    const length = this.#length;
    for (let i = 0; i < length; i++) {
      if (this.#length !== length) throw new RuntimeError('deque mutated during iteration');
      yield this.#items[this.#head + i];
    }
  }

  *__reversed__(): Generator<Value> {
    const length = this.#length;
    for (let i = length - 1; i >= 0; i--) {
      if (this.#length !== length) throw new RuntimeError('deque mutated during iteration');
      yield this.#items[this.#head + i];
    }
  }

  __repr__(): string {
    return shownOnce(this, '[...]', () => this.#shown());
  }

  #shown(): string {
    return `${className(this.constructor)}(${repr([...(this as Value)])}${this.#maxlen === null ? '' : `, maxlen=${String(this.#maxlen)}`})`;
  }
}
isRoot(deque);
iterator(deque.prototype.__iter__);
iterator(deque.prototype.__reversed__);

extension('collections', deque);

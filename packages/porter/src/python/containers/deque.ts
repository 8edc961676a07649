/** Python's deque. */
import { eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { IndexError, RuntimeError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { given, takeKw } from '../keywords.js';
import { isInt } from '../numbers.js';
import { PyObject, UNBORN, born, className, isRoot } from '../object.js';
import { repr } from '../text.js';
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
    const at = this.#all().findIndex((one) => eq(one, x));
    if (at < 0) throw new ValueError('deque.remove(x): x not in deque');
    this.#items.splice(at, 1);
  }

  count(x: Value): number {
    return this.#all().filter((one) => eq(one, x)).length;
  }

  index(x: Value): number {
    const at = this.#all().findIndex((one) => eq(one, x));
    if (at < 0) throw new ValueError(`${repr(x)} is not in deque`);
    return at;
  }

  insert(at: number, x: Value): void {
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
    const at = Number(indexed(index));
    const all = this.#all();
    const from = at < 0 ? at + all.length : at;
    if (from < 0 || from >= all.length) throw new IndexError('deque index out of range');
    return all[from];
  }

  __setitem__(index: Value, x: Value): void {
    const at = Number(indexed(index));
    const all = this.#all();
    const from = at < 0 ? at + all.length : at;
    if (from < 0 || from >= all.length) throw new IndexError('deque index out of range');
    all[from] = x;
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

  __contains__(x: Value): boolean {
    return this.#all().some((one) => eq(one, x));
  }

  *__iter__(): Generator<Value> {
    const length = this.#length;
    for (let i = 0; i < this.#length; i++) {
      yield this.#items[this.#head + i];
      if (this.#length !== length) throw new RuntimeError('deque mutated during iteration');
    }
  }

  __reversed__(): Value {
    return [...this.#all()].reverse();
  }

  __repr__(): string {
    return `${className(this.constructor)}(${repr([...(this as Value)])}${this.#maxlen === null ? '' : `, maxlen=${String(this.#maxlen)}`})`;
  }
}
isRoot(deque);
generator(deque.prototype.__iter__);

extension('collections', deque);

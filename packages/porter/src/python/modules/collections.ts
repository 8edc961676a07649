/** Python's collections. */
import { compare, eq } from '../compare.js';
import { Dict } from '../dict.js';
import { IndexError, KeyError, RuntimeError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { Kw } from '../keywords.js';
import { PyObject, className, isRoot } from '../object.js';
import { invokePlain } from '../plain.js';
import { repr } from '../text.js';
import { Tuple, tup } from '../tuple.js';
import { pairsOf } from '../types.js';
import type { Value } from '../value.js';

/** A queue with two ends. */
export class deque extends PyObject {
  #items: Value[];
  #head = 0;
  readonly #maxlen: number | null;

  constructor(source: Value = [], maxlen: Value = null) {
    super();
    const named = source instanceof Kw ? source : maxlen instanceof Kw ? maxlen : undefined;
    const most: Value = named === undefined ? maxlen : named.get('maxlen');
    this.#maxlen = most === null ? null : Number(most);
    this.#items = [];
    if (!(source instanceof Kw)) this.extend(source);
  }

  get maxlen(): number | null {
    return this.#maxlen;
  }

  __len__(): number {
    return this.#items.length - this.#head;
  }

  #all(): Value[] {
    if (this.#head > 0) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return this.#items;
  }

  append(x: Value): void {
    this.#items.push(x);
    if (this.#maxlen !== null && this.__len__() > this.#maxlen) this.#head++;
  }

  appendleft(x: Value): void {
    const all = this.#all();
    all.unshift(x);
    if (this.#maxlen !== null && all.length > this.#maxlen) all.pop();
  }

  extend(source: Value): void {
    for (const x of [...items(source)]) this.append(x);
  }

  extendleft(source: Value): void {
    for (const x of [...items(source)]) this.appendleft(x);
  }

  pop(): Value {
    if (this.__len__() === 0) throw new IndexError('pop from an empty deque');
    return this.#items.pop();
  }

  popleft(): Value {
    if (this.__len__() === 0) throw new IndexError('pop from an empty deque');
    const first: Value = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) this.#all();
    return first;
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }

  rotate(n = 1): void {
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
    return new deque(this.#all(), this.#maxlen);
  }

  __getitem__(at: number): Value {
    const all = this.#all();
    const from = at < 0 ? at + all.length : at;
    if (from < 0 || from >= all.length) throw new IndexError('deque index out of range');
    return all[from];
  }

  __setitem__(at: number, x: Value): void {
    const all = this.#all();
    const from = at < 0 ? at + all.length : at;
    if (from < 0 || from >= all.length) throw new IndexError('deque index out of range');
    all[from] = x;
  }

  __eq__(other: Value): boolean {
    return other instanceof deque && eq(this.#all(), other.#all());
  }

  __contains__(x: Value): boolean {
    return this.#all().some((one) => eq(one, x));
  }

  *__iter__(): Generator<Value> {
    const length = this.__len__();
    for (let i = 0; i < this.__len__(); i++) {
      yield this.#items[this.#head + i];
      if (this.__len__() !== length) throw new RuntimeError('deque mutated during iteration');
    }
  }

  __reversed__(): Value {
    return [...this.#all()].reverse();
  }

  __repr__(): string {
    return `deque(${repr([...this.#all()])}${this.#maxlen === null ? '' : `, maxlen=${String(this.#maxlen)}`})`;
  }
}

export class defaultdict extends Dict {
  override __init__(factory: Value = null, source?: Value): Value {
    super.__init__(source === undefined ? undefined : pairsOf(source));
    Object.defineProperty(this, 'default_factory', {
      value: factory instanceof Kw ? null : factory,
      writable: true,
      enumerable: false,
    });
  }

  __missing__(key: Value): Value {
    if (this.default_factory === null) throw new KeyError(key);
    const made: Value = invokePlain(this.default_factory);
    this.set(key, made);
    return made;
  }

  override copy(): defaultdict {
    return new defaultdict(this.default_factory, this);
  }

  __repr__(): string {
    return `defaultdict(${repr(this.default_factory)}, ${reprOfDict(this)})`;
  }
}

const reprOfDict = (dict: Dict): string =>
  `{${[...dict.items()].map(([key, value]) => `${repr(key)}: ${repr(value)}`).join(', ')}}`;

export class OrderedDict extends Dict {
  override __init__(source?: Value): Value {
    super.__init__(source === undefined || source === null ? undefined : pairsOf(source));
  }

  move_to_end(key: Value, last: Value = true): void {
    this._move(key, Boolean(last instanceof Kw ? last.get('last') : last));
  }

  override popitem(last: Value = true): Tuple {
    if (Boolean(last instanceof Kw ? last.get('last') : last)) return super.popitem();
    for (const key of this.keys()) return tup(key, this.pop(key));
    throw new KeyError('dictionary is empty');
  }

  __repr__(): string {
    return this.size === 0
      ? 'OrderedDict()'
      : `OrderedDict([${[...this.items()].map((pair) => repr(pair)).join(', ')}])`;
  }
}

export class Counter extends Dict {
  override __init__(source?: Value, named?: Kw): Value {
    if (source !== undefined && source !== null) this.update(source);
    if (named !== undefined) this.update(named);
  }

  __missing__(): number {
    return 0;
  }

  override update(source: Value): void {
    if (source instanceof Dict)
      for (const [key, count] of source.items()) this.set(key, Number(this.get(key, 0)) + Number(count));
    else for (const x of items(source)) this.set(x, Number(this.get(x, 0)) + 1);
  }

  subtract(source: Value): void {
    const other = source instanceof Dict ? source : new Counter(source);
    for (const [key, count] of other.items()) this.set(key, Number(this.get(key, 0)) - Number(count));
  }

  most_common(n: Value = null): Tuple[] {
    const all = [...this.items()].sort((a, b) => compare(b[1], a[1])) as Tuple[];
    return n === null ? all : all.slice(0, Number(n));
  }

  *elements(): Generator<Value> {
    for (const [key, count] of [...this.items()]) for (let i = 0; i < count; i++) yield key;
  }

  total(): number {
    return [...this.values()].reduce((sum: number, count) => sum + Number(count), 0);
  }

  #combined(other: Counter, by: (a: number, b: number) => number): Counter {
    const made = new Counter();
    for (const key of new Set([...this, ...other])) {
      const count = by(Number(this.get(key, 0)), Number(other.get(key, 0)));
      if (count > 0) made.set(key, count);
    }
    return made;
  }

  __add__(other: Counter): Counter {
    return this.#combined(other, (a, b) => a + b);
  }

  __sub__(other: Counter): Counter {
    return this.#combined(other, (a, b) => a - b);
  }

  override copy(): Counter {
    return new Counter(this);
  }

  __repr__(): string {
    return this.size === 0
      ? 'Counter()'
      : `Counter({${this.most_common()
          .map(([key, count]) => `${repr(key)}: ${repr(count)}`)
          .join(', ')}})`;
  }
}
for (const cls of [defaultdict, OrderedDict, Counter, deque]) isRoot(cls);
generator(deque.prototype.__iter__);
generator(Counter.prototype.elements);

/** A class of tuples whose items have names. */
export function namedtuple(name: string, fields: Value, named?: Kw): Value {
  const names =
    typeof fields === 'string'
      ? fields
          .replaceAll(',', ' ')
          .split(/\s+/)
          .filter((one) => one !== '')
      : ([...items(fields)] as string[]);
  const defaults: Value[] = [...items(named?.get('defaults') ?? [])];
  const first = names.length - defaults.length;
  const made = class extends Tuple {
    [field: string]: Value;

    static get _fields(): Tuple {
      return tup(...names);
    }

    static override get [Symbol.species](): ArrayConstructor {
      return Array;
    }

    constructor(...args: Value[]) {
      super(names.length);
      valuesOf(args).forEach((value, i) => (this[i] = value));
    }

    static __make__(...args: Value[]): Value {
      return new this(...args);
    }

    static _make(values: Value): Value {
      return new this(...items(values));
    }

    _asdict(): Dict {
      const dict = new Dict();
      names.forEach((field, i) => dict.set(field, this[i]));
      return dict;
    }

    _replace(changes: Kw): Value {
      const cls = this.constructor as typeof made;
      return new cls(...names.map((field, i) => (changes.has(field) ? changes.at(field) : this[i]) as Value));
    }

    get _fields(): Tuple {
      return tup(...names);
    }

    __repr__(): string {
      return `${className(this.constructor)}(${names.map((field, i) => `${field}=${repr(this[i])}`).join(', ')})`;
    }
  };
  Object.defineProperty(made, 'name', { value: name });
  names.forEach((field, i) =>
    Object.defineProperty(made.prototype, field, {
      get(this: Value[]) {
        return this[i] as Value;
      },
    }),
  );
  const valuesOf = (args: Value[]): Value[] => {
    const options = args.at(-1) instanceof Kw ? (args.pop() as Kw) : new Kw();
    const values = names.map((field, i) =>
      i < args.length
        ? (args[i] as Value)
        : options.has(field)
          ? options.at(field)
          : i >= first
            ? (defaults[i - first] as Value)
            : undefined,
    );
    const missing = names.filter((_field, i) => values[i] === undefined);
    if (missing.length > 0)
      throw new PyTypeError(
        `${name}.__new__() missing ${String(missing.length)} required positional argument${missing.length > 1 ? 's' : ''}: ${missing.map((one) => `'${one}'`).join(' and ')}`,
      );
    if (args.length > names.length)
      throw new PyTypeError(
        `${name}.__new__() takes ${String(names.length + 1)} positional arguments but ${String(args.length + 1)} were given`,
      );
    return values;
  };
  return made;
}

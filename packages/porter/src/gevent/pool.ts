/** gevent's Group and Pool. */
import { Queue as Fifo, Semaphore as Permits } from 'evergreen-ts';
import { AssertionError } from '../python/exceptions.js';
import { generator } from '../python/generator.js';
import { items, zip } from '../python/iteration.js';
import { Kw, kw } from '../python/keywords.js';
import { waiting } from '../python/modules/queue.js';
import { PyObject } from '../python/object.js';
import { apply, call, op } from '../python/plain.js';
import { PySet } from '../python/set.js';
import type { Value } from '../python/value.js';
import { Greenlet } from './greenlet.js';
import { coIterator, joinall, killall } from './wait.js';

type Steps = Generator<Value>;

export class Group extends PyObject {
  readonly #members = new Set<Value>();

  constructor(...greenlets: Value[]) {
    super();
    for (const given of greenlets)
      if (!(given instanceof Kw)) for (const one of items(given)) this._track(one);
  }

  /** It is a member until it ends. */
  _track(greenlet: Value): void {
    this.#members.add(greenlet);
    greenlet.rawlink(() => {
      this.#members.delete(greenlet);
      this._left();
    });
  }

  protected _left(): void {
    // A pool has a place again.
  }

  add(greenlet: Value): Value {
    this._track(greenlet);
    return null;
  }

  start(greenlet: Value): Value {
    this._track(greenlet);
    greenlet.start();
    return null;
  }

  discard(greenlet: Value): void {
    this.#members.delete(greenlet);
  }

  spawn(...args: Value[]): Value {
    const greenlet = Greenlet.spawn(...args);
    this._track(greenlet);
    return greenlet;
  }

  /** Place by place, in the order given; results in that order. */
  *map(f: Value, source: Value): Steps {
    const greenlets: Value[] = [];
    for (const item of items(source)) greenlets.push(yield* op(this.spawn(f, item)));
    const results: Value[] = [];
    for (const one of greenlets) results.push(yield* one.get());
    return results;
  }

  map_async(f: Value, source: Value, callback: Value = null): Value {
    const self = this;
    const greenlet = Greenlet.spawn(function* () {
      return yield* self.map(f, source);
    });
    if (callback !== null) greenlet.link((one: Value) => call(callback, one.value) as Value);
    return greenlet;
  }

  imap(f: Value, ...sources: Value[]): Value {
    return this.#lazily(f, sources, true);
  }

  imap_unordered(f: Value, ...sources: Value[]): Value {
    return this.#lazily(f, sources, false);
  }

  #lazily(f: Value, sources: Value[], ordered: boolean): Value {
    const options = sources.at(-1) instanceof Kw ? (sources.pop() as Kw) : kw({});
    if (options.has('iterable')) sources.push(options.at('iterable'));
    const done = new Fifo<Value>();
    const self = this;
    let count = 0;
    let total = Infinity;
    Greenlet.spawn(function* () {
      let made = 0;
      for (const args of zip(...sources)) {
        const greenlet: Value = yield* op(self.spawn(f, ...args));
        made++;
        if (ordered) done.putNowait(greenlet);
        else greenlet.rawlink((one: Value) => done.putNowait(one));
      }
      total = made;
      done.putNowait(null);
    });
    return coIterator(function* (): Steps {
      while (count < total) {
        const greenlet: Value = yield* done.get();
        if (greenlet === null) continue;
        count++;
        return { done: false, value: yield* greenlet.get() };
      }
      return { done: true, value: undefined };
    });
  }

  *apply(f: Value, args: Value = null, named: Value = null): Steps {
    const options = [args, named].find((one) => one instanceof Kw) as Kw | undefined;
    const given: Value = args instanceof Kw ? args.get('args') : args;
    const kwds: Value = options?.get('kwds') ?? (named instanceof Kw ? null : named);
    const greenlet: Value = yield* op(
      this.spawn(() => apply(f, given === null ? [] : items(given), kw({}, kwds ?? kw({})))),
    );
    return yield* greenlet.get();
  }

  apply_async(f: Value, args: Value = null, named: Value = null, callback: Value = null): Value {
    const self = this;
    const greenlet = Greenlet.spawn(function* () {
      return yield* self.apply(f, args, named);
    });
    const after: Value = named instanceof Kw ? named.get('callback') : callback;
    if (after !== null) greenlet.link((one: Value) => call(after, one.value) as Value);
    return greenlet;
  }

  *join(timeout: Value = null, raises: Value = false): Steps {
    const named = [timeout, raises].find((one) => one instanceof Kw) as Kw | undefined;
    const [, limit] = waiting(true, timeout);
    const wanted = named?.get('raise_error', false) ?? raises;
    const all: Value[] = [];
    while (this.#members.size > 0) {
      const list = [...this.#members];
      all.push(...list);
      const ready: Value = yield* joinall(list, limit ?? null);
      if (ready.length < list.length) break;
    }
    if (wanted === true) for (const one of all) if (one.exception !== null) throw one.exception;
    return this.#members.size === 0;
  }

  *kill(...args: Value[]): Steps {
    yield* killall([...this.#members], ...args);
    return null;
  }

  *killone(greenlet: Value, ...args: Value[]): Steps {
    return yield* greenlet.kill(...args);
  }

  full(): boolean {
    return false;
  }

  get greenlets(): PySet {
    return new PySet(this.#members);
  }

  __len__(): number {
    return this.#members.size;
  }

  __contains__(greenlet: Value): boolean {
    return this.#members.has(greenlet);
  }

  *__iter__(): Generator<Value> {
    yield* [...this.#members];
  }

  __bool__(): boolean {
    return true;
  }
}

generator(Group.prototype.__iter__);

/** A group with so many places. */
export class Pool extends Group {
  readonly #size: number;
  readonly #places: Permits | undefined;
  #free: number;

  constructor(size: Value = null) {
    super();
    const given: Value = size instanceof Kw ? size.get('size') : size;
    if (given !== null && given < 0) throw new AssertionError('size must not be negative');
    this.#size = given === null ? Infinity : Number(given);
    this.#free = this.#size;
    this.#places = given === null ? undefined : new Permits(this.#size);
  }

  get size(): Value {
    return this.#size === Infinity ? null : this.#size;
  }

  protected override _left(): void {
    this.#free++;
    this.#places?.release();
  }

  *#place(): Steps {
    if (this.#places !== undefined) yield* this.#places.acquire();
    this.#free--;
    return null;
  }

  override *spawn(...args: Value[]): Steps {
    yield* this.#place();
    return super.spawn(...args);
  }

  override *add(greenlet: Value): Steps {
    yield* this.#place();
    return super.add(greenlet);
  }

  override *start(greenlet: Value): Steps {
    yield* this.#place();
    return super.start(greenlet);
  }

  *wait_available(): Steps {
    if (this.#places !== undefined) {
      yield* this.#places.acquire();
      this.#places.release();
    }
    return this.free_count();
  }

  free_count(): number {
    return this.#size === Infinity ? 1 : Math.max(0, this.#free);
  }

  override full(): boolean {
    return this.free_count() <= 0;
  }
}

/** Threads of gevent are tasklets here: there is no other. */
export class ThreadPool extends Pool {}

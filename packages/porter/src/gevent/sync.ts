/** gevent's events, results, locks and queues. */
import {
  Channel as Rendezvous,
  Event as Flag,
  LifoQueue as Lifo,
  PriorityQueue as Priority,
  Queue as Fifo,
} from 'evergreen-ts';
import { compare } from '../python/compare.js';
import { StopIteration, isExceptionClass, raised } from '../python/exceptions.js';
import { Kw } from '../python/keywords.js';
import { BaseQueue, Empty, Full, sizeOf, waiting } from '../python/modules/queue.js';
import * as threading from '../python/modules/threading.js';
import { numberOf } from '../python/hash.js';
import { PyObject, className } from '../python/object.js';
import { call, op } from '../python/plain.js';
import { repr } from '../python/text.js';
import { tup } from '../python/tuple.js';
import { items } from '../python/iteration.js';
import type { Value } from '../python/value.js';
import { Timeout } from './errors.js';
import { coIterator } from './wait.js';
import { spawn as begin } from 'evergreen-ts';

type Steps = Generator<Value>;

export { Empty, Full };

export class Event extends threading.Event {
  ready(): boolean {
    return this.is_set();
  }
}

/** A value or an error that comes later. */
export class AsyncResult extends PyObject {
  readonly #flag = new Flag();
  readonly #links: Value[] = [];
  #value: Value = null;
  #error: Value = null;

  set(value: Value = null): void {
    this.#value = value;
    this.#done();
  }

  set_exception(error: Value): void {
    this.#error = raised(error);
    this.#done();
  }

  #done(): void {
    this.#flag.set();
    const self = this;
    for (const link of this.#links.splice(0))
      begin(function* () {
        yield* op(call(link, self));
      });
  }

  /** As a link of a greenlet: its outcome is this one's. */
  __call__(source: Value): void {
    if (source.successful()) this.set(source.value);
    else this.set_exception(source.exception);
  }

  rawlink(callback: Value): void {
    this.#links.push(callback);
    if (this.ready()) this.#done();
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = waiting(block, timeout);
    const inTime: Value = this.ready() || (blocks && (yield* this.#flag.wait(limit)));
    if (inTime !== true) throw new Timeout(limit ?? 0);
    if (this.#error !== null) throw this.#error;
    return this.#value;
  }

  get_nowait(): Value {
    if (!this.ready()) throw new Timeout(0);
    if (this.#error !== null) throw this.#error;
    return this.#value;
  }

  *wait(timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    yield* this.#flag.wait(limit);
    return this.#value;
  }

  ready(): boolean {
    return this.#flag.isSet();
  }

  successful(): boolean {
    return this.ready() && this.#error === null;
  }

  get value(): Value {
    return this.#value;
  }

  get exception(): Value {
    return this.#error;
  }

  get exc_info(): Value {
    return this.#error === null ? tup() : tup(this.#error.constructor, this.#error, null);
  }
}

export class Semaphore extends threading.Semaphore {
  #free: number;

  constructor(value: Value = 1) {
    super(value);
    this.#free = Number(value instanceof Kw ? value.get('value', 1) : value);
  }

  override *acquire(blocking: Value = true, timeout: Value = -1): Steps {
    const got: Value = yield* super.acquire(blocking, timeout);
    if (got === true) this.#free--;
    return got;
  }

  override *__enter__(): Steps {
    return yield* this.acquire();
  }

  override release(): void {
    this.#free++;
    super.release();
  }

  locked(): boolean {
    return this.#free <= 0;
  }

  get counter(): number {
    return Math.max(0, this.#free);
  }

  *wait(timeout: Value = null): Steps {
    if ((yield* this.acquire(true, timeout ?? -1)) === true) this.release();
    return this.counter;
  }
}

export class BoundedSemaphore extends threading.BoundedSemaphore {
  locked(): boolean {
    return this.counter <= 0;
  }
}

export class RLock extends threading.RLock {}

/** A lock that never waits. */
export class DummySemaphore extends PyObject {
  constructor(_value?: Value) {
    super();
  }

  locked(): boolean {
    return false;
  }

  acquire(): boolean {
    return true;
  }

  release(): void {
    // There is nothing to release.
  }

  __enter__(): boolean {
    return true;
  }

  __exit__(): boolean {
    return false;
  }
}

/** Queues are iterated until somebody puts StopIteration. */
abstract class GeventQueue extends BaseQueue {
  __coiter__(): Value {
    return coIterator(
      function* (this: GeventQueue): Steps {
        const item: Value = yield* this.get();
        const ends = item instanceof StopIteration || isExceptionClass(item, StopIteration);
        return ends ? { done: true, value: undefined } : { done: false, value: item };
      }.bind(this),
    );
  }

  *peek(block: Value = true, timeout: Value = null): Steps {
    const item: Value = yield* this.get(block, timeout);
    this._back(item);
    return item;
  }

  peek_nowait(): Value {
    const item: Value = this.get_nowait();
    this._back(item);
    return item;
  }

  copy(): Value {
    const made: Value = new (this.constructor as Value)(this.maxsize === 0 ? null : this.maxsize);
    for (const item of this._items()) made.put_nowait(item);
    return made;
  }

  /** Its items, which stay in it. */
  protected _items(): Value[] {
    const items_: Value[] = [];
    while (!this.empty()) items_.push(this._queue.getNowait());
    for (const one of items_) this._queue.putNowait(one);
    return items_;
  }

  __repr__(): string {
    const limit = this.maxsize > 0 && this.maxsize < Infinity ? ` maxsize=${String(this.maxsize)}` : '';
    const items_ = this.empty() ? '' : ` queue=deque([${this._items().map(repr).join(', ')}])`;
    return `<${className(this.constructor)} at 0x${(0x7f0000000000 + numberOf(this) * 64).toString(16)}${limit}${items_}>`;
  }

  /** Put back what was only looked at. */
  protected _back(item: Value): void {
    const rest: Value[] = [];
    while (!this.empty()) rest.push(this._queue.getNowait());
    for (const one of [item, ...rest]) this._queue.putNowait(one);
  }

  protected _fill(given: Value): void {
    if (given === null || given === undefined) return;
    for (const item of items(given)) this._queue.putNowait(item);
  }
}

const initial = (size: Value, given: Value): Value =>
  size instanceof Kw ? size.get('items') : given instanceof Kw ? given.get('items') : given;
const sized = (size: Value): number => (size === null ? 0 : sizeOf(size));

export class Queue extends GeventQueue {
  protected override readonly _queue: Fifo<Value>;

  constructor(maxsize: Value = null, given: Value = null) {
    super();
    this._queue = new Fifo(sized(maxsize));
    this._fill(initial(maxsize, given));
  }
}

export class JoinableQueue extends Queue {}
export class SimpleQueue extends Queue {}
export class UnboundQueue extends Queue {}

export class LifoQueue extends GeventQueue {
  protected override readonly _queue: Fifo<Value>;

  constructor(maxsize: Value = null, given: Value = null) {
    super();
    this._queue = new Lifo(sized(maxsize));
    this._fill(initial(maxsize, given));
  }
}

export class PriorityQueue extends GeventQueue {
  protected override readonly _queue: Fifo<Value>;

  constructor(maxsize: Value = null, given: Value = null) {
    super();
    this._queue = new Priority(sized(maxsize), compare);
    this._fill(initial(maxsize, given));
  }
}

/** put() waits for a get(). */
export class Channel extends PyObject {
  readonly #channel = new Rendezvous<Value>();

  *put(item: Value): Steps {
    yield* this.#channel.send(item);
    return null;
  }

  *get(): Steps {
    return yield* this.#channel.receive();
  }

  __coiter__(): Value {
    return coIterator(
      function* (this: Channel): Steps {
        const item: Value = yield* this.get();
        const ends = item instanceof StopIteration || isExceptionClass(item, StopIteration);
        return ends ? { done: true, value: undefined } : { done: false, value: item };
      }.bind(this),
    );
  }
}

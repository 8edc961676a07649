/**
 * Queues: items on their way from those that put to those that get. Three orders, one behaviour.
 *
 * Who is woken has something reserved, not in hand: a getter one of the items that lie there, a putter one of the places
 * that are free. It is used when the tasklet runs. So an item never leaves the queue before it is really got: if the getter
 * is killed, its item is where it was, first again, and the next in line is woken for it; a putter that is killed has put
 * nothing. What is reserved counts as gone, so that a newcomer cannot take it from under a woken waiter. (A place may be
 * used for which an item was reserved that then stays: so a queue can be over its size by as many.)
 */
import { kindOf } from '../check.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, nothing } from '../park/waiter.js';
import { Empty, Full, ShutDown } from './queue-errors.js';
import { Fifo, type Store } from './stores.js';

/**
 * A queue, first in, first out.
 *
 * Source: queue.Queue, evergreen.queue.Queue.
 *
 * @example
 * const jobs = new Queue<string>(10);
 * function* worker(): Op<void> {
 *   for (;;) {
 *     console.log('working on', yield* jobs.get());
 *     jobs.taskDone();
 *   }
 * }
 */
export class Queue<T> {
  /** Most items at once; 0 or less: any number. */
  readonly maxsize: number;
  readonly #store: Store<T>;
  /** @internal */
  readonly _getters = new WaitQueue<Getter<T>>();
  /** @internal */
  readonly _putters = new WaitQueue<Putter<T>>();
  /** @internal */
  readonly _joiners = new WaitQueue<Waiter<Queue<unknown>, void>>();
  /** Items reserved for getters that were woken. */
  #promised = 0;
  /** Places reserved for putters that were woken. */
  #reserved = 0;
  /** Items put for which taskDone() was not called. */
  #unfinished = 0;
  #shutDown = false;

  /**
   * RangeError for NaN.
   *
   * @param maxsize most items at once; 0 or less: any number
   */
  constructor(maxsize?: number);
  /** @internal An order of its own. */
  // Apart, so that it is left out of the published types.
  // eslint-disable-next-line @typescript-eslint/unified-signatures
  constructor(maxsize: number, store: Store<T>);
  constructor(maxsize = 0, store: Store<T> = new Fifo<T>()) {
    if (typeof maxsize !== 'number' || Number.isNaN(maxsize))
      throw new RangeError(`maxsize must be a number, not ${kindOf(maxsize)}`);
    this.maxsize = maxsize;
    this.#store = store;
  }

  /** Items that lie there for whoever comes. */
  qsize(): number {
    return this.#store.size - this.#promised;
  }

  /** Would get() have to wait? Does not park. */
  empty(): boolean {
    return this.qsize() <= 0;
  }

  /** Would put() have to wait? Does not park. */
  full(): boolean {
    return this.maxsize > 0 && this.qsize() + this.#reserved >= this.maxsize;
  }

  /**
   * Put an item. Parks while the queue is full. Full when the timeout came first, or it was full and `block` is false;
   * ShutDown after shutdown(); RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  put(item: T, block = true, timeout?: number): Op<void> {
    return new Waiter(PUT, this, block ? timeout : 0, item);
  }

  /** Put an item, or throw Full or ShutDown. Does not park: for callbacks, too. */
  putNowait(item: T): void {
    if (this.#shutDown) throw new ShutDown();
    if (this.full()) throw new Full();
    this._add(item);
  }

  /**
   * Get the next item. Parks while the queue is empty. Empty when the timeout came first, or it was empty and `block` is
   * false; ShutDown after shutdown(), once nothing is left; RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  get(block = true, timeout?: number): Op<T> {
    return new Waiter(GET as Kind<Queue<T>, T>, this, block ? timeout : 0, undefined);
  }

  /** Get the next item, or throw Empty or ShutDown. Does not park: for callbacks, too. */
  getNowait(): T {
    if (this.empty()) throw this.#shutDown ? new ShutDown() : new Empty();
    this._promise();
    return this._redeem();
  }

  /** One of the items that were got is dealt with. RangeError when called more often than items were put. Does not park. */
  taskDone(): void {
    if (this.#unfinished === 0) throw new RangeError('taskDone() was called more often than items were put');
    if (--this.#unfinished === 0) this._joiners.wakeAll();
  }

  /** Until taskDone() was called for every item that was put. Parks unless it was. */
  join(): Op<void> {
    return new Waiter(JOIN, this, undefined, undefined);
  }

  /**
   * No more puts: they throw ShutDown, also those that wait. Gets go on until the queue is empty; with `immediate` it is
   * emptied at once, and join() returns. Does not park.
   */
  shutdown(immediate = false): void {
    this.#shutDown = true;
    this._putters.wakeAll(SHUT_DOWN);
    this._getters.wakeAll(SHUT_DOWN);
    if (!immediate) return;
    this.#unfinished -= this.#store.size;
    this.#store.clear();
    this.#promised = 0;
    this._joiners.wakeAll();
  }

  // What follows is for the operations below.

  /** @internal */
  get _isShutDown(): boolean {
    return this.#shutDown;
  }

  /** @internal A getter was woken that has not run: who comes now is behind it. */
  get _getterAhead(): boolean {
    return this.#promised > 0;
  }

  /** @internal A putter was woken that has not run: who comes now is behind it. */
  get _putterAhead(): boolean {
    return this.#reserved > 0;
  }

  /** @internal */
  get _unfinished(): number {
    return this.#unfinished;
  }

  /** @internal Reserve an item, which there must be. */
  _promise(): void {
    this.#promised++;
    this._wakePutters();
  }

  /** @internal Take the item that was reserved. ShutDown if the queue was emptied meanwhile. */
  _redeem(): T {
    if (this.#store.size === 0) throw new ShutDown();
    let item: T;
    try {
      item = this.#store.take();
    } catch (error) {
      // The comparison of a PriorityQueue failed: nothing was taken.
      this._unpromise();
      throw error;
    }
    this.#promised--;
    return item;
  }

  /** @internal The item that was reserved is for the next in line. */
  _unpromise(): void {
    if (this.#store.size === 0) return;
    this.#promised--;
    this._wakeGetters();
  }

  /** @internal Reserve a place. */
  _reserve(): void {
    this.#reserved++;
  }

  /** @internal The place that was reserved is free for the next in line. */
  _unreserve(): void {
    this.#reserved--;
    this._wakePutters();
  }

  /** @internal Use the place that was reserved. */
  _fill(item: T): void {
    this.#reserved--;
    try {
      this._add(item);
    } catch (error) {
      // The comparison of a PriorityQueue failed: nothing was put.
      this._wakePutters();
      throw error;
    }
  }

  /** @internal */
  _add(item: T): void {
    this.#store.add(item);
    this.#unfinished++;
    this._wakeGetters();
  }

  /** @internal As many as there are places for. */
  _wakePutters(): void {
    for (let first; (first = this._putters.first) !== undefined && !this.full();) {
      first.granted = true;
      this._reserve();
      first._wake();
    }
  }

  /** @internal As many as there are items for. */
  _wakeGetters(): void {
    for (let first; (first = this._getters.first) !== undefined && !this.empty();) {
      first.granted = true;
      first._leave();
      this._promise();
      first._wake();
    }
  }
}

/** Promised when an item is reserved for it. */
type Getter<T> = Waiter<Queue<T>, T>;
/** Promised when a place is reserved for it; given the item. */
type Putter<T> = Waiter<Queue<T>, void, T>;

/** What those are woken with whom the shutdown finds waiting. */
const SHUT_DOWN = Symbol('shut down');

const GET = new Kind<Queue<unknown>, unknown>({
  describe: (queue) => `${queue.constructor.name}.get`,
  tryNow(queue, getter) {
    if (queue.empty()) {
      if (queue._isShutDown) throw new ShutDown();
      return false;
    }
    if (queue._getterAhead && getter.timeout !== 0) return false;
    getter.granted = true;
    queue._promise();
    return true;
  },
  queue: (queue) => queue._getters,
  // It may be that nothing was missing, and only one ahead has not run.
  parked: (queue) => queue._wakeGetters(),
  result(queue, { granted }, value) {
    if (granted) return queue._redeem();
    throw value === SHUT_DOWN ? new ShutDown() : new Empty();
  },
  giveBack(queue, { granted }) {
    if (granted) queue._unpromise();
  },
});

const PUT = new Kind<Queue<unknown>, void, unknown>({
  describe: (queue) => `${queue.constructor.name}.put`,
  tryNow(queue, putter) {
    if (queue._isShutDown) throw new ShutDown();
    if (queue.full() || (queue._putterAhead && putter.timeout !== 0)) return false;
    putter.granted = true;
    queue._reserve();
    return true;
  },
  queue: (queue) => queue._putters,
  parked: (queue) => queue._wakePutters(),
  result(queue, { granted, arg }, value) {
    if (!granted) throw value === SHUT_DOWN ? new ShutDown() : new Full();
    if (queue._isShutDown) {
      queue._unreserve();
      throw new ShutDown();
    }
    queue._fill(arg);
  },
  giveBack(queue, { granted }) {
    if (granted) queue._unreserve();
  },
});

const JOIN = new Kind<Queue<unknown>, void>({
  describe: (queue) => `${queue.constructor.name}.join (${queue._unfinished} unfinished)`,
  tryNow: (queue) => queue._unfinished === 0,
  queue: (queue) => queue._joiners,
  result: nothing,
});

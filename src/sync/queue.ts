/**
 * Queues: items on their way from those that put to those that get. Three orders, one behaviour.
 *
 * Who is woken has something reserved, not in hand: a getter one of the items that lie there, a putter one of the places
 * that are free. It is used when the tasklet runs. So an item never leaves the queue before it is really got: if the getter
 * is killed, its item is where it was, first again, and the next in line is woken for it; a putter that is killed has put
 * nothing. What is reserved counts as gone, so that a newcomer cannot take it from under a woken waiter. (A place may be
 * used for which an item was reserved that then stays: so a queue can be over its size by as many.)
 */
import { type Op, PARKED, type Park, done } from '../tasklet/op.js';
import { outsideTasklet, runningTasklet } from '../tasklet/park.js';
import { WaitQueue, Waiter } from '../tasklet/wait-queue.js';
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
  readonly #getters = new WaitQueue<Get<T>>();
  readonly #putters = new WaitQueue<Put<T>>();
  readonly #joiners = new WaitQueue<Waiter<unknown>>();
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
      throw new RangeError(`maxsize must be a number, not ${String(maxsize)}`);
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
    return new Put(this, item, block ? timeout : 0);
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
    return new Get<T>(this, block ? timeout : 0);
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
    if (--this.#unfinished === 0) this.#joiners.wakeAll();
  }

  /** Until taskDone() was called for every item that was put. Parks unless it was. */
  join(): Op<void> {
    return new JoinQueue(this, this.#joiners);
  }

  /**
   * No more puts: they throw ShutDown, also those that wait. Gets go on until the queue is empty; with `immediate` it is
   * emptied at once, and join() returns. Does not park.
   */
  shutdown(immediate = false): void {
    this.#shutDown = true;
    this.#putters.wakeAll(SHUT_DOWN);
    this.#getters.wakeAll(SHUT_DOWN);
    if (!immediate) return;
    this.#unfinished -= this.#store.size;
    this.#store.clear();
    this.#promised = 0;
    this.#joiners.wakeAll();
  }

  // What follows is for the operations below.

  /** @internal */
  get _isShutDown(): boolean {
    return this.#shutDown;
  }

  /** @internal */
  get _getters(): WaitQueue<Get<T>> {
    return this.#getters;
  }

  /** @internal */
  get _putters(): WaitQueue<Put<T>> {
    return this.#putters;
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
    while (this.#putters.first !== undefined && !this.full()) this.#putters.first._reserved();
  }

  /** @internal As many as there are items for. */
  _wakeGetters(): void {
    while (this.#getters.first !== undefined && !this.empty()) this.#getters.first._promised();
  }
}

/** What those are woken with whom the shutdown finds waiting. */
const SHUT_DOWN = Symbol('shut down');

/** Either side. */
abstract class Party<T, R> extends Waiter<R> {
  protected readonly queue: Queue<T>;

  constructor(queue: Queue<T>, timeout: number | undefined) {
    super(timeout);
    this.queue = queue;
  }

  // As in Leaf, and then a look at what it may have parked for nothing.
  override next(value?: unknown): IteratorResult<Park, R> {
    const tasklet = runningTasklet();
    if (tasklet === undefined) throw outsideTasklet(this);
    if (tasklet._resumedFrom(this)) return done(this._end(value));
    if (this._begin(tasklet)) return done(this._end(undefined));
    tasklet._park(this);
    this._parked();
    return PARKED;
  }

  /** It may be that nothing was missing, and only one ahead has not run. */
  protected abstract _parked(): void;
}

class Get<T> extends Party<T, T> {
  /** An item is reserved for it. */
  #hasItem = false;

  protected _parked(): void {
    this.queue._wakeGetters();
  }

  _promised(): void {
    this.#hasItem = true;
    this._leave();
    this.queue._promise();
    this._wake();
  }

  protected _try(): boolean {
    const queue = this.queue;
    if (queue.empty()) {
      if (queue._isShutDown) throw new ShutDown();
      return false;
    }
    if (queue._getterAhead && this.timeout !== 0) return false;
    this.#hasItem = true;
    queue._promise();
    return true;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.queue._getters;
  }

  protected override _giveBack(): void {
    if (this.#hasItem) this.queue._unpromise();
  }

  _end(value: unknown): T {
    if (this.#hasItem) return this.queue._redeem();
    if (value === SHUT_DOWN) throw new ShutDown();
    throw new Empty();
  }

  _describe(): string {
    return `${this.queue.constructor.name}.get`;
  }
}

class Put<T> extends Party<T, void> {
  readonly #item: T;
  /** A place is reserved for it. */
  #hasPlace = false;

  constructor(queue: Queue<T>, item: T, timeout: number | undefined) {
    super(queue, timeout);
    this.#item = item;
  }

  protected _parked(): void {
    this.queue._wakePutters();
  }

  _reserved(): void {
    this.#hasPlace = true;
    this.queue._reserve();
    this._wake();
  }

  protected _try(): boolean {
    const queue = this.queue;
    if (queue._isShutDown) throw new ShutDown();
    if (queue.full() || (queue._putterAhead && this.timeout !== 0)) return false;
    this.#hasPlace = true;
    queue._reserve();
    return true;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.queue._putters;
  }

  protected override _giveBack(): void {
    if (this.#hasPlace) this.queue._unreserve();
  }

  _end(value: unknown): void {
    const queue = this.queue;
    if (this.#hasPlace) {
      if (queue._isShutDown) {
        queue._unreserve();
        throw new ShutDown();
      }
      queue._fill(this.#item);
    } else if (value === SHUT_DOWN) {
      throw new ShutDown();
    } else {
      throw new Full();
    }
  }

  _describe(): string {
    return `${this.queue.constructor.name}.put`;
  }
}

class JoinQueue<T> extends Waiter<void> {
  readonly #queue: Queue<T>;
  readonly #line: WaitQueue<Waiter<unknown>>;

  constructor(queue: Queue<T>, line: WaitQueue<Waiter<unknown>>) {
    super(undefined);
    this.#queue = queue;
    this.#line = line;
  }

  protected _try(): boolean {
    return this.#queue._unfinished === 0;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.#line;
  }

  _end(): void {
    // All is done.
  }

  _describe(): string {
    return `${this.#queue.constructor.name}.join (${this.#queue._unfinished} unfinished)`;
  }
}

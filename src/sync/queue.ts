/**
 * Queues: items on their way from putters to getters. Three orders, one behaviour.
 *
 * A waiter that is woken has something reserved, not in hand: a getter one of the items in the queue, a putter one of the
 * free places. It is used when the tasklet runs. So an item never leaves the queue before it is really got: if the getter
 * is killed, its item is where it was, first again, and the next in line is woken for it; a putter that is killed has put
 * nothing. What is reserved counts as gone, so that a newcomer cannot take it from under a woken waiter. (A reserved item
 * makes a place, which may be filled before its getter is killed: then the item stays, and the queue is over its size.)
 */
import { checkBoolean, kindOf } from '../check.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, nothing } from '../park/waiter.js';
import { Empty, Full, ShutDown } from './queue-errors.js';
import { Fifo, type Store } from './stores.js';
import { trimmed } from '../trim.js';
import { type Wait, timeoutOf } from './wait.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly GET: Kind<Queue<unknown>, unknown>;
  readonly PUT: Kind<Queue<unknown>, void, unknown>;
  readonly JOIN: Kind<Queue<unknown>, void>;
};

/** Wake-up value: the queue was shut down. */
const SHUT_DOWN = Symbol('shut down');

/** Granted when an item is reserved for it. */
type Getter<T> = Waiter<Queue<T>, T>;
/** Granted when a place is reserved for it. `arg` is the item. */
type Putter<T> = Waiter<Queue<T>, void, T>;

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
  readonly #getters = new WaitQueue<Getter<T>>();
  readonly #putters = new WaitQueue<Putter<T>>();
  readonly #joiners = new WaitQueue<Waiter<Queue<unknown>, void>>();
  /** Items reserved for getters that were woken and have not run yet: a newcomer is behind them. */
  #reservedItems = 0;
  /** Places reserved for putters that were woken and have not run yet: a newcomer is behind them. */
  #reservedPlaces = 0;
  /** Items that were put and not reported by taskDone(). */
  #unfinished = 0;
  #shutDown = false;

  /**
   * RangeError for NaN.
   *
   * @param maxsize most items at once; 0 or less: any number
   */
  constructor(maxsize?: number);
  /** @internal For subclasses: in another order. */
  // Apart, so that it is left out of the published types.
  // eslint-disable-next-line @typescript-eslint/unified-signatures
  constructor(maxsize: number, store: Store<T>);
  constructor(maxsize = 0, store: Store<T> = new Fifo<T>()) {
    if (typeof maxsize !== 'number' || Number.isNaN(maxsize))
      throw trimmed(new RangeError(`maxsize must be a number, not ${kindOf(maxsize)}`));
    this.maxsize = maxsize;
    this.#store = store;
  }

  /** Items in it that no getter has reserved. */
  qsize(): number {
    return this.#store.size - this.#reservedItems;
  }

  /** Would get() have to wait? Does not park. */
  empty(): boolean {
    return this.qsize() <= 0;
  }

  /** Would put() have to wait? Does not park. */
  full(): boolean {
    return this.maxsize > 0 && this.qsize() + this.#reservedPlaces >= this.maxsize;
  }

  /**
   * Put an item. Parks while the queue is full. Full when the timeout came first, or it was full and `block` is false;
   * ShutDown after shutdown(); RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  put(item: T, block?: boolean, timeout?: number): Op<void>;
  /** The same, by name: `put(item, { timeout: 5 })`. */
  put(item: T, options: Wait): Op<void>;
  put(item: T, block: boolean | Wait = true, timeout?: number): Op<void> {
    const limit = block === true ? timeout : timeoutOf('block', block, timeout);
    return new Waiter(PUT, this, limit, item);
  }

  /** Put an item, or throw Full or ShutDown. Does not park: callbacks may call it, too. */
  putNowait(item: T): void {
    if (this.#shutDown) throw trimmed(new ShutDown());
    if (this.full()) throw trimmed(new Full());
    this.#add(item);
  }

  /**
   * Get the next item. Parks while the queue is empty. Empty when the timeout came first, or it was empty and `block` is
   * false; ShutDown after shutdown(), once nothing is left; RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  get(block?: boolean, timeout?: number): Op<T>;
  /** The same, by name: `get({ timeout: 5 })`. */
  get(options: Wait): Op<T>;
  get(block: boolean | Wait = true, timeout?: number): Op<T> {
    const limit = block === true ? timeout : timeoutOf('block', block, timeout);
    return new Waiter(GET as Kind<Queue<T>, T>, this, limit, undefined);
  }

  /** Get the next item, or throw Empty or ShutDown. Does not park: callbacks may call it, too. */
  getNowait(): T {
    if (this.empty()) throw trimmed(this.#shutDown ? new ShutDown() : new Empty());
    this.#reserveItem();
    return this.#redeem();
  }

  /** Report that an item was dealt with. RangeError when called more often than items were put. Does not park. */
  taskDone(): void {
    if (this.#unfinished === 0)
      throw trimmed(new RangeError('taskDone() was called more often than items were put'));
    if (--this.#unfinished === 0) this.#joiners.wakeAll();
  }

  /** Wait until taskDone() was called for every item that was put. Parks unless it was. */
  join(): Op<void> {
    return new Waiter(JOIN, this, undefined, undefined);
  }

  /**
   * No more puts: they throw ShutDown, also those that wait. Gets go on until the queue is empty; with `immediate` it is
   * emptied at once, and tasklets that wait in join() go on. Does not park.
   */
  shutdown(immediate = false): void {
    checkBoolean('immediate', immediate);
    this.#shutDown = true;
    this.#putters.wakeAll(SHUT_DOWN);
    this.#getters.wakeAll(SHUT_DOWN);
    if (!immediate) return;
    // Items that are still in it may have been reported already.
    this.#unfinished = Math.max(this.#unfinished - this.#store.size, 0);
    this.#store.clear();
    this.#reservedItems = 0;
    this.#joiners.wakeAll();
  }

  /** Reserve an item: there must be one. */
  #reserveItem(): void {
    this.#reservedItems++;
    this.#wakePutters();
  }

  /** Take the item that was reserved. ShutDown if the queue was emptied meanwhile. */
  #redeem(): T {
    if (this.#store.size === 0) throw trimmed(new ShutDown());
    let item: T;
    try {
      item = this.#store.take();
    } catch (error) {
      // The comparison of a PriorityQueue failed: nothing was taken.
      this.#unreserveItem();
      throw error;
    }
    this.#reservedItems--;
    return item;
  }

  /** The item that was reserved is for the next in line. */
  #unreserveItem(): void {
    if (this.#store.size === 0) return;
    this.#reservedItems--;
    this.#wakeGetters();
  }

  /** The place that was reserved is for the next in line. */
  #unreservePlace(): void {
    this.#reservedPlaces--;
    this.#wakePutters();
  }

  /** Use the place that was reserved. */
  #fill(item: T): void {
    this.#reservedPlaces--;
    try {
      this.#add(item);
    } catch (error) {
      // The comparison of a PriorityQueue failed: nothing was put.
      this.#wakePutters();
      throw error;
    }
  }

  #add(item: T): void {
    this.#store.add(item);
    this.#unfinished++;
    this.#wakeGetters();
  }

  /** Wake one for each free place. */
  #wakePutters(): void {
    for (let first; (first = this.#putters.first) !== undefined && !this.full();) {
      first.granted = true;
      this.#reservedPlaces++;
      first._wake();
    }
  }

  /** Wake one for each item that is not reserved. */
  #wakeGetters(): void {
    for (let first; (first = this.#getters.first) !== undefined && !this.empty();) {
      first.granted = true;
      // It leaves first: reserving wakes putters, and whatever that calls must not find it in the queue.
      first._leave();
      this.#reserveItem();
      first._wake();
    }
  }

  static {
    const GET = new Kind<Queue<unknown>, unknown>({
      describe: (queue) => `${queue.constructor.name}.get`,
      tryNow(queue, getter) {
        if (queue.empty()) {
          if (queue.#shutDown) throw trimmed(new ShutDown());
          return false;
        }
        if (queue.#reservedItems > 0 && getter.timeout !== 0) return false;
        getter.granted = true;
        queue.#reserveItem();
        return true;
      },
      queue: (queue) => queue.#getters,
      // There may be an item already: a woken getter ahead of us has not run yet.
      parked: (queue) => queue.#wakeGetters(),
      result(queue, getter, value) {
        if (getter.granted) return queue.#redeem();
        throw trimmed(value === SHUT_DOWN ? new ShutDown() : new Empty());
      },
      giveBack(queue, { granted: itemReserved }) {
        if (itemReserved) queue.#unreserveItem();
      },
    });

    const PUT = new Kind<Queue<unknown>, void, unknown>({
      describe: (queue) => `${queue.constructor.name}.put`,
      tryNow(queue, putter) {
        if (queue.#shutDown) throw trimmed(new ShutDown());
        if (queue.full() || (queue.#reservedPlaces > 0 && putter.timeout !== 0)) return false;
        putter.granted = true;
        queue.#reservedPlaces++;
        return true;
      },
      queue: (queue) => queue.#putters,
      parked: (queue) => queue.#wakePutters(),
      result(queue, putter, value) {
        if (!putter.granted) throw trimmed(value === SHUT_DOWN ? new ShutDown() : new Full());
        if (queue.#shutDown) {
          queue.#unreservePlace();
          throw trimmed(new ShutDown());
        }
        queue.#fill(putter.arg);
      },
      giveBack(queue, { granted: placeReserved }) {
        if (placeReserved) queue.#unreservePlace();
      },
    });

    const JOIN = new Kind<Queue<unknown>, void>({
      describe: (queue) => `${queue.constructor.name}.join (${queue.#unfinished} unfinished)`,
      tryNow: (queue) => queue.#unfinished === 0,
      queue: (queue) => queue.#joiners,
      result: nothing,
    });
    made = { GET, PUT, JOIN };
  }
}

const { GET, PUT, JOIN } = made;

/**
 * The wait queue: a fair FIFO of tasklets parked on one thing, from which each can be taken out in O(1). Everything that
 * many tasklets may wait for stands on it: the end of a tasklet, locks, queues, channels, streams.
 *
 * A Waiter is a leaf with a place in one wait queue and perhaps a timer. Where it stands tells its state: in the queue, it
 * waits; out of it, it was woken (`_wake`), its time ran out (`_expired`), or its tasklet was thrown into (`_undo`).
 * Whoever wakes a waiter takes it out at once; so two wake-ups can never meet in one waiter, and a waiter that is thrown
 * into after it was woken knows that it was handed something (`_giveBack`).
 */
import { threadLoop } from '../loop/thread.js';
import type { Timer } from '../loop/runnable.js';
import { Leaf, type Parkable } from './park.js';

export class WaitQueue<W extends Waiter<unknown>> implements Iterable<W> {
  #first: W | undefined;
  #last: W | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The one who waits longest. */
  get first(): W | undefined {
    return this.#first;
  }

  /** The one who came last. */
  get last(): W | undefined {
    return this.#last;
  }

  push(waiter: W): void {
    const last = this.#last;
    waiter._before = last;
    if (last === undefined) this.#first = waiter;
    else last._behind = waiter;
    this.#last = waiter;
    waiter._queue = this;
    this.#size++;
  }

  /** First in line again: it was woken for something that fell through. */
  unshift(waiter: W): void {
    const first = this.#first;
    waiter._behind = first;
    if (first === undefined) this.#last = waiter;
    else first._before = waiter;
    this.#first = waiter;
    waiter._queue = this;
    this.#size++;
  }

  /** Take out the one who waits longest. */
  shift(): W | undefined {
    const first = this.#first;
    if (first !== undefined) this.remove(first);
    return first;
  }

  remove(waiter: W): void {
    const before = waiter._before as W | undefined;
    const behind = waiter._behind as W | undefined;
    if (before === undefined) this.#first = behind;
    else before._behind = behind;
    if (behind === undefined) this.#last = before;
    else behind._before = before;
    waiter._before = waiter._behind = waiter._queue = undefined;
    this.#size--;
  }

  *[Symbol.iterator](): Generator<W, void> {
    for (let one = this.#first; one !== undefined; one = one._behind as W | undefined) yield one;
  }

  /** Wake all who wait now, in order. */
  wakeAll(value?: unknown): void {
    for (let left = this.#size; left > 0; left--) (this.#first as W)._wake(value);
  }
}

/** RangeError for a negative timeout or NaN. */
export function checkTimeout(timeout: number | undefined): void {
  if (timeout !== undefined && !(timeout >= 0)) {
    throw new RangeError(`a timeout must be a number of seconds, zero or more, not ${String(timeout)}`);
  }
}

/**
 * Its fields are assigned in the constructor, and none is private (`#`): V8 defines the fields of a class with so many
 * subclasses by the slowest of its ways, as it sees a new shape in each; a hand-over would cost several times as much.
 */
export abstract class Waiter<T> extends Leaf<T> implements Timer {
  declare _slot: number;
  /** The queue it stands in; undefined before and after. */
  declare _queue: WaitQueue<Waiter<unknown>> | undefined;
  declare _before: Waiter<unknown> | undefined;
  declare _behind: Waiter<unknown> | undefined;
  /** Who waits; undefined until it begins. */
  declare protected tasklet: Parkable | undefined;
  /** Seconds; undefined: for as long as it takes; 0: not at all. */
  declare protected readonly timeout: number | undefined;
  /** The timeout came first. */
  declare protected expired: boolean;

  /** RangeError for a negative timeout or NaN. */
  constructor(timeout: number | undefined) {
    checkTimeout(timeout);
    super();
    this._slot = -1;
    this._queue = this._before = this._behind = undefined;
    this.tasklet = undefined;
    this.timeout = timeout;
    this.expired = false;
  }

  /** Go on without waiting, if possible: true. */
  protected abstract _try(): boolean;
  /** The queue to wait in, when it is not. */
  protected abstract _line(): WaitQueue<Waiter<unknown>>;

  _begin(tasklet: Parkable): boolean {
    if (this.tasklet !== undefined)
      throw new Error(`${this._describe()}: an operation can be run only once: make a new one`);
    this.tasklet = tasklet;
    if (this._try()) return true;
    const timeout = this.timeout;
    if (timeout === 0) {
      this.expired = true;
      this._timedOut();
      return true;
    }
    this._line().push(this);
    if (timeout !== undefined && timeout < Infinity) {
      const { _hub } = threadLoop();
      _hub.schedule(this, _hub.now() + timeout);
    }
    return false;
  }

  /** Take it out of the queue and put its tasklet on the ready queue, to go on with `value`. */
  _wake(value?: unknown): void {
    this._leave();
    this.tasklet?._unpark(value);
  }

  _due(): void {
    this.expired = true;
    this._wake();
    this._timedOut();
  }

  _undo(): void {
    if (this._queue !== undefined) this._leave();
    else if (!this.expired) this._giveBack();
  }

  /** Its time has run out, though it has not run since. */
  protected _timedOut(): void {
    // Most just go on.
  }

  /** It was woken, and thrown into before it ran: what it was handed goes to the next in line. */
  protected _giveBack(): void {
    // Most wake-ups only tell that something happened.
  }

  /** Leave the queue and the timer. */
  protected _leave(): void {
    this._queue?.remove(this);
    if (this._slot >= 0) threadLoop()._hub.unschedule(this);
  }
}

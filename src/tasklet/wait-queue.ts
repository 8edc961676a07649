/**
 * The wait queue: a fair FIFO of tasklets parked on one thing, from which each can be taken out in O(1). Everything that
 * many tasklets may wait for stands on it: the end of a tasklet, locks, queues, channels, streams.
 *
 * A Waiter is a leaf. When it has to wait, it gets a Place, in one wait queue and perhaps with a timer. Where that is tells
 * its state: in the queue, it waits; out of it, it was woken (`_wake`), its time ran out (`_expire`), or its tasklet was
 * thrown into (`_undo`).
 * Whoever wakes a waiter takes it out at once; so two wake-ups can never meet in one waiter, and a waiter that is thrown
 * into after it was woken knows that it was handed something (`_giveBack`).
 */
import { threadLoop } from '../loop/thread.js';
import type { Timer } from '../loop/runnable.js';
import { Leaf, type Parkable } from './park.js';

export class WaitQueue<W extends Waiter<unknown>> implements Iterable<W> {
  #first: Place | undefined;
  #last: Place | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The one who waits longest. */
  get first(): W | undefined {
    return this.#first?.waiter as W | undefined;
  }

  /** The one who came last. */
  get last(): W | undefined {
    return this.#last?.waiter as W | undefined;
  }

  push(waiter: W): void {
    const place = waiter._place as Place;
    const last = this.#last;
    place.before = last;
    if (last === undefined) this.#first = place;
    else last.behind = place;
    this.#last = place;
    place.queue = this;
    this.#size++;
  }

  /** First in line again: it was woken for something that fell through. */
  unshift(waiter: W): void {
    const place = waiter._place as Place;
    const first = this.#first;
    place.behind = first;
    if (first === undefined) this.#last = place;
    else first.before = place;
    this.#first = place;
    place.queue = this;
    this.#size++;
  }

  /** Take out the one who waits longest. */
  shift(): W | undefined {
    const first = this.#first;
    if (first !== undefined) this._remove(first);
    return first?.waiter as W | undefined;
  }

  remove(waiter: W): void {
    this._remove(waiter._place as Place);
  }

  *[Symbol.iterator](): Generator<W, void> {
    for (let one = this.#first; one !== undefined; one = one.behind) yield one.waiter as W;
  }

  /** Wake all who wait now, in order. */
  wakeAll(value?: unknown): void {
    for (let left = this.#size; left > 0; left--) (this.first as W)._wake(value);
  }

  /** For waiters that leave. */
  _remove(place: Place): void {
    const { before, behind } = place;
    if (before === undefined) this.#first = behind;
    else before.behind = behind;
    if (behind === undefined) this.#last = before;
    else behind.before = before;
    place.before = place.behind = place.queue = undefined;
    this.#size--;
  }
}

/** Where a waiter stands, and its timer. Made when it has to wait, and its for good. */
class Place implements Timer {
  _slot = -1;
  /** The queue it is in; undefined once it has left. */
  queue: WaitQueue<Waiter<unknown>> | undefined = undefined;
  before: Place | undefined = undefined;
  behind: Place | undefined = undefined;
  /** The timeout came first. */
  expired = false;
  /** Whose place it is, and whose tasklet: nobody's in the two that stand for all who need not wait. */
  readonly waiter: Waiter<unknown> | undefined;
  readonly tasklet: Parkable | undefined;

  constructor(waiter?: Waiter<unknown>, tasklet?: Parkable) {
    this.waiter = waiter;
    this.tasklet = tasklet;
  }

  _due(): void {
    this.expired = true;
    this.waiter?._expire();
  }
}

/** The place of who has begun, and did not have to wait so far. */
const NOWHERE = new Place();
/** The place of who would have to wait, with a timeout of zero. */
const TOO_LATE = new Place();
TOO_LATE.expired = true;

/** RangeError for a negative timeout or NaN. */
export function checkTimeout(timeout: number | undefined): void {
  if (timeout !== undefined && !(timeout >= 0)) {
    throw new RangeError(`a timeout must be a number of seconds, zero or more, not ${String(timeout)}`);
  }
}

/**
 * It has few fields, and assigns them in its constructor: V8 sees a new shape in each of its many subclasses, and is slow
 * with every field that any of them may have; with private ones and with definitions it is slowest of all. A Place has
 * one shape, whoever stands there. So most of what a waiter needs is in its place.
 */
export abstract class Waiter<T> extends Leaf<T> {
  /** Undefined until it begins. */
  declare _place: Place | undefined;
  /** Seconds; undefined: for as long as it takes; 0: not at all. */
  declare protected readonly timeout: number | undefined;

  /** RangeError for a negative timeout or NaN. */
  constructor(timeout: number | undefined) {
    checkTimeout(timeout);
    super();
    this._place = undefined;
    this.timeout = timeout;
  }

  /** The queue it stands in; undefined before and after. */
  get _queue(): WaitQueue<Waiter<unknown>> | undefined {
    return this._place?.queue;
  }

  /** Who waits; undefined if it did not have to. */
  protected get tasklet(): Parkable | undefined {
    return this._place?.tasklet;
  }

  /** The timeout came first. */
  protected get expired(): boolean {
    return this._place?.expired === true;
  }

  /** Go on without waiting, if possible: true. */
  protected abstract _try(): boolean;
  /** The queue to wait in, when it is not. */
  protected abstract _line(): WaitQueue<Waiter<unknown>>;

  _begin(tasklet: Parkable): boolean {
    if (this._place !== undefined)
      throw new Error(`${this._describe()}: an operation can be run only once: make a new one`);
    this._place = NOWHERE;
    if (this._try()) return true;
    const timeout = this.timeout;
    if (timeout === 0) {
      this._place = TOO_LATE;
      this._timedOut();
      return true;
    }
    const place = (this._place = new Place(this, tasklet));
    this._line().push(this);
    if (timeout !== undefined && timeout < Infinity) {
      const { _hub } = threadLoop();
      _hub.schedule(place, _hub.now() + timeout);
    }
    return false;
  }

  /** Take it out of the queue and put its tasklet on the ready queue, to go on with `value`. */
  _wake(value?: unknown): void {
    this._leave();
    this._place?.tasklet?._unpark(value);
  }

  /** Its timer is due. */
  _expire(): void {
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
    const place = this._place as Place;
    place.queue?._remove(place);
    if (place._slot >= 0) threadLoop()._hub.unschedule(place);
  }
}

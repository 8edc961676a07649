/**
 * The hub: the ready queue, the timer queue and the turn that runs them. It is pure: it knows no Node, no generators, no
 * tasklets, only Runnables, Timers and a Driver. What to do when nothing is left is its owner's business: the owner is
 * called after each turn.
 *
 * A turn:
 *  1. timers that are due put their entries on the ready queue, in order of their deadlines;
 *  2. the ready entries run, first in first out, those that come meanwhile included, until none is left or the budget
 *     of the turn is spent;
 *  3. the owner looks at what is left (is the loop done? is it stuck?);
 *  4. the driver is asked for the next wake-up: soon, if entries are left, else at the earliest deadline.
 *
 * The budget is there for the rest of the process: tasklets can keep each other ready for ever, and sockets, signals and
 * other people's timers are served between two turns only. It is measured in time, but reading the clock costs as much as
 * a switch. So the clock is read once a stride, and the stride is fitted to what entries turn out to cost: many cheap
 * entries make it long, a few expensive ones make it short. Under a virtual clock time stands still within a turn; a bound
 * on the entries stands in for it.
 *
 * Prior art. asyncio runs the entries that were ready when the turn began, then polls (`_run_once`, ntodo); so does trio, a
 * batch at a time. tokio polls every 61 tasks, gevent when its callbacks have had the interpreter's switch interval. Go
 * preempts a goroutine after 10 ms, which no JavaScript engine can do.
 *
 * Rejected:
 *  - asyncio's batch: two tasklets that hand each other values would pay for a macrotask every second switch;
 *  - a fixed number of entries, as tokio's: an entry here is as short as a switch or as long as the user's computation;
 *  - microtasks: entries that ready each other there keep the process from ever polling;
 *  - a driver request for each entry: a macrotask costs many switches. One request stands for all of them (IDLE → ASKED).
 */
import { AcceptBurst } from './accept-burst.js';
import type { Driver } from './driver.js';
import { LateTimers } from './late-timers.js';
import type { HubObserver } from './observer.js';
import { beat, pulse } from './pulse.js';
import type { ReadyQueue } from './ready-queue.js';
import { Ring } from './ring.js';
import type { Runnable, Timer } from './runnable.js';
import { TimerQueue } from './timer-queue.js';

/** Seconds a turn may take. An HTTP request needs up to ten visits to the poll phase, and should be served within 20 ms. */
const BUDGET = 0.001;
/** Entries a turn may run, whatever the clock says. */
const MOST_ENTRIES = 16_384;
const LONGEST_STRIDE = 512;

/** No turns: not opened yet, or closed. */
const CLOSED = 0;
/** Nothing is ready; the driver has been asked for the earliest deadline, if there is one. */
const IDLE = 1;
/** A turn will come: the driver was asked for one, or leave() will take it. Nobody else need ask. */
const ASKED = 2;
/** As ASKED, and entries of an earlier turn are first in line. */
const BEHIND = 3;
/** A turn runs; another must not begin. */
const TURNING = 4;

export class Hub {
  /** Undefined, which costs one look at this field, unless somebody watches. */
  observer: HubObserver | undefined = undefined;

  readonly #driver: Driver;
  readonly #afterTurn: () => void;
  readonly #ready: ReadyQueue;
  readonly #timers = new TimerQueue();
  readonly #late = new LateTimers();
  readonly #burst: AcceptBurst;
  #state: typeof CLOSED | typeof IDLE | typeof ASKED | typeof BEHIND | typeof TURNING = CLOSED;
  #halted = false;
  #turns = 0;
  /** The wake-up that the driver was asked for. */
  #alarm = Infinity;
  /** Entries until the clock is read again. */
  #left = 1;
  #stride = 1;

  /** `afterTurn` is called after each turn, before the next wake-up is arranged. */
  constructor(driver: Driver, afterTurn: () => void, ready: ReadyQueue = new Ring<Runnable>()) {
    this.#driver = driver;
    this.#afterTurn = afterTurn;
    this.#ready = ready;
    this.#burst = new AcceptBurst(driver, ready);
  }

  /** Begin to take turns, `atOnce` or with the first entry. */
  open(atOnce = true): void {
    this.#state = IDLE;
    if (atOnce) this.#ask();
  }

  /** No more turns. What is queued stays queued. */
  close(): void {
    this.#state = CLOSED;
    this.#arm(Infinity);
  }

  /** End the turn with the entry that runs now; false if there is no turn. */
  halt(): boolean {
    this.#halted = true;
    this.#left = 1;
    return this.#state === TURNING;
  }

  /** Forget everything that is queued or timed. */
  clear(): void {
    this.#ready.clear();
    this.#burst.clear();
    this.#settleLate();
    this.#timers.clear();
  }

  /** An entry runs now. */
  get turning(): boolean {
    return this.#state === TURNING;
  }

  /** Turns that have begun. */
  get turns(): number {
    return this.#turns;
  }

  /** Nothing on the ready queue. */
  get idle(): boolean {
    return this.#ready.size === 0;
  }

  /** The earliest deadline, or Infinity. */
  get nextDeadline(): number {
    this.#settleLate();
    return this.#timers.earliest;
  }

  /** Those that are set, in no order. */
  timers(): Iterable<Timer> {
    this.#settleLate();
    return this.#timers;
  }

  now(): number {
    return this.#driver.now();
  }

  /** Put an entry at the end of the ready queue. */
  ready(entry: Runnable): void {
    this.#ready.add(entry);
    if (this.#state === IDLE) this.#ask();
  }

  /** Set a timer for a moment of the driver's clock. */
  schedule(timer: Timer, when: number): void {
    this.#set(timer, when);
    if (this.#state === IDLE) this.#arm(this.#timers.earliest);
  }

  /** Set a timer for so many seconds from now; inside a turn, from when the clock is read next. Whoever watches is told at once. */
  scheduleIn(timer: Timer, seconds: number): void {
    if (this.#state === TURNING && this.observer === undefined) this.#late.add(timer, seconds);
    else this.schedule(timer, this.#driver.now() + seconds);
  }

  /** Take a timer back. Does nothing if it is not set. */
  unschedule(timer: Timer): void {
    if (timer._slot < 0) {
      if (timer._slot !== -1) this.#late.remove(timer);
      return;
    }
    this.observer?.timer(timer, 'cancelled', this.#timers.deadlineOf(timer));
    this.#timers.remove(timer);
    if (this.#state === IDLE) this.#arm(this.#timers.earliest);
  }

  /** Call the timers that are due by the driver's clock. Each turn begins so; a ready queue may do it inside take(). */
  fireDue(): void {
    this.#settleLate();
    if (this.#timers.size > 0) this.#timers.fire(this.#driver.now(), this.observer);
  }

  /**
   * For the callbacks of handles, which come from the poll phase, when the outer world has just had its turn: what is
   * readied between enter() and leave() runs in leave(), right there, without a detour through the driver. Unless entries
   * of an earlier turn are left: then it waits for the turn that was asked for, as a turn for each handle would be too many.
   */
  enter(): void {
    if (this.#state === IDLE) this.#state = ASKED;
  }

  leave(): void {
    if (this.#state === ASKED && !this.#burst.holding) this.#turn();
  }

  /** A connection was accepted, and more may be waiting: visit the poll phase again before the next turn. */
  holdBack(): void {
    this.#burst.accepted();
    this.#hold();
  }

  /** Take a turn soon, though nothing may be ready: the owner wants to look at what is left. */
  wake(): void {
    if (this.#state === IDLE) this.#ask();
  }

  #ask(): void {
    this.#state = ASKED;
    this.#driver.wakeSoon(this.#polled);
  }

  #hold(): void {
    if (this.#burst.start()) this.#driver.wakeSoon(this.#polled);
  }

  /** The poll phase was visited, as the driver was asked for. */
  readonly #polled = (): void => {
    const accepted = this.#burst.polled();
    if (this.#burst.holding) {
      this.#driver.wakeSoon(this.#polled);
      return;
    }
    this.#turn();
    if (accepted && this.#state !== CLOSED) this.#hold();
  };

  readonly #onAlarm = (): void => {
    this.#alarm = Infinity;
    if (!this.#burst.holding) this.#turn();
  };

  #turn(): void {
    if (this.#state === TURNING || this.#state === CLOSED) return;
    this.#state = TURNING;
    this.#turns++;
    this.observer?.turn(this.#turns);
    const { word } = pulse;
    if (word !== undefined) beat(word, 1);
    try {
      this.fireDue();
      this.#runReady();
      this.#settleLate();
      this.#afterTurn();
    } finally {
      // Reached with an error only if an entry broke its promise not to throw; the hub itself stays whole even then.
      if (word !== undefined) beat(word, 0);
      this.#arrangeNext();
    }
  }

  #runReady(): void {
    const ready = this.#ready;
    let entries = MOST_ENTRIES;
    let last = -1;
    let deadline = Infinity;
    this.#left = this.#stride;
    let entry;
    while ((entry = ready.take()) !== undefined) {
      entry._run();
      if (--this.#left > 0) continue;
      if (this.#halted || (entries -= this.#stride) <= 0) return;
      const now = this.#driver.now();
      this.#settleLate(now);
      if (last < 0) {
        // Turns that end within their first stride, as most do that a socket begins, never come here.
        deadline = now + BUDGET;
      } else {
        const spent = now - last;
        if (spent < BUDGET / 16) this.#stride = Math.min(this.#stride * 2, LONGEST_STRIDE);
        else if (spent > BUDGET / 4)
          this.#stride = Math.max(Math.floor((this.#stride * BUDGET) / 8 / spent), 1);
        // After the stride was fitted: entries may have become so expensive that one stride is more than a budget.
        if (now >= deadline) return;
      }
      last = now;
      this.#left = this.#stride;
    }
  }

  #settleLate(now?: number): void {
    if (this.#late.size > 0) this.#late.settle(now ?? this.#driver.now(), this.#set);
  }

  readonly #set = (timer: Timer, when: number): void => {
    this.#timers.add(timer, when);
    this.observer?.timer(timer, 'set', when);
  };

  #arrangeNext(): void {
    // The owner may have closed the hub in its look at what is left.
    if (this.#state !== TURNING) return;
    if (this.#ready.size > 0) {
      this.#state = BEHIND;
      this.#driver.wakeSoon(this.#polled);
      return;
    }
    this.#ready.trim();
    this.#state = IDLE;
    this.#arm(this.#timers.earliest);
  }

  #arm(when: number): void {
    if (when === this.#alarm) return;
    this.#alarm = when;
    this.#driver.wakeAt(when === Infinity ? null : when, this.#onAlarm);
  }
}

/**
 * The hub: the ready queue, the timer queue and the turn that runs them. It is pure: it knows no Node, no generators, no
 * tasklets, only Runnables, Timers and a Driver. What to do when there is nothing left is its owner's business: the owner
 * is told after each turn.
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
 * A burst of connections: libuv (since 1.45) accepts one connection per visit to the poll phase, so while every visit is
 * followed by a turn's work, those who connect to a busy server wait for seconds. Hence holdBack(): after a visit that
 * accepted a connection the next turns are held back, so that visit follows visit as long as each accepts one more, for a
 * few milliseconds at most. Then turns run until all have had theirs that were ready by then (a mark on the ready queue
 * tells), and may be held back again. Not until nothing is ready: on a busy server that moment never comes.
 */
import type { Driver } from './driver.js';
import { Ring } from './ring.js';
import type { Runnable, Timer } from './runnable.js';
import { TimerQueue } from './timer-queue.js';

/** Seconds a turn may take. An HTTP request needs up to ten visits to the poll phase, and should be served within 20 ms. */
const BUDGET = 0.001;
/** Entries a turn may run, whatever the clock says. */
const MOST_ENTRIES = 16_384;
const LONGEST_STRIDE = 512;
/** Seconds that turns are held back at most while connections come in. */
const LONGEST_HOLD = 0.005;

export class Hub {
  readonly #driver: Driver;
  readonly #afterTurn: () => void;
  readonly #ready = new Ring<Runnable>();
  readonly #timers = new TimerQueue();
  /** A turn runs, or one was asked for, or the hub is closed: whoever readies something need not ask for one. */
  #awake = true;
  /** Inside a turn: another must not begin. */
  #turning = false;
  #open = false;
  #halted = false;
  /** Turns are held back; until when, at the latest. Undefined if they are not. */
  #heldUntil: number | undefined = undefined;
  /** Since the last visit to the poll phase, something came for whose kin turns are to be held back. */
  #moreToCome = false;
  /** The last turn left entries, and the next has been asked for. */
  #behind = false;
  /** On the ready queue, behind all that were ready at the end of the last hold. */
  readonly #mark: Runnable = { _run: () => (this.#marked = false) };
  #marked = false;
  /** The wake-up that the driver was asked for. */
  #alarm = Infinity;
  /** Entries until the clock is read again. */
  #left = 1;
  #stride = 1;

  /** `rest` is called after each turn, before the next wake-up is arranged. */
  constructor(driver: Driver, afterTurn: () => void) {
    this.#driver = driver;
    this.#afterTurn = afterTurn;
  }

  /** Begin to take turns. */
  open(): void {
    this.#open = true;
    this.#awake = true;
    this.#driver.wakeSoon(this.#polled);
  }

  /** No more turns. What is queued stays queued. */
  close(): void {
    this.#open = false;
    this.#awake = true;
    this.#arm(Infinity);
  }

  /** End the turn with the entry that runs now; false if there is no turn. */
  halt(): boolean {
    this.#halted = true;
    this.#left = 1;
    return this.#turning;
  }

  /** Forget everything that is queued or timed. */
  clear(): void {
    this.#ready.clear();
    this.#marked = false;
    this.#timers.clear();
  }

  /** Nothing on the ready queue. */
  get idle(): boolean {
    return this.#ready.size === 0;
  }

  /** The earliest deadline, or Infinity. */
  get nextDeadline(): number {
    return this.#timers.earliest;
  }

  now(): number {
    return this.#driver.now();
  }

  /** Put an entry at the end of the ready queue. */
  ready(entry: Runnable): void {
    this.#ready.add(entry);
    if (!this.#awake) this.#ask();
  }

  schedule(timer: Timer, when: number): void {
    this.#timers.add(timer, when);
    if (!this.#awake) this.#arm(this.#timers.earliest);
  }

  unschedule(timer: Timer): void {
    this.#timers.remove(timer);
    if (!this.#awake) this.#arm(this.#timers.earliest);
  }

  /**
   * For the callbacks of handles, which come from the poll phase with the outer world's turn just had: what is readied
   * between enter() and leave() runs in leave(), right there, without a detour through the driver. Unless entries are left
   * of an earlier turn: then it is for the turn that was asked for, as a turn for each handle would be too many.
   */
  enter(): void {
    this.#awake = true;
  }

  leave(): void {
    if (this.#heldUntil === undefined && !this.#behind) this.#turn();
  }

  /** Something came, a connection, of which there may be more: look at the poll phase again before the next turn. */
  holdBack(): void {
    this.#moreToCome = true;
    if (this.#heldUntil === undefined && !this.#marked) this.#hold();
  }

  /** See to it that a turn comes, though nothing may be ready: the owner wants to look at what is left. */
  wake(): void {
    if (!this.#awake) this.#ask();
  }

  #hold(): void {
    this.#heldUntil = this.#driver.now() + LONGEST_HOLD;
    this.#driver.wakeSoon(this.#polled);
  }

  /** The poll phase was visited, as the driver was asked for. */
  readonly #polled = (): void => {
    const more = this.#moreToCome;
    this.#moreToCome = false;
    if (more && this.#driver.now() < (this.#heldUntil as number)) {
      this.#driver.wakeSoon(this.#polled);
      return;
    }
    if (this.#heldUntil !== undefined) {
      this.#heldUntil = undefined;
      this.#marked = true;
      this.#ready.add(this.#mark);
    }
    this.#turn();
    if (more && this.#open && !this.#marked) this.#hold();
  };

  #ask(): void {
    this.#awake = true;
    this.#driver.wakeSoon(this.#polled);
  }

  readonly #onAlarm = (): void => {
    this.#alarm = Infinity;
    if (this.#heldUntil === undefined) this.#turn();
  };

  readonly #turn = (): void => {
    if (this.#turning || !this.#open) return;
    this.#awake = true;
    this.#turning = true;
    try {
      if (this.#timers.size > 0) this.#timers.fire(this.#driver.now());
      this.#runReady();
      this.#afterTurn();
    } finally {
      // Reached with an error only if an entry broke its promise not to throw; the hub itself stays whole even then.
      this.#turning = false;
      this.#arrangeNext();
    }
  };

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
      if (last < 0) {
        // Turns that are over within their first stride, as most are that a socket begins, never come here.
        deadline = now + BUDGET;
      } else {
        if (now >= deadline) return;
        const spent = now - last;
        if (spent < BUDGET / 16) this.#stride = Math.min(this.#stride * 2, LONGEST_STRIDE);
        else if (spent > BUDGET / 4) this.#stride = Math.max(this.#stride >> 2, 1);
      }
      last = now;
      this.#left = this.#stride;
    }
  }

  #arrangeNext(): void {
    if (!this.#open) return;
    this.#behind = this.#ready.size > 0;
    if (this.#behind) {
      this.#driver.wakeSoon(this.#polled);
      return;
    }
    this.#ready.trim();
    this.#awake = false;
    this.#arm(this.#timers.earliest);
  }

  #arm(when: number): void {
    if (when === this.#alarm) return;
    this.#alarm = when;
    this.#driver.wakeAt(when === Infinity ? null : when, this.#onAlarm);
  }
}

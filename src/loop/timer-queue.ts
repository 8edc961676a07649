/**
 * The timer queue: an indexed 4-ary heap, ordered by deadline and, for equal deadlines, by the order in which they were
 * set. Each timer knows its slot, so that taking one out costs O(log n) and leaves nothing behind: most timers of a
 * server are timeouts that never expire, and are cancelled.
 *
 * Why four children instead of two: the tree is half as deep, and adding (most of the work, as a cancelled timer is
 * usually near the bottom) walks up only. The keys are in flat arrays of doubles apart from the timers: comparing them
 * touches no object, and a double in an object would be a heap allocation of its own.
 *
 * Invariant: for every slot i > 0, (when, order) of parent(i) <= (when, order) of i; timers[i]._slot === i.
 */
import type { Timer } from './runnable.js';

const SMALLEST = 64;
/** Of a new queue: V8 keeps so few within the object, and a loop that lives for microseconds pays for no other memory. */
const FIRST = 8;

export class TimerQueue {
  #timers: Timer[] = [];
  #when = new Float64Array(FIRST);
  #order = new Float64Array(FIRST);
  /** Number of timers that were ever added: breaks ties, first come, first served. */
  #count = 0;

  get size(): number {
    return this.#timers.length;
  }

  /** The earliest deadline, or Infinity. */
  get earliest(): number {
    return this.#timers.length === 0 ? Infinity : (this.#when[0] as number);
  }

  add(timer: Timer, when: number): void {
    const size = this.#timers.length;
    if (size === this.#when.length) this.resize(size * 2);
    this.#timers.push(timer);
    this.up(size, timer, when, this.#count++);
  }

  /** Does nothing when it is not in the queue. */
  remove(timer: Timer): void {
    const slot = timer._slot;
    if (slot < 0) return;
    timer._slot = -1;
    const last = this.#timers.length - 1;
    const moved = this.#timers.pop() as Timer;
    if (slot < last) {
      // The last one fills the gap; it may belong further up or further down from there.
      const when = this.#when[last] as number;
      const order = this.#order[last] as number;
      if (!this.down(slot, moved, when, order)) this.up(slot, moved, when, order);
    }
    if (this.#when.length > SMALLEST && last < this.#when.length / 4) this.resize(this.#when.length / 2);
  }

  /** The deadline of a timer that is in the queue. */
  deadlineOf(timer: Timer): number {
    return this.#when[timer._slot] as number;
  }

  /** Take out every timer with a deadline of at most `now`, in order, and call its _due(). */
  fire(now: number, observer?: { timer(timer: Timer, what: 'due', due: number): void }): void {
    while (this.#timers.length > 0 && (this.#when[0] as number) <= now) {
      const timer = this.#timers[0] as Timer;
      observer?.timer(timer, 'due', this.#when[0] as number);
      this.remove(timer);
      timer._due();
    }
  }

  /** Those that are in it, in no order. */
  [Symbol.iterator](): Iterator<Timer> {
    return this.#timers.values();
  }

  /** Forget all of them; no _due() is called. */
  clear(): void {
    for (const timer of this.#timers) timer._slot = -1;
    this.#timers = [];
    if (this.#when.length > SMALLEST) this.resize(SMALLEST);
  }

  /** Put `timer` at `slot` or above. */
  private up(slot: number, timer: Timer, when: number, order: number): void {
    while (slot > 0) {
      const parent = (slot - 1) >> 2;
      if (!this.after(parent, when, order)) break;
      this.place(
        slot,
        this.#timers[parent] as Timer,
        this.#when[parent] as number,
        this.#order[parent] as number,
      );
      slot = parent;
    }
    this.place(slot, timer, when, order);
  }

  /** Put `timer` at `slot` or below; false when it stayed at `slot`. */
  private down(start: number, timer: Timer, when: number, order: number): boolean {
    const size = this.#timers.length;
    let slot = start;
    for (;;) {
      const first = 4 * slot + 1;
      if (first >= size) break;
      let least = first;
      const end = Math.min(first + 4, size);
      for (let child = first + 1; child < end; child++) {
        if (this.after(least, this.#when[child] as number, this.#order[child] as number)) least = child;
      }
      const leastWhen = this.#when[least] as number;
      const leastOrder = this.#order[least] as number;
      if (when < leastWhen || (when === leastWhen && order < leastOrder)) break;
      this.place(slot, this.#timers[least] as Timer, leastWhen, leastOrder);
      slot = least;
    }
    this.place(slot, timer, when, order);
    return slot !== start;
  }

  /** Is the timer at `slot` to fire after (when, order)? */
  private after(slot: number, when: number, order: number): boolean {
    const at = this.#when[slot] as number;
    return at > when || (at === when && (this.#order[slot] as number) > order);
  }

  private place(slot: number, timer: Timer, when: number, order: number): void {
    this.#timers[slot] = timer;
    this.#when[slot] = when;
    this.#order[slot] = order;
    timer._slot = slot;
  }

  private resize(length: number): void {
    const when = new Float64Array(length);
    const order = new Float64Array(length);
    const used = this.#timers.length;
    when.set(this.#when.subarray(0, used));
    order.set(this.#order.subarray(0, used));
    this.#when = when;
    this.#order = order;
  }
}

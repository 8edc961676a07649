/**
 * A driver is the hub's only link to the outer world: a clock and two kinds of wake-ups. This file has the contract and
 * the driver for real time, which Node and the web share; the virtual one is in src/testing.
 */

/** Time and wake-ups for a hub. All times are monotonic seconds. */
export interface Driver {
  /** Monotonic seconds. */
  now(): number;
  /** Call `pump` soon, after the outer world has had its turn (I/O polled). Idempotent until it fires. */
  wakeSoon(pump: () => void): void;
  /** Call `pump` no earlier than `when`; replaces the previous request; null cancels it. */
  wakeAt(when: number | null, pump: () => void): void;
  /** Release everything. */
  close(): void;
  /**
   * True when nothing but its own timers and operations under way can wake the hub (simulated time). Then tasklets that
   * wait for neither are a deadlock at once. Default false.
   */
  readonly closedWorld?: boolean;
}

/** What setTimeout returns: Node's can be kept from holding the process open. */
interface Alarm {
  ref?(): unknown;
  unref?(): unknown;
}

/** setTimeout's longest delay, in milliseconds; a later deadline is reached in stages. */
const LONGEST = 2 ** 31 - 1;

/**
 * Real time. One system timer stands for the whole timer queue. Setting one costs about ten times what setting a timer in
 * our own queue does, so it stays set when the next deadline moves back or vanishes (unref'd, so that it does not keep the
 * process alive), and is only replaced when a nearer deadline comes: a server that guards every request with a Timeout
 * sets few of them.
 */
export class SystemDriver implements Driver {
  readonly #soon: (pump: () => void) => void;
  readonly #release: () => void;
  #asked = false;
  #alarm: ReturnType<typeof setTimeout> | undefined = undefined;
  /** What the system timer is set for. */
  #setFor = Infinity;
  /** What the hub asked for. */
  #wanted = Infinity;
  #closed = false;

  /** `soon` calls back from the platform's next macrotask; `release` frees the resources it needs for that. */
  constructor(soon: (callback: () => void) => void, release: () => void = () => undefined) {
    this.#soon = soon;
    this.#release = release;
  }

  now(): number {
    return performance.now() / 1000;
  }

  wakeSoon(pump: () => void): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#soon(() => {
      this.#asked = false;
      if (!this.#closed) pump();
    });
  }

  wakeAt(when: number | null, pump: () => void): void {
    this.#wanted = when ?? Infinity;
    if (this.#alarm !== undefined && this.#setFor <= this.#wanted) {
      const alarm: Alarm = this.#alarm;
      if (this.#wanted === Infinity) alarm.unref?.();
      else alarm.ref?.();
    } else if (this.#wanted < Infinity) {
      this.#set(pump);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
    this.#release();
  }

  #set(pump: () => void): void {
    clearTimeout(this.#alarm);
    this.#setFor = this.#wanted;
    // Rounded up: a system timer that fires early would only have to be set again.
    const delay = Math.min(Math.max(Math.ceil((this.#wanted - this.now()) * 1000), 0), LONGEST);
    this.#alarm = setTimeout(() => {
      this.#alarm = undefined;
      if (this.#wanted === Infinity) return;
      if (this.now() < this.#wanted) this.#set(pump);
      else pump();
    }, delay);
  }
}

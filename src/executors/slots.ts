/**
 * The places of a thread's tasks in memory that both sides see: who has a task is decided here, by one compareExchange of each
 * side. What was given in advance is QUEUED: the worker makes it RUNNING when it begins it, the host RECALLED when it is cancelled or
 * given to another worker; only one of them succeeds. After a crash the slots tell what had not begun.
 */
const FREE = 0;
const QUEUED = 1;
const RUNNING = 2;
/** A function that never parks sees that it was killed. */
const KILLED = 3;
const RECALLED = 4;

export class Slots {
  readonly memory: SharedArrayBuffer;
  readonly #states: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#states = new Int32Array(memory);
  }

  static of(places: number): Slots {
    return new Slots(new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT));
  }

  // For the host.

  queue(place: number): void {
    Atomics.store(this.#states, place, QUEUED);
  }

  free(place: number): void {
    Atomics.store(this.#states, place, FREE);
  }

  /** Take it back: false if it has begun. */
  recall(place: number): boolean {
    return Atomics.compareExchange(this.#states, place, QUEUED, RECALLED) === QUEUED;
  }

  kill(place: number): void {
    Atomics.compareExchange(this.#states, place, RUNNING, KILLED);
  }

  hasBegun(place: number): boolean {
    const state = Atomics.load(this.#states, place);
    return state === RUNNING || state === KILLED;
  }

  // For the worker.

  /** False if it was taken back. */
  begin(place: number): boolean {
    return Atomics.compareExchange(this.#states, place, QUEUED, RUNNING) === QUEUED;
  }

  isKilled(place: number): boolean {
    return Atomics.load(this.#states, place) === KILLED;
  }
}

/**
 * When to hold turns back because connections are coming in.
 *
 * libuv (since 1.45) accepts one connection per visit to the poll phase, so while every visit is followed by a turn's work,
 * clients that connect to a busy server wait for seconds. Hence, after a visit that accepted a connection, visit follows
 * visit without a turn between them, as long as each accepts one more, for a few milliseconds at most. Then turns run until
 * every entry that was ready at that point has run (a marker on the ready queue shows when); only then may they be held
 * back again. Waiting for an empty queue would not do: on a busy server it never empties.
 *
 *     normal ──start()──▶ holding ──polled(): none came, or time is up──▶ catching up ──the marker runs──▶ normal
 */
import type { Runnable } from './runnable.js';

/** Seconds that turns are held back at most while connections come in. */
const LONGEST_HOLD = 0.005;

const NORMAL = 0;
const HOLDING = 1;
const CATCHING_UP = 2;

export class AcceptBurst {
  readonly #clock: { now(): number };
  readonly #ready: { add(entry: Runnable): void };
  #state: typeof NORMAL | typeof HOLDING | typeof CATCHING_UP = NORMAL;
  /** When a hold ends, at the latest. */
  #until = 0;
  /** A connection was accepted since the last poll: more may be waiting. */
  #accepted = false;
  readonly #marker: Runnable = {
    _run: () => {
      this.#state = NORMAL;
    },
  };

  /** `ready` is where the marker goes. */
  constructor(clock: { now(): number }, ready: { add(entry: Runnable): void }) {
    this.#clock = clock;
    this.#ready = ready;
  }

  /** No turn may run now; the poll phase is to be visited again. */
  get holding(): boolean {
    return this.#state === HOLDING;
  }

  /** A connection was accepted. */
  accepted(): void {
    this.#accepted = true;
  }

  /** Begin to hold turns back; false if they are held back already, or may not be before the marker has run. */
  start(): boolean {
    if (this.#state !== NORMAL) return false;
    this.#state = HOLDING;
    this.#until = this.#clock.now() + LONGEST_HOLD;
    return true;
  }

  /** The poll phase was visited: did it accept a connection? A hold goes on only then, and ends when its time is up. */
  polled(): boolean {
    const accepted = this.#accepted;
    this.#accepted = false;
    if (this.#state === HOLDING && !(accepted && this.#clock.now() < this.#until)) {
      this.#state = CATCHING_UP;
      this.#ready.add(this.#marker);
    }
    return accepted;
  }

  /** The ready queue was cleared, and the marker with it. */
  clear(): void {
    this.#state = NORMAL;
  }
}

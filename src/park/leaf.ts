/**
 * Parking: the one door into the hub. Every operation that blocks ends in a Leaf, and a Leaf parks the tasklet that runs
 * it by returning PARKED up the chain of `yield*`, straight to the hub.
 *
 * A leaf is an iterator object rather than a generator: `yield*` accepts it, it is lazy, and it costs about half. Blocking
 * and undoing it are one thing, so a leaf has both:
 *
 *   _begin   try to go on at once (true), or register with whoever will wake the tasklet (false)
 *   _end     it was woken: what the operation gives (or throws)
 *   _undo    an error was thrown into it (kill, Timeout): leave the queue, the timer, the slot. And if something was
 *            handed over already, though the tasklet has not run since: give it to the next in line. Nothing is lost.
 *
 * Whether a call of next() begins or ends the operation is the tasklet's knowledge: it is parked on this very leaf, and
 * was resumed, or it is not. So a leaf without a state of its own may serve any number of tasklets.
 */
import { debug, noteMade, noteRun } from './debug.js';
import { type Op, PARKED, type Park, done } from './op.js';

/** What the door needs of a tasklet: whom to wake. It may stand for another (an arm of select for the tasklet that selects). */
export interface Parkable {
  /** On whose behalf it waits: who owns what it is handed. */
  readonly _behalf: object;
  /** True when it was resumed from this leaf: the operation is over. Forgets the leaf then. Error if it is parked still. */
  _resumedFrom(leaf: Leaf<unknown>): boolean;
  /** Note that it parks on this leaf. */
  _park(leaf: Leaf<unknown>): void;
  /** Put it on the ready queue, to go on with `value`. Only for a tasklet that is parked. */
  _unpark(value?: unknown): void;
}

let running: Parkable | undefined;

/** The tasklet that runs now. */
export function runningTasklet(): Parkable | undefined {
  return running;
}

/** For tasklet.ts, the only one that resumes. */
export function setRunning(tasklet: Parkable | undefined): void {
  running = tasklet;
}

/** The error that is being thrown into a tasklet, when its stack is to tell where that one was parked. */
let delivering: unknown;

/** For tasklet.ts: throw() calls of leaves until the next call give `error` the stack of where they are. */
export function setDelivering(error: unknown): void {
  delivering = error;
}

export abstract class Leaf<T> implements Op<T>, Iterator<Park, T, unknown> {
  /** Interrupts must wait until it is over: they strike at the next park. */
  get _shielded(): boolean {
    return false;
  }

  constructor() {
    if (debug) noteMade(this, () => this._describe(), running);
  }

  [Symbol.iterator](): this {
    if (debug) noteRun(this);
    return this;
  }

  /**
   * All kinds of leaves meet here, so V8 finds nothing to inline. The busiest families (permits, channels, queues) have
   * a next() of their own, which is this one once more, and the faster for it.
   */
  next(value?: unknown): IteratorResult<Park, T> {
    const tasklet = running;
    if (tasklet === undefined) throw outsideTasklet(this);
    if (tasklet._resumedFrom(this)) return done(this._end(value));
    if (this._begin(tasklet)) return done(this._end(undefined));
    tasklet._park(this);
    return PARKED;
  }

  throw(error: unknown): IteratorResult<Park, T> {
    if (running?._resumedFrom(this) === true) {
      this._undo();
      if (error === delivering) retrace(error as Error, this.throw);
    }
    throw error;
  }

  /** What a parked tasklet waits on, for people: "Lock", "sleep 1.5s". */
  abstract _describe(): string;
  /** Go on at once: true. Or see to it that someone calls tasklet._unpark() later: false. */
  abstract _begin(tasklet: Parkable): boolean;
  /** What the operation gives; `value` is what the tasklet was unparked with. */
  protected abstract _end(value: unknown): T;
  /** Undo _begin, whether or not the tasklet has been unparked since. Must not throw. */
  abstract _undo(): void;
}

/** Give an error the stack of now, from the caller of `above` on: what is thrown there shows no frames of the library's. */
export function retrace(error: Error, above: (...args: never[]) => unknown): void {
  // Not in every engine; without it the stack tells where the error was made.
  const { captureStackTrace } = Error as { captureStackTrace?: typeof Error.captureStackTrace };
  captureStackTrace?.(error, above);
}

export function outsideTasklet(leaf: Leaf<unknown>): Error {
  return new Error(
    `${leaf._describe()}: an operation runs inside a tasklet only: spawn() a generator function that does \`yield*\` on it`,
  );
}

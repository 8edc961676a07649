/**
 * Timeout: an error that throws itself into the tasklet that started it. It knows that tasklet only as something that can
 * be interrupted.
 */
import {
  checkOperation,
  checkTarget,
  checkedOp,
  isError,
  isErrorClass,
  isInstance,
  kindOf,
} from '../check.js';
import { otherCopyNote } from '../loop/copies.js';
import { after, cancelTimer, ready } from '../loop/thread.js';
import { checkpoint } from './checkpoint.js';
import { debug } from './debug.js';
import { cutFrames } from './frames.js';
import type { Interruptible } from './interrupts.js';
import type { Op, Park } from './op.js';
import { type Parkable, runningTasklet } from './leaf.js';
import { operation } from './operation.js';
import { noteLimit, noteOver, noteReturned } from './swallowed.js';
import { setStackLimit, trimmed } from '../trim.js';

/** Is it a Timeout that its own run() is going to swallow? */
export let isOwnLimit: (error: unknown) => boolean;

/** Have such a Timeout delivered once more, at the next park of its tasklet, unless its run() ends before. */
export let putBackLimit: (error: unknown) => void;

/**
 * Run a body under a limit, which has `error` false, as its run() does; but when it has ended the body, an error that `expired`
 * makes is thrown, if there is one.
 */
export let within: <R>(
  limit: Timeout,
  body: Limited<R>,
  expired?: () => Error,
) => Generator<Park, R | undefined, unknown>;

/** What is run under a limit. */
export type Limited<R> = Op<R> | (() => Op<R>);

/**
 * Throws itself (or `error`) into the tasklet that started it, after `seconds`. null, undefined or negative: never;
 * RangeError for NaN. `error` false: run() swallows the expiry and returns undefined; TypeError unless it is an Error, a class
 * of errors (one is made when it is delivered; what its constructor throws is thrown in its place), or false. Several may be
 * under way in one tasklet; comparing identity shows whose an error is.
 *
 * If a value and the Timeout come in the same turn, either may win. A value that loses goes to the next waiter; a Timeout that
 * loses is delivered at the next park, unless it is cancelled before. Its stack is that of the place where it was delivered; before
 * that it has none.
 *
 * Source: evergreen.timeout.Timeout.
 *
 * @example
 * function* guarded(work: () => Op<string>): Op<string | undefined> {
 *   return yield* new Timeout(2, false).run(work); // undefined after two seconds
 * }
 *
 * @example
 * function* block(work: () => Op<void>): Op<void> {
 *   using _ = new Timeout(2).start(); // cancelled at the end of the block
 *   yield* work();
 * }
 */
export class Timeout extends Error {
  static {
    isOwnLimit = (error) =>
      isInstance(error, Timeout) && error.#guarded !== undefined && error.#error === false;
    putBackLimit = (error) => {
      if (!isOwnLimit(error)) return;
      const limit = error as Timeout;
      limit.#tasklet = limit.#guarded;
      limit.#tasklet?._interrupt(limit);
      if (debug && limit.#guarded !== undefined) noteOver(limit.#guarded, limit);
    };
    within = (limit, body, expired) => limit.#guard(body, expired);
  }

  /** 'Timeout'. */
  override readonly name: string = 'Timeout';
  /** Stable; for where `instanceof` fails (another realm, a second copy of the package). */
  readonly code: string = 'EVERGREEN_TIMEOUT';
  /** Seconds; null: never. */
  readonly seconds: number | null;
  /** @internal */
  _slot = -1;
  #expired = false;
  /** It is on the ready queue. */
  #isDue = false;
  /** The tasklet in which its run() is under way. */
  #guarded: Interruptible | undefined = undefined;
  readonly #error: Error | (new () => Error) | false | undefined;
  /** The tasklet it is set for, from start() until it is cancelled or delivered. */
  #tasklet: Interruptible | undefined = undefined;

  constructor(seconds?: number | null, error?: Error | (new () => Error) | false) {
    if (seconds !== undefined && seconds !== null && (typeof seconds !== 'number' || Number.isNaN(seconds))) {
      throw trimmed(
        new RangeError(`a Timeout needs a number of seconds, or null for never, not ${kindOf(seconds)}`),
      );
    }
    checkError(error);
    const never = seconds === undefined || seconds === null || seconds < 0;
    // Most are never delivered, and a stack costs ten times what all else does: that of the delivery is the one that is wanted.
    const { stackTraceLimit } = Error;
    setStackLimit(undefined);
    super(never ? 'timed out' : `timed out after ${seconds} second${seconds === 1 ? '' : 's'}`);
    setStackLimit(stackTraceLimit);
    this.seconds = never ? null : seconds;
    this.#error = error ?? undefined;
  }

  /** Started, and neither delivered nor cancelled. */
  get pending(): boolean {
    return this.#tasklet !== undefined && this.seconds !== null;
  }

  /** It was delivered, since start() was called last. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Set the timer, for the tasklet that calls. Error outside a tasklet, or if it is set already. Does not park. */
  start(): this {
    const tasklet = runningTasklet() as (Parkable & Interruptible) | undefined;
    if (tasklet === undefined)
      throw trimmed(new Error(`a Timeout belongs to a tasklet: start() it in one${otherCopyNote()}`));
    if (this.#tasklet !== undefined)
      throw trimmed(new Error('this Timeout is started already: cancel() it first'));
    this.#tasklet = tasklet;
    this.#expired = false;
    if (this.seconds !== null && this.seconds < Infinity) after(this.seconds, this);
    return this;
  }

  /** Stop the timer, or withdraw what is due and was not delivered. Without start(), or after delivery, this does nothing. */
  cancel(): void {
    const tasklet = this.#tasklet;
    if (tasklet === undefined) return;
    this.#tasklet = undefined;
    this.#isDue = false;
    if (this._slot !== -1) cancelTimer(this);
    else tasklet._retract(this);
  }

  /**
   * Run an operation under this Timeout: start, run, cancel. Parks as the operation does. When this Timeout was made with
   * `error` false and is delivered, returns undefined; else it is thrown. One of 0 seconds is delivered at the first park.
   */
  run<R>(body: Op<R> | (() => Op<R>)): Op<R | undefined> {
    checkLimited('Timeout.run()', body);
    return operation('Timeout.run', this.#guard(body));
  }

  /** What `using` calls at the end of its block: cancel(). */
  [Symbol.dispose](): void {
    this.cancel();
  }

  *#guard<R>(body: Limited<R>, expired?: () => Error): Generator<Park, R | undefined, unknown> {
    yield* checkpoint();
    this.start();
    const tasklet = this.#tasklet as Interruptible;
    this.#guarded = tasklet;
    if (this.seconds === 0) this.#interruptNow();
    try {
      const value = yield* typeof body === 'function' ? checkedOp('the body of a limit', body, body()) : body;
      if (debug) noteReturned(tasklet, this);
      return value;
    } catch (error) {
      if (error !== this || this.#error !== false) throw error;
    } finally {
      this.#guarded = undefined;
      if (debug) noteOver(tasklet, this);
      this.cancel();
    }
    if (expired === undefined) return undefined;
    const error = expired();
    cutFrames(error, this.#guard);
    throw error;
  }

  /** Without waiting for the next turn: what parks at all is too late, however soon it would be ready. */
  #interruptNow(): void {
    cancelTimer(this);
    this.#tasklet?._interrupt(this);
  }

  /** @internal */
  _due(): void {
    if (this.#tasklet?._awaitsFinal === true) {
      // Behind what is ready by now: a value of the same moment, which could not go back, is not late.
      this.#isDue = true;
      ready(this);
    } else {
      this.#tasklet?._interrupt(this);
    }
  }

  /** @internal */
  _run(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#tasklet?._interrupt(this);
  }

  /** @internal */
  _deliver(): unknown {
    this.#tasklet = undefined;
    this.#expired = true;
    const error = this.#error;
    if (error === undefined || error === false) {
      if (debug && this.#guarded !== undefined) noteLimit(this.#guarded, this, this.seconds);
      return this;
    }
    if (typeof error !== 'function') return error;
    const made: unknown = new error();
    if (isError(made)) return made;
    throw trimmed(new TypeError(`the class given to a Timeout made ${kindOf(made)}, not an error`));
  }

  /** @internal */
  get _reason(): unknown {
    return this;
  }

  /** @internal A ready-made error has a stack of its own, that of where it was made. */
  get _retrace(): boolean {
    return typeof this.#error !== 'object';
  }
}

/** TypeError unless `body` can be run under the limit of `what`. */
export function checkLimited(what: string, body: unknown): void {
  if (typeof body === 'function') checkTarget(body);
  else checkOperation(`what ${what} is given`, body);
}

/** null, in JavaScript, counts as left out. */
function checkError(error: unknown): void {
  if (error === undefined || error === null || error === false || isError(error) || isErrorClass(error))
    return;
  throw trimmed(
    new TypeError(
      `the error of a Timeout is an Error, a class of errors, or false for none, not ${kindOf(error)}`,
    ),
  );
}

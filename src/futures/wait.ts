/**
 * Waiting for several futures: wait() for a set of them, asCompleted() for one after the other.
 */
import { checkIterable, checkTimeout, kindOf } from '../check.js';
import { TimeoutError } from '../errors.js';
import { Ring } from '../loop/ring.js';
import { Deadline } from '../park/deadline.js';
import type { CoIterator, Op } from '../park/op.js';
import { Served } from '../park/served.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter } from '../park/waiter.js';
import { type Future, ofFuture } from './future.js';
import { trimmed } from '../trim.js';

/** wait() until one is done. */
export const FIRST_COMPLETED = 'FIRST_COMPLETED';
/** wait() until one has failed, or all are done. */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
/** wait() until all are done. */
export const ALL_COMPLETED = 'ALL_COMPLETED';

/** What wait() returns. Source: the named tuple of concurrent.futures.wait. */
export interface DoneAndNotDone<F> {
  /** Those that have a result or an error, or are cancelled. */
  done: Set<F>;
  /** All others. */
  notDone: Set<F>;
}

/** A future, of whatever. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyFuture = Future<any>;

/** What one call of wait() waits for. */
class Enough {
  readonly all: Set<Future<unknown>>;
  readonly waiting = new WaitQueue<Waiter<Enough, unknown>>();
  readonly #returnWhen: string;
  readonly #done = new Set<Future<unknown>>();
  #failed = false;
  #undo: (() => void)[] = [];

  constructor(all: Set<Future<unknown>>, returnWhen: string) {
    this.all = all;
    this.#returnWhen = returnWhen;
  }

  /** Count those that are done. */
  look(): void {
    for (const future of this.all) if (future.done) this.#add(future);
  }

  get isThere(): boolean {
    const done = this.#done;
    return (
      done.size === this.all.size ||
      (this.#returnWhen === FIRST_COMPLETED && done.size > 0) ||
      (this.#returnWhen === FIRST_EXCEPTION && this.#failed)
    );
  }

  /** Be told of the others. */
  watch(): void {
    // One may be done since then.
    this.look();
    if (this.isThere) this.waiting.wakeAll();
    for (const future of this.all) {
      if (this.#done.has(future)) continue;
      const completed = (): void => {
        this.#add(future);
        if (this.isThere) this.waiting.wakeAll();
      };
      this.#undo.push(ofFuture.onDone(future, completed));
    }
  }

  leave(): void {
    for (const off of this.#undo.splice(0)) off();
  }

  result(): DoneAndNotDone<unknown> {
    this.leave();
    return { done: this.#done, notDone: new Set([...this.all].filter((one) => !this.#done.has(one))) };
  }

  #add(future: Future<unknown>): void {
    this.#done.add(future);
    this.#failed ||= ofFuture.failed(future);
  }
}

const ENOUGH = new Kind<Enough, DoneAndNotDone<unknown>>({
  describe: ({ all }) => `wait (${all.size} futures)`,
  tryNow(enough) {
    enough.look();
    return enough.isThere;
  },
  queue: ({ waiting }) => waiting,
  parked: (enough) => enough.watch(),
  result: (enough) => enough.result(),
  undo(enough, waiter) {
    waiter.withdraw();
    enough.leave();
  },
});

/**
 * Wait for futures, as `returnWhen` says, or until the timeout: those that are done by then, and those that are not. A
 * cancelled future is done. Parks. RangeError for a negative timeout, TypeError for an unknown `returnWhen`.
 *
 * Source: concurrent.futures.wait, evergreen.futures.wait.
 *
 * @param timeout seconds; for ever if left out
 * @param returnWhen FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED (the default)
 */
export function wait<F extends AnyFuture>(
  fs: Iterable<F>,
  timeout?: number,
  returnWhen: string = ALL_COMPLETED,
): Op<DoneAndNotDone<F>> {
  if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(returnWhen)) {
    throw trimmed(
      new TypeError(
        `returnWhen must be FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED, not ${kindOf(returnWhen)}`,
      ),
    );
  }
  checkTimeout(timeout);
  const enough = new Enough(setOf('wait()', fs), returnWhen);
  return new Waiter(ENOUGH, enough, timeout, undefined) as unknown as Op<DoneAndNotDone<F>>;
}

/**
 * The futures in the order they finish; those that are done come first, in the order given. next() throws TimeoutError when
 * the deadline passes. RangeError for a negative timeout.
 *
 * Source: concurrent.futures.as_completed, evergreen.futures.as_completed.
 *
 * @param timeout seconds from this call, for all of them; for ever if left out
 */
export function asCompleted<F extends AnyFuture>(fs: Iterable<F>, timeout?: number): CoIterator<F> {
  checkTimeout(timeout);
  return new AsCompleted(setOf('asCompleted()', fs), timeout);
}

function setOf<F extends AnyFuture>(what: string, fs: Iterable<F>): Set<F> {
  checkIterable(`what ${what} is given`, fs);
  const all = new Set(fs);
  for (const one of all)
    if (!ofFuture.isOne(one))
      throw trimmed(new TypeError(`${what} waits for futures, not for ${kindOf(one)}`));
  return all;
}

/** Takes the callbacks of those that were collected as garbage from their futures. */
const forgotten = new FinalizationRegistry<readonly (() => void)[]>((undo) => {
  for (const off of undo) off();
});

class AsCompleted<F extends AnyFuture> extends Served<F> {
  /** Those that are done and next() has yet to return. */
  readonly #finished = new Ring<F>();
  readonly #deadline: Deadline;
  /** The number of those that are not done. */
  #pending: number;

  constructor(all: Set<F>, timeout: number | undefined) {
    super('asCompleted', false);
    this.#deadline = new Deadline(timeout);
    this.#pending = all.size;
    // A future may live long: it must not keep those that nobody iterates over any more.
    const weak = new WeakRef(this);
    const undo: (() => void)[] = [];
    for (const future of all) {
      if (future.done) this.#add(future);
      else undo.push(ofFuture.onDone(future, () => AsCompleted.#done(weak, future)));
    }
    if (undo.length > 0) forgotten.register(this, undo);
  }

  static #done<F extends AnyFuture>(weak: WeakRef<AsCompleted<F>>, future: F): void {
    const iterator = weak.deref();
    if (iterator !== undefined) iterator.#add(future);
  }

  protected get _hasNews(): boolean {
    return this.#finished.size > 0 || this.#pending === 0;
  }

  protected override get _timeLeft(): number | undefined {
    return this.#deadline.left;
  }

  protected _take(): IteratorResult<F, void> {
    const value = this.#finished.take();
    return value === undefined ? { done: true, value } : { done: false, value };
  }

  protected override _late(): never {
    throw trimmed(new TimeoutError(`${this.#pending} futures did not finish in time`));
  }

  #add(future: F): void {
    this.#finished.add(future);
    this.#pending--;
    this._serve();
  }
}

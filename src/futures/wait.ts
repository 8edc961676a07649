/**
 * Waiting for several futures: wait() for a set of them, asCompleted() for one after the other.
 */
import { checkIterable, checkTimeout, isInstance, kindOf } from '../check.js';
import { TimeoutError } from '../errors.js';
import { checkpoint } from '../park/checkpoint.js';
import { Deadline } from '../park/deadline.js';
import { BaseCoIterator } from '../sync/co-iterator.js';
import { Queue } from '../sync/queue.js';
import { Empty, ShutDown } from '../sync/queue-errors.js';
import type { CoIterator, Op, Park } from '../park/op.js';
import { operation } from '../park/operation.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime } from '../park/waiter.js';
import { type Future, ofFuture } from './future.js';
import { trimmed } from '../trim.js';

/** wait() until one is done. */
export const FIRST_COMPLETED = 'FIRST_COMPLETED';
/** wait() until one has failed, or all are done. */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
/** wait() until all are done. */
export const ALL_COMPLETED = 'ALL_COMPLETED';

/** What wait() returns. Source: the named tuple of concurrent.futures.wait. */
export interface DoneAndNotDone<T> {
  /** Those that have a result or an error, or are cancelled. */
  done: Set<Future<T>>;
  /** All others. */
  notDone: Set<Future<T>>;
}

/** Waits until enough futures are done. `arg` is its description. */
type EnoughWaiter = Waiter<WaitQueue<EnoughWaiter>, boolean, string>;

const ENOUGH = new Kind<WaitQueue<EnoughWaiter>, boolean, string>({
  describe: (_waiting, { arg }) => arg,
  tryNow: () => false,
  queue: (waiting) => waiting,
  result: inTime,
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
export function wait<T>(
  fs: Iterable<Future<T>>,
  timeout?: number,
  returnWhen: string = ALL_COMPLETED,
): Op<DoneAndNotDone<T>> {
  if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(returnWhen)) {
    throw trimmed(
      new TypeError(
        `returnWhen must be FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED, not ${kindOf(returnWhen)}`,
      ),
    );
  }
  checkTimeout(timeout);
  return operation('wait', waitFor(setOf('wait()', fs), timeout, returnWhen));
}

function* waitFor<T>(
  all: Set<Future<T>>,
  timeout: number | undefined,
  returnWhen: string,
): Generator<Park, DoneAndNotDone<T>, unknown> {
  yield* checkpoint();
  const waiting = new WaitQueue<EnoughWaiter>();
  const done = new Set<Future<T>>();
  let failed = false;
  const add = (future: Future<T>): void => {
    done.add(future);
    failed ||= ofFuture.failed(future);
  };
  const enough = (): boolean =>
    done.size === all.size ||
    (returnWhen === FIRST_COMPLETED && done.size > 0) ||
    (returnWhen === FIRST_EXCEPTION && failed);
  for (const future of all) if (future.done) add(future);
  if (!enough()) {
    const undo = [...all]
      .filter((future) => !future.done)
      .map((future) =>
        ofFuture.onDone(future, () => {
          add(future);
          if (enough()) waiting.wakeAll();
        }),
      );
    try {
      yield* new Waiter(ENOUGH, waiting, timeout, `wait (${all.size} futures)`);
    } finally {
      for (const off of undo) off();
    }
  }
  return { done, notDone: new Set([...all].filter((future) => !done.has(future))) };
}

/**
 * The futures in the order they finish; those that are done come first, in the order given. next() throws TimeoutError when
 * the deadline passes. RangeError for a negative timeout.
 *
 * Source: concurrent.futures.as_completed, evergreen.futures.as_completed.
 *
 * @param timeout seconds from this call, for all of them; for ever if left out
 */
export function asCompleted<T>(fs: Iterable<Future<T>>, timeout?: number): CoIterator<Future<T>> {
  checkTimeout(timeout);
  return new AsCompleted(setOf('asCompleted()', fs), timeout);
}

function setOf<T>(what: string, fs: Iterable<Future<T>>): Set<Future<T>> {
  checkIterable(`what ${what} is given`, fs);
  const all = new Set(fs);
  for (const one of all)
    if (!ofFuture.isOne(one))
      throw trimmed(new TypeError(`${what} waits for futures, not for ${kindOf(one)}`));
  return all;
}

/** A class of its own, so that dumps say what a tasklet waits on. */
class Completed<T> extends Queue<T> {}

/** Takes the callbacks of those that were collected as garbage from their futures. */
const forgotten = new FinalizationRegistry<readonly (() => void)[]>((undo) => {
  for (const off of undo) off();
});

class AsCompleted<T> extends BaseCoIterator<Future<T>> {
  /** Those that are done and next() has yet to return. Shut down when the last is in it. */
  readonly #finished = new Completed<Future<T>>();
  readonly #deadline: Deadline;
  /** The number of those that are not done. */
  #pending: number;

  constructor(all: Set<Future<T>>, timeout: number | undefined) {
    super();
    this.#deadline = new Deadline(timeout);
    this.#pending = all.size;
    if (all.size === 0) this.#finished.shutdown();
    // A future may live long: it must not keep those that nobody iterates over any more.
    const weak = new WeakRef(this);
    const undo: (() => void)[] = [];
    for (const future of all) {
      if (future.done) this.#add(future);
      else undo.push(ofFuture.onDone(future, () => AsCompleted.#done(weak, future)));
    }
    if (undo.length > 0) forgotten.register(this, undo);
  }

  next(): Op<IteratorResult<Future<T>, void>> {
    return operation('asCompleted.next', this.#next());
  }

  static #done<T>(weak: WeakRef<AsCompleted<T>>, future: Future<T>): void {
    const iterator = weak.deref();
    if (iterator !== undefined) iterator.#add(future);
  }

  #add(future: Future<T>): void {
    this.#finished.putNowait(future);
    if (--this.#pending === 0) this.#finished.shutdown();
  }

  *#next(): Generator<Park, IteratorResult<Future<T>, void>, unknown> {
    try {
      return { done: false, value: yield* this.#finished.get(true, this.#deadline.left) };
    } catch (error) {
      if (isInstance(error, ShutDown)) return { done: true, value: undefined };
      if (isInstance(error, Empty))
        throw trimmed(new TimeoutError(`${this.#pending} futures did not finish in time`));
      throw error;
    }
  }
}

/**
 * Future: a result that will come.
 */
import { checkBoolean, checkFunction } from '../check.js';
import { TimeoutError } from '../errors.js';
import { countPerLoop, inPresentContext, report } from '../loop/thread.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter } from '../park/waiter.js';
import { CancelledError } from './errors.js';
import { retrieved, trackUnretrieved } from './unretrieved.js';
import { trimmed } from '../trim.js';

type State = 'pending' | 'running' | 'cancelled' | 'finished';

const nextId = countPerLoop();

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly GET: Kind<Future<unknown>, unknown, boolean>;
};

/** What executors and wait() need of a future, and users do not. No entry exports it. */
export let ofFuture: {
  isOne(value: unknown): boolean;
  failed<T>(future: Future<T>): boolean;
  /** As addDoneCallback() of one that is not done; returns a function that removes the callback. */
  onDone<T>(future: Future<T>, callback: () => void): () => void;
  /** Its value, or its error thrown, which is retrieved by that. CancelledError if it was cancelled. */
  outcome<T>(future: Future<T>): T;
};

/**
 * A result that will come: a value or an error. Made by an executor; anyone may cancel it, as long as it has not
 * begun.
 *
 * An error is thrown at every tasklet that calls get(). If nobody ever does, it goes to the loop's excepthook: when the future is
 * collected as garbage, or at the latest when the loop is destroyed.
 *
 * Source: concurrent.futures.Future, evergreen.futures.Future.
 */
export class Future<T> {
  readonly #id = nextId();
  #state: State = 'pending';
  #value: T | undefined = undefined;
  #error: { readonly thrown: unknown } | undefined = undefined;
  /** Someone got the error. */
  #retrieved = false;
  readonly #waiting = new WaitQueue<Waiter<Future<unknown>, unknown, boolean>>();
  /** In the order they were added. */
  #callbacks = new Set<(f: Future<T>) => void>();

  /** cancel() came before it began. */
  get cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** Finished or cancelled. */
  get done(): boolean {
    return this.#state === 'finished' || this.#state === 'cancelled';
  }

  /** Cancel it, if it has not begun: false when it already runs or has finished. Does not park. */
  cancel(): boolean {
    if (this.#state === 'running' || this.#state === 'finished') return false;
    if (this.#state === 'pending') this.#settle('cancelled');
    return true;
  }

  /**
   * Its value, or its error thrown here. Parks until it is done. CancelledError when it was cancelled, TimeoutError when
   * the timeout came first, RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   * @param returnException return the error instead of throwing it
   */
  get(timeout?: number, returnException = false): Op<T> {
    checkBoolean('returnException', returnException);
    return new Waiter(GET, this as Future<unknown>, timeout, returnException) as Op<T>;
  }

  /** Call back once it is done, at once if it is. Errors of the callback go to excepthook. Does not park. */
  addDoneCallback(callback: (f: Future<T>) => void): void {
    checkFunction('a done callback', callback);
    // Wrapped, as the same function may be added twice.
    if (this.done) this.#callBack(callback);
    else this.#callbacks.add(inPresentContext((f: Future<T>) => callback(f)));
  }

  /**
   * For executors: the work is about to begin. False when it was cancelled and must not. Error when it has begun already.
   */
  setRunningOrNotifyCancel(): boolean {
    if (this.#state === 'cancelled') return false;
    if (this.#state !== 'pending') throw trimmed(new Error(`the future is ${this.#state} already`));
    this.#state = 'running';
    return true;
  }

  /** For executors: it has finished. Error when it is done already. */
  setResult(value: T): void {
    this.#assertOpen();
    this.#value = value;
    this.#settle('finished');
  }

  /** For executors: it has failed. Error when it is done already. */
  setException(error: unknown): void {
    this.#assertOpen();
    this.#error = { thrown: error };
    if (this.#waiting.size === 0) trackUnretrieved(this, error, new Source(this.#id));
    this.#settle('finished');
  }

  /** For logs: number and state. */
  toString(): string {
    const outcome = this.#state !== 'finished' ? '' : this.#error === undefined ? ', returned' : ', failed';
    return `Future(${this.#id}, ${this.#state}${outcome})`;
  }

  #outcome(returnException: boolean): T {
    if (this.#state === 'cancelled') throw trimmed(new CancelledError());
    if (this.#error === undefined) return this.#value as T;
    this.#retrieved = true;
    retrieved(this);
    if (returnException) return this.#error.thrown as T;
    throw this.#error.thrown;
  }

  /** A tasklet that was to get its error was killed before: perhaps nobody else will. */
  #dropped(): void {
    if (this.#error !== undefined && !this.#retrieved)
      trackUnretrieved(this, this.#error.thrown, new Source(this.#id));
  }

  #assertOpen(): void {
    if (this.done) throw trimmed(new Error(`the future is ${this.#state} already`));
  }

  #settle(state: State): void {
    this.#state = state;
    this.#waiting.wakeAll();
    const callbacks = this.#callbacks;
    this.#callbacks = new Set();
    for (const callback of callbacks) this.#callBack(callback);
  }

  #callBack(callback: (f: Future<T>) => void): void {
    try {
      callback(this);
    } catch (error) {
      report(error, this);
    }
  }

  static {
    const GET = new Kind<Future<unknown>, unknown, boolean>({
      describe: String,
      tryNow: (future) => future.done,
      queue: (future) => future.#waiting,
      giveBack: (future) => future.#dropped(),
      result(future, waiter) {
        if (!waiter.expired) return future.#outcome(waiter.arg);
        throw trimmed(new TimeoutError(`Future(${future.#id}) did not finish in time (${waiter.timeout}s)`));
      },
    });
    ofFuture = {
      isOne: (value) => typeof value === 'object' && value !== null && #state in value,
      failed: (future) => future.#error !== undefined,
      onDone(future, callback) {
        // Wrapped, as the same function may be added twice.
        const own = (): void => callback();
        future.#callbacks.add(own);
        return () => {
          future.#callbacks.delete(own);
        };
      },
      outcome: (future) => future.#outcome(false),
    };
    made = { GET };
  }
}

const { GET } = made;

/** Names a future in a report, without keeping it. */
class Source {
  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
  }

  toString(): string {
    return `Future(${this.#id}), whose result nobody asked for`;
  }
}

/**
 * Executors: they run functions, and give a future for each.
 */
import { threadLoop } from '../loop/thread.js';
import { Deadline } from '../park/deadline.js';
import { BaseCoIterator } from '../sync/co-iterator.js';
import { Queue } from '../sync/queue.js';
import { ShutDown } from '../sync/queue-errors.js';
import type { CoIterator, Op, Park, Target } from '../park/op.js';
import { checkTarget, checkTimeout } from '../check.js';
import { Tasklet } from '../tasklet/tasklet.js';
import { operation } from '../park/operation.js';
import { TimeoutError } from './errors.js';
import { Future } from './future.js';
import { wait } from './wait.js';
import { Work } from './work.js';

/** Source: concurrent.futures.Executor, evergreen.futures.Executor. */
export abstract class Executor {
  /** Run `fn(...args)`, some time. Does not park. */
  abstract submit<A extends unknown[], T>(fn: Target<A, T>, ...args: A): Future<T>;

  /** Take no more work; with `wait` (the default) until all that was taken is done. Parks. */
  abstract shutdown(wait?: boolean): Op<void>;

  /**
   * Results of `fn` in the order of `items`; all are submitted at once. next() throws the error of an item, or TimeoutError
   * when the deadline passes; what has not begun by then is cancelled, and there are no more results. RangeError for a negative timeout.
   *
   * @param timeout seconds from this call, for all of them; for ever if left out
   *
   * @example
   * function* squares(pool: Executor): Op<number[]> {
   *   return yield* pool.map((x: number) => x * x, [1, 2, 3]).toArray();
   * }
   */
  map<I, T>(fn: (item: I) => Op<T> | T, items: Iterable<I>, timeout?: number): CoIterator<T> {
    checkTimeout(timeout);
    return new Mapped(
      Array.from(items, (item) => this.submit(fn, item)),
      timeout,
    );
  }
}

class Mapped<T> extends BaseCoIterator<T> {
  /** Those whose results next() has yet to give. */
  #futures: Future<T>[];
  readonly #deadline: Deadline;

  constructor(futures: Future<T>[], timeout: number | undefined) {
    super();
    this.#futures = futures.reverse();
    this.#deadline = new Deadline(timeout);
  }

  next(): Op<IteratorResult<T, void>> {
    return operation('map.next', this.#next());
  }

  *#next(): Generator<Park, IteratorResult<T, void>, unknown> {
    // Waiting and taking are apart: who is killed while it waits takes no result with it.
    for (let future; (future = this.#futures.at(-1)) !== undefined;) {
      if (!future.done) yield* wait([future], this.#deadline.left);
      if (future !== this.#futures.at(-1)) continue;
      try {
        if (!future.done) throw new TimeoutError(`${this.#futures.length} results did not come in time`);
        this.#futures.pop();
        return { done: false, value: future._outcome(false) };
      } catch (error) {
        for (const other of this.#futures.splice(0)) other.cancel();
        throw error;
      }
    }
    return { done: true, value: undefined };
  }
}

/**
 * Runs functions in at most so many tasklets at once, which are started as they are needed. They are daemons: a pool that
 * is not shut down keeps nothing alive, and what it has not finished when everything else has ended is killed.
 *
 * Source: evergreen.futures.TaskPoolExecutor.
 *
 * @example
 * function* fetchAll(urls: string[], load: (url: string) => Op<string>): Op<string[]> {
 *   const pool = new TaskletPoolExecutor(10);
 *   const pages = yield* pool.map(load, urls).toArray();
 *   yield* pool.shutdown();
 *   return pages;
 * }
 */
export class TaskletPoolExecutor extends Executor {
  readonly #maxWorkers: number;
  readonly #work = new Queue<Work>();
  readonly #workers = new Set<Tasklet>();
  /** Workers that have not run yet: each will take one piece of work. */
  #starting = 0;
  #shutDown = false;

  /** RangeError unless `maxWorkers` is a positive integer. */
  constructor(maxWorkers: number) {
    super();
    if (!Number.isInteger(maxWorkers) || maxWorkers < 1) {
      throw new RangeError(`maxWorkers must be a positive integer, not ${String(maxWorkers)}`);
    }
    this.#maxWorkers = maxWorkers;
  }

  /** Run `fn(...args)` in a worker. Error after shutdown(); TypeError for an async function. Does not park. */
  submit<A extends unknown[], T>(fn: Target<A, T>, ...args: A): Future<T> {
    checkTarget(fn);
    if (this.#shutDown) throw new Error('submit() after shutdown()');
    const future = new Future<T>();
    this.#work.putNowait(new Work(future as Future<unknown>, () => fn(...args)));
    this.#hire();
    return future;
  }

  /** Take no more work; with `wait` (the default) until all that was taken is done. Parks. Twice is fine. */
  shutdown(wait = true): Op<void> {
    return operation('TaskletPoolExecutor.shutdown', this.#close(wait));
  }

  *#close(wait: boolean): Generator<Park, void, unknown> {
    this.#shutDown = true;
    this.#work.shutdown();
    if (wait) {
      // Those that come meanwhile, in place of one that was killed, included: a Set's iteration finds them.
      for (const worker of this.#workers) yield* worker.join();
    }
  }

  /** Start a worker, if there is work that nobody is about to take. */
  #hire(): void {
    if (this.#work.qsize() <= this.#starting || this.#workers.size >= this.#maxWorkers) return;
    let began = false;
    const worker: Tasklet = new Tasklet<unknown>({
      target: () => {
        began = true;
        this.#starting--;
        return this.#workOn();
      },
      daemon: true,
      name: 'pool worker',
    });
    this.#starting++;
    this.#workers.add(worker);
    worker.addDoneCallback(() => {
      this.#workers.delete(worker);
      if (!began) this.#starting--;
      // Killed by what it worked on, perhaps, while there is more to do. When the loop winds up, no more is begun.
      else if (!threadLoop().dismissed(worker)) this.#hire();
    });
    worker.start();
  }

  *#workOn(): Generator<Park, void, unknown> {
    for (;;) {
      let work: Work;
      try {
        work = yield* this.#work.get();
      } catch (error) {
        if (error instanceof ShutDown) return;
        throw error;
      }
      yield* work.run();
    }
  }
}

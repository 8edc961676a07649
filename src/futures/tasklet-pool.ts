/**
 * The executor whose workers are tasklets.
 */
import { checkBoolean, checkCount, checkTarget, isInstance } from '../check.js';
import { threadLoop } from '../loop/thread.js';
import { checkpoint } from '../park/checkpoint.js';
import type { Op, Park, Plain, ValueOf } from '../park/op.js';
import { operation } from '../park/operation.js';
import { Queue } from '../sync/queue.js';
import { ShutDown } from '../sync/queue-errors.js';
import { ofLoop, wasDismissed } from '../tasklet/fields.js';
import { Tasklet } from '../tasklet/tasklet.js';
import { Executor } from './executor.js';
import { Future } from './future.js';
import { Work } from './work.js';
import { trimmed } from '../trim.js';

/**
 * Runs functions in at most `maxWorkers` tasklets at once, which are started as they are needed. They are daemons: a pool
 * that is not shut down keeps nothing alive, and workers that have not finished when everything else has ended are killed.
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
  /** How many workers have not run yet: each will take one piece of work. */
  #starting = 0;
  #shutDown = false;

  /** RangeError unless `maxWorkers` is a positive integer. */
  constructor(maxWorkers: number) {
    super();
    checkCount('maxWorkers', maxWorkers);
    this.#maxWorkers = maxWorkers;
  }

  /** Run `fn(...args)` in a worker. Error after shutdown(); TypeError for an async function. Does not park. */
  submit<A extends unknown[], T>(fn: (...args: A) => Op<T>, ...args: A): Future<T>;
  submit<A extends unknown[], R>(fn: (...args: A) => R & Plain<R>, ...args: A): Future<ValueOf<R>>;
  submit(fn: (...args: unknown[]) => unknown, ...args: unknown[]): Future<unknown> {
    checkTarget(fn);
    if (this.#shutDown) throw trimmed(new Error('submit() after shutdown()'));
    // Error where there is no loop, before anything has been taken.
    threadLoop();
    const future = new Future<unknown>();
    this.#work.putNowait(new Work(future, fn, args));
    this.#hire();
    return future;
  }

  /** Take no more work; with `wait` (the default) until all it has taken is done. Parks. Twice is fine. */
  shutdown(wait = true): Op<void> {
    checkBoolean('wait', wait);
    return operation('TaskletPoolExecutor.shutdown', this.#close(wait));
  }

  *#close(wait: boolean): Generator<Park, void, unknown> {
    yield* checkpoint();
    this.#shutDown = true;
    this.#work.shutdown();
    if (wait) {
      // A Set's iteration also finds those that are added meanwhile, in place of one that was killed.
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
    worker.addDoneCallback(() => {
      this.#workers.delete(worker);
      if (!began) this.#starting--;
      // It may have been killed by its work, while there is more to do. When the loop is winding down, no more is begun.
      else if (!wasDismissed(worker)) this.#hire();
    });
    ofLoop(worker).start();
    this.#starting++;
    this.#workers.add(worker);
  }

  *#workOn(): Generator<Park, void, unknown> {
    for (;;) {
      let work: Work;
      try {
        work = yield* this.#work.get();
      } catch (error) {
        if (isInstance(error, ShutDown)) return;
        throw error;
      }
      yield* work.run();
    }
  }
}

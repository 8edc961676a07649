/**
 * The pool of threads.
 */
import { availableParallelism } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';
import { checkOptions } from '../check.js';
import { ThreadLink } from '../handles/workers/thread-link.js';
import { Crew } from './crew.js';
import { entryURL } from './entry.js';
import { type PoolOptions, checkedPoolOptions } from './options.js';
import { WorkerPoolExecutor } from './worker-pool.js';

/** How many tasks a thread is given in advance. */
const AHEAD = 16;

/**
 * Runs functions by name in at most `maxWorkers` threads, each with an event loop of its own (availableParallelism() by default). A
 * pool that is not shut down keeps nothing alive. Threads start as they are needed; RangeError and TypeError for options that cannot be.
 *
 * Source: evergreen.futures.ThreadPoolExecutor.
 *
 * @example
 * import type { Op } from 'evergreen-ts';
 * import { ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
 *
 * interface Tasks {
 *   fib(n: number): number;
 * }
 * const tasks = remote<Tasks>('/srv/app/tasks.js');
 * function* fibs(): Op<number[]> {
 *   const pool = new ThreadPoolExecutor(2);
 *   const [one, two] = [pool.submit(tasks.fib, 30), pool.submit(tasks.fib, 31)];
 *   const results = [yield* one.get(), yield* two.get()];
 *   yield* pool.shutdown();
 *   return results;
 * }
 */
export class ThreadPoolExecutor extends WorkerPoolExecutor {
  constructor(
    maxWorkers = availableParallelism(),
    options: PoolOptions & {
      /** Of each thread. One that needs more memory dies, and its tasks fail with WorkerDied. */
      resourceLimits?: ResourceLimits;
    } = {},
  ) {
    const checked = checkedPoolOptions(maxWorkers, options);
    const { resourceLimits } = options;
    if (resourceLimits !== undefined) checkOptions('resourceLimits', resourceLimits);
    super(
      new Crew(
        {
          name: 'thread',
          ahead: AHEAD,
          start: (name, owner) => new ThreadLink(entryURL('thread-main'), { name, resourceLimits }, owner),
        },
        checked,
      ),
    );
  }
}

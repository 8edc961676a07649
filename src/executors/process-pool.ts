/**
 * The pool of processes.
 */
import { availableParallelism } from 'node:os';
import { checkOptions, kindOf } from '../check.js';
import { ProcessLink } from '../handles/workers/process-link.js';
import { trimmed } from '../trim.js';
import { Crew } from './crew.js';
import { processEntryURL } from './entry.js';
import { type PoolOptions, type TaskOptions, checkedPoolOptions } from './options.js';
import { WorkerPoolExecutor } from './worker-pool.js';

/**
 * Runs functions by name in at most `maxWorkers` processes, each with an event loop of its own (availableParallelism() by default). It
 * starts slower than a thread (0.2 s) and takes more memory (50 MB); in turn whatever a task does to its process costs only that. A
 * process whose parent has gone ends, whatever it is doing. RangeError and TypeError for options that cannot be.
 *
 * Source: evergreen.futures.ProcessPoolExecutor.
 *
 * @example
 * import { ProcessPoolExecutor, remote } from 'evergreen-ts/executors';
 *
 * interface Tasks {
 *   render(page: string): Uint8Array;
 * }
 * const tasks = remote<Tasks>('/srv/app/tasks.js');
 * const pool = new ProcessPoolExecutor(4, { maxTasksPerWorker: 100 });
 * const future = pool.submit(tasks.render, 'index');
 */
export class ProcessPoolExecutor extends WorkerPoolExecutor {
  constructor(
    maxWorkers = availableParallelism(),
    options: PoolOptions & {
      /** The environment of each process; that of this one if left out. */
      env?: NodeJS.ProcessEnv;
      /** Options of Node for each; those of this process if left out, and with them its loaders. */
      execArgv?: readonly string[];
    } = {},
  ) {
    const checked = checkedPoolOptions(maxWorkers, options);
    const { env, execArgv } = options;
    if (env !== undefined) checkOptions('env', env);
    if (execArgv !== undefined && !Array.isArray(execArgv))
      throw trimmed(new TypeError(`execArgv must be an array, not ${kindOf(execArgv)}`));
    super(
      new Crew(
        {
          name: 'process',
          ahead: 0,
          start: (_name, owner) => new ProcessLink(processEntryURL('process-main'), { env, execArgv }, owner),
        },
        checked,
      ),
    );
  }

  protected override _checkTaskOptions(options: TaskOptions): void {
    super._checkTaskOptions(options);
    if (options.transfer !== undefined)
      throw trimmed(
        new TypeError(
          'nothing can be moved to another process: leave `transfer` out, or use a ThreadPoolExecutor',
        ),
      );
  }
}

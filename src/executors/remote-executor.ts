/**
 * What executors have in common that run functions by name somewhere else.
 */
import { Executor } from '../futures/executor.js';
import { crossingArguments } from './crossing.js';
import { type TaskOptions, checkTaskOptions } from './options.js';
import { type AnyRemote, type RemoteFunction, checkRemote } from './remote.js';
import type { WorkerFuture } from './worker-future.js';

/** An executor whose tasks are functions by name, with options for each. `O`: those of its tasks. */
export abstract class RemoteExecutor<O extends TaskOptions = TaskOptions> extends Executor {
  /** What with() has given. */
  protected readonly _taskOptions: Readonly<O> = {} as O;

  /**
   * Run `task(...args)` in a worker: the future of its result. Arguments are cloned when a worker is given the task: do not change them
   * before. TypeError, which says what to write, for a function that has no name to cross with, and for what cannot be cloned.
   * Error after shutdown(); Full beyond maxBacklog; BrokenExecutor once no worker starts. Does not park.
   */
  override submit<A extends unknown[], T>(task: RemoteFunction<A, T>, ...args: A): WorkerFuture<T>;
  override submit(task: AnyRemote, ...args: unknown[]): WorkerFuture<unknown> {
    checkRemote('what is submitted', task);
    return this._handOver(
      task,
      crossingArguments(task.exportName, args, this._taskOptions.transfer),
      this._taskOptions,
    );
  }

  /**
   * The same executor, with these for what is submitted through it; those it had before stay. TypeError or RangeError for what cannot
   * be. Does not park.
   *
   * @example
   * import { ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
   *
   * interface Tasks {
   *   resize(file: string): string;
   * }
   * const tasks = remote<Tasks>('/srv/app/tasks.js');
   * const pool = new ThreadPoolExecutor();
   * const future = pool.with({ timeout: 5 }).submit(tasks.resize, 'a.png');
   */
  with(options: O): this {
    this._checkTaskOptions(options);
    // All else is that of this executor, which it inherits from.
    return Object.create(this, {
      _taskOptions: { value: { ...this._taskOptions, ...options } },
    }) as this;
  }

  /** TypeError or RangeError for options that cannot be. Does not park. */
  protected _checkTaskOptions(options: O): void {
    checkTaskOptions(options);
  }

  /** Take a task that was checked. */
  protected abstract _handOver(
    task: AnyRemote,
    args: readonly unknown[],
    options: Readonly<O>,
  ): WorkerFuture<unknown>;
}

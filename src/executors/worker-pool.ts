/**
 * What pools of threads and of processes have in common: all but how a worker starts.
 */
import { checkIterable } from '../check.js';
import type { CoIterator, Op, Park } from '../park/op.js';
import { checkpoint } from '../park/checkpoint.js';
import { operation } from '../park/operation.js';
import type { Crew } from './crew.js';
import { crossingArguments } from './crossing.js';
import { Job } from './job.js';
import { MappedChunks } from './map.js';
import { type MapOptions, type TaskOptions, checkShutdown, checkedMapOptions } from './options.js';
import { type AnyRemote, type RemoteFunction, checkRemote } from './remote.js';
import { RemoteExecutor } from './remote-executor.js';
import type { WorkerFuture } from './worker-future.js';

/** A pool whose workers have an event loop of their own each, and run tasks as tasklets of it. */
export abstract class WorkerPoolExecutor extends RemoteExecutor {
  /** @internal */
  protected readonly _crew: Crew;

  /** @internal */
  constructor(crew: Crew) {
    super();
    this._crew = crew;
  }

  /**
   * Results of `task` in the order of `items`. next() throws the error of an item, or TimeoutError when the deadline passes; what has
   * not begun by then is cancelled, and there are no more results. All items are submitted at once, unless there is a `buffersize`.
   * TypeError and RangeError as of submit(), and for options that cannot be.
   *
   * Source: concurrent.futures.Executor.map.
   *
   * @param options seconds from the call, for all of them; or more
   *
   * @example
   * import type { Op } from 'evergreen-ts';
   * import { ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
   *
   * interface Tasks {
   *   square(n: number): number;
   * }
   * const { square } = remote<Tasks>('/srv/app/tasks.js');
   * function* squares(pool: ThreadPoolExecutor, numbers: number[]): Op<number[]> {
   *   return yield* pool.map(square, numbers, { chunksize: 100 }).toArray();
   * }
   */
  override map<I, T>(
    task: RemoteFunction<[I], T>,
    items: Iterable<I>,
    options?: number | MapOptions,
  ): CoIterator<T> {
    checkRemote('what map() calls', task);
    checkIterable('what map() is given', items);
    const checked = checkedMapOptions(options);
    const { transfer } = this._taskOptions;
    const submit = (chunk: I[]): WorkerFuture<unknown> =>
      take(
        this._crew,
        task,
        crossingArguments(task.exportName, chunk, transfer),
        this._taskOptions,
        checked.chunksize > 1,
      );
    return new MappedChunks<I, T>(items, submit, checked);
  }

  /**
   * Take no more work; with `wait` (the default) until all it has taken is done and its workers have ended. Parks. Twice is fine.
   *
   * Source: concurrent.futures.Executor.shutdown.
   *
   * @param cancelFutures cancel what has not begun
   */
  override shutdown(wait = true, cancelFutures = false): Op<void> {
    checkShutdown(wait, cancelFutures);
    return operation(`${this.constructor.name}.shutdown`, end(this._crew, wait, cancelFutures));
  }

  protected override _handOver(
    task: AnyRemote,
    args: readonly unknown[],
    options: Readonly<TaskOptions>,
  ): WorkerFuture<unknown> {
    return take(this._crew, task, args, options, false);
  }
}

// No private methods: with() makes objects that inherit from the pool, and have none.

function take(
  crew: Crew,
  { module, exportName }: AnyRemote,
  args: readonly unknown[],
  options: TaskOptions,
  isChunk: boolean,
): WorkerFuture<unknown> {
  crew.assertTaking();
  const job = new Job(crew, { module, exportName }, args, options, isChunk);
  crew.submit(job);
  return job.future;
}

function* end(crew: Crew, wait: boolean, cancelFutures: boolean): Generator<Park, void, unknown> {
  yield* checkpoint();
  crew.shutDown(cancelFutures);
  if (wait) yield* crew.ended();
}

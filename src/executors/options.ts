/**
 * Options of pools and of tasks, and what is wrong with them.
 */
import {
  checkBoolean,
  checkCount,
  checkFunction,
  checkOptions,
  checkSeconds,
  checkTimeout,
  isErrorClass,
  isObject,
  kindOf,
} from '../check.js';
import { trimmed } from '../trim.js';
import { crossingArguments } from './crossing.js';
import type { ErrorClass } from './flat-error.js';
import { type AnyRemote, checkRemote } from './remote.js';

/** How tasks are to be run. */
export interface TaskOptions {
  /**
   * Seconds from its start, for which neither the queue nor the start of a worker counts: then it is killed, and get() throws
   * TimeoutError. In map(): of each task. Default: for ever.
   */
  timeout?: number;
  /** Threads only: what is moved instead of copied, ArrayBuffers and ports. Such a task is never given to a second worker. */
  transfer?: readonly object[];
  /** Handed what the task says by taskContext().progress(). What it throws goes to excepthook. */
  onProgress?: (value: unknown) => void;
}

/** How a pool of workers is to be. */
export interface PoolOptions {
  /** Tasks at once in a worker (default 1): tasklets of its own loop. */
  concurrency?: number;
  /** Workers that are there from the start, and stay (default 0: they start as they are needed). */
  minWorkers?: number;
  /** Seconds after which a worker that has nothing to do ends (default 10). */
  idleTimeout?: number;
  /** A worker ends after so many tasks, and another takes its place. Default: never. */
  maxTasksPerWorker?: number;
  /** Tasks that wait for a worker: submit() throws Full beyond it (default Infinity). */
  maxBacklog?: number;
  /**
   * Run once in each new worker, by name as a task is; if it fails, the pool is broken. (A task whose module does not load fails
   * alone.)
   */
  // The contract's signature: any function.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  initializer?: (...args: any[]) => unknown;
  /** The initializer's arguments. */
  initargs?: unknown[];
  /** Seconds that a task has for its end when it is killed (default 1); then its worker is ended. */
  grace?: number;
  /**
   * Error classes to be rebuilt with their own fields on this side. All of this library and of JavaScript are known. Yours are known
   * by their names: if this side is minified, those must be kept.
   */
  errors?: readonly ErrorClass[];
}

/** Checked, with what is left out. */
export interface CrewOptions {
  readonly maxWorkers: number;
  readonly concurrency: number;
  readonly minWorkers: number;
  readonly idleTimeout: number;
  readonly maxTasksPerWorker: number;
  readonly maxBacklog: number;
  readonly initializer: readonly [AnyRemote, readonly unknown[]] | undefined;
  readonly grace: number;
  readonly errors: readonly ErrorClass[];
}

export function checkedPoolOptions(maxWorkers: number, options: PoolOptions): CrewOptions {
  checkCount('maxWorkers', maxWorkers);
  checkOptions('the options of a pool', options);
  const {
    concurrency = 1,
    minWorkers = 0,
    idleTimeout = 10,
    maxTasksPerWorker = Infinity,
    maxBacklog = Infinity,
    initializer,
    initargs = [],
    grace = 1,
    errors = [],
  } = options;
  checkCount('concurrency', concurrency);
  if (minWorkers !== 0) checkCount('minWorkers', minWorkers);
  if (minWorkers > maxWorkers)
    throw trimmed(new RangeError(`minWorkers, ${minWorkers}, is more than maxWorkers, ${maxWorkers}`));
  checkSeconds(idleTimeout, 'idleTimeout');
  if (maxTasksPerWorker !== Infinity) checkCount('maxTasksPerWorker', maxTasksPerWorker);
  if (maxBacklog !== Infinity && maxBacklog !== 0) checkCount('maxBacklog', maxBacklog);
  checkSeconds(grace, 'grace');
  return {
    maxWorkers,
    concurrency,
    minWorkers,
    idleTimeout,
    maxTasksPerWorker,
    maxBacklog,
    initializer: checkedInitializer(initializer, initargs),
    grace,
    errors: checkedErrors(errors),
  };
}

/** TypeError unless each is a class of errors. */
export function checkedErrors(errors: readonly ErrorClass[]): readonly ErrorClass[] {
  const given: unknown = errors;
  if (!Array.isArray(given)) throw trimmed(new TypeError(`errors must be an array, not ${kindOf(given)}`));
  for (const one of given as unknown[])
    if (!isErrorClass(one))
      throw trimmed(new TypeError(`errors must be classes of errors, not ${kindOf(one)}`));
  return errors;
}

/** TypeError or RangeError unless they are options of tasks. */
export function checkTaskOptions(options: TaskOptions): void {
  checkOptions('the options of tasks', options);
  const { timeout, transfer, onProgress } = options;
  checkTimeout(timeout);
  if (transfer !== undefined && !(Array.isArray(transfer) && transfer.every(isObject)))
    throw trimmed(
      new TypeError('transfer must be an array of ArrayBuffers, or other objects that are moved'),
    );
  if (onProgress !== undefined) checkFunction('onProgress', onProgress);
}

/** How map() is to go about it. */
export interface MapOptions {
  /** Seconds from the call, for all results; for ever if left out. */
  timeout?: number;
  /** Items that are one task, so that tiny ones cost less (default 1). */
  chunksize?: number;
  /** Items at most that were submitted and whose results were not taken; the rest of the iterable is read as they are. Default Infinity. */
  buffersize?: number;
}

/** Checked, with what is left out. */
export function checkedMapOptions(options: number | MapOptions | undefined): Required<
  Omit<MapOptions, 'timeout'>
> & {
  readonly timeout: number | undefined;
} {
  if (typeof options === 'number' || options === undefined) {
    checkTimeout(options);
    return { timeout: options, chunksize: 1, buffersize: Infinity };
  }
  checkOptions('the options of map()', options);
  const { timeout, chunksize = 1, buffersize = Infinity } = options;
  checkTimeout(timeout);
  checkCount('chunksize', chunksize);
  if (buffersize !== Infinity) checkCount('buffersize', buffersize);
  return { timeout, chunksize: Math.min(chunksize, buffersize), buffersize };
}

export function checkShutdown(wait: boolean, cancelFutures: boolean): void {
  checkBoolean('wait', wait);
  checkBoolean('cancelFutures', cancelFutures);
}

function checkedInitializer(initializer: unknown, args: unknown): CrewOptions['initializer'] {
  if (!Array.isArray(args)) throw trimmed(new TypeError(`initargs must be an array, not ${kindOf(args)}`));
  if (initializer === undefined) return undefined;
  checkRemote('the initializer', initializer);
  return [initializer, crossingArguments('the initializer', args as unknown[])];
}

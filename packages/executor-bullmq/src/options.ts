/**
 * Options, and what is wrong with them.
 */
import { type ErrorClass, type TaskOptions, checkedErrors } from 'evergreen-ts/executors/base';
import { checkInteger, checkObject, checkQueueName, checkSeconds, checkText, kindOf } from './check.js';
import { type Connection, type Store, storeOf } from './connection.js';

/** How a DistributedExecutor is to be. */
export interface DistributedOptions extends Connection {
  /** How often a task is tried that fails (default 1: what it throws is final). */
  attempts?: number;
  /** Seconds for which results are kept (default 3600): that long an id means the same task. */
  keepResults?: number;
  /** Tasks that are not done: submit() throws Full beyond it (default Infinity). */
  maxPending?: number;
  /** Seconds without the store at the start (default 10): then BrokenExecutor. Later outages are waited for, however long. */
  connectTimeout?: number;
  /** Error classes to be rebuilt with their own fields on this side. All of evergreen-ts and of JavaScript are known. */
  errors?: readonly ErrorClass[];
}

/** How tasks are to be run. */
export interface DistributedTaskOptions extends TaskOptions {
  /** Any string. A second submit() with it, of whatever process, gives the future of the first. */
  id?: string;
  /** Seconds that it waits before it may begin. */
  delay?: number;
  /** Lower first, from 1 to 2097152; tasks without come before all. */
  priority?: number;
  /** How often it is tried if it fails. Default: the executor's. */
  attempts?: number;
}

/** How a TaskServer is to be. */
export interface TaskServerOptions extends Connection {
  /** Tasks at once (default 100): tasklets of this loop. */
  concurrency?: number;
  /**
   * Seconds (default 10) for which a task belongs to a worker that gives no sign of life: it is done again at most 1.4 times that after
   * its worker has died. A worker that is busy with the processor for longer than three quarters of that loses its tasks.
   */
  lockDuration?: number;
  /** How many workers may die under a task before it is given up (default 2). */
  maxStalledCount?: number;
}

/** Checked, with what is left out. */
export interface Settings {
  readonly store: Store;
  readonly attempts: number;
  readonly keepResults: number;
  readonly maxPending: number;
  readonly connectTimeout: number;
  readonly errors: readonly ErrorClass[];
}

export function checkedSettings(queue: unknown, options: DistributedOptions): Settings {
  checkQueueName(queue);
  checkObject('the options of a DistributedExecutor', options);
  const {
    connection,
    attempts = 1,
    keepResults = 3600,
    maxPending = Infinity,
    connectTimeout = 10,
    errors = [],
  } = options;
  checkInteger('attempts', attempts, 1);
  checkSeconds('keepResults', keepResults, 1);
  if (maxPending !== Infinity) checkInteger('maxPending', maxPending, 1);
  if (connectTimeout !== Infinity) checkSeconds('connectTimeout', connectTimeout);
  const store = storeOf(connection);
  return { store, attempts, keepResults, maxPending, connectTimeout, errors: checkedErrors(errors) };
}

/** The greatest that BullMQ takes. */
const LAST_PRIORITY = 2 ** 21;

/** What a DistributedExecutor adds to the options of a task. */
export function checkDistributedTaskOptions(options: DistributedTaskOptions): void {
  const { id, delay, priority, attempts, transfer } = options;
  if (id !== undefined) checkText('id', id);
  if (delay !== undefined) checkSeconds('delay', delay);
  if (priority !== undefined) checkInteger('priority', priority, 1, LAST_PRIORITY);
  if (attempts !== undefined) checkInteger('attempts', attempts, 1);
  if (transfer !== undefined)
    throw new TypeError(
      'nothing can be moved to another machine: leave `transfer` out, or use a ThreadPoolExecutor',
    );
}

/** Checked, with what is left out. */
export interface ServerSettings {
  readonly store: Store;
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly maxStalledCount: number;
  readonly tasks: ReadonlyMap<string, (...args: unknown[]) => unknown>;
}

/** Locks shorter than that are lost to any garbage collection. */
const SHORTEST_LOCK = 0.5;

export function checkedServerSettings(
  queue: unknown,
  tasks: Readonly<Record<string, unknown>>,
  options: TaskServerOptions,
): ServerSettings {
  checkQueueName(queue);
  checkObject('the tasks of a TaskServer', tasks);
  const functions = new Map<string, (...args: unknown[]) => unknown>();
  for (const [name, task] of Object.entries(tasks))
    if (typeof task === 'function') functions.set(name, task as (...args: unknown[]) => unknown);
  if (functions.size === 0)
    throw new TypeError(
      `the tasks of a TaskServer must contain a function, not only ${kindOf(Object.keys(tasks).join(', '))}: import * as tasks from './tasks.js'`,
    );
  checkObject('the options of a TaskServer', options);
  const { connection, concurrency = 100, lockDuration = 10, maxStalledCount = 2 } = options;
  checkInteger('concurrency', concurrency, 1);
  checkSeconds('lockDuration', lockDuration, SHORTEST_LOCK);
  checkInteger('maxStalledCount', maxStalledCount, 0);
  return { store: storeOf(connection), concurrency, lockDuration, maxStalledCount, tasks: functions };
}

/**
 * Futures: results that will come, and pools that make them.
 *
 * @module evergreen-ts/futures
 */
import '../tasklet/event-loop.js'; // A program that imports only this entry has a loop, too.
export { TimeoutError } from '../errors.js';
export { CancelledError } from './errors.js';
export { Executor } from './executor.js';
export { Future } from './future.js';
export { TaskletPoolExecutor } from './tasklet-pool.js';
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, asCompleted, wait } from './wait.js';
export type { AnyFuture, DoneAndNotDone } from './wait.js';

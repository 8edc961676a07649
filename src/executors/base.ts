/**
 * For executors of your own, which run functions by name somewhere else: what those of this package stand on.
 *
 * @module evergreen-ts/executors/base
 */
import '../tasklet/event-loop.js'; // A program that imports only this entry has a loop, too.
export { type TaskContext, callTask } from './context.js';
export { ErrorClasses, type ErrorClass, type Flat, type FlatError, flatten, rebuild } from './flat-error.js';
export { KNOWN_ERRORS } from './known-errors.js';
export { type TaskFunction, loadTask } from './load.js';
export { type TaskOptions, checkTaskOptions, checkedErrors } from './options.js';
export type { TaskAddress } from './address.js';
export { type AnyRemote, type RemoteFunction, checkRemote, isRemote } from './remote.js';
export { RemoteExecutor } from './remote-executor.js';
export { type TaskControl, WorkerFuture } from './worker-future.js';

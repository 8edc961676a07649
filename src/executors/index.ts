/**
 * Work for every core: pools of threads and of processes, and servers in several processes.
 *
 * @module evergreen-ts/executors
 */
import '../tasklet/event-loop.js'; // A program that imports only this entry has a loop, too.
export { type TaskContext, taskContext } from './context.js';
export { BrokenExecutor, type WorkerEnd, WorkerDied } from './errors.js';
export { type FarmOptions, type FarmWorker, ServerFarm } from './farm/server-farm.js';
export type { ErrorClass } from './flat-error.js';
export type { MapOptions, PoolOptions, TaskOptions } from './options.js';
export { ProcessPoolExecutor } from './process-pool.js';
export type { TaskAddress } from './address.js';
export { type Remote, type RemoteFunction, remote } from './remote.js';
export { RemoteExecutor } from './remote-executor.js';
export { ThreadPoolExecutor } from './thread-pool.js';
export type { WorkerFuture } from './worker-future.js';
export { WorkerPoolExecutor } from './worker-pool.js';

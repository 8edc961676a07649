/**
 * Tasks for other machines, over BullMQ on Redis or PostgreSQL: each is done at least once.
 *
 * @module evergreen-ts-bullmq
 */
export type { Connection } from './connection.js';
export { DistributedExecutor } from './distributed-executor.js';
export type { DistributedOptions, DistributedTaskOptions, TaskServerOptions } from './options.js';
export { TaskServer } from './task-server.js';

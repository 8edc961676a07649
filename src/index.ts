/**
 * The core: tasklets, the event loop, timeouts, synchronisation. Everything public, by name.
 *
 * @module evergreen-ts
 */
import '#environment'; // What environment variables ask for.
export {
  DeadlockError,
  EvergreenError,
  Interrupted,
  TaskletExit,
  TimeoutError,
  type TaskletInfo,
  type TaskletState,
} from './errors.js';
export type { Driver } from './loop/driver.js';
export type { Handler } from './loop/handler.js';
export { Barrier, BrokenBarrierError } from './sync/barrier.js';
export { Channel, ChannelClosed } from './sync/channel.js';
export { Condition } from './sync/condition.js';
export { Event } from './sync/event.js';
export type { Hold } from './sync/hold.js';
export { LifoQueue, PriorityQueue } from './sync/lifo-and-priority.js';
export { Queue } from './sync/queue.js';
export { Empty, Full, ShutDown } from './sync/queue-errors.js';
export { RLock } from './sync/rlock.js';
export { BoundedSemaphore, Lock, Semaphore } from './sync/semaphore.js';
export type { Wait } from './sync/wait.js';
export { fromCallback, until } from './park/bridges.js';
export { asyncIterable } from './tasklet/async-iterable.js';
export { all, allSettled, race } from './tasklet/combine.js';
export { EventLoop, type EventLoopOptions, type Instrument, current } from './tasklet/event-loop.js';
export { TaskletGroup } from './tasklet/group.js';
export { local } from './tasklet/local.js';
export type { CoIterator, Op, Park, Plain, Target, ValueOf } from './park/op.js';
export type { WaitingOn } from './tasklet/instruments.js';
export { main } from './tasklet/main.js';
export { promised } from './tasklet/promised.js';
export { run } from './tasklet/run.js';
export type { RunOptions } from './tasklet/run-scope.js';
export { failAfter, moveOnAfter } from './park/limit.js';
export { type RetryOptions, retry } from './tasklet/retry.js';
export { type Leavable, each } from './park/each.js';
export { type EventEmitterLike, on, once } from './park/events.js';
export { every } from './park/every.js';
export { type Selected, select } from './park/select.js';
export { sleep } from './park/sleep.js';
export { spawn, spawnLater, tasklet } from './tasklet/spawn.js';
export { Tasklet, type TaskletOptions } from './tasklet/tasklet.js';
export { Timeout } from './park/timeout.js';

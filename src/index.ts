/** evergreen-ts: the core. Everything public, by name. */
export { DeadlockError, TaskletExit, type TaskletInfo, type TaskletState } from './errors.js';
export type { Driver } from './loop/driver.js';
export type { Handler } from './loop/handler.js';
export type { EventLoopOptions } from './loop/base-loop.js';
export { fromCallback, until } from './tasklet/bridges.js';
export { all, race } from './tasklet/combine.js';
export { EventLoop, current, type Instrument } from './tasklet/event-loop.js';
export { TaskletGroup } from './tasklet/group.js';
export { local } from './tasklet/local.js';
export type { CoIterator, Op, Park, Target } from './tasklet/op.js';
export { run } from './tasklet/run.js';
export { sleep } from './tasklet/sleep.js';
export { spawn, spawnLater, tasklet } from './tasklet/spawn.js';
export { Tasklet, type TaskletOptions } from './tasklet/tasklet.js';
export { Timeout } from './tasklet/timeout.js';

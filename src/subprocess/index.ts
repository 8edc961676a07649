/**
 * Child processes, with streams of ours.
 *
 * @module evergreen-ts/subprocess
 */
// Outputs are Buffers, and not every TypeScript project includes the types of Node by itself.
/// <reference types="node" preserve="true" />
import '../tasklet/event-loop.js'; // So that there is a loop for those who import only this entry.
export { type ExitStatus, ProcessError, type ProcessErrorOptions } from './error.js';
export type { ProcessOptions, RunOptions, Stdio } from './options.js';
export { type Outputs, Process } from './process.js';
export { type Completed, run } from './run.js';

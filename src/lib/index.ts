/**
 * Python's socket, select, ssl and time, as Evergreen's lib has them: for ports, line by line. They stand on the streams of
 * `evergreen-ts/io`, which are what new programs use.
 *
 * @module evergreen-ts/lib
 */
// Reads return a Buffer, and not every TypeScript project includes the types of Node by itself.
/// <reference types="node" preserve="true" />
import '../tasklet/event-loop.js'; // So that there is a loop for those who import only this entry.
export * as select from './select.js';
export * as socket from './socket/index.js';
export * as ssl from './ssl/index.js';
export * as time from './time.js';

/**
 * Seeing a program run: its scheduling as data, as a table for people, and for trace viewers.
 *
 * @module evergreen-ts/trace
 */
export type { TraceEvent } from './event.js';
export { type TraceState, stateAt } from './state-at.js';
export { Trace, type TraceOptions } from './trace.js';

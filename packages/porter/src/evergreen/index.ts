/**
 * Evergreen's names, for programs that were ported, where they do what those of evergreen-ts do not.
 *
 * @module evergreen-port/evergreen
 */
export { EventLoop } from './event-loop.js';

/**
 * Exploring step by step. It is part of no published entry of the library, so it comes from the sources: here only.
 */
export { type Attempt, Search, play } from '../../../../src/explore/session.js';

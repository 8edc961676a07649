/**
 * For tests: simulated time, and connections in memory.
 *
 * @module evergreen-ts/testing
 */
export { type MemoryPairOptions, memoryPair } from './memory-pair.js';
export { runVirtual } from './run-virtual.js';
export { type VirtualDriver, virtualDriver } from './virtual-driver.js';

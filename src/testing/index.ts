/**
 * For tests: simulated time.
 *
 * @module evergreen-ts/testing
 */
export { runVirtual } from './run-virtual.js';
export { type VirtualDriver, virtualDriver } from './virtual-driver.js';

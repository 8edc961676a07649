/** evergreen-ts/testing: simulated time. */
export { runVirtual } from './run-virtual.js';
export { type VirtualDriver, virtualDriver } from './virtual-driver.js';

/**
 * runVirtual(): run() on simulated time.
 */
import type { Op, Plain, ValueOf } from '../park/op.js';
import { run } from '../tasklet/run.js';
import { virtualDriver } from './virtual-driver.js';

/**
 * As run(), on a virtual clock: sleeps and timeouts take no time, and a DeadlockError is exact.
 *
 * @example
 * await runVirtual(function* (): Op<void> {
 *   yield* sleep(86_400);
 * });
 */
export function runVirtual<A extends unknown[], T>(main: (...args: A) => Op<T>, ...args: A): Promise<T>;
export function runVirtual<A extends unknown[], R>(
  main: (...args: A) => R & Plain<R>,
  ...args: A
): Promise<ValueOf<R>>;
export function runVirtual<A extends unknown[], T>(main: (...args: A) => Op<T>, ...args: A): Promise<T> {
  return run({ driver: virtualDriver() }, main, ...args);
}

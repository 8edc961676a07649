/**
 * runVirtual(): run() on simulated time.
 */
import { EventLoop } from '../tasklet/event-loop.js';
import type { Op, Plain, ValueOf } from '../park/op.js';
import { runOn } from '../tasklet/run.js';
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
export function runVirtual(main: (...args: unknown[]) => unknown, ...args: unknown[]): Promise<unknown> {
  return runOn(() => new EventLoop({ driver: virtualDriver() }), main, args);
}

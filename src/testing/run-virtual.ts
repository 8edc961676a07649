/**
 * runVirtual(): run() on simulated time, for tests: an error that nobody takes fails the test, too.
 */
import { presentLoop } from '../loop/thread.js';
import type { Op, Plain, ValueOf } from '../park/op.js';
import type { EventLoop } from '../tasklet/event-loop.js';
import { run } from '../tasklet/run.js';
import { virtualDriver } from './virtual-driver.js';

/**
 * As run(), on a virtual clock: sleeps and timeouts take no time, and a DeadlockError is exact. An error that nobody takes, as of
 * an assertion in a tasklet that nobody waits for, rejects as well, once main has returned. Further ones, and that one if main
 * fails, go to the default excepthook. If main sets an excepthook of its own, that has them all.
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
export async function runVirtual<A extends unknown[], T>(
  main: (...args: A) => Op<T>,
  ...args: A
): Promise<T> {
  const before = presentLoop();
  const running = run({ driver: virtualDriver() }, main, ...args);
  const made = presentLoop();
  // Without a loop of its own it has been refused.
  if (made === undefined || made === before) return running;
  const untaken = firstUntaken(made.loop as EventLoop);
  let value: T;
  try {
    value = await running;
  } catch (error) {
    untaken.print();
    throw error;
  }
  untaken.rethrow();
  return value;
}

/** The first error that nobody takes is kept here; further ones are printed. */
function firstUntaken(loop: EventLoop): { print(): void; rethrow(): void } {
  const print = loop.excepthook;
  let first: { error: unknown; source: Parameters<typeof print>[1] } | undefined;
  loop.excepthook = (error, source) => {
    if (first === undefined) first = { error, source };
    else print(error, source);
  };
  return {
    print() {
      if (first !== undefined) print(first.error, first.source);
    },
    rethrow() {
      if (first !== undefined) throw first.error;
    },
  };
}

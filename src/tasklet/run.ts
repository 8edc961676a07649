/**
 * run(): a program in one call.
 */
import { checkTarget } from '../check.js';
import { EventLoop } from './event-loop.js';
import type { Op, Plain, ValueOf } from '../park/op.js';
import { hasParent } from './fields.js';
import { giveBackError, takeError } from './join.js';
import { hasEnded, hasFailed, outcomeOf } from './outcome.js';
import { spawn } from './spawn.js';
import { liveTasklets } from './tasklet.js';

/**
 * A fresh loop for `main`: resolves with its value when everything has ended; rejects with its error after killing the
 * rest (their `finally` blocks run to the end, those that park too). Error if this thread has a loop already.
 *
 * @example
 * const answer = await run(function* (): Op<number> {
 *   yield* sleep(1);
 *   return 42;
 * });
 */
export function run<A extends unknown[], T>(main: (...args: A) => Op<T>, ...args: A): Promise<T>;
export function run<A extends unknown[], R>(
  main: (...args: A) => R & Plain<R>,
  ...args: A
): Promise<ValueOf<R>>;
export function run(main: (...args: unknown[]) => unknown, ...args: unknown[]): Promise<unknown> {
  return runOn(() => new EventLoop(), main, args);
}

/** As run(), on the loop that `create` makes. */
export async function runOn(
  create: () => EventLoop,
  main: (...args: unknown[]) => unknown,
  args: unknown[],
): Promise<unknown> {
  checkTarget(main);
  const loop = create();
  try {
    const first = spawn(main, ...args);
    takeError(first);
    first.addDoneCallback(() => {
      if (!hasFailed(first)) return;
      for (const other of liveTasklets) if (!hasParent(other)) other.kill();
    });
    try {
      await loop.run();
    } catch (deadlock) {
      // The deadlock is thrown; what main fails with, or has failed with, must not get lost beside it.
      giveBackError(first);
      throw deadlock;
    }
    // Stopped before its end: an error while the loop is destroyed would reach nobody either.
    if (!hasEnded(first)) giveBackError(first);
    return outcomeOf(first);
  } finally {
    loop.destroy();
  }
}

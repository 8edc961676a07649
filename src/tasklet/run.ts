/**
 * run(): a program, or a part of one, in one call. Each is a scope of its own (run-scope.ts); they share the loop of the thread,
 * which is made when there is none.
 */
import { checkBoolean, checkOptions, checkTarget, isObject } from '../check.js';
import type { Driver } from '../loop/driver.js';
import { type ThreadLoop, presentLoop } from '../loop/thread.js';
import type { Op, Plain, ValueOf } from '../park/op.js';
import { loopByItself } from './event-loop.js';
import { type RunOptions, RunScope } from './run-scope.js';

/**
 * Run `main` on the loop of this thread, which is made when there is none, and started when it does not run. Any number of
 * run()s may be under way at once, one for each request of an http server, say. Each is a scope of its own: a tasklet belongs to
 * the scope of the tasklet that spawned it, and one that was spawned from a plain callback to the loop.
 *
 * Resolves with main's value when it has ended, and all tasklets of its scope have (daemons are killed then). Rejects with
 * main's error after killing the rest of its scope, whose `finally` blocks run to the end, those that park too; with
 * DeadlockError when the process has nothing else left to do and its tasklets are stuck; and with the reason of `signal` when that
 * is aborted. The error of another tasklet goes to excepthook, as ever. With a `driver` it also waits for the callbacks of its
 * own loop and what those have spawned. Called inside a tasklet it is a scope of its own that only its promise waits for.
 *
 * Source: trio.run, and Python's asyncio.run.
 *
 * @example
 * const answer = await run(function* (): Op<number> {
 *   yield* sleep(1);
 *   return 42;
 * });
 *
 * @example
 * async function handler(request: Request): Promise<string> {
 *   return await run({ signal: request.signal }, function* (): Op<string> {
 *     yield* sleep(1); // killed when the request is aborted
 *     return 'done';
 *   });
 * }
 */
export function run<A extends unknown[], T>(main: (...args: A) => Op<T>, ...args: A): Promise<T>;
export function run<A extends unknown[], R>(
  main: (...args: A) => R & Plain<R>,
  ...args: A
): Promise<ValueOf<R>>;
export function run<A extends unknown[], T>(
  options: RunOptions,
  main: (...args: A) => Op<T>,
  ...args: A
): Promise<T>;
export function run<A extends unknown[], R>(
  options: RunOptions,
  main: (...args: A) => R & Plain<R>,
  ...args: A
): Promise<ValueOf<R>>;
export function run(first: unknown, ...rest: unknown[]): Promise<unknown> {
  try {
    const isTarget = typeof first === 'function' || !isObject(first) || Symbol.iterator in first;
    return isTarget ? begin({}, first, rest) : begin(first, rest[0], rest.slice(1));
  } catch (error) {
    // What is wrong with the arguments of a function that returns a promise rejects that.
    return Promise.reject(error);
  }
}

function begin(options: RunOptions, main: unknown, args: unknown[]): Promise<unknown> {
  checkOptions('the options of run()', options);
  const { asyncContext, driver } = options;
  if (asyncContext !== undefined) checkBoolean('asyncContext', asyncContext);
  checkTarget(main);
  const target = main as (...args: unknown[]) => unknown;
  if (driver !== undefined) return runAlone(options, driver, target, args);
  const scope = new RunScope<unknown>(options);
  const loop: ThreadLoop = presentLoop() ?? loopByItself({});
  if (asyncContext === true) loop.carryContext();
  loop.keepRunning();
  return scope.run(target, args);
}

/** On a loop of its own, which is gone afterwards. */
async function runAlone(
  { asyncContext, ...options }: RunOptions,
  driver: Driver,
  main: (...args: unknown[]) => unknown,
  args: unknown[],
): Promise<unknown> {
  const scope = new RunScope<unknown>(options);
  let gone: () => void;
  const end = new Promise<void>((resolve) => (gone = resolve));
  const own = asyncContext === undefined ? { driver } : { driver, asyncContext };
  const loop = loopByItself(own, () => gone());
  try {
    return await scope.run(main, args);
  } catch (error) {
    loop.life.stop();
    throw error;
  } finally {
    await end;
  }
}

/**
 * Making and starting tasklets in one go.
 */
import { checkOptions, checkSeconds, checkTarget, kindOf } from '../check.js';
import type { Op, Plain, ValueOf } from '../park/op.js';
import { Sleep } from '../park/sleep.js';
import { start, startOn } from './coroutine.js';
import { Tasklet } from './tasklet.js';
import { trimmed } from '../trim.js';

/**
 * Start a tasklet that runs `target(...args)`. It is put on the ready queue: the caller goes on first. TypeError for an
 * async function or anything else that is no function; if it returns a promise, the tasklet fails with a TypeError. Does not
 * park.
 *
 * Source: evergreen.tasks.spawn.
 *
 * @example
 * function* greet(name: string): Op<void> {
 *   yield* sleep(1);
 *   console.log('hello', name);
 * }
 * spawn(greet, 'you');
 */
export function spawn<A extends unknown[], T>(target: (...args: A) => Op<T>, ...args: A): Tasklet<T>;
export function spawn<A extends unknown[], R>(
  target: (...args: A) => R & Plain<R>,
  ...args: A
): Tasklet<ValueOf<R>>;
export function spawn(target: (...args: unknown[]) => unknown, ...args: unknown[]): Tasklet {
  checkTarget(target);
  const tasklet = new Tasklet();
  tasklet._body = target;
  if (args.length > 0) tasklet._value = args;
  start(tasklet);
  return tasklet;
}

/**
 * As spawn(), to begin in `seconds`. What it returns counts as started: it can be joined, and killed before it begins.
 * RangeError for NaN or a negative. Does not park.
 *
 * Source: evergreen.tasks.spawn_later.
 */
export function spawnLater<A extends unknown[], T>(
  seconds: number,
  target: (...args: A) => Op<T>,
  ...args: A
): Tasklet<T>;
export function spawnLater<A extends unknown[], R>(
  seconds: number,
  target: (...args: A) => R & Plain<R>,
  ...args: A
): Tasklet<ValueOf<R>>;
export function spawnLater(
  seconds: number,
  target: (...args: unknown[]) => unknown,
  ...args: unknown[]
): Tasklet {
  checkSeconds(seconds);
  const tasklet = new Tasklet({ target, args });
  if (seconds === 0) return tasklet.start();
  startOn(tasklet, new Sleep(seconds));
  return tasklet;
}

/**
 * Method decorator (TC39) and function wrapper: calling the result spawns. TypeError for an async function, or as a
 * decorator of anything but a method.
 *
 * Source: evergreen.tasks.task.
 *
 * @example
 * const greet = tasklet(function* (name: string): Op<void> {
 *   yield* sleep(1);
 *   console.log('hello', name);
 * });
 * greet('you');
 *
 * @example
 * ```ts
 * class Greeter {
 *   @tasklet
 *   *greet(name: string): Op<void> {
 *     yield* sleep(1);
 *     console.log('hello', name);
 *   }
 * }
 * new Greeter().greet('you');
 * ```
 */
export function tasklet<This, A extends unknown[], R extends Op<unknown>>(
  fn: (this: This, ...args: A) => R,
  context: ClassMethodDecoratorContext,
): (this: This, ...args: A) => R & Tasklet<R extends Op<infer T> ? T : never>;
export function tasklet<This, A extends unknown[], T>(
  fn: (this: This, ...args: A) => Op<T>,
  context?: ClassMethodDecoratorContext,
): (this: This, ...args: A) => Tasklet<T>;
// A decorator may not change a method's type: so what a decorated method returns is a Tasklet that is an operation, too.
export function tasklet<This, A extends unknown[], T>(
  fn: (this: This, ...args: A) => Op<T>,
  context?: ClassMethodDecoratorContext,
): (this: This, ...args: A) => Tasklet<T> {
  checkDecorated(context);
  checkTarget(fn);
  const spawner = function (this: This, ...args: A): Tasklet<T> {
    return spawn((...given: A) => fn.apply(this, given), ...args);
  };
  Object.defineProperty(spawner, 'name', { value: fn.name, configurable: true });
  return spawner;
}

/** As a wrapper it is given no context. */
function checkDecorated(context: unknown): void {
  if (context === undefined) return;
  checkOptions('what @tasklet is given besides the method', context);
  const { kind } = context as { kind?: unknown };
  if (kind !== 'method')
    throw trimmed(
      new TypeError(`@tasklet decorates methods, not a ${typeof kind === 'string' ? kind : kindOf(context)}`),
    );
}

/**
 * main(): the entry of a program.
 */
import { exitWith, reportError, signalNumber } from '#platform';
import { checkTarget, isInstance } from '../check.js';
import { Interrupted } from '../errors.js';
import type { Op, Plain } from '../park/op.js';
import { run } from './run.js';

/**
 * The entry of a program: run() that control-C (SIGINT) and SIGTERM end. The first kills `target` with an Interrupted, so that
 * its `finally` blocks run, which may park, and all that it has spawned goes with it; a second one ends the process by that
 * signal, at once.
 *
 * Resolves when all has ended, whatever the end; rejects with a TypeError for what cannot be a target. process.exitCode is left alone when `target` has returned (it is 1 if an unhandled
 * error was reported); it is 128 and the signal's number after an interruption, and 1, with the error printed, after an error.
 * Nothing is cut off: the process ends when nothing else keeps it. Node's main thread only: else Error.
 *
 * @example
 * await main(function* (): Op<void> {
 *   try {
 *     yield* sleep(3600); // control-C ends it
 *   } finally {
 *     console.log('tidied up');
 *   }
 * });
 */
export function main<A extends unknown[], T>(target: (...args: A) => Op<T>, ...args: A): Promise<void>;
export function main<A extends unknown[], R>(target: (...args: A) => R & Plain<R>, ...args: A): Promise<void>;
export async function main<A extends unknown[]>(
  target: (...args: A) => Op<unknown>,
  ...args: A
): Promise<void> {
  checkTarget(target);
  try {
    await run({ signals: ['SIGINT', 'SIGTERM'] }, target, ...args);
  } catch (error) {
    if (isInstance(error, Interrupted)) exitWith(128 + signalNumber(error.signal));
    else reportError(error, 'main');
  }
}

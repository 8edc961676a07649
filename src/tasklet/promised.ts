/**
 * promised(): the way from the promise world into a tasklet, as until() is the way out.
 */
import { checkTarget } from '../check.js';
import type { Op } from '../park/op.js';
import { run } from './run.js';

/**
 * The body of a tasklet as a function of the promise world: each call is a run(), with the same `this` and arguments. As with any
 * async function, a rejection that nobody handles ends the process. TypeError for an async function.
 *
 * @example
 * import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
 * import { type Op, promised, sleep } from 'evergreen-ts';
 *
 * createServer(
 *   promised(function* (request: IncomingMessage, response: ServerResponse): Op<void> {
 *     yield* sleep(1);
 *     response.end(`a second later: ${request.url}`);
 *   }),
 * );
 */
export function promised<This, A extends unknown[], T>(
  target: (this: This, ...args: A) => Op<T>,
): (this: This, ...args: A) => Promise<T> {
  checkTarget(target);
  const call = function (this: This, ...args: A): Promise<T> {
    return run((...given: A): Op<T> => target.apply(this, given), ...args);
  };
  return Object.defineProperty(call, 'name', { value: target.name, configurable: true });
}

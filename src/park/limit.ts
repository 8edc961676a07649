/**
 * failAfter() and moveOnAfter(): a limit on a body, and what becomes of it when time is up. Both are a Timeout of their own, which
 * is delivered in the body and passes through it; nobody else has it, so that no other code can take it for one of its own, or one
 * of its own for it.
 */
import { checkSeconds } from '../check.js';
import { TimeoutError } from '../errors.js';
import type { Op } from './op.js';
import { operation } from './operation.js';
import { Timeout, checkLimited, within } from './timeout.js';

/**
 * Run a body for at most `seconds`: its value or its error, or a TimeoutError thrown here when the time came first and the body has
 * cleaned up. What ends the body is a Timeout of this call alone, the `cause` of the TimeoutError: its stack names the line that
 * was waited in. The Timeouts of others, and kills, pass through. Parks as the body does. RangeError unless `seconds` is a number,
 * zero or more.
 *
 * A value and the limit in the same turn: as of Timeout, nothing is lost. A body that catches the limit and returns all the same
 * has its value returned; debug mode reports it.
 *
 * Source: trio.fail_after.
 *
 * @param seconds 0: the body must not park; Infinity: no limit
 * @param body an operation, or a function that returns one
 *
 * @example
 * function* greeting(connection: TCPConnection): Op<Buffer> {
 *   return yield* failAfter(5, connection.readUntil('\n'));
 * }
 */
export function failAfter<R>(seconds: number, body: Op<R> | (() => Op<R>)): Op<R> {
  const limit = limitFor('failAfter()', seconds, body);
  const tooSlow = (): TimeoutError => new TimeoutError(limit.message, { cause: limit });
  // It returns undefined only if the body does.
  return operation('failAfter', within(limit, body, tooSlow)) as Op<R>;
}

/**
 * Run a body for at most `seconds`: its value or its error, or undefined when the time came first and the body has cleaned up.
 * All else is as of failAfter().
 *
 * Source: trio.move_on_after.
 *
 * @param seconds 0: the body must not park; Infinity: no limit
 * @param body an operation, or a function that returns one
 *
 * @example
 * function* page(load: () => Op<string>): Op<string> {
 *   return (yield* moveOnAfter(0.5, load)) ?? 'loading …';
 * }
 */
export function moveOnAfter<R>(seconds: number, body: Op<R> | (() => Op<R>)): Op<R | undefined> {
  return operation('moveOnAfter', within(limitFor('moveOnAfter()', seconds, body), body));
}

function limitFor(what: string, seconds: number, body: unknown): Timeout {
  checkSeconds(seconds);
  checkLimited(what, body);
  return new Timeout(seconds, false);
}

/**
 * retry(): the same thing again, after a while. It answers errors, never interrupts: what comes from outside to end the tasklet, or
 * to limit its time, goes through, whatever its class.
 */
import {
  checkBoolean,
  checkCount,
  checkFunction,
  checkOptions,
  checkSeconds,
  checkTarget,
  isInstance,
  isThenable,
  kindOf,
} from '../check.js';
import { TaskletExit } from '../errors.js';
import { isOperation } from '../park/body.js';
import { checkpoint } from '../park/checkpoint.js';
import type { Op, Park, Plain, Target, ValueOf } from '../park/op.js';
import { operation } from '../park/operation.js';
import { sleep } from '../park/sleep.js';
import { Timeout } from '../park/timeout.js';
import type { Coroutine } from './fields.js';
import { Tasklet } from './tasklet.js';
import { trimmed } from '../trim.js';

/** How often retry() tries, and how long it waits in between. */
export interface RetryOptions {
  /** Tries in all (default 5); Infinity: until it succeeds. */
  attempts?: number;
  /** Seconds before the second try (default 0.1). */
  delay?: number;
  /** Each further delay is this many times as long as the one before (default 2). */
  factor?: number;
  /** Seconds that a delay lasts at most (default 30). */
  maxDelay?: number;
  /** Wait for a random part of the delay, at least half, so that clients that fail together do not come back together (default true). */
  jitter?: boolean;
  /** Asked after each error but the last: false to throw it at once. */
  when?: (error: unknown, attempt: number) => boolean;
}

/**
 * Try again after an error, with exponential back-off: what `body` returns (run, if it is an operation) for the attempts 1, 2, 3 and
 * so on, until one succeeds. TaskletExit and Timeout are never retried, nor any other error that was thrown into the tasklet from
 * outside (by kill(), or by a Timeout with an error of its own); a TimeoutError is. The last error is thrown. Parks. What `when`
 * throws is thrown. TypeError or RangeError for options that cannot be right.
 *
 * @example
 * function* connected(address: Address): Op<TCPClient> {
 *   return yield* retry(
 *     function* () {
 *       const client = new TCPClient();
 *       yield* client.connect(address);
 *       return client;
 *     },
 *     { attempts: 10, maxDelay: 5 },
 *   );
 * }
 */
export function retry<T>(body: (attempt: number) => Op<T>, options?: RetryOptions): Op<T>;
export function retry<R>(body: (attempt: number) => R & Plain<R>, options?: RetryOptions): Op<ValueOf<R>>;
export function retry<T>(body: Target<[attempt: number], T>, options: RetryOptions = {}): Op<T> {
  checkTarget(body);
  return operation('retry', tries(body, checked(options)));
}

function* tries<T>(
  body: Target<[attempt: number], T>,
  { attempts, delay, factor, maxDelay, jitter, when }: Required<RetryOptions>,
): Generator<Park, T, unknown> {
  yield* checkpoint();
  for (let attempt = 1, pause = delay; ; attempt++, pause *= factor) {
    try {
      const result: unknown = body(attempt);
      if (isOperation(result)) return (yield* result) as T;
      if (!isThenable(result)) return result as T;
    } catch (error) {
      if (isInterruption(error) || attempt >= attempts || !when(error, attempt)) throw error;
      const seconds = Math.min(pause, maxDelay);
      yield* sleep(jitter ? seconds * (0.5 + Math.random() / 2) : seconds);
      continue;
    }
    throw trimmed(
      new TypeError(
        'the body of retry() returned a promise: write it as function*, with `yield* until(promise)`',
      ),
    );
  }
}

/** Did it come from outside, to end the tasklet or what it does? */
function isInterruption(error: unknown): boolean {
  if (isInstance(error, TaskletExit) || isInstance(error, Timeout)) return true;
  const tasklet = Tasklet.current() as Coroutine | undefined;
  return tasklet?._cold !== undefined && tasklet._cold.delivered === error;
}

function checked(options: RetryOptions): Required<RetryOptions> {
  checkOptions('the options of retry()', options);
  const { attempts = 5, delay = 0.1, factor = 2, maxDelay = 30, jitter = true, when = () => true } = options;
  if (attempts !== Infinity) checkCount('attempts', attempts);
  checkSeconds(delay);
  checkSeconds(maxDelay);
  if (typeof factor !== 'number' || !(factor > 0 && factor < Infinity))
    throw trimmed(new RangeError(`the factor of retry() must be a positive number, not ${kindOf(factor)}`));
  checkBoolean('jitter', jitter);
  checkFunction('when', when);
  return { attempts, delay, factor, maxDelay, jitter, when };
}

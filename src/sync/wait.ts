/**
 * How long to wait, as the methods of Python's locks and queues are told: in positions, `(block, timeout)`, or by name.
 */
import { checkBoolean, checkTimeout, kindOf } from '../check.js';
import { trimmed } from '../trim.js';

/**
 * Python's positional (block, timeout), by name.
 *
 * @example
 * const jobs = new Queue<string>();
 * const lock = new Lock();
 * function* patient(): Op<void> {
 *   if (yield* lock.acquire({ timeout: 2 })) lock.release();
 *   console.log(yield* jobs.get({ timeout: 5 }));
 * }
 */
export interface Wait {
  /** Default true; false: do not wait. */
  block?: boolean;
  /** Seconds; for ever if left out, 0 for not at all. */
  timeout?: number;
}

/**
 * The timeout of the operation. TypeError unless `block` is true, false or a Wait; RangeError for a negative timeout. Asked only if
 * `block` is not true: the commonest case is to cost nothing.
 *
 * @param what the name of `block`, for people
 */
export function timeoutOf(
  what: string,
  block: boolean | Wait,
  timeout: number | undefined,
): number | undefined {
  if (typeof block === 'boolean') return limited(block, timeout);
  if (typeof block !== 'object' || (block as unknown) === null)
    throw trimmed(new TypeError(`${what} must be true, false or options, not ${kindOf(block)}`));
  if (timeout !== undefined)
    throw trimmed(new TypeError('with options the timeout is one of them: { timeout: 5 }'));
  const { block: wanted = true, timeout: within } = block;
  checkBoolean('block', wanted);
  return limited(wanted, within);
}

function limited(block: boolean, timeout: number | undefined): number | undefined {
  checkTimeout(timeout);
  return block ? timeout : 0;
}

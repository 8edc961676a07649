/** The error that is being handled, for `raise` alone in a function that an `except` calls, and for traceback and logging. */
import { RuntimeError } from './exceptions.js';
import type { Value } from './value.js';

let current: Value;

/** An `except` clause begins. */
export function handling(error: Value): void {
  current = error;
}

/** What was caught last. */
export function lastError(): Value {
  return current;
}

/** What `raise` throws again. */
export function currentError(): Value {
  return current ?? new RuntimeError('No active exception to reraise');
}

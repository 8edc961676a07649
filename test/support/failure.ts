// What an operation fails with, as a value: for tests that compare errors.
import type { Op } from 'evergreen-ts';

/** What an operation throws; undefined when it does not. */
export function* failure(op: Op<unknown>): Op<unknown> {
  try {
    yield* op;
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The stack of the error that an operation throws. */
export function* failureStack(op: Op<unknown>): Op<unknown> {
  return ((yield* failure(op)) as Error | undefined)?.stack;
}

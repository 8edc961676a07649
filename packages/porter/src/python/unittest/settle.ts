/**
 * How a test waits. In a tasklet an operation is run in it, and a promise waited for. A program that runs loops of its own has
 * no tasklet around its tests: there an operation is a program of its own, and the tests are driven by driven().
 */
import { run, until } from 'evergreen-ts';
import { isOp } from '../plain.js';
import type { Value } from '../value.js';

export type Steps<T = Value> = Generator<Value, T>;

let outside = false;

/** What a method of a test gave: waited for, if it is something to wait for. */
export function* settled(x: Value): Steps {
  const isPromise = x instanceof Promise;
  if (!isPromise && !isOp(x)) return x;
  if (outside) return yield isPromise ? x : run(() => x as Generator<Value>);
  return isPromise ? yield* until(x) : yield* x as Generator<Value>;
}

/** Run what tests do, with no tasklet around it. */
export async function driven<T>(steps: Steps<T>): Promise<T> {
  outside = true;
  try {
    let result = steps.next();
    while (result.done !== true)
      try {
        const value: Value = await result.value;
        result = steps.next(value);
      } catch (error) {
        result = steps.throw(error);
      }
    return result.value;
  } finally {
    outside = false;
  }
}

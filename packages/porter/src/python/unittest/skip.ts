/** Tests that are left out, and tests that are to fail: decorators of unittest. */
import { Exception } from '../exceptions.js';
import { bool } from '../iteration.js';
import { isClass } from '../object.js';
import type { Callable, Value } from '../value.js';

/** Raised in a test that is to be left out. */
export class SkipTest extends Exception {}

/** `@skip(reason)`, and `@skip` alone. */
export function skip(reason: Value = ''): Value {
  if (typeof reason === 'function') return left('', reason);
  return (of: Value) => left(reason as string, of);
}

function left(reason: string, of: Value): Value {
  let made: Value = of;
  if (!isClass(of)) {
    made = (..._args: Value[]): never => {
      throw new SkipTest(reason);
    };
    Object.defineProperty(made, 'name', { value: of.name });
  }
  made.__unittest_skip__ = true;
  made.__unittest_skip_why__ = reason;
  return made;
}

const same = (of: Value): Value => of;

export const skipIf = (condition: Value, reason: Value): Callable =>
  (bool(condition) ? skip(reason) : same) as Callable;
export const skipUnless = (condition: Value, reason: Value): Callable =>
  (bool(condition) ? same : skip(reason)) as Callable;

export function expectedFailure(of: Value): Value {
  of.__unittest_expecting_failure__ = true;
  return of;
}

/** gevent.util: errors as results. */
import { PyObject } from '../python/object.js';
import { call, isOp, op } from '../python/plain.js';
import { isinstance } from '../python/types.js';
import type { Value } from '../python/value.js';
import { caught } from '../python/exceptions.js';
import { home } from '../python/homes.js';

/** A function that returns errors of some classes, where another would throw them. */
export class wrap_errors extends PyObject {
  declare errors: Value;
  declare func: Value;

  override __init__(errors: Value, func: Value): void {
    this.errors = errors;
    this.func = func;
  }

  __call__(...args: Value[]): Value {
    try {
      const result: Value = call(this.func, ...args);
      return isOp(result) ? this._run(result) : result;
    } catch (error) {
      return this._taken(error);
    }
  }

  *_run(steps: Value): Generator<Value> {
    try {
      return yield* op(steps);
    } catch (error) {
      return this._taken(error);
    }
  }

  _taken(error: unknown): Value {
    const known: Value = caught(error);
    if (!isinstance(known, this.errors)) throw error;
    return known;
  }
}
home('gevent.util', wrap_errors);

/** assertRaises() and assertRaisesRegex(): of a call, which may park, or as a context. */
import { type AssertionError, caught } from '../exceptions.js';
import { takeKw } from '../keywords.js';
import { search } from '../modules/re.js';
import { PyObject } from '../object.js';
import { apply, isOp, op } from '../plain.js';
import { text } from '../text.js';
import { isinstance, nameOf } from '../types.js';
import type { Value } from '../value.js';
import { withMessage } from './messages.js';

type Failure = new (message: string) => AssertionError;

export class RaisesContext extends PyObject {
  readonly #expected: Value;
  readonly #pattern: Value;
  readonly #failure: Failure;
  readonly #message: Value;
  /** What was called, in messages. */
  by: string | undefined;

  constructor(expected: Value, failure: Failure, pattern: Value, message: Value) {
    super();
    this.#expected = expected;
    this.#failure = failure;
    this.#pattern = pattern;
    this.#message = message;
    this.exception = null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(_type: Value, error: Value): boolean {
    if (error === null) {
      const name = typeof this.#expected === 'function' ? nameOf(this.#expected) : text(this.#expected);
      this.#fail(`${name} not raised${this.by === undefined ? '' : ` by ${this.by}`}`);
    }
    if (!isinstance(error, this.#expected)) return false;
    this.exception = error;
    if (this.#pattern !== null && search(this.#pattern, text(error)) === null) {
      const pattern: Value = this.#pattern.pattern ?? this.#pattern;
      this.#fail(`"${text(pattern)}" does not match "${text(error)}"`);
    }
    return true;
  }

  #fail(standard: string): never {
    throw new this.#failure(withMessage(this.#message, standard));
  }

  /** Call `f`; an operation if it gives one. */
  call(f: Value, args: Value[]): Value {
    this.by = typeof f === 'function' ? nameOf(f) : text(f);
    const named = takeKw(args);
    let result: Value;
    try {
      result = apply(f, args, named);
    } catch (error) {
      return this.#ended(error);
    }
    return isOp(result) ? this.#waited(result) : this.__exit__(null, null);
  }

  *#waited(operation: Value): Generator<Value> {
    try {
      yield* op(operation);
    } catch (error) {
      return this.#ended(error);
    }
    return this.__exit__(null, null);
  }

  #ended(error: Value): null {
    if (!this.__exit__(null, caught(error))) throw error;
    return null;
  }
}

/**
 * Python's generators. One that does not park is a generator of JavaScript, marked so that it is not taken for something to
 * run, with Python's methods. One that parks is an iterator whose next() is an operation.
 */
import type { CoIterator } from 'evergreen-ts';
import { GeneratorExit, RuntimeError, StopIteration, ValueError, raised, withCause } from './exceptions.js';
import { GENERATOR_NAME } from './text.js';
import { ITERATOR_NAME } from './type-name.js';
import type { Callable, Value } from './value.js';

const NATIVE = Object.getPrototypeOf(
  function* () {
    /* for its prototype */
  }.prototype as object,
) as Generator;

/** What the generators of ported generator functions inherit from: a StopIteration that leaves the body of one is an error. */
const PYTHON = Object.create(NATIVE, {
  next: {
    value(this: Value, given: Value): Value {
      try {
        return NATIVE.next.call(this, given);
      } catch (error) {
        throw leaving(error);
      }
    },
  },
  __next__: { value: stepper((generator) => generator.next(null)) },
  send: { value: stepper((generator, value) => generator.next(value)) },
  throw: { value: stepper((generator, error) => thrownInto(generator, raised(error))) },
  close: { value: close },
  __name__: {
    get(this: Value): string {
      return String(this[GENERATOR_NAME]);
    },
  },
  __iter__: {
    value(this: Value) {
      return this as Value;
    },
  },
}) as object;

/** What the runtime's own iterators inherit from: a StopIteration of what they call ends them. */
const ITERATING = Object.create(PYTHON, {
  next: {
    value(this: Value, given: Value): Value {
      try {
        return NATIVE.next.call(this, given);
      } catch (error) {
        if (error instanceof StopIteration) return { done: true, value: undefined };
        throw error;
      }
    },
  },
}) as object;

/** What a generator throws that its body has thrown. */
function leaving(error: unknown): unknown {
  if (error instanceof TypeError && error.message === 'Generator is already running')
    return new ValueError('generator already executing');
  if (!(error instanceof StopIteration)) return error;
  return withCause(new RuntimeError('generator raised StopIteration'), error);
}

function thrownInto(generator: Generator<Value>, error: Value): IteratorResult<Value> {
  try {
    return NATIVE.throw.call(generator, error);
  } catch (thrown) {
    throw leaving(thrown);
  }
}

function stepper(step: (generator: Generator<Value>, given: Value) => IteratorResult<Value>) {
  return function (this: Generator<Value>, given: Value = null): Value {
    const result = step(this, given);
    if (result.done === true) throw stopped(result.value);
    return result.value;
  };
}

export function stopped(value: Value): StopIteration {
  return value === undefined || value === null ? new StopIteration() : new StopIteration(value);
}

function close(this: Generator): null {
  try {
    if (NATIVE.throw.call(this, new GeneratorExit()).done !== true)
      throw new RuntimeError('generator ignored GeneratorExit');
  } catch (error) {
    if (!(error instanceof GeneratorExit) && !(error instanceof StopIteration)) throw error;
  }
  return null;
}

/** Mark a generator function of Python's: its generators are iterated, not run. */
export function generator<F extends Callable>(f: F): F {
  Object.setPrototypeOf(f.prototype as object, PYTHON);
  Object.defineProperty(f.prototype, GENERATOR_NAME, { value: f.name });
  return f;
}

/** Mark a generator function of the runtime that stands for a class of iterators, such as zip. */
export function iterator<F extends Callable>(f: F): F {
  Object.setPrototypeOf(f.prototype as object, ITERATING);
  Object.defineProperty(f.prototype, ITERATOR_NAME, { value: f.name });
  return f;
}

export function isPythonGenerator(x: Value): boolean {
  return typeof x === 'object' && x !== null && Object.prototype.isPrototypeOf.call(PYTHON, x as object);
}

/** As JavaScript steps through a generator: its throw() gives a result, and Python's a value. */
export function nativeSteps(generator: Generator<Value>): Iterator<Value> {
  return {
    next: (value: Value) => generator.next(value),
    throw: (error: Value) => thrownInto(generator, error),
    return: (value: Value) => generator.return(value),
  };
}

/** A generator function, as Python has them. */
export function makesGenerators(f: Value): boolean {
  return typeof f === 'function' && isPythonGenerator(f.prototype);
}

/** A value on its way from a generator that parks to whoever iterates over it. */
class Item {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** `yield item(x)`, in the body of a generator that parks: hand `x` out; the value is what was sent. */
export function item(value: Value): Item {
  return new Item(value);
}

/** What a generator that parks is called to make: its next(), send(), throw() and close() are operations. */
export class CoGenerator implements CoIterator<Value> {
  readonly #body: Generator<Value>;

  constructor(body: Generator<Value>) {
    this.#body = body;
  }

  *#step(result: IteratorResult<Value>): Generator<Value, IteratorResult<Value>> {
    let at = result;
    while (at.done !== true && !(at.value instanceof Item)) {
      let answer: Value;
      try {
        answer = yield at.value;
      } catch (error) {
        at = this.#body.throw(error);
        continue;
      }
      at = this.#body.next(answer);
    }
    return at.done === true ? at : { done: false, value: (at.value as Item).value };
  }

  next(): Value {
    return this.#step(this.#body.next(null));
  }

  *__next__(): Value {
    return yield* this.send(null);
  }

  *send(value: Value): Generator<Value> {
    const result = yield* this.#step(this.#body.next(value));
    if (result.done === true) throw stopped(result.value);
    return result.value;
  }

  *throw(error: Value): Generator<Value> {
    const result = yield* this.#step(this.#body.throw(raised(error)));
    if (result.done === true) throw stopped(result.value);
    return result.value;
  }

  *close(): Generator<Value> {
    try {
      yield* this.throw(new GeneratorExit());
    } catch (error) {
      if (!(error instanceof GeneratorExit) && !(error instanceof StopIteration)) throw error;
    }
  }

  *forEach(body: (x: Value) => Value): Value {
    for (let result; !(result = yield* this.next()).done;) body(result.value);
  }

  *toArray(): Value {
    const items: Value[] = [];
    for (let result; !(result = yield* this.next()).done;) items.push(result.value);
    return items;
  }
}

/** A generator that parks, of the body that hands out items. */
export function cogenerator(body: Generator<Value>): CoGenerator {
  return new CoGenerator(body);
}

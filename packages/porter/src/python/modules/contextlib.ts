/** Python's contextlib. */
import { RuntimeError, StopIteration, caught } from '../exceptions.js';
import { CoGenerator } from '../generator.js';
import { bool } from '../iteration.js';
import { PyObject } from '../object.js';
import { apply, call, op, settled } from '../plain.js';
import { type Kw, takeKw } from '../keywords.js';
import { setStandard, stderr, stdout } from '../streams.js';
import { enter, leave } from '../support.js';
import { isinstance } from '../types.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';
import { chdir as enterFolder, getcwd } from './os.js';

type Steps = Generator<Value>;

/** A context that decorates: what it decorates runs in it, and may park. */
export class ContextDecorator extends PyObject {
  /** The context of one call. */
  _recreate_cm(): Value {
    return this;
  }

  __call__(f: Value): Value {
    const wrapper = (...args: Value[]): Value => {
      const named = takeKw(args);
      return settled(within(this._recreate_cm(), f, args, named));
    };
    Object.defineProperty(wrapper, 'name', { value: f.name });
    return Object.assign(wrapper, { __wrapped__: f });
  }
}

function* within(context: Value, f: Value, args: Value[], named: Kw): Steps {
  yield* op(enter(context));
  let result: Value;
  try {
    result = yield* op(apply(f, args, named));
  } catch (error) {
    if (bool(yield* op(leave(context, error)))) return null;
    throw error;
  }
  yield* op(leave(context));
  return result;
}

/** What a class may extend that is a context. */
export class AbstractContextManager extends PyObject {
  __enter__(): Value {
    return this;
  }

  __exit__(): Value {
    return null;
  }
}

/** The context of a generator that yields once; it may park. */
class Context extends ContextDecorator {
  readonly #begin: () => Value;
  readonly #generator: Value;

  constructor(begin: () => Value) {
    super();
    this.#begin = begin;
    this.#generator = begin();
  }

  override _recreate_cm(): Value {
    return new Context(this.#begin);
  }

  __enter__(): Value {
    return this.#generator instanceof CoGenerator ? this.#entered() : this.#generator.__next__();
  }

  *#entered(): Steps {
    return yield* this.#generator.__next__();
  }

  __exit__(_type: Value, error: Value): Value {
    if (this.#generator instanceof CoGenerator) return this.#left(error);
    try {
      if (error === null) this.#generator.__next__();
      else this.#generator.throw(error);
    } catch (thrown) {
      return this.#ended(thrown, error);
    }
    throw new RuntimeError("generator didn't stop");
  }

  *#left(error: Value): Steps {
    try {
      if (error === null) yield* this.#generator.__next__();
      else yield* this.#generator.throw(error);
    } catch (thrown) {
      return this.#ended(thrown, error);
    }
    throw new RuntimeError("generator didn't stop");
  }

  #ended(thrown: Value, error: Value): boolean {
    if (thrown === error) return false;
    if (thrown instanceof StopIteration) return error !== null;
    throw thrown;
  }
}

export function contextmanager(f: Value): Value {
  const made = (...args: Value[]): Context => {
    const named = takeKw(args);
    return new Context(() => apply(f, [...args], named) as Value);
  };
  Object.defineProperty(made, 'name', { value: f.name });
  return Object.assign(made, { __wrapped__: f, __doc__: f.__doc__ ?? null });
}

/** Another working directory, and back. */
export class chdir extends AbstractContextManager {
  readonly #before: string[] = [];

  constructor(path: Value) {
    super();
    this.path = path;
  }

  override __enter__(): null {
    this.#before.push(getcwd());
    enterFolder(this.path);
    return null;
  }

  override __exit__(): null {
    enterFolder(this.#before.pop());
    return null;
  }
}

export class suppress extends PyObject {
  constructor(...types: Value[]) {
    super();
    this.types = tuple_(types);
  }

  __enter__(): null {
    return null;
  }

  __exit__(_type: Value, error: Value): boolean {
    return error !== null && isinstance(error, this.types);
  }
}

export class closing extends PyObject {
  constructor(thing: Value) {
    super();
    this.thing = thing;
  }

  __enter__(): Value {
    return this.thing;
  }

  __exit__(): Value {
    return settled(this.#left());
  }

  *#left(): Steps {
    yield* op(this.thing.close());
    return false;
  }
}

export class nullcontext extends PyObject {
  constructor(result: Value = null) {
    super();
    this.result = result;
  }

  __enter__(): Value {
    return this.result;
  }

  __exit__(): boolean {
    return false;
  }
}

abstract class Redirection extends PyObject {
  protected abstract readonly _stream: 'stdout' | 'stderr';

  constructor(target: Value) {
    super();
    this.target = target;
    this.before = [];
  }

  __enter__(): Value {
    this.before.push(this._stream === 'stdout' ? stdout : stderr);
    setStandard(this._stream, this.target);
    return this.target;
  }

  __exit__(): boolean {
    setStandard(this._stream, this.before.pop());
    return false;
  }
}

export class redirect_stdout extends Redirection {
  protected override readonly _stream = 'stdout';
}

export class redirect_stderr extends Redirection {
  protected override readonly _stream = 'stderr';
}

/** A stack of contexts and callbacks. */
export class ExitStack extends PyObject {
  readonly #exits: ((error: Value) => Value)[] = [];

  enter_context(manager: Value): Value {
    return settled(this.#entered(manager));
  }

  *#entered(manager: Value): Steps {
    const result: Value = yield* op(enter(manager));
    this.#exits.push((error) => leave(manager, error === null ? undefined : error) as Value);
    return result;
  }

  callback(f: Value, ...args: Value[]): Value {
    this.#exits.push(() => call(f, ...args) as Value);
    return f;
  }

  push(exit: Value): Value {
    this.#exits.push((error) =>
      typeof exit === 'function'
        ? (call(exit, error === null ? null : error.constructor, error, null) as Value)
        : (leave(exit, error === null ? undefined : error) as Value),
    );
    return exit;
  }

  pop_all(): ExitStack {
    const made = new ExitStack();
    made.#exits.push(...this.#exits.splice(0));
    return made;
  }

  close(): Value {
    return settled(this.#closed());
  }

  *#closed(): Steps {
    yield* this.#left(null);
    return null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(_type: Value, error: Value): Value {
    return settled(this.#left(error));
  }

  *#left(error: Value): Steps {
    let current: Value = error;
    for (const exit of this.#exits.splice(0).reverse())
      try {
        if (bool(yield* op(exit(current))) && current !== null) current = null;
      } catch (thrown) {
        current = caught(thrown);
      }
    if (current !== null && current !== error) throw current;
    return error !== null && current === null;
  }
}

home(
  'contextlib',
  AbstractContextManager,
  chdir,
  suppress,
  closing,
  nullcontext,
  ExitStack,
  ContextDecorator,
);

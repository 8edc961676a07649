/**
 * Calls of what is not known when a program is ported: a function, a class, an instance with `__call__`; and where such a call
 * may park, and where it must not.
 */
import { BaseException, TypeError as PyTypeError, RuntimeError } from './exceptions.js';
import { MAKERS } from './mro.js';
import { PyObject, bare, isClass, setInitializer } from './object.js';
import { builtinMethod } from './methods/index.js';
import { getattr, nativeMember } from './attributes.js';
import { Kw, checkCount, placed, signatureOf } from './keywords.js';
import { isPythonGenerator } from './generator.js';
import { isNativeName, memberName } from './natives.js';
import { typeName } from './type-name.js';
import type { Value } from './value.js';
import type { Op } from 'evergreen-ts';

/** `f(...args)`: an instance is made of a class. Keyword arguments at the end are put in their places. */
export function call(f: Value, ...args: Value[]): Value {
  const named: Value = args.at(-1);
  return named instanceof Kw ? apply(f, args.slice(0, -1), named) : called(f, args);
}

/** The same with all arguments in their places. */
function called(f: Value, args: Value[]): Value {
  if (typeof f === 'function') {
    if (!isClass(f)) {
      checkCount(f, args);
      return f(...args);
    }
    const maker: Value = f.__make__;
    if (typeof maker === 'function') return maker.apply(f, args);
    const own: Value = f.__new__;
    const init: Value = f.prototype.__init__;
    if (typeof init === 'function' && isUsual(own)) checkCount(init, args);
    if (f.prototype instanceof PyObject && isSteps(f.prototype.__init__) && isUsual(own))
      return initializing(f, args);
    return isUsual(own) ? new f(...args) : begun(f, own, args);
  }
  const own: Value = f === null || f === undefined ? undefined : f.__call__;
  if (typeof own !== 'function') throw new PyTypeError(`'${typeName(f)}' object is not callable`);
  checkCount(own, args);
  return own.apply(f, args);
}

/** No `__new__` of the program's. */
const isUsual = (own: Value): boolean => typeof own !== 'function' || MAKERS.has(own as object);

/** A function that parks, as the porter writes it. */
export function isSteps(f: Value): boolean {
  return Object.getPrototypeOf(f) === STEPS && !isPythonGenerator(f.prototype as Value);
}
const STEPS: unknown = Object.getPrototypeOf(function* () {
  /* for its prototype */
});

/** An instance of a class whose `__init__` parks. */
function* initializing(cls: Value, args: Value[]): Generator<Value> {
  const made = bare(cls);
  yield* op(made.__init__(...args));
  return made;
}

/** An instance of a class with a `__new__` of its own: it is what that returns. `__init__` follows if it is of the class. */
function begun(cls: Value, maker: Value, args: Value[]): Value {
  const made: Value = maker.apply(cls, args);
  if (isOp(made)) return initialized(cls, made, args);
  const begins: Value = made instanceof cls ? made.__init__(...args) : undefined;
  return isOp(begins) ? initialized(cls, made, args, begins) : made;
}

function* initialized(cls: Value, making: Value, args: Value[], begins?: Value): Generator<Value> {
  if (begins !== undefined) {
    yield* op(begins);
    return making;
  }
  const made: Value = yield* op(making);
  if (made instanceof cls) yield* op(made.__init__(...args));
  return made;
}

/** `f(*args, **named)`. */
export function apply(f: Value, args: Iterable<Value>, named: Kw): Value {
  const target: Value = isClass(f) ? makerOf(f) : typeof f === 'function' ? f : f?.__call__;
  if (isClass(f) && f.prototype instanceof BaseException && isInitializer(f, target) && named.size > 0)
    return settled(exception(f, [...args], placed(target, [...args], named)));
  return called(f, placed(target ?? f, [...args], named));
}

/** It is the class's own, not that of a class of Python's. */
const isInitializer = (cls: Value, f: Value): boolean =>
  cls.prototype.__init__ === f && signatureOf(f as object) !== undefined;

/** In its `args` is what was given by position, unless its `__init__` puts something else there. */
function* exception(cls: Value, args: Value[], all: Value[]): Generator<Value> {
  const made: Value = cls.__new__(cls, ...args);
  yield* op(made.__init__(...all));
  return made;
}

/** What takes the arguments of a class that is called: its `__new__`, if it has that in place of an `__init__`. */
function makerOf(cls: Value): Value {
  const { __init__: init } = cls.prototype as Value;
  const own: Value = cls.__new__;
  const isMade = typeof init === 'function' && signatureOf(init as object) !== undefined;
  return isUsual(own) || isMade || signatureOf(own as object) === undefined ? init : own;
}

/** `super().method(*args, **named)`: a method of the bases, of this object. */
export function applied(f: Value, self: Value, args: Iterable<Value>, named: Kw): Value {
  return f.apply(self, placed(f, [...args], named));
}

/** `x.name(...args)` where x may be of a type that is no class here. */
export function method(x: Value, name: string, ...args: Value[]): Value {
  const builtin = builtinMethod(x, name);
  if (builtin !== undefined) return builtin(x, ...args);
  const own: Value = memberOf(x, name);
  if (typeof own === 'function' && !isClass(own)) return counted(x, own, args);
  return call(getattr(x, name), ...args);
}

/** A call of what an object has: a method, or a function that is kept in an attribute. */
function counted(x: Value, f: Value, args: Value[]): Value {
  checkCount(f, args);
  return f.apply(x, args);
}

/** A member: those of evergreen-ts by Python's names, too. */
function memberOf(x: Value, name: string): Value {
  // What JavaScript has of a value is no method of Python's.
  if (x === null || x === undefined || isNativeName(memberName(name))) return undefined;
  if (typeof x !== 'object' || x instanceof PyObject) return x[name];
  const own: Value = x[name];
  return own === undefined ? nativeMember(x, name) : own;
}

/** `x.name(*args, **named)`. */
export function applyMethod(x: Value, name: string, args: Iterable<Value>, named: Kw): Value {
  const builtin = builtinMethod(x, name);
  if (builtin !== undefined) return builtin(x, ...args, ...(named.size > 0 ? [named] : []));
  const own: Value = x === null || x === undefined || isNativeName(memberName(name)) ? undefined : x[name];
  if (typeof own === 'function' && !isClass(own)) return counted(x, own, placed(own, [...args], named));
  return apply(getattr(x, name), args, named);
}

const GENERATOR = Object.getPrototypeOf(
  function* () {
    /* for its prototype */
  }.prototype as object,
) as object;

/** True of what has to be run with `yield*`: an operation of evergreen-ts, or the generator of a function that parks. */
export function isOp(x: Value): x is Op<Value> {
  if (typeof x !== 'object' || x === null) return false;
  if (Object.prototype.isPrototypeOf.call(GENERATOR, x as object)) return !isPythonGenerator(x);
  return OPERATION in x && x[OPERATION] === true;
}
const OPERATION = Symbol.for('evergreen-ts.operation');

/** `yield* op(x)`: run it if it is an operation; else it is the value. */
export function* op(x: Value): Generator<Value> {
  return isOp(x) ? yield* x as Iterable<Value> as Generator<Value> : x;
}

/** The result of steps, if they come to an end without parking; else what is left of them, to be run with `yield*`. */
export function settled(steps: Generator<Value>): Value {
  const first = steps.next();
  return first.done === true ? first.value : rest(steps, first.value);
}

function* rest(steps: Generator<Value>, first: Value): Generator<Value> {
  let value = first;
  for (;;) {
    let advance: () => IteratorResult<Value>;
    try {
      const sent: Value = yield value;
      advance = () => steps.next(sent);
    } catch (error) {
      advance = () => steps.throw(error);
    }
    const next = advance();
    if (next.done === true) return next.value;
    value = next.value;
  }
}

/** Where nothing can park (the key of a sort, `__str__`): an operation there is an error, not silence. */
export function plain(x: Value): Value {
  if (!isOp(x)) return x;
  // What could park comes to its end without, as often as not.
  const steps: Value = (x as Value)[Symbol.iterator]();
  const first: IteratorResult<Value> = steps.next();
  if (first.done === true) return first.value;
  const error = new RuntimeError(
    'something that parks was called where nothing can park: see the report of evergreen-port',
  );
  try {
    // It is parked: its `finally` blocks run, and it parks no more.
    steps.throw(error);
  } catch {
    // What they throw is told by this error.
  }
  throw error;
}

/** A call from the runtime, of a callback that cannot park. */
export function invokePlain(f: Value, ...args: Value[]): Value {
  return plain(call(f, ...args));
}

// What makes an instance without knowing that its `__init__` parks: it must not.
setInitializer(plain);

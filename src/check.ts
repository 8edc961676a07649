/**
 * Checks of what users pass in, each with a sentence that says what to write instead. They are made at the call: what waits
 * for its turn, or what a native handle is given, has been checked.
 */
import { trimmed } from './trim.js';

/** A tasklet yielded something that is not the library's token. Its name says where: the stack cannot. */
export function badYield(name: string, value: unknown): TypeError {
  return trimmed(new TypeError(`a tasklet (${name}) yielded ${kindOf(value)}: ${adviceOn(value)}`));
}

function adviceOn(value: unknown): string {
  if (
    property(value, Symbol.for('evergreen-ts.operation')) === true &&
    !has(value as object, Symbol.iterator)
  )
    return 'it is the token of another copy of evergreen-ts: see to it that this process loads one';
  if (isThenable(value)) return 'to wait for a promise write `yield* until(promise)`';
  if (isObject(value) && has(value, Symbol.iterator)) {
    return 'to run an operation write `yield*` with a star, not `yield` (EVERGREEN_DEBUG=1 shows where)';
  }
  return 'only operations can be waited for: `yield* sleep(1)`, `yield* until(promise)`, `yield* other()`';
}

/** TypeError unless it can be the body of a tasklet. */
export function checkTarget(target: unknown): void {
  if (typeof target !== 'function') {
    const hint =
      isObject(target) && has(target, Symbol.iterator)
        ? 'pass the generator function itself and its arguments after it: spawn(f, x), not spawn(f(x))'
        : 'pass a generator function or a plain function';
    throw trimmed(new TypeError(`the body of a tasklet is a function, not ${kindOf(target)}: ${hint}`));
  }
  const kind = property(target, Symbol.toStringTag);
  if (kind === 'AsyncFunction' || kind === 'AsyncGeneratorFunction') {
    throw trimmed(
      new TypeError(
        `the body of a tasklet cannot be an async function (${nameOf(target)}): write it as function*, with \`yield* until(promise)\` for \`await promise\``,
      ),
    );
  }
}

/** TypeError if `body`, which is `what`, has returned a promise. */
export function checkReturned(what: string, body: unknown, result: unknown): void {
  if (isThenable(result)) {
    throw trimmed(
      new TypeError(
        `${what} (${nameOf(body)}) returned a promise, and nobody waits for it: write it as function*, with \`yield* until(promise)\``,
      ),
    );
  }
}

/** What `body`, which is `what`, has returned. TypeError unless `yield*` can run it. */
export function checkedOp<T extends object>(what: string, body: unknown, result: T): T {
  checkReturned(what, body, result);
  if (!isObject(result) || !has(result, Symbol.iterator)) {
    throw trimmed(
      new TypeError(
        `${what} (${nameOf(body)}) returned ${kindOf(result)}, not an operation: write it as function*`,
      ),
    );
  }
  return result;
}

function nameOf(target: unknown): string {
  const name = property(target, 'name');
  return typeof name === 'string' && name !== '' ? name : 'anonymous';
}

/** What it is, for people. */
export function kindOf(value: unknown): string {
  if (isThenable(value)) return 'a promise';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `the function ${nameOf(value)}`;
  if (!isObject(value)) return String(value);
  const tag = tagOf(value);
  return tag === 'Object' ? 'an object' : `${/^[AEIOU]/.test(tag) ? 'an' : 'a'} ${tag}`;
}

// What a user supplied may run the user's code when it is looked at: a getter, or any trap of a Proxy, and even `instanceof` may
// throw. What these functions catch says only that it cannot be looked at; it must not take the place of what is reported.

/** instanceof, which never throws. */
export function isInstance<T>(value: unknown, type: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof type;
  } catch {
    // A revoked Proxy, or a trap that throws: of no class of ours.
    return false;
  }
}

/** Is it an error, of whatever realm? */
export function isError(value: unknown): value is Error {
  return isInstance(value, Error) || (isObject(value) && tagOf(value) === 'Error');
}

/** Does it make errors, of whatever realm? */
export function isErrorClass(value: unknown): value is new () => Error {
  if (typeof value !== 'function') return false;
  const prototype = property(value, 'prototype');
  return isObject(prototype) && has(prototype, 'name') && has(prototype, 'message');
}

/** A property; undefined if it cannot be read. */
function property(value: unknown, key: PropertyKey): unknown {
  try {
    return (value as Partial<Record<PropertyKey, unknown>> | null | undefined)?.[key];
  } catch {
    // A getter that throws: the same as none.
    return undefined;
  }
}

/** `key in value`; false if that cannot be told. */
function has(value: object, key: PropertyKey): boolean {
  try {
    return key in value;
  } catch {
    // A Proxy that does not say: the same as none.
    return false;
  }
}

function tagOf(value: object): string {
  try {
    return Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    // A Proxy that was revoked, or a tag that throws.
    return 'Object';
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Can it be waited for with until()? */
export function isThenable<T>(value: unknown): value is PromiseLike<T> {
  const type = typeof value;
  return (type === 'object' || type === 'function') && typeof property(value, 'then') === 'function';
}

/** TypeError unless it is a function; `what` begins the sentence. */
export function checkFunction(what: string, value: unknown): void {
  if (typeof value !== 'function')
    throw trimmed(new TypeError(`${what} must be a function, not ${kindOf(value)}`));
}

/** TypeError for a generator or an async function, whose work would not be waited for; `what` begins the sentence. */
export function checkPlain(what: string, value: unknown): void {
  checkFunction(what, value);
  if (/^(Async|Generator)/.test(String(property(value, Symbol.toStringTag))))
    throw trimmed(
      new TypeError(
        `${what} must be a plain function, which does not park: for what parks, spawn() a tasklet in it`,
      ),
    );
}

/** TypeError unless it is an object; `what` begins the sentence. */
export function checkOptions(what: string, value: unknown): void {
  if (!isObject(value)) throw trimmed(new TypeError(`${what} must be an object, not ${kindOf(value)}`));
}

/** TypeError unless `yield*` can run it; `what` begins the sentence. */
export function checkOperation(what: string, value: unknown): void {
  if (!isObject(value) || !has(value, Symbol.iterator))
    throw trimmed(
      new TypeError(
        `${what} must be an operation, not ${kindOf(value)}: for a promise write until(promise), for a function call it`,
      ),
    );
}

/** TypeError unless it is true or false. */
export function checkBoolean(what: string, value: unknown): void {
  if (typeof value !== 'boolean')
    throw trimmed(new TypeError(`${what} must be true or false, not ${kindOf(value)}`));
}

/** TypeError unless it is a text; `what` begins the sentence. */
export function checkText(what: string, value: unknown): void {
  if (typeof value !== 'string')
    throw trimmed(new TypeError(`${what} must be a string, not ${kindOf(value)}`));
}

/** TypeError unless it can be iterated; `what` begins the sentence. */
export function checkIterable(what: string, value: unknown): void {
  if (typeof property(value, Symbol.iterator) !== 'function')
    throw trimmed(new TypeError(`${what} must be an array or another iterable, not ${kindOf(value)}`));
}

/** RangeError unless it is a positive integer. */
export function checkCount(what: string, count: unknown): void {
  if (!Number.isInteger(count) || (count as number) <= 0)
    throw trimmed(new RangeError(`${what} must be a positive integer, not ${kindOf(count)}`));
}

/** RangeError unless it is a number of seconds, zero or more, or undefined. */
export function checkTimeout(timeout: unknown): void {
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout >= 0))
    throw trimmed(
      new RangeError(`a timeout must be a number of seconds, zero or more, not ${kindOf(timeout)}`),
    );
}

/** RangeError unless it is a number of seconds, zero or more. */
export function checkSeconds(seconds: unknown, what = 'seconds'): void {
  if (typeof seconds !== 'number' || !(seconds >= 0))
    throw trimmed(new RangeError(`${what} must be a number, zero or more, not ${kindOf(seconds)}`));
}

/** TypeError or RangeError unless it can be the number of a descriptor. Whether that is open, only the system knows. */
export function checkDescriptor(fd: unknown): void {
  if (typeof fd !== 'number')
    throw trimmed(new TypeError(`a descriptor must be a number, not ${kindOf(fd)}`));
  if (!Number.isInteger(fd) || fd < 0 || fd >= 2 ** 31)
    throw trimmed(new RangeError(`a descriptor must be an integer, zero or more, not ${fd}`));
}

/** TypeError unless the loop can call it back: a handler or a generator function would silently do nothing. */
export function checkCallback(callback: unknown): void {
  if (isObject(callback) && has(callback, 'cancel'))
    throw trimmed(new TypeError('a handler is not a callback: pass the function itself'));
  checkFunction('a callback', callback);
  const kind = property(callback, Symbol.toStringTag);
  if (kind === 'GeneratorFunction' || kind === 'AsyncGeneratorFunction') {
    throw trimmed(
      new TypeError('a callback cannot be a generator function, it would never run: pass () => spawn(it)'),
    );
  }
}

/** The getter of all typed arrays tells their class, and is undefined for everything else: no property can deceive it. */
const typedArrayClass = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)?.get as (this: unknown) => string | undefined;

/** Is it one, of whatever realm? Unlike instanceof, this is not passed by whatever has the prototype. */
export function isUint8Array(value: unknown): value is Uint8Array {
  return typedArrayClass.call(value) === 'Uint8Array';
}

const isGlobal = Object.getOwnPropertyDescriptor(RegExp.prototype, 'global')?.get as (
  this: unknown,
) => boolean | undefined;

/** Is it one, of whatever realm? */
export function isRegExp(value: unknown): value is RegExp {
  try {
    return isGlobal.call(value) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The name of an object's class, for people. Users may have put anything in the place of `name`: then it is that of the next
 * class above which has one.
 */
export function classNameOf(object: object): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (!isObject(prototype) || Object.hasOwn(object, 'constructor')) return classNameFrom(object);
  let name = classNames.get(prototype);
  if (name === undefined) classNames.set(prototype, (name = classNameFrom(prototype)));
  return name;
}

/** By prototype, as they were at first: looking a name up costs microseconds, and each connection has one. */
const classNames = new WeakMap<object, string>();

function classNameFrom(object: object): string {
  for (let at: unknown = object; isObject(at); at = Object.getPrototypeOf(at)) {
    const made: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    const name: unknown =
      typeof made === 'function' ? Object.getOwnPropertyDescriptor(made, 'name')?.value : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return 'Object';
}

/** TypeError unless it is an AbortSignal, of whatever realm. */
export function checkSignal(signal: unknown): void {
  const { aborted, addEventListener } = (isObject(signal) ? signal : {}) as Partial<AbortSignal>;
  if (typeof aborted !== 'boolean' || typeof addEventListener !== 'function')
    throw trimmed(new TypeError(`signal is an AbortSignal, not ${kindOf(signal)}`));
}

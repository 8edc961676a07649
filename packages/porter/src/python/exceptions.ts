/**
 * Python's exceptions. They are errors of JavaScript; and the errors of JavaScript and of evergreen-ts count as the Python
 * exceptions that they stand for, so that `except OSError` catches a stream's error and `except Exception` lets a kill pass.
 */
import { Timeout, TimeoutError as EvergreenTimeout, TaskletExit } from 'evergreen-ts';
import { throwingPrototype } from './missing.js';
import { BARE, MAKERS, isMadeOf } from './mro.js';
import { isForJavaScript, ownMember, valueOf } from './natives.js';
import { tuple_, type Tuple } from './tuple.js';
import type { Value } from './value.js';

/** What the prototype of BaseException inherits from: the prototype of Error, then AttributeError for what is not there. */
const Root = Error as unknown as new () => Error & Record<string, Value>;

/** Keyword arguments say so with this property: the class of them is above this module. */
export const KEYWORDS = Symbol('keyword arguments');

const isNamed = (args: readonly Value[]): boolean => args.at(-1)?.[KEYWORDS] === true;

export class BaseException extends Root {
  args!: Tuple;

  constructor(...args: Value[]) {
    super();
    const given = args[0] === BARE ? args.slice(1) : args;
    this.args = tuple_(isNamed(given) ? given.slice(0, -1) : given);
    hide(this, 'args');
    if (args[0] !== BARE) this.__init__(...args);
  }

  /** One before its `__init__`: what `super().__new__(cls)` makes. */
  static __new__(cls: Value, ...args: Value[]): Value {
    return new cls(BARE, ...args);
  }

  __init__(...args: Value[]): void {
    if (!isNamed(args)) this.args = tuple_(args);
    else if (TAKE_NAMES.some((cls) => Function.prototype[Symbol.hasInstance].call(cls, this)))
      this.args = tuple_(args.slice(0, -1));
    else throw new PyTypeError(`${String((this.constructor as Value).name)}() takes no keyword arguments`);
  }

  with_traceback(): this {
    return this;
  }

  get __class__(): Value {
    return this.constructor;
  }

  static override [Symbol.hasInstance](error: Value): boolean {
    const known = STANDS_FOR.get(this);
    if (Function.prototype[Symbol.hasInstance].call(this, error) || isMadeOf(error, this)) return true;
    return known?.(error) ?? false;
  }
}
Object.setPrototypeOf(BaseException.prototype, throwingPrototype(Error.prototype));
MAKERS.add(BaseException.__new__);
isForJavaScript(BaseException.prototype);
/** What JavaScript calls an error, and says of it: what the program calls so, where it has such attributes. */
for (const [name, otherwise] of [
  [
    'name',
    ({ constructor: cls }: Value): Value =>
      Object.hasOwn(cls as object, '__name__') ? cls.__name__ : cls.name,
  ],
  ['message', (error: Value): Value => messageOf(error as BaseException)],
] as const)
  Object.defineProperty(BaseException.prototype, name, {
    get(this: Value): Value {
      const found = ownMember(this.constructor, name);
      return found === undefined ? otherwise(this) : valueOf(this.constructor, found);
    },
    set(this: Value, value: Value): void {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
  });
hide(BaseException.prototype, '__suppress_context__', false);

function hide(error: object, key: string, value: Value = (error as Value)[key]): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
}

let messageOf: (error: BaseException) => string = () => '';

/** How errors are turned to text: str() of the runtime, which knows this module. */
export function setMessageOf(text: (error: BaseException) => string): void {
  messageOf = text;
}

/** Which errors that are no Python exceptions count as one of a class. */
const STANDS_FOR = new Map<Value, (error: Value) => boolean>();

export class Exception extends BaseException {}
export class ArithmeticError extends Exception {}
export class ZeroDivisionError extends ArithmeticError {}
export class OverflowError extends ArithmeticError {}
export class FloatingPointError extends ArithmeticError {}
export class LookupError extends Exception {}
export class KeyError extends LookupError {}
export class IndexError extends LookupError {}
export class ValueError extends Exception {}
export class UnicodeError extends ValueError {}
class PyTypeError extends Exception {}
export class AttributeError extends Exception {}
export class NameError extends Exception {}
export class UnboundLocalError extends NameError {}
export class RuntimeError extends Exception {}
export class RecursionError extends RuntimeError {}
export class NotImplementedError extends RuntimeError {}
export class StopIteration extends Exception {
  get value(): Value {
    return this.args[0] ?? null;
  }
}
export class AssertionError extends Exception {}
export class EOFError extends Exception {}
export class ImportError extends Exception {}
export class ModuleNotFoundError extends ImportError {}
export class MemoryError extends Exception {}
export class BufferError extends Exception {}
class PyReferenceError extends Exception {}
export class Warning extends Exception {}
export class DeprecationWarning extends Warning {}
export class UserWarning extends Warning {}
export class PendingDeprecationWarning extends Warning {}
export class RuntimeWarning extends Warning {}
export class SyntaxWarning extends Warning {}
export class FutureWarning extends Warning {}
export class ImportWarning extends Warning {}
export class UnicodeWarning extends Warning {}
export class BytesWarning extends Warning {}
export class ResourceWarning extends Warning {}
export class EncodingWarning extends Warning {}
export class SystemError extends Exception {}
export class StopAsyncIteration extends Exception {}
export class KeyboardInterrupt extends BaseException {}
export class GeneratorExit extends BaseException {}
/** Exceptions that take names, which are for those who suggest others. */
const TAKE_NAMES: readonly Value[] = [ImportError, AttributeError, NameError];

export class SystemExit extends BaseException {
  get code(): Value {
    return this.args[0] ?? null;
  }
}
for (const [named, name] of [
  [PyTypeError, 'TypeError'],
  [PyReferenceError, 'ReferenceError'],
] as const)
  Object.defineProperty(named, 'name', { value: name });
export { PyReferenceError as ReferenceError, PyTypeError as TypeError };

export class OSError extends Exception {
  declare errno: Value;
  declare strerror: Value;
  declare filename: Value;

  constructor(...args: Value[]) {
    super(...args);
    const kind = args.length >= 2 && new.target === OSError ? BY_ERRNO.get(args[0]) : undefined;
    if (kind !== undefined) Object.setPrototypeOf(this, kind.prototype as object);
  }

  override __init__(...args: Value[]): void {
    super.__init__(...args);
    const [errno, strerror, filename = null] = args;
    if (args.length >= 2) Object.assign(this, { errno, strerror, filename });
    if (args.length > 2) this.args = tuple_(args.slice(0, 2));
  }
}
for (const name of ['errno', 'strerror', 'filename']) hide(OSError.prototype, name, null);
export class ConnectionError extends OSError {}
export class ConnectionRefusedError extends ConnectionError {}
export class ConnectionResetError extends ConnectionError {}
export class ConnectionAbortedError extends ConnectionError {}
export class BrokenPipeError extends ConnectionError {}
export class TimeoutError extends OSError {}
export class FileNotFoundError extends OSError {}
export class FileExistsError extends OSError {}
export class PermissionError extends OSError {}
export class IsADirectoryError extends OSError {}
export class NotADirectoryError extends OSError {}
export class BlockingIOError extends OSError {}
export class ChildProcessError extends OSError {}
export class InterruptedError extends OSError {}
export class ProcessLookupError extends OSError {}
export { OSError as IOError, OSError as EnvironmentError };

/** The number, text and class of what the system calls by a name. Numbers and texts are Linux's, as Python gives them there. */
export const SYSTEM: Readonly<Record<string, readonly [number: number, text: string, kind: typeof OSError]>> =
  {
    EPERM: [1, 'Operation not permitted', PermissionError],
    ENOENT: [2, 'No such file or directory', FileNotFoundError],
    ESRCH: [3, 'No such process', ProcessLookupError],
    EINTR: [4, 'Interrupted system call', InterruptedError],
    EBADF: [9, 'Bad file descriptor', OSError],
    ECHILD: [10, 'No child processes', ChildProcessError],
    EAGAIN: [11, 'Resource temporarily unavailable', BlockingIOError],
    EACCES: [13, 'Permission denied', PermissionError],
    EEXIST: [17, 'File exists', FileExistsError],
    ENOTDIR: [20, 'Not a directory', NotADirectoryError],
    EISDIR: [21, 'Is a directory', IsADirectoryError],
    EINVAL: [22, 'Invalid argument', OSError],
    EMFILE: [24, 'Too many open files', OSError],
    ENOTEMPTY: [39, 'Directory not empty', OSError],
    EPIPE: [32, 'Broken pipe', BrokenPipeError],
    EADDRINUSE: [98, 'Address already in use', OSError],
    EADDRNOTAVAIL: [99, 'Cannot assign requested address', OSError],
    ENETUNREACH: [101, 'Network is unreachable', OSError],
    ECONNABORTED: [103, 'Software caused connection abort', ConnectionAbortedError],
    ECONNRESET: [104, 'Connection reset by peer', ConnectionResetError],
    EISCONN: [106, 'Transport endpoint is already connected', OSError],
    ENOTCONN: [107, 'Transport endpoint is not connected', OSError],
    ETIMEDOUT: [110, 'Connection timed out', TimeoutError],
    ECONNREFUSED: [111, 'Connection refused', ConnectionRefusedError],
    EHOSTUNREACH: [113, 'No route to host', OSError],
    ECLOSED: [9, 'Bad file descriptor', OSError],
  };
const BY_ERRNO = new Map(Object.values(SYSTEM).map(([number, , kind]) => [number as Value, kind]));

const isBase = (error: Value): boolean => error instanceof TaskletExit || error instanceof Timeout;
const isOrdinary = (error: Value): boolean =>
  error instanceof Error &&
  error.name !== 'NotPorted' &&
  !isBase(error) &&
  !Function.prototype[Symbol.hasInstance].call(BaseException, error);
/** The message of an error that V8 makes where a member is missing. */
const isMissing = (error: Value): boolean =>
  error instanceof TypeError &&
  /^Cannot (?:read|set) properties of|^Cannot create property |is not a function$|^Cannot set property .* which has only a getter$/.test(
    error.message,
  );
/** What evergreen-ts says of a handler in place of a callback, where Evergreen has an assertion. */
const isHandlerRefused = (error: Value): boolean =>
  error instanceof globalThis.TypeError && error.message.startsWith('a handler is not a callback');
const isStackOverflow = (error: Value): boolean =>
  error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
const codeOf = (error: Value): string | undefined =>
  isOrdinary(error) && typeof error.code === 'string' ? (error.code as string) : undefined;
const isOfSystem = (error: Value): boolean => {
  const code = codeOf(error);
  return (
    code !== undefined && (code in SYSTEM || error.syscall !== undefined || error instanceof EvergreenTimeout)
  );
};

STANDS_FOR.set(BaseException, (error) => error instanceof Error && error.name !== 'NotPorted');
STANDS_FOR.set(Exception, isOrdinary);
STANDS_FOR.set(ValueError, (error) => error instanceof RangeError && !isStackOverflow(error));
STANDS_FOR.set(
  PyTypeError,
  (error) => error instanceof globalThis.TypeError && !isMissing(error) && !isHandlerRefused(error),
);
STANDS_FOR.set(AssertionError, isHandlerRefused);
STANDS_FOR.set(AttributeError, isMissing);
STANDS_FOR.set(NameError, (error) => error instanceof ReferenceError);
STANDS_FOR.set(RecursionError, isStackOverflow);
STANDS_FOR.set(
  RuntimeError,
  (error) => isStackOverflow(error) || (error?.constructor === Error && codeOf(error) === undefined),
);
STANDS_FOR.set(OSError, isOfSystem);
for (const kind of new Set(Object.values(SYSTEM).map(([, , one]) => one)))
  if (kind !== OSError) STANDS_FOR.set(kind, (error) => SYSTEM[codeOf(error) ?? '']?.[2] === kind);
STANDS_FOR.set(ConnectionError, (error) => {
  const kind = SYSTEM[codeOf(error) ?? '']?.[2];
  return kind !== undefined && kind.prototype instanceof ConnectionError;
});

/**
 * A caught error as its `except` clause names it: one of the system gets Python's number and text, one that stands for another
 * exception of Python its class. What is a Python exception already, a kill or a Timeout, is itself.
 */
export function caught(error: Value): Value {
  if (!isOrdinary(error)) return error;
  const code = codeOf(error);
  const known = code === undefined ? undefined : SYSTEM[code];
  if (known !== undefined && isOfSystem(error)) {
    const [number, text, kind] = known;
    const timedOut = error instanceof EvergreenTimeout;
    const made = timedOut ? new TimeoutError('timed out') : new kind(number, text);
    return causedBy(made, error);
  }
  if (isMissing(error)) return causedBy(new AttributeError(missingText(error.message as string)), error);
  for (const kind of [RecursionError, AssertionError, ValueError, PyTypeError, NameError])
    if (error instanceof kind)
      return causedBy(
        new kind(kind === RecursionError ? 'maximum recursion depth exceeded' : error.message),
        error,
      );
  return error;
}

/** What a Python exception was made of by caught(): its class counts, too. */
const ORIGINAL = Symbol('original');

export const originalOf = (error: Value): Value => error?.[ORIGINAL];

function causedBy(made: BaseException, error: Error): BaseException {
  Object.defineProperty(made, ORIGINAL, { value: error });
  Object.defineProperty(made, 'stack', {
    value: error.stack,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  return made;
}

/** What Python says where JavaScript found no member. */
function missingText(message: string): string {
  const [, of, name] =
    /^Cannot (?:read|set) properties of (null|undefined) \((?:reading|setting) '(.*)'\)$/.exec(message) ?? [];
  if (of !== undefined) return `'NoneType' object has no attribute '${name}'`;
  const [, own, type, value = ''] = /^Cannot create property '(.*)' on (\w+) '(.*)'$/s.exec(message) ?? [];
  const named = {
    string: 'str',
    boolean: 'bool',
    bigint: 'int',
    number: /^-?\d+$/.test(value) ? 'int' : 'float',
  };
  return type === undefined ? message : `'${named[type as 'string']}' object has no attribute '${own}'`;
}

/** `raise error from cause`. */
export function withCause(error: Value, cause: Value): Value {
  const made = raised(error);
  const known = cause === null || cause === undefined ? null : raised(cause);
  if (known !== cause && known instanceof PyTypeError && typeof cause !== 'function')
    throw new PyTypeError('exception causes must derive from BaseException');
  made.__cause__ = known;
  hide(made, '__suppress_context__', true);
  return made;
}

/** What `raise x` throws: an instance as it is, one of a class that is made now, else TypeError. */
export function raised(x: Value): Value {
  if (x instanceof Error) return x;
  if (typeof x === 'function' && x.prototype instanceof Error) return new x();
  return new PyTypeError('exceptions must derive from BaseException');
}

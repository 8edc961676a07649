/**
 * Errors on their way to another thread, process or machine. Structured clone keeps message, stack and cause, and the name if it is
 * one of six; `code`, own fields, `errors` and the class are lost. So an error is taken apart here, and put together again there:
 * with the prototype of the nearest class in its chain that is known there by name. A constructor is not called: it may want
 * arguments that nobody has.
 */
import { isError, isObject } from '../check.js';
import { withoutLoop } from '../trim.js';

/** An error as data that can be cloned. */
export interface FlatError {
  /** As the error's own. */
  readonly name: string;
  /** Its class and what that extends, by name; the nearest first. */
  readonly classes: readonly string[];
  /** As the error's own. */
  readonly message: string;
  /** Without what is below the user's functions. */
  readonly stack?: string;
  /** What the error says it comes from. */
  readonly cause?: Flat;
  /** Of an AggregateError. */
  readonly errors?: readonly Flat[];
  /** Own enumerable properties, as far as they can be cloned. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** What was thrown: an error, or any other value that can be cloned, or its text. */
export type Flat =
  | {
      /** It was an error. */
      readonly error: FlatError;
    }
  | {
      /** It was anything else. */
      readonly value: unknown;
    };

/** How many causes of causes there may be. */
const DEEPEST = 8;
const OWN = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/** Take apart what was thrown. Never throws. */
export function flatten(thrown: unknown, depth = 0): Flat {
  if (!isError(thrown)) return { value: isClonable(thrown) ? thrown : textOf(thrown) };
  const error = thrown as Error & { readonly errors?: unknown };
  const get = <T>(key: keyof typeof error, otherwise: T): T => {
    try {
      return (error[key] as T | undefined) ?? otherwise;
    } catch {
      // A getter that throws: the same as none.
      return otherwise;
    }
  };
  const stack = get<unknown>('stack', undefined);
  const errors = get<unknown>('errors', undefined);
  return {
    error: {
      name: textOf(get<unknown>('name', 'Error')),
      classes: classesOf(error),
      message: textOf(get<unknown>('message', '')),
      ...(typeof stack === 'string' && { stack: withoutLoop(stack) }),
      ...(depth < DEEPEST &&
        Object.hasOwn(error, 'cause') && { cause: flatten(get<unknown>('cause', undefined), depth + 1) }),
      ...(depth < DEEPEST &&
        Array.isArray(errors) && { errors: errors.map((one: unknown) => flatten(one, depth + 1)) }),
      ...fieldsOf(error),
    },
  };
}

/** Put it together again. `classes`: those that are known here, by name. */
export function rebuild(flat: Flat, classes: ErrorClasses): unknown {
  if (!('error' in flat)) return flat.value;
  const { name, classes: chain, message, stack, cause, errors, fields } = flat.error;
  const error = classes.make(chain, name, message);
  const own: Record<string, unknown> = { ...(stack !== undefined && { stack }) };
  if (error.name !== name) own['name'] = name;
  if (cause !== undefined) own['cause'] = rebuild(cause, classes);
  if (errors !== undefined) own['errors'] = errors.map((one) => rebuild(one, classes));
  for (const [key, value] of Object.entries(own)) define(error, key, value, false);
  for (const [key, value] of Object.entries(fields ?? {})) define(error, key, value, true);
  return error;
}

/** A class of errors. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ErrorClass = new (...args: any[]) => Error;

/** The names of classes that a minifier may have renamed: on the other side they have kept theirs. */
const names = new WeakMap<object, string>();

/** Classes that are known by the names of the properties, whatever they are called. */
export function named(classes: Readonly<Record<string, ErrorClass>>): ErrorClass[] {
  for (const [name, one] of Object.entries(classes)) names.set(one, name);
  return Object.values(classes);
}

/** Classes of errors by name. */
export class ErrorClasses {
  readonly #known: ReadonlyMap<string, ErrorClass>;

  /** Those that come later take the place of others of their name. */
  constructor(classes: Iterable<ErrorClass>) {
    this.#known = new Map([...classes].map((one) => [names.get(one) ?? one.name, one]));
  }

  /** Those, and `more`. */
  and(more: readonly ErrorClass[]): ErrorClasses {
    return more.length === 0 ? this : new ErrorClasses([...this.#known.values(), ...more]);
  }

  /** An error of the nearest class in a chain. */
  make(chain: readonly string[], name: string, message: string): Error {
    if (chain[0] === 'DOMException') return new DOMException(message, name);
    const error = new Error(message);
    for (const one of chain) {
      const known = this.#known.get(one);
      if (known === undefined) continue;
      Object.setPrototypeOf(error, known.prototype as object);
      break;
    }
    return error;
  }
}

/** Can it be cloned? */
function isClonable(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (!isObject(value)) return true;
  try {
    structuredClone(value);
    return true;
  } catch {
    // It says so itself.
    return false;
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    // An object without a prototype, or one whose toString() throws.
    return 'something that cannot be shown';
  }
}

function classesOf(error: object): string[] {
  const chain: string[] = [];
  try {
    for (let at: unknown = Object.getPrototypeOf(error); isObject(at); at = Object.getPrototypeOf(at)) {
      const { constructor } = at as { constructor?: { name?: unknown } };
      const name = constructor && (names.get(constructor) ?? constructor.name);
      if (typeof name === 'string' && name !== '' && name !== 'Object') chain.push(name);
    }
  } catch {
    // A Proxy that does not say.
  }
  return chain;
}

function fieldsOf(error: object): { fields?: Record<string, unknown> } {
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(error)) {
    if (OWN.has(key)) continue;
    try {
      const value = (error as Record<string, unknown>)[key];
      if (isClonable(value)) fields[key] = value;
    } catch {
      // A getter that throws: the field stays behind.
    }
  }
  return Object.keys(fields).length === 0 ? {} : { fields };
}

function define(error: Error, key: string, value: unknown, enumerable: boolean): void {
  Reflect.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
}

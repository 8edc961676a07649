/**
 * Frames: whose functions an error names.
 *
 * An error of ours is made when the tasklet goes on, inside its chain of `yield*`, so that its stack names the functions of the
 * user; those of the library that stand above them are left out. An error that was made elsewhere, a promise's, keeps itself and
 * its stack: the functions that waited for it are appended, as V8 appends those that await.
 */

import { isError } from '../check.js';
import { trimmed } from '../trim.js';

/** A function that has been called, and is now on the stack. */
// Whatever its parameters are.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Called = (...args: any[]) => unknown;

/** One whose constructor is on the stack. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Constructed = abstract new (...args: any[]) => object;

/** Not in every engine. */
const { captureStackTrace } = Error as { captureStackTrace?: typeof Error.captureStackTrace };

/** Let the stack of `error` begin with the caller of `above`. Returns the error. */
export function cutFrames<E extends object>(error: E, above: Called | Constructed): E {
  try {
    captureStackTrace?.(error, above);
  } catch {
    // An error of the user's that is frozen, or a Proxy: its stack stays as it is.
  }
  return error;
}

/** From now on, the stacks of the errors that these methods and getters of a class throw begin in the caller. */
export function errorsNameCaller(Class: { readonly prototype: object }, members: readonly string[]): void {
  for (const name of members) {
    const member = Object.getOwnPropertyDescriptor(Class.prototype, name) as PropertyDescriptor;
    if (member.get !== undefined) member.get = fromCaller(member.get);
    else member.value = fromCaller(member.value as Called);
    Object.defineProperty(Class.prototype, name, member);
  }
}

/** The same function, but the stacks of the errors that it throws begin in its caller. */
function fromCaller<F extends Called>(call: F): F {
  const outer = function (this: unknown, ...args: unknown[]): unknown {
    try {
      return call.apply(this, args);
    } catch (error) {
      if (error instanceof Error) cutFrames(error, outer);
      throw error;
    }
  };
  return Object.defineProperty(outer, 'name', { value: call.name }) as unknown as F;
}

const appended = new WeakSet();

/** Append the frames of the user's functions that wait for it to the stack of an error, once. Returns the error, whatever it is. */
export function withFrames(error: unknown): unknown {
  if (captureStackTrace === undefined || !isError(error) || appended.has(error)) return error;
  appended.add(error);
  const { stack = '' } = trimmed<{ stack?: string }>({});
  const frames = stack.slice(stack.indexOf('\n'));
  if (frames.startsWith('\n')) append(error, frames);
  return error;
}

function append(error: Error, frames: string): void {
  try {
    const { stack } = error;
    // One that cannot be written, as that of a frozen error, stays as it is.
    if (typeof stack === 'string') Reflect.set(error, 'stack', `${stack}${frames}`);
  } catch {
    // A getter or setter of the user's: the error goes on its way without the frames.
  }
}

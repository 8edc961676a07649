/**
 * Frames: whose functions an error names.
 *
 * An error of ours is made when the tasklet goes on, inside its chain of `yield*`, so that its stack names the functions of the
 * user; those of the library that stand above them are left out. An error that was made elsewhere, a promise's, keeps itself and
 * its stack: the functions that waited for it are appended, as V8 appends those that await.
 */

/** A function that has been called, and is now on the stack. */
// Whatever its parameters are.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Called = (...args: any[]) => unknown;

/** Not in every engine. */
const { captureStackTrace } = Error as { captureStackTrace?: typeof Error.captureStackTrace };

/** Let the stack of `error` begin with the caller of `above`. */
export function cutFrames(error: Error, above: Called): void {
  captureStackTrace?.(error, above);
}

const appended = new WeakSet();

/** Append the callers of `above` to the stack of an error, once. Returns the error, whatever it is. */
export function withFrames(error: unknown, above: Called): unknown {
  if (captureStackTrace === undefined || !isPlainError(error) || appended.has(error)) return error;
  appended.add(error);
  const here: { stack?: string } = {};
  captureStackTrace(here, above);
  const frames = here.stack?.slice(here.stack.indexOf('\n')) ?? '';
  // A stack that cannot be written, as that of a frozen error, stays as it is.
  if (frames.startsWith('\n')) Reflect.set(error, 'stack', `${error.stack}${frames}`);
  return error;
}

/** Its stack can be read and written without running code of the user's. */
function isPlainError(error: unknown): error is Error & { stack: string } {
  return error instanceof Error && typeof error.stack === 'string';
}

/**
 * Whose line an error names: the frames of this library are left out of the tops of the stacks of its errors.
 *
 * Which frames are ours is read from the stack itself: the first one is that of this very file, so all files of the folder it
 * is in are the library's. What a file is called in a stack depends on who formats it (Node with source maps, tsx, ts-node, or
 * nobody), but that is the same for all lines of one stack. In a bundle this file has no name of its own: nothing is left out.
 *
 * V8 notes where an error comes from at once, and makes the text when it is first read: so it is here, as most errors are caught
 * and never printed.
 */

/** Not in every engine. */
const { captureStackTrace } = Error as { captureStackTrace?: typeof Error.captureStackTrace };

/** How many frames of ours there may be above the user's, at most. */
const MOST_OURS = 10;

/** The same error, which is thrown here: its stack begins with the user's function that called into this library. */
export function trimmed<E extends object>(error: E): E {
  if (captureStackTrace === undefined) return error;
  const limit = Error.stackTraceLimit;
  try {
    // The text begins with the name and the message of what it is made for.
    const here = Object.create(error) as { stack: string };
    Error.stackTraceLimit = limit + MOST_OURS;
    captureStackTrace(here);
    Object.defineProperty(error, 'stack', {
      get: () => settle(error, withoutOurs(here.stack, limit)),
      set: (stack: unknown) => void settle(error, stack),
      configurable: true,
    });
  } catch {
    // An error of the user's that is frozen, or a Proxy, or Error itself is frozen: the stack stays as it is.
  } finally {
    Reflect.set(Error, 'stackTraceLimit', limit);
  }
  return error;
}

/** From now on the stack is an ordinary property. */
function settle(error: object, stack: unknown): unknown {
  Reflect.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  return stack;
}

/** The lines of frames at the end of a stack. What precedes them is the message. */
const FRAMES = /(?:\n {4}at .*)+$/;
/** Its folder. */
const THIS_FILE = /\((.*[/\\])trim\.[jt]s:\d+:\d+\)$/;

function withoutOurs(stack: string, limit: number): string {
  const at = stack.search(FRAMES);
  if (at < 0) return stack;
  const frames = stack.slice(at + 1).split('\n');
  const folder = THIS_FILE.exec(frames[0] ?? '')?.[1];
  // Calls of the engine's own, such as that of a generator's next(), have no file.
  const isOurs = (frame: string): boolean =>
    folder !== undefined && (frame.includes(folder) || frame.endsWith('(<anonymous>)'));
  const first = Math.max(
    frames.findIndex((frame) => !isOurs(frame)),
    0,
  );
  return [stack.slice(0, at), ...frames.slice(first, first + limit)].join('\n');
}

/**
 * Whose line an error names: the frames of this library are left out of the tops of the stacks of its errors.
 *
 * Which frames are ours is read from the stack itself: the first one is that of this very file, so all files of the folder it
 * is in are the library's. What a file is called in a stack depends on who formats it (Node with source maps, tsx, ts-node, or
 * nobody), but that is the same for all lines of one stack. In a bundle this file has no name of its own: there ours are left in.
 *
 * V8 notes where an error comes from at once, and makes the text when it is first read: so it is here, as most errors are caught
 * and never printed.
 */

/** Not in every engine. */
const { captureStackTrace } = Error as { captureStackTrace?: typeof Error.captureStackTrace };

/** How many frames of ours there may be above the user's, at most. */
const MOST_OURS = 10;

/** From now on a stack takes so many frames; undefined: an error gets none. (Reflect.set() takes as long as the error itself.) */
export function setStackLimit(limit: number | undefined): void {
  try {
    (Error as { stackTraceLimit?: number | undefined }).stackTraceLimit = limit;
  } catch {
    // Error is frozen: stacks stay as long as they are.
  }
}

/** The same error, which is thrown here: its stack begins with the user's function that called into this library. */
export function trimmed<E extends object>(error: E): E {
  if (captureStackTrace === undefined) return error;
  const limit = Error.stackTraceLimit;
  try {
    // The text begins with the name and the message of what it is made for.
    const here = Object.create(error) as { stack: string };
    setStackLimit(limit + MOST_OURS);
    captureStackTrace(here);
    Object.defineProperty(error, 'stack', {
      get: () => settle(error, withoutOurs(here.stack, limit)),
      set: (stack: unknown) => void settle(error, stack),
      configurable: true,
    });
  } catch {
    // An error of the user's that is frozen, or a Proxy: the stack stays as it is.
  } finally {
    setStackLimit(limit);
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

function withoutOurs(stack: string, limit: number): string {
  const at = stack.search(FRAMES);
  if (at < 0) return stack;
  const frames = stack.slice(at + 1).split('\n');
  const folder = folderOf(frames[0]);
  // The first is that of trimmed(). Without any of the user's, as when the hub has found the fault, the message says all there is.
  const first = folder === undefined ? 1 : frames.findIndex((frame) => isUsers(frame, folder));
  const users = first < 0 ? [] : frames.slice(first, first + limit);
  return [stack.slice(0, at), ...users].join('\n');
}

/** As a stack has it: the last one is that of this file. */
const THIS_FILE = /\((.*[/\\])trim\.[jt]s:\d+:\d+\)$/;

/** The folder of this file, which the frame is of. */
function folderOf(frame: string | undefined): string | undefined {
  return THIS_FILE.exec(frame ?? '')?.[1];
}

/** What that is called in the stacks that are made now; undefined if nobody knows, as in a bundle. */
export function ownFolder(): string | undefined {
  return folderOf(new Error().stack?.split('\n')[1]);
}

function isOurs(frame: string, folder: string | undefined): boolean {
  return folder !== undefined && frame.includes(folder);
}

/** Node's own; a call of the engine's, such as that of a generator's next(), which has no file; frames that are only counted. */
const NOBODYS = /\(<anonymous>\)|\bnode:[a-z]|^ *\.\.\. /;

function isUsers(frame: string, folder: string | undefined): boolean {
  return !isOurs(frame, folder) && !NOBODYS.test(frame);
}

/** The lines of a stack, but those and Node's. */
export function framesBut(stack: string, isLeftOut: (frame: string) => boolean): string {
  const lines = stack.split('\n');
  return lines.filter((line) => !NOBODYS.test(line) && !isLeftOut(line)).join('\n');
}

/** The lines of a stack that are the user's. */
export function usersFrames(stack: string): string {
  const folder = ownFolder();
  return framesBut(stack, (frame) => isOurs(frame, folder));
}

/** Lines of frames that follow each other. Those that a cause has, too, are only counted. */
const BLOCKS = /(?:^ +(?:at|\.\.\. \d+ lines matching) .*(?:\n|$))+/gm;

/** The text of an error, or of several, without what is below the user's functions: the loop that ran them, and Node. */
export function withoutLoop(text: string): string {
  const folder = ownFolder();
  return text.replace(BLOCKS, (block) => {
    const frames = block.split('\n');
    const last = frames.findLastIndex((frame) => frame !== '' && isUsers(frame, folder));
    // An error that names none of the user's functions is shown as it is.
    if (last < 0 || !frames.slice(last + 1).some((frame) => isOurs(frame, folder))) return block;
    // The properties of the error follow its last frame, in braces.
    const rest = /( \{)?(\n?)$/.exec(block)?.[0] ?? '';
    return frames.slice(0, last + 1).join('\n') + rest;
  });
}

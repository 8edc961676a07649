/**
 * Debug mode (EVERGREEN_DEBUG=1): what costs too much to keep always. Stacks of where each tasklet was spawned and is
 * parked, and a book of operations that were made but not run: a forgotten `yield*`, the commonest mistake of all, which
 * otherwise shows only as something that does not happen.
 *
 * An operation is reported as forgotten when the tasklet that made it ends (or, made outside any, when the loop ends)
 * and nobody has run it, or earlier when it is collected as garbage. Users' own generator functions cannot be
 * watched this way: the language does not report that one was called.
 */
import { debug, warn } from '#platform';
import type { TaskletInfo } from '../errors.js';
import { after } from '../loop/thread.js';

export { debug };

interface Made {
  /**
   * What it is, for people. A function at first, as it may not be known while the operation is being made; but soon a
   * string, as the function keeps the operation from being collected.
   */
  what: string | (() => string);
  readonly stack: string;
  /** The maker's set of operations not run yet; it leaves when it is run or reported. */
  readonly book: Set<Made>;
}

const spawnStacks = new WeakMap<object, string>();
const parkStacks = new WeakMap<object, string>();
const books = new WeakMap<object, Set<Made>>();
const entries = new WeakMap<object, Made>();
/** Stands for "no tasklet" in the books. */
const OUTSIDE = {};

const collected =
  typeof FinalizationRegistry === 'undefined'
    ? undefined
    : new FinalizationRegistry<Made>((made) => report(made));

/** An operation was made by `maker`. */
export function noteMade(op: object, what: () => string, maker: object | undefined): void {
  const key = maker ?? OUTSIDE;
  let book = books.get(key);
  if (book === undefined) books.set(key, (book = new Set()));
  const made: Made = { what, stack: userStack(), book };
  queueMicrotask(() => (made.what = textOf(made)));
  book.add(made);
  entries.set(op, made);
  collected?.register(op, made);
}

/** It is being run. */
export function noteRun(op: object): void {
  const made = entries.get(op);
  made?.book.delete(made);
}

/** `maker` has ended: operations that it made and that were not run were forgotten. */
export function noteEnd(maker: object | undefined): void {
  const key = maker ?? OUTSIDE;
  for (const made of books.get(key) ?? []) report(made);
  books.delete(key);
}

export function noteSpawn(tasklet: object): void {
  spawnStacks.set(tasklet, userStack());
}

export function notePark(tasklet: object): void {
  parkStacks.set(tasklet, userStack());
}

/** Seconds after which a killed tasklet that is still alive is reported. */
const KILL_GRACE = 5;

/** A kill has interrupted: ask later whether that was the end. */
export function noteKill(tasklet: { readonly name: string; ended(): boolean; info(): TaskletInfo }): void {
  const due = (): void => {
    if (tasklet.ended()) return;
    const { state, waitingOn = 'nothing', parkStack: stack = '' } = tasklet.info();
    warn(
      `${tasklet.name} was killed ${KILL_GRACE}s ago and is alive, ${state} on ${waitingOn}: did a catch swallow the error?\n${stack}`,
    );
  };
  after(KILL_GRACE, { _slot: -1, _due: due });
}

export function spawnStack(tasklet: object): string | undefined {
  return spawnStacks.get(tasklet);
}

export function parkStack(tasklet: object): string | undefined {
  return parkStacks.get(tasklet);
}

function report(made: Made): void {
  if (!made.book.delete(made)) return;
  warn(`${textOf(made)} was made but never run: is a \`yield*\` missing before it?\n${made.stack}`);
}

function textOf({ what }: Made): string {
  return typeof what === 'string' ? what : what();
}

/** Where the library's own files are: their frames say nothing to a user. In a bundle nobody knows: undefined. */
function ownFolder(): string | undefined {
  const { url = '' } = import.meta as { url?: string };
  const end = url.lastIndexOf('/park/');
  return end < 0 ? undefined : url.slice(0, end + 1);
}

/** Where the user's code is now: the lines of a stack. */
export function userStack(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  const lines = stack.split('\n').slice(1);
  const own = ownFolder();
  const isOwn = (line: string): boolean => own !== undefined && line.includes(own);
  return lines.filter((line) => !isOwn(line) && !/\.next \(<anonymous>\)/.test(line)).join('\n');
}

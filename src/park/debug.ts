/**
 * Debug mode (EVERGREEN_DEBUG=1): what costs too much to keep always. Stacks of where each tasklet was spawned and is
 * parked (what is found out with those of kills and limits is in swallowed.ts), and a book of operations that were made but not run: a forgotten `yield*`, the commonest mistake of all, which
 * otherwise shows only as something that does not happen.
 *
 * An operation is reported as forgotten when the tasklet that made it ends (or, made outside any, when the loop ends)
 * and nobody has run it, or earlier when it is collected as garbage. Users' own generator functions cannot be
 * watched this way: the language does not report that one was called.
 */
import { debug, warn } from '#platform';
import { framesBut, ownFolder, setStackLimit, usersFrames } from '../trim.js';

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

/** Where a tasklet is parked. */
export interface Parked {
  /** What it waits on, for people. */
  readonly on: string;
  /** All its frames. */
  readonly stack: string;
  /** Once placeOf() has made it. */
  place?: string;
}

const spawnStacks = new WeakMap<object, string>();
const parks = new WeakMap<object, Parked>();
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

export function notePark(tasklet: object, on: string): void {
  parks.set(tasklet, { on, stack: wholeStack() });
}

/** Where it is parked, or was last. */
export function parkedAt(tasklet: object): Parked | undefined {
  return parks.get(tasklet);
}

export function spawnStack(tasklet: object): string | undefined {
  return spawnStacks.get(tasklet);
}

export function parkStack(tasklet: object): string | undefined {
  const parked = parks.get(tasklet);
  return parked === undefined ? undefined : usersFrames(parked.stack);
}

function report(made: Made): void {
  if (!made.book.delete(made)) return;
  warn(`${textOf(made)} was made but never run: is a \`yield*\` missing before it?\n${made.stack}`);
}

function textOf({ what }: Made): string {
  return typeof what === 'string' ? what : what();
}

/** Equal for the same place in the same bodies, those of the library too, whatever has resumed them. */
export function placeOf(parked: Parked): string {
  return (parked.place ??= aboveHub(parked.stack));
}

/** The functions of src/tasklet/coroutine.ts that run a body; a bundler may have numbered them. */
const RUNS_BODY = /^ *at (?:step|begin|deliver)(?:\$\d+)? \(/;

function aboveHub(stack: string): string {
  const own = ownFolder();
  const frames = framesBut(stack, () => false).split('\n');
  // In a bundle of the user's the hub is not to be told: places that are equal may then look different.
  const end = frames.findIndex((frame) => own !== undefined && frame.includes(own) && RUNS_BODY.test(frame));
  return frames.slice(0, end < 0 ? frames.length : end).join('\n');
}

/** The user's functions that are on the stack now. */
export function userStack(): string {
  return usersFrames(wholeStack());
}

/** All frames of the stack, the library's too, however many there are. */
export function allFrames(): string[] {
  return wholeStack(Infinity).split('\n');
}

function wholeStack(most = 50): string {
  const limit = Error.stackTraceLimit;
  setStackLimit(most);
  const { stack = '' } = new Error();
  setStackLimit(limit);
  return stack.slice(stack.indexOf('\n') + 1);
}

/**
 * Action: an operation whose end comes from outside by a call: the leaf behind until() and fromCallback(), and the way to
 * write an operation of one's own.
 *
 * It settles once, now or later. A value that comes after the wait was given up is handed to `discard`, so that a killed open()
 * leaves no descriptor. Where there is no `discard`, a value that has come cannot go back: it is returned, and an interrupt of
 * the same turn is delivered at the next park. The same holds for an error.
 *
 * Prior art: effection's action() returns how to discard what was begun; curio's kernel calls return how to leave the queue.
 */
import { checkFunction, checkOptions, kindOf } from '../check.js';
import { beginOutside, endOutside, report } from '../loop/thread.js';
import type { Op } from './op.js';
import { Leaf, type Wakeable } from './leaf.js';
import { trimmed } from '../trim.js';

/** Begins what is waited for, and returns how to undo it; it calls `resume` or `fail` once. */
export type Start<T> = (
  resume: (value: T) => void,
  fail: (error: unknown) => void,
) => ((error?: unknown) => void) | void;

const FRESH = 0;
/** start() runs. */
const STARTING = 1;
const WAITING = 2;
const SETTLED = 3;
const GIVEN_UP = 4;
/** The result was taken, or disposed of. */
const OVER = 5;

export class Action<T> extends Leaf<T> {
  readonly #what: string;
  readonly #discard: ((value: T) => void) | undefined;
  #start: Start<T> | undefined;
  #phase = FRESH;
  #tasklet: Wakeable | undefined = undefined;
  #undo: ((error?: unknown) => void) | void = undefined;
  #value: T | undefined = undefined;
  #error: { readonly thrown: unknown } | undefined = undefined;

  constructor(what: string, start: Start<T>, discard?: (value: T) => void) {
    super();
    this.#what = what;
    this.#start = start;
    this.#discard = discard;
  }

  override get _final(): boolean {
    return this.#phase === SETTLED && (this.#error !== undefined || this.#discard === undefined);
  }

  override get _willBeFinal(): boolean {
    return this.#discard === undefined;
  }

  _describe(): string {
    return this.#what;
  }

  _begin(tasklet: Wakeable): boolean {
    const start = this.#start as Start<T>;
    this.#start = undefined;
    this.#tasklet = tasklet;
    this.#phase = STARTING;
    try {
      this.#undo = start(this.#resume, this.#fail);
    } catch (error) {
      if (this.#phase === SETTLED) this.#drop();
      else this.#phase = GIVEN_UP;
      throw error;
    }
    if (this.#phase === SETTLED) return true;
    this.#phase = WAITING;
    beginOutside();
    return false;
  }

  _end(): T {
    this.#phase = OVER;
    if (this.#error !== undefined) throw this.#error.thrown;
    const value = this.#value as T;
    this.#value = undefined;
    return value;
  }

  _undo(error?: unknown): void {
    if (this.#phase === SETTLED) this.#drop();
    if (this.#phase !== WAITING) return;
    this.#phase = GIVEN_UP;
    endOutside();
    const undo = this.#undo;
    this.#undo = undefined;
    if (typeof undo === 'function') this.#guarded(undo, error);
  }

  readonly #resume = (value: T): void => {
    if (this.#phase === GIVEN_UP) {
      this.#value = value;
      this.#drop();
    } else if (this.#phase === STARTING || this.#phase === WAITING) {
      this.#value = value;
      this.#settle();
    }
  };

  readonly #fail = (error: unknown): void => {
    if (this.#phase !== STARTING && this.#phase !== WAITING) return;
    this.#error = { thrown: error };
    this.#settle();
  };

  #settle(): void {
    const waiting = this.#phase === WAITING;
    this.#phase = SETTLED;
    this.#undo = undefined;
    if (!waiting) return;
    endOutside();
    this.#tasklet?._unpark();
  }

  /** Nobody takes what has come. */
  #drop(): void {
    this.#phase = OVER;
    const value = this.#value as T;
    this.#value = undefined;
    if (this.#error === undefined && this.#discard !== undefined) this.#guarded(this.#discard, value);
  }

  /** What users supply may throw: the error must not take the kill's place. */
  #guarded<A>(call: (argument: A) => void, argument: A): void {
    try {
      call(argument);
    } catch (error) {
      report(error, this.#tasklet?._behalf ?? this);
    }
  }
}

/** How an action ends when nobody waits for it any more. */
export interface ActionOptions<T> {
  /** Handed a value that comes after the wait was given up, so that nothing leaks: a descriptor, a connection. */
  discard?: (value: T) => void;
}

/**
 * An operation of your own. `start` is called when it is run; it calls `resume` or `fail` once, at once or later, from anywhere in
 * the thread; further calls are ignored. What `start` returns undoes it, and is called when the wait is given up before (kill,
 * Timeout). A value that comes after that is handed to `discard`. Parks until one of the two is called. What `start` throws is
 * thrown here; what `discard` or the undoing throws goes to excepthook. TypeError unless `what` is a string and `start` a function.
 *
 * @param what what a tasklet is seen to wait on, in dumps and deadlocks
 *
 * @example
 * import { close, open } from 'node:fs';
 * import type { Op } from 'evergreen-ts';
 * import { action } from 'evergreen-ts/lowlevel';
 *
 * const openFile = (path: string): Op<number> =>
 *   action<number>(
 *     `open ${path}`,
 *     (resume, fail) => open(path, (error, fd) => (error === null ? resume(fd) : fail(error))),
 *     { discard: (fd) => close(fd) },
 *   );
 */
export function action<T>(
  what: string,
  start: (resume: (value: T) => void, fail: (error: unknown) => void) => (() => void) | void,
  options: ActionOptions<T> = {},
): Op<T> {
  if (typeof what !== 'string')
    throw trimmed(new TypeError(`an action needs a name for what it waits on, not ${kindOf(what)}`));
  checkFunction('what starts an action', start);
  checkOptions('the options of action()', options);
  const { discard } = options;
  if (discard !== undefined) checkFunction('discard', discard);
  return new Action(what, start, discard);
}

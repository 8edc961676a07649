/**
 * Parking: the one door into the hub. Every operation that blocks ends in a Leaf, and a Leaf parks the tasklet that runs it by
 * returning PARKED up the chain of `yield*`, straight to the hub.
 *
 * A leaf is an iterator object rather than a generator: `yield*` accepts it, it is lazy, and it costs about half. Blocking and
 * undoing it are one thing, so a leaf has both:
 *
 *   _begin    try to go on at once (true), or register with whoever will wake the tasklet (false)
 *   _parked   the tasklet is parked: what could come only now
 *   _end      it was woken: what the operation returns (or throws)
 *   _undo     an error was thrown into it (kill, Timeout): leave the queue, the timer, the slot. And if something was handed
 *             over already, though the tasklet has not run since: pass it to the next waiter. Nothing is lost.
 *   _final    what it was woken with cannot go back to where it came from: it is returned, and the interrupt comes later
 *
 * *What is woken* and *on whose behalf* are two things (Parkable): an arm of a select is woken for the tasklet that selects.
 *
 * Whether a call of next() begins or ends the operation is the tasklet's knowledge: it is parked on this very leaf, and was
 * resumed, or it is not. So a leaf that can be used any number of times (it overrides _start) may serve any number of tasklets.
 *
 * The budget: an operation that returns at once does not park, so a loop over a stream that has ended would never let go of the
 * hub. Hence each resumption may run MOST_AT_ONCE operations; the next one lets all others go first, before it takes effect, so
 * that a kill there loses nothing. A count, not a clock: a program behaves the same each time. Tokio has such a budget, too.
 */
import { otherCopyNote } from '../loop/copies.js';
import { usersFrames } from '../trim.js';
import { allFrames, debug, noteMade, noteRun } from './debug.js';
import { OPERATION, type Op, PARKED, type Park, done } from './op.js';
import { trimmed } from '../trim.js';

/** What a leaf wakes: a tasklet, or an arm of a select, which acts for the tasklet that selects. */
export interface Wakeable {
  /** The tasklet on whose behalf it waits: the owner of what it is handed. */
  readonly _behalf: object;
  /** Go on with `value`: put the tasklet on the ready queue. Only for what waits. */
  _unpark(value?: unknown): void;
  /** Of an arm: another one wins, so that it must not be given what cannot be taken back. */
  readonly _closed?: boolean;
  /** Of an arm: it is about to win, so that no other may; or it is not after all. */
  _claim?(claimed: boolean): void;
}

/** A tasklet, as far as leaves have to do with it. */
export interface Parkable extends Wakeable {
  /** True when it was resumed from this leaf: the wait has ended. Forgets the leaf then. Error if it is parked still. */
  _resumedFrom(leaf: Leaf<unknown>): boolean;
  /** Note that it parks on this leaf. */
  _park(leaf: Leaf<unknown>): void;
  /** Park on this leaf, and be ready at once, behind all that are ready now. */
  _yield(leaf: Leaf<unknown>): void;
}

/** Operations of one resumption that may return at once, before the next one lets all others go first. */
export const MOST_AT_ONCE = 1000;

let running: Parkable | undefined;
/** Operations that this resumption may still run. (In an object: V8 is slower with a variable of the module.) */
const budget = { left: MOST_AT_ONCE };

/** The tasklet that runs now. */
export function runningTasklet(): Parkable | undefined {
  return running;
}

/** For coroutine.ts, the only one that resumes: a resumption begins, or has ended. */
export function beginRunning(tasklet: Parkable): void {
  running = tasklet;
  budget.left = MOST_AT_ONCE;
}

/** For coroutine.ts: it has parked, or ended. */
export function endRunning(): void {
  running = undefined;
}

/** What is being thrown into a tasklet only to see where it is parked. */
let glance: { frames: string[] } | undefined;

/**
 * The user's functions that `body` is in, the innermost first: where it is parked. It is thrown into as for a kill, all the way
 * down to its leaf, which answers as if it had just been parked: nothing of the user's runs, and all stays as it is. (But for an
 * iterator written by hand that is no generator, and has no throw(): it could not be killed either.)
 */
export function stackOf(body: { throw(error: unknown): unknown }): string {
  const here = allFrames();
  const look = (glance = { frames: [] as string[] });
  try {
    body.throw(look);
  } finally {
    glance = undefined;
  }
  // Who asks is below both.
  const { frames } = look;
  let below = 0;
  while (below < frames.length && frames.at(-1 - below) === here.at(-1 - below)) below++;
  return usersFrames(frames.slice(0, frames.length - below).join('\n'));
}

/** The error that is being thrown into a tasklet, when its stack is to show where that one was parked. */
let delivering: unknown;

/** For coroutine.ts: until the next call, throw() of a leaf sets the stack of `error` to where that leaf is. */
export function setDelivering(error: unknown): void {
  delivering = error;
}

/** The states of a leaf that is used once. In one object, as those of a tasklet are (states.ts). */
export const LEAF_STATE = {
  NEW: 0,
  BEGUN: 1,
  /** Its timeout came first. */
  EXPIRED: 2,
  /** The budget was spent: the tasklet is ready, and the operation begins when it goes on. */
  DEFERRED: 3,
} as const;
const { NEW, BEGUN, DEFERRED } = LEAF_STATE;

export abstract class Leaf<T> implements Op<T>, Iterator<Park, T, unknown> {
  // Assigned in the constructor: a definition would be slower.
  /** NEW, BEGUN, EXPIRED or DEFERRED. */
  declare _state: number;

  constructor() {
    this._state = NEW;
    if (debug) made(this);
  }

  get [OPERATION](): true {
    return true;
  }

  /** Interrupts must wait until it has ended: they are delivered at the next park. */
  get _shielded(): boolean {
    return false;
  }

  /** Asked of one that was woken: can what it was woken with not go back? Then an interrupt is delivered at the next park. */
  get _final(): boolean {
    return this._shielded;
  }

  /** Asked before it is woken: will it be final then? */
  get _willBeFinal(): boolean {
    return false;
  }

  /** An interrupt has come for its parked tasklet: must it wait? */
  _postpone(): boolean {
    return this._shielded;
  }

  [Symbol.iterator](): this {
    if (debug) noteRun(this);
    return this;
  }

  /**
   * All kinds of leaves meet here, so V8 finds nothing to inline. The busiest kinds (permits, channels, queues) have a next() of
   * their own, which is this one once more, and the faster for it.
   */
  next(value?: unknown): IteratorResult<Park, T> {
    const tasklet = running;
    if (tasklet === undefined) throw outsideTasklet(this);
    if (tasklet._resumedFrom(this)) {
      if (this._state !== DEFERRED) return done(this._end(value));
      this._state = NEW;
    }
    if (this._state === NEW && mustDefer()) return defer(this, tasklet);
    if (this._start(tasklet)) return done(this._end(undefined));
    tasklet._park(this);
    this._parked();
    return PARKED;
  }

  throw(error: unknown): IteratorResult<Park, T> {
    if (glance !== undefined && error === glance) {
      glance.frames = allFrames();
      return PARKED;
    }
    if (running?._resumedFrom(this) === true) {
      this._giveUp(error);
      if (error === delivering) trimmed(error as object);
    }
    throw error;
  }

  /** What stands for it as an arm of a select; undefined if its effect cannot be undone when another arm wins. */
  // Another leaf stands for some.
  // eslint-disable-next-line @typescript-eslint/prefer-return-this-type
  _asArm(): Leaf<T> | undefined {
    return this;
  }

  /** End without having begun, if it can: true. It has taken effect then. May throw instead. */
  _tryNow(): boolean {
    return false;
  }

  /** Begin: true if it need not wait. Error the second time. */
  _start(tasklet: Wakeable): boolean {
    if (this._state !== NEW) throw usedTwice(this);
    this._state = BEGUN;
    return this._begin(tasklet);
  }

  /** `error` was thrown into it: undo what was begun. */
  _giveUp(error?: unknown): void {
    if (this._state !== DEFERRED) this._undo(error);
  }

  /** What a parked tasklet waits on, for people: "Lock", "sleep 1.5s". */
  abstract _describe(): string;
  /** Go on at once: true. Or arrange for tasklet._unpark() to be called later: false. */
  abstract _begin(tasklet: Wakeable): boolean;
  /** What the operation returns; `value` is what the tasklet was unparked with. */
  abstract _end(value: unknown): T;
  /** Undo _begin, whether or not the tasklet has been unparked since. Must not throw. */
  abstract _undo(error?: unknown): void;

  /** The tasklet is parked. */
  _parked(): void {
    // Most have nothing to do then.
  }

  /** For instruments: what is waited on, the same object for all that wait on one thing. */
  _awaited(): object {
    return this;
  }

  /** For instruments: the owner of what is waited on. */
  _owner(): object | undefined {
    return undefined;
  }

  /** For instruments: what its tasklet was handed when it was woken. */
  _handed(): object | undefined {
    return undefined;
  }
}

/** A function of its own: a closure would cost each constructor something that might make it. */
function made(leaf: Leaf<unknown>): void {
  noteMade(leaf, () => leaf._describe(), running);
}

/** Has the tasklet that runs spent its budget, before the operation has begun? */
export function mustDefer(): boolean {
  return --budget.left < 0;
}

/** For checkpoint.ts: count an operation. False if there is no budget left for it and for a leaf that comes after it. */
export function spend(): boolean {
  return --budget.left > 0;
}

/** Let all others go first. */
export function defer(leaf: Leaf<unknown>, tasklet: Parkable): IteratorResult<Park, never> {
  leaf._state = DEFERRED;
  tasklet._yield(leaf);
  return PARKED;
}

/** It was begun before. */
export function usedTwice(leaf: Leaf<unknown>): Error {
  return trimmed(new Error(`${leaf._describe()}: an operation can be run only once: make a new one`));
}

export function outsideTasklet(leaf: Leaf<unknown>): Error {
  return trimmed(
    new Error(
      `${leaf._describe()}: an operation runs inside a tasklet only: spawn() a generator function that does \`yield*\` on it${otherCopyNote()}`,
    ),
  );
}

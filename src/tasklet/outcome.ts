/**
 * The end of a tasklet: its value or error, what is woken and called then, and what takes the error. An error that nothing
 * takes goes to excepthook, once.
 */
import { isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import { report } from '../loop/thread.js';
import type { WaitQueue } from '../park/wait-queue.js';
import type { Waiter } from '../park/waiter.js';
import { STATE } from './states.js';

const { FAILED, RETURNED } = STATE;

/** Waits for the end of a tasklet; its argument says whether it takes the error. */
export type EndWaiter = Waiter<Endable, unknown, boolean>;

/** What few tasklets need of their end. */
export interface Watched {
  /** How many have claimed the error, if there is one: it is unretrieved when the last of them gives the claim back. */
  takers: number;
  watchers: WaitQueue<EndWaiter> | undefined;
  callbacks: (() => void)[] | undefined;
}

/** A tasklet, as far as its end is concerned. */
export interface Endable {
  readonly name: string;
  /** RETURNED or FAILED when it has ended. */
  readonly _state: number;
  /** At the end the result or the error. */
  readonly _value: unknown;
  readonly _cold: Watched | undefined;
  readonly _scope: ErrorScope | undefined;
}

/** The scope of a tasklet, as far as its error is concerned. */
interface ErrorScope {
  /** The tasklet whose error is taken. */
  readonly taken: object | undefined;
  /** What is no error of its tasklets. */
  readonly reason: { readonly thrown: unknown } | undefined;
}

export function hasEnded({ _state }: Endable): boolean {
  return _state >= RETURNED;
}

export function hasFailed({ _state }: Endable): boolean {
  return _state === FAILED;
}

/** What it failed with; undefined if it has not. */
export function errorOf(tasklet: Endable): unknown {
  return hasFailed(tasklet) ? tasklet._value : undefined;
}

/** Its value, or its error thrown. */
export function outcomeOf<T>(tasklet: Endable): T {
  if (hasFailed(tasklet)) throw tasklet._value;
  return tasklet._value as T;
}

/** Nothing takes its error, if it has ended with one: it is reported to excepthook. */
export function reportError(tasklet: Endable): void {
  if (!hasFailed(tasklet) || tasklet._scope?.taken === tasklet) return;
  const { _value: error, _scope: scope } = tasklet;
  const asTold =
    isInstance(error, TaskletExit) || (scope?.reason !== undefined && scope.reason.thrown === error);
  if (!asTold) report(error, tasklet);
}

/** It has ended: wake those that wait, call back, and report the error if nothing takes it. */
export function tellEnd(tasklet: Endable): void {
  const watched = tasklet._cold;
  if (watched !== undefined) {
    if (watched.watchers !== undefined) {
      for (const { arg: takesError } of watched.watchers) if (takesError) watched.takers++;
      watched.watchers.wakeAll();
    }
    const { callbacks } = watched;
    watched.callbacks = undefined;
    for (const callback of callbacks ?? []) callBack(tasklet, callback);
    if (watched.takers > 0) return;
  }
  reportError(tasklet);
}

/** Errors of a done callback go to excepthook; the other callbacks are called all the same. */
export function callBack(tasklet: Endable, callback: () => void): void {
  try {
    callback();
  } catch (error) {
    report(error, tasklet);
  }
}

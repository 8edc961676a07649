/**
 * Waiting for the end of a tasklet: what is behind join() and get().
 */
import { TimeoutError } from '../errors.js';
import type { Op } from '../park/op.js';
import { runningTasklet } from '../park/leaf.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime } from '../park/waiter.js';
import { type Coroutine, cold } from './fields.js';
import {
  type EndWaiter,
  type Endable,
  callBack,
  hasEnded,
  hasFailed,
  outcomeOf,
  reportError,
} from './outcome.js';
import { trimmed } from '../trim.js';

const waiting = {
  tryNow(target: Endable): boolean {
    if ((target as unknown) === runningTasklet())
      throw trimmed(new Error('a tasklet cannot wait for its own end'));
    return hasEnded(target);
  },
  queue: (target: Endable): WaitQueue<EndWaiter> => (cold(target as Coroutine).watchers ??= new WaitQueue()),
  owner: (target: Endable) => target,
  awaitsEnd: true,
};

const JOIN = new Kind<Endable, boolean, boolean>({
  ...waiting,
  describe: ({ name }) => `Tasklet.join ${name}`,
  result: inTime,
});

const GET = new Kind<Endable, unknown, boolean>({
  ...waiting,
  describe: ({ name }) => `Tasklet.get ${name}`,
  result(target, waiter) {
    if (!waiter.expired) return outcomeOf(target);
    throw trimmed(new TimeoutError(`${target.name} did not end in time (${waiter.timeout}s)`));
  },
  giveBack: (target) => giveBackError(target as Coroutine),
  // Nobody else would ask for it.
  final: (target, { expired }) =>
    !expired && !hasFailed(target) && (target as Coroutine)._cold?.isChild === true,
});

export function join(target: Endable, timeout: number | undefined): Op<boolean> {
  return new Waiter(JOIN, target, timeout, false);
}

export function get<T>(target: Endable, timeout: number | undefined): Op<T> {
  return new Waiter(GET, target, timeout, true) as Op<T>;
}

/** Claim its error, if it ends with one: it does not go to excepthook. */
export function takeError(target: Coroutine): void {
  cold(target).takers++;
}

/** Give the claim of takeError() back. */
export function giveBackError(target: Coroutine): void {
  if (--cold(target).takers === 0) reportError(target);
}

/** Call back once it has ended, at once if it has. */
export function whenEnded(target: Coroutine, call: () => void): void {
  if (hasEnded(target)) {
    callBack(target, call);
    return;
  }
  const state = cold(target);
  // Few have more than one: push() would make room for many.
  if (state.callbacks === undefined) state.callbacks = [call];
  else state.callbacks.push(call);
}

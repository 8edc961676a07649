/**
 * What a program has left behind when its scope has ended: tasklets that are in no scope of its own, and timers that nobody has cancelled.
 * Daemons are nobody's concern.
 */
import type { Timer } from '../loop/runnable.js';
import { OneShot } from '../loop/handler.js';
import { Timeout } from '../park/timeout.js';
import { isDaemon, loopScope, runScopes } from '../tasklet/fields.js';
import { allLive, infos } from '../tasklet/scopes.js';
import { LeftBehindError } from './errors.js';

/** The error that says which tasklets live; undefined if none does. */
export function taskletsLeft(): LeftBehindError | undefined {
  if (loopScope().busy === 0 && runScopes().size === 0) return undefined;
  const left = infos(allLive().filter((one) => !isDaemon(one)));
  return leftBehind(
    left.map(({ name, state, waitingOn }) =>
      waitingOn === undefined ? `${name}, which is ${state}` : `${name}, which waits on ${waitingOn}`,
    ),
  );
}

/** The error that says which of these are left; undefined if none is. */
export function timersLeft(timers: Iterable<Timer>): LeftBehindError | undefined {
  const left: string[] = [];
  for (const timer of timers) {
    // All others belong to something that waits, such as a daemon.
    if (timer instanceof Timeout) left.push(`a Timeout of ${timer.seconds} s that was not cancelled`);
    if (timer instanceof OneShot) left.push('a callback of callLater() that was not cancelled');
  }
  return left.length === 0 ? undefined : leftBehind(left);
}

function leftBehind(what: readonly string[]): LeftBehindError {
  return new LeftBehindError(`the program ended, and left behind: ${what.join('; ')}`);
}

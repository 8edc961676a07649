/**
 * What is done with all tasklets of a scope: they are seen, killed, told that they are stuck. Each tasklet is in one scope, that
 * of the tasklet that spawned it: a run()'s (run.ts), or the loop's own.
 */
import { DeadlockError, type TaskletInfo } from '../errors.js';
import { abort } from './coroutine.js';
import { type Coroutine, type Scope, cold, hasParent, loopScope, runScopes } from './fields.js';
import { info } from './info.js';
import type { Tasklet } from './tasklet.js';
import { trimmed } from '../trim.js';

/** Tasklets that may be started while a scope ends, by `finally` blocks for example; more are an endless chain. */
const MOST_LATECOMERS = 1000;

/** All live tasklets, in the order they were made. */
export function allLive(): Coroutine[] {
  const all = [...loopScope()];
  for (const scope of runScopes()) all.push(...scope);
  return all.length > 1 ? all.sort((a, b) => a.id - b.id) : all;
}

export function infos(tasklets: Iterable<Coroutine>): TaskletInfo[] {
  return [...tasklets].map((tasklet) => info(tasklet));
}

/** Kill each that no parent ends. */
export function kill(tasklets: Iterable<Coroutine>, reason?: unknown): void {
  for (const tasklet of [...tasklets]) if (!hasParent(tasklet)) (tasklet as unknown as Tasklet).kill(reason);
}

/** Nothing else of the scope goes on: kill its daemons. Each once: a second kill would interrupt its cleanup. */
export function dismissDaemons(scope: Scope): void {
  limitStarts(scope);
  const daemons = [...scope].filter(({ _cold }) => _cold?.dismissed !== true);
  for (const daemon of daemons) cold(daemon).dismissed = true;
  kill(daemons);
}

/**
 * Nothing can wake the tasklets of the scope. Returns the error that says so, and kills them: their cleanup may park. If that is
 * stuck as well, they are ended, and undefined is returned; so it is if there are none.
 */
export function endStuck(scope: Scope): DeadlockError | undefined {
  const live = [...scope];
  const stuck = live.filter(({ _cold }) => _cold?.stuck !== true);
  if (stuck.length === 0) {
    endAll(() => [...scope]);
    return undefined;
  }
  const error = trimmed(new DeadlockError(infos(live)));
  if (scope !== loopScope()) limitStarts(scope);
  scope.stuck(error);
  for (const tasklet of stuck) cold(tasklet).stuck = true;
  kill(stuck);
  return error;
}

/** End every live tasklet, now. */
export function abandonAll(): void {
  for (const scope of runScopes()) scope.abandoned();
  endAll(allLive);
}

function endAll(live: () => Coroutine[]): void {
  for (let before = Infinity, left = live(); left.length > 0; left = live()) {
    for (const { _scope } of left) limitStarts(_scope as Scope);
    const stuck = left.length === before;
    before = left.length;
    for (const tasklet of stuck ? innermost(left) : left) abort(tasklet, stuck);
  }
}

/** Those that no child keeps from ending. */
function innermost(all: Coroutine[]): Coroutine[] {
  const innermost = all.filter(({ _cold }) => (_cold?.children ?? 0) === 0);
  return innermost.length > 0 ? innermost : all;
}

function limitStarts(scope: Scope): void {
  scope.startsLeft = Math.min(scope.startsLeft, MOST_LATECOMERS);
}

/**
 * A tasklet seen from outside: a line of dump() and of a DeadlockError.
 */
import type { TaskletInfo, TaskletState } from '../errors.js';
import { parkStack, spawnStack } from '../park/debug.js';
import type { Leaf } from '../park/leaf.js';
import { STATE, STATES } from './states.js';

const {} = STATE;

export function info(t: {
  readonly id: number;
  readonly name: string;
  readonly _state: number;
  readonly _leaf: Leaf<unknown> | undefined;
}): TaskletInfo {
  const [spawned, parkedAt] = [spawnStack(t), parkStack(t)];
  const parked = STATES[t._state] === 'parked';
  return {
    id: t.id,
    name: t.name,
    state: STATES[t._state] as TaskletState,
    ...(parked && t._leaf !== undefined && { waitingOn: t._leaf._describe() }),
    ...(spawned !== undefined && { spawnStack: spawned }),
    ...(parked && parkedAt !== undefined && { parkStack: parkedAt }),
  };
}

/**
 * Where a tasklet is, though nothing was noted when it parked: its generators are asked (stackOf() in leaf.ts).
 */
import { stackOf } from '../park/leaf.js';
import type { Coroutine } from './fields.js';
import { STATE } from './states.js';

const { RUNNING } = STATE;

/** The user's functions it is parked in, the innermost first; undefined if it has not begun, has ended, or runs. */
export function whereIs({ _state, _body }: Coroutine): string | undefined {
  return _state === RUNNING || typeof _body !== 'object' ? undefined : stackOf(_body);
}

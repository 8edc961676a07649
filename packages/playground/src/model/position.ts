/**
 * Where we are in a recording, in words.
 */
import type { TraceEvent } from 'evergreen-ts/trace';
import { seconds } from './seconds.js';

/** "Step 12 of 57, t = 0.5 s, turn 4". */
export function position(step: number, steps: number, { at, turn }: TraceEvent): string {
  return `Step ${step} of ${steps}, t = ${seconds(at)} s, turn ${turn}`;
}

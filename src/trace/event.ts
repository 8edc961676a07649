/**
 * What a trace consists of: plain data, so that it goes to JSON and back unchanged.
 */
import { isError, kindOf } from '../check.js';
import type { WaitingOn } from '../tasklet/instruments.js';

/**
 * What happened, in order. Tasklets, timers and primitives are numbers, counted per loop; a field that does not apply is left
 * out. `at` is in seconds, of the loop's time(); `turn` is the turn in which it happened, or after which, 0 before the first.
 *
 * sleep(0) is 'parked', then 'readied'. 'retracted': an interrupt that had readied the tasklet was withdrawn, it is parked as
 * before.
 */
export type TraceEvent = { readonly at: number; readonly turn: number } & (
  | { readonly kind: 'spawned'; readonly tasklet: number; readonly name: string; readonly parent?: number }
  | {
      readonly kind: 'readied';
      readonly tasklet: number;
      /** The tasklet that did it; left out for the hub (timer, I/O, callback). */
      readonly by?: number;
      /** The primitive that was handed over with it. */
      readonly handed?: number;
    }
  | { readonly kind: 'retracted'; readonly tasklet: number }
  | { readonly kind: 'resumed'; readonly tasklet: number }
  | {
      readonly kind: 'parked';
      readonly tasklet: number;
      readonly on: WaitingOn;
      /** The line that parked, of a trace with `where`. */
      readonly where?: string;
    }
  | { readonly kind: 'interrupted'; readonly tasklet: number; readonly by?: number; readonly error: string }
  | { readonly kind: 'ended'; readonly tasklet: number; readonly error?: string }
  | {
      readonly kind: 'timer';
      readonly timer: number;
      /** A moment of the loop's time(). */
      readonly due: number;
      readonly state: 'set' | 'cancelled' | 'due';
    }
  | {
      readonly kind: 'idle';
      /** The moment of the next timer; left out when there is none. */
      readonly until?: number;
    }
);

/** The text of whatever was thrown: "TypeError: it is not a function". */
export function errorText(error: unknown): string {
  try {
    return isError(error) ? `${error.name}: ${error.message}` : kindOf(error);
  } catch {
    // A getter of the user's that throws.
    return 'an error that cannot be shown';
  }
}

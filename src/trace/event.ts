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
export type TraceEvent = {
  /** Seconds. */
  readonly at: number;
  /** The turn's number. */
  readonly turn: number;
} & (
  | {
      /** It was started. */
      readonly kind: 'spawned';
      /** Its id. */
      readonly tasklet: number;
      /** Its name. */
      readonly name: string;
      /** The tasklet that spawned it. */
      readonly parent?: number;
    }
  | {
      /** It was put on the ready queue. */
      readonly kind: 'readied';
      /** Its id. */
      readonly tasklet: number;
      /** The tasklet that did it; left out for the hub (timer, I/O, callback). */
      readonly by?: number;
      /** The primitive that was handed over with it. */
      readonly handed?: number;
    }
  | {
      /** Its interrupt was withdrawn. */
      readonly kind: 'retracted';
      /** Its id. */
      readonly tasklet: number;
    }
  | {
      /** It runs. */
      readonly kind: 'resumed';
      /** Its id. */
      readonly tasklet: number;
    }
  | {
      /** It waits. */
      readonly kind: 'parked';
      /** Its id. */
      readonly tasklet: number;
      /** What it waits on. */
      readonly on: WaitingOn;
      /** The line that parked, of a trace with `where`. */
      readonly where?: string;
    }
  | {
      /** An error is on its way to it. */
      readonly kind: 'interrupted';
      /** Its id. */
      readonly tasklet: number;
      /** The tasklet that sent it; left out for the hub. */
      readonly by?: number;
      /** Name and message. */
      readonly error: string;
    }
  | {
      /** It has ended. */
      readonly kind: 'ended';
      /** Its id. */
      readonly tasklet: number;
      /** Name and message, if it has failed or was killed. */
      readonly error?: string;
    }
  | {
      /** A timer was set or cancelled, or has come due. */
      readonly kind: 'timer';
      /** Its number. */
      readonly timer: number;
      /** A moment of the loop's time(). */
      readonly due: number;
      /** Which of these. */
      readonly state: 'set' | 'cancelled' | 'due';
    }
  | {
      /** The hub has nothing ready. */
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

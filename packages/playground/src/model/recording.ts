/**
 * What a run of a program leaves behind: plain data that the worker posts to the page. Everything that is shown is made from it.
 */
import type { TraceEvent } from 'evergreen-ts/trace';

/** Something the program printed, or an error that it left to the hub. */
export interface Printed {
  /** How many events had happened before. */
  readonly after: number;
  readonly kind: 'log' | 'error';
  readonly text: string;
  /** The line that printed it or threw it, from 1; undefined if it is none of the program's. */
  readonly line: number | undefined;
}

/** Why a program was stopped before its end. */
export type Stop =
  /** A second went by without a park. */
  | 'busy'
  /** Too many resumptions. */
  | 'steps'
  /** Too many events, as of callbacks that set each other. */
  | 'events'
  /** Too many tasklets. */
  | 'tasklets'
  /** The button. */
  | 'button'
  /** The worker no longer answers: something that is not a loop of the program takes its time. */
  | 'silent'
  /** It is waiting for the next choice of the user's. */
  | 'choice';

/** How the program ended. */
export type End =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly error: string; readonly line: number | undefined }
  | { readonly kind: 'stopped'; readonly why: Stop; readonly line: number | undefined };

/** Something that could be done next: the first of several is what first come, first served would do. */
export interface Choice {
  /** Resume a tasklet, or run a callback if it is undefined; kill it; or wait for the next timer. */
  readonly what: 'resume' | 'wait' | 'kill';
  readonly tasklet: number | undefined;
}

/** What exploring has found. */
export interface Found {
  readonly schedules: number;
  readonly failed: number;
  /** There are no other schedules. */
  readonly complete: boolean;
  /** The choices of the first that failed. */
  readonly choices: readonly number[] | undefined;
}

export interface Recording {
  readonly events: readonly TraceEvent[];
  /** For each event the line of the program that ran then; 0 where there is none. */
  readonly lines: readonly number[];
  readonly printed: readonly Printed[];
  /** Prints that were left out, as there were too many. */
  readonly unprinted: number;
  readonly end: End;
  /** Of a run with choices: those that were made. */
  readonly taken?: readonly number[];
  /** If it ended at a choice: what could be done next. */
  readonly next?: readonly Choice[];
  /** Of an exploration, which has no events. */
  readonly found?: Found;
}

/** Most resumptions of a run. */
export const MOST_STEPS = 10_000;
/** Most events of a run. */
export const MOST_EVENTS = 200_000;
/** Most tasklets of a run. */
export const MOST_TASKLETS = 10_000;
/** Most schedules that are explored. */
export const MOST_SCHEDULES = 10_000;
/** Most prints that are kept. */
export const MOST_PRINTED = 5_000;
/** Seconds without a park after which a program is stopped. */
export const LONGEST = 1;

/**
 * What the page shows, as data. app.ts changes it; the views are made from it.
 */
import type { Film } from '../model/moment.js';
import type { PortedProgram } from './porter.js';
import type { Message } from '../model/told.js';

/** What the tab "Python" shows. */
export interface PythonState {
  readonly text: string;
  /** What became of it, or of an earlier text while this one is being ported; undefined before the first. */
  readonly ported: PortedProgram | undefined;
}

export interface PageState {
  /** The tab "Python" is open; `program` is what came out of it. */
  readonly python: PythonState | undefined;
  /** The text in the editor. */
  readonly program: string;
  /** The last run; undefined before the first, and after one whose text could not be run. */
  readonly film: Film | undefined;
  /** The text that ran: marks in the editor are about it. */
  readonly ran: string | undefined;
  readonly step: number;
  readonly message: Message;
  readonly running: boolean;
  /** The choices of who runs next, while the user is the scheduler. */
  readonly choices: readonly number[] | undefined;
  /** Explore and let the user choose kills as well. */
  readonly alsoKill: boolean;
  /** Schedules that were tried, and have failed, while it is being explored. */
  readonly exploring: { readonly schedules: number; readonly failed: number } | undefined;
  /** What exploring has come to. */
  readonly explored: string;
  /** How much of the compiler has come, from 0 to 1, while it is being loaded. */
  readonly loading: number | undefined;
  readonly playing: boolean;
  /** Steps a second. */
  readonly speed: number;
  readonly helping: boolean;
}

export const SPEEDS = [0.5, 1, 2, 5, 10, 30] as const;

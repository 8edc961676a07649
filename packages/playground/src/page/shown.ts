/**
 * What is shown of a step, worked out once for all the views.
 */
import type { Film, Moment } from '../model/moment.js';
import { sentence } from '../model/sentence.js';
import type { PageState } from './state.js';

export interface Shown {
  readonly film: Film;
  readonly moment: Moment;
  readonly sentence: string;
  /** The tasklet that runs, or the one that the step is about: its card and lane stand out. */
  readonly subject: number | undefined;
}

let latest: { film: Film; step: number; shown: Shown } | undefined;

export function shownOf({ film, step }: PageState): Shown | undefined {
  if (film === undefined) return undefined;
  if (latest?.film === film && latest.step === step) return latest.shown;
  const moment = film.at(step);
  const { event } = moment;
  const subject = 'tasklet' in event ? event.tasklet : moment.state.running;
  const shown = { film, moment, sentence: sentence(film, step), subject };
  latest = { film, step, shown };
  return shown;
}

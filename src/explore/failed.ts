/**
 * A schedule that failed: run once more, traced, and told.
 */
import { isError, kindOf } from '../check.js';
import { errorText } from '../trace/event.js';
import { Trace } from '../trace/trace.js';
import { trimmed } from '../trim.js';
import type { Breather } from './breather.js';
import { ExplorationError } from './errors.js';
import { Follower } from './follower.js';
import { type Ended, type Program, type Terms, runOnce } from './run-once.js';
import { type Departure, textOf } from './schedule.js';

/** Run the schedule with these departures once more, traced. NondeterminismError if they cannot all be taken. */
export async function traced(
  program: Program,
  terms: Terms,
  departures: readonly Departure[],
  breather: Breather,
): Promise<{ failure: Ended['failure']; trace: Trace }> {
  const trace = new Trace({ where: true });
  const follower = new Follower(departures, { strict: true });
  // Or the caller's line would be taken for that of a tasklet that has none.
  await breather.pause();
  const { failure } = await runOnce(program, terms, follower, breather, trace);
  // One that fails before its last departure has failed all the same.
  if (failure === undefined) follower.checkEnd();
  return { failure, trace };
}

/** Lines of a trace's table that a message has, at most. */
const MOST_LINES = 60;

/** What a schedule that failed is told as. `schedules`: how many were tried. */
export function failed(
  departures: readonly Departure[],
  terms: Terms,
  schedules: number,
  { error }: NonNullable<Ended['failure']>,
  trace: Trace,
): ExplorationError {
  const schedule = textOf(departures, terms);
  const [head = '', ...lines] = trace.toText().split('\n');
  const left = lines.length - MOST_LINES;
  const shown = left > 0 ? [`(${left} earlier lines)`, head, ...lines.slice(left)] : [head, ...lines];
  return trimmed(
    new ExplorationError(
      `schedule ${schedule} failed: ${errorText(error)}\n\n${shown.join('\n')}\n`,
      { schedule, schedules, trace: trace.events },
      { cause: error },
    ),
  );
}

/** Are they failures of the same kind? */
export function isAlike(one: { readonly error: unknown }, other: { readonly error: unknown }): boolean {
  return kindOfError(one.error) === kindOfError(other.error);
}

function kindOfError(error: unknown): unknown {
  return isError(error) ? error.constructor : kindOf(error);
}

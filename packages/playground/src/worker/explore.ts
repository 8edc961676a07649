/**
 * Runs a program in every order, or in many, and goes on after the first that fails.
 */
import { type Attempt, Search, play } from './session.js';
import { type Found, MOST_SCHEDULES } from '../model/recording.js';
import { programOf } from './program.js';
import type { Stage } from './stage.js';

type Program = Awaited<ReturnType<typeof programOf>>;

export async function explore(stage: Stage, kills: number): Promise<void> {
  // What all the schedules have printed is nobody's.
  stage.onStop = (end) => ({ events: [], lines: [], printed: [], unprinted: 0, end });
  try {
    const program = await programOf(stage);
    const stop = new AbortController();
    // What was found until then is shown all the same.
    stage.onButton = () => stop.abort();
    let first: Attempt | undefined;
    let failed = 0;
    const search = new Search(
      () => {
        stage.guard.rest();
        return program();
      },
      {
        kills,
        schedules: MOST_SCHEDULES,
        onProgress: ({ schedules }) => stage.post({ kind: 'explored', schedules, failed }),
      },
    );
    try {
      for (let one; !stop.signal.aborted && (one = await search.next()) !== undefined;) {
        if (one.failure === undefined) continue;
        failed++;
        first ??= one;
      }
    } finally {
      search.close();
    }
    const choices = first === undefined ? undefined : await choicesOf(program, first, kills);
    const found: Found = { schedules: search.schedules, failed, complete: search.complete, choices };
    stage.end({ ...stage.onStop({ kind: 'completed' }), found });
  } catch (error) {
    stage.end(stage.onStop(stage.failed(error)));
  }
}

/** A schedule's departures, as the choices that lead there. */
async function choicesOf(program: Program, { departures }: Attempt, kills: number): Promise<number[]> {
  const choices: number[] = [];
  for (const { at, kind, pick } of departures) {
    while (choices.length < at) choices.push(0);
    const { points } = await play(program, choices, { kills });
    const options = points.at(-1)?.choices ?? [];
    const index =
      kind === 'r' ? pick : options.findIndex(({ what, tasklet }) => what === 'kill' && tasklet === pick);
    choices.push(index);
  }
  return choices;
}

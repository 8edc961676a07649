/**
 * Runs a program with the choices of who runs next given from outside.
 */
import { EventLoop } from 'evergreen-ts';
import { type End, MOST_STEPS, MOST_TASKLETS } from '../model/recording.js';
import { programOf } from './program.js';
import type { Task } from './protocol.js';
import { LIMIT } from './run.js';
import { play as playIt } from './session.js';
import type { Stage } from './stage.js';

/** Those of the trace before the program's own function is called: main is spawned, readied, resumed. */
const BEFORE = 3;

export async function play(stage: Stage, task: Extract<Task, { kind: 'play' }>): Promise<void> {
  const { recorder, guard } = stage;
  try {
    const program = await programOf(stage);
    let tasklets = 0;
    const watch = {
      resumed: () => guard.rest(),
      spawned() {
        guard.rest();
        if (++tasklets > MOST_TASKLETS) stage.stop('tasklets', recorder.lastLine);
      },
    };
    const { choices, kills, goOn } = task;
    const played = await playIt(
      () => {
        recorder.attach(EventLoop.current(), BEFORE, watch);
        return program();
      },
      choices,
      { kills, goOn, steps: MOST_STEPS, limit: LIMIT },
    );
    const open = played.points.at(-1);
    const next = open?.taken === undefined ? open?.choices : undefined;
    const recording = recorder.recording(played.trace, endOf(stage, played.failure, next !== undefined));
    const taken = played.points.flatMap((point) => point.taken ?? []);
    const plain = next?.map(({ what, tasklet }) => ({ what, tasklet }));
    stage.end({ ...recording, taken, ...(plain !== undefined && { next: plain }) });
  } catch (error) {
    stage.end(stage.onStop(stage.failed(error)));
  }
}

function endOf(stage: Stage, failure: { error: unknown } | undefined, isOpen: boolean): End {
  if (failure !== undefined) return stage.failed(failure.error);
  return isOpen ? { kind: 'stopped', why: 'choice', line: undefined } : { kind: 'completed' };
}

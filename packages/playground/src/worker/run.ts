/**
 * Runs a program once, on the virtual clock, first come, first served.
 */
import { DeadlockError, EventLoop } from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';
import { Trace } from 'evergreen-ts/trace';
import { MOST_EVENTS, MOST_STEPS, MOST_TASKLETS } from '../model/recording.js';
import { Stopped } from './guard.js';
import { runs } from './library.js';
import type { Stage } from './stage.js';

/** More events than a run can have: none is ever dropped. */
export const LIMIT = 2 * MOST_EVENTS;

export async function run(stage: Stage): Promise<void> {
  const { recorder, guard } = stage;
  const loop = new EventLoop({ driver: virtualDriver() });
  const trace = new Trace({ limit: LIMIT }).start();
  stage.onStop = (end) => recorder.recording(trace.stop().events, end);
  loop.excepthook = (error, source) => {
    if (error instanceof Stopped) return;
    recorder.report(error, nameOf(source));
    // Of tasklets that belong to no run(): nothing will come any more.
    if (error instanceof DeadlockError) stage.end(stage.onStop(stage.failed(error)));
  };
  let [resumptions, tasklets] = [0, 0];
  recorder.attach(loop, 0, {
    happened(count) {
      if (count > MOST_EVENTS) stage.stop('events', recorder.lastLine);
    },
    resumed() {
      guard.rest();
      if (++resumptions > MOST_STEPS) stage.stop('steps', recorder.lastLine);
    },
    spawned() {
      // There are no more of them than that, so they may take their time.
      guard.rest();
      if (++tasklets > MOST_TASKLETS) stage.stop('tasklets', recorder.lastLine);
    },
  });
  try {
    await stage.load();
    await Promise.all(runs);
    await untilOver(loop);
    stage.end(stage.onStop({ kind: 'completed' }));
  } catch (error) {
    stage.end(stage.onStop(stage.failed(error)));
  }
}

/** Of what was spawned outside of every run(). A loop that run() has started goes on by itself. */
async function untilOver(loop: EventLoop): Promise<void> {
  if (runs.length === 0) await loop.run();
  while (loop.running) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** What reports an error: a tasklet, or a callback. */
function nameOf(source: unknown): string {
  const name = (source as { name?: unknown } | null)?.name;
  return typeof name === 'string' && name !== '' ? name : 'a callback';
}

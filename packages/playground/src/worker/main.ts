/**
 * The worker: does one thing with one program, and posts what was recorded. Each run has a new worker.
 */
import './offline.js';
import './buffer.js';
import { explore } from './explore.js';
import { publish, vocabulary } from './library.js';
import { play } from './play.js';
import type { Task, ToWorker } from './protocol.js';
import { run } from './run.js';
import { Stage, post } from './stage.js';

let stage: Stage | undefined;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'begin') void begin((stage = new Stage(data.text)), data.task);
  else stage?.onButton();
});
post({ kind: 'ready', modules: publish(), vocabulary: vocabulary() });

async function begin(on: Stage, task: Task): Promise<void> {
  switch (task.kind) {
    case 'run':
      return run(on);
    case 'play':
      return play(on, task);
    case 'explore':
      return explore(on, task.kills);
  }
}

/**
 * The worker: does one thing with one program, and posts what was recorded. Each run has a new worker.
 */
import './offline.js';
import './buffer.js';
import { explore } from './explore.js';
import { publish, vocabulary } from './library.js';
import { play } from './play.js';
import type { Begin, Ready, Task } from './protocol.js';
import { run } from './run.js';
import { Stage } from './stage.js';

addEventListener(
  'message',
  ({ data: { text, task }, ports: [port] }: MessageEvent<Begin>) => {
    void begin(new Stage(text, port as MessagePort), task);
  },
  { once: true },
);
postMessage({ kind: 'ready', modules: publish(), vocabulary: vocabulary() } satisfies Ready);

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

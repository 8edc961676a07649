/**
 * What the thread of a watchdog runs: as text, because a file of its own would be lost in bundles, and would need the loaders of
 * the program (ts-node, tsx) anew. It is plain JavaScript, and imports nothing of ours.
 *
 * Most of the time it only compares two numbers. When the pulse stands still within a turn it looks at the main thread once,
 * through the inspector, which can stop it in the midst of a loop, a regular expression or a wait. It is detached again at once:
 * that Debugger.enable lasts would slow every `await` down, and process.exit() would wait for it.
 *
 * All that is asked for is to call a function of ours in the main thread (watchdog.ts), which knows what runs.
 */

/** What it is given. */
export interface Orders {
  /** The pulse. */
  readonly word: Int32Array;
  /** It is to end when this is not 0 any more. */
  readonly stop: Int32Array;
  readonly seconds: number;
  /** JavaScript of a function that is called in the main thread, with the beat and how long it has lasted. */
  readonly look: string;
}

/** Looks at the pulse in the time that a turn may take. */
export const LOOKS = 4;

export const THREAD = `
'use strict';
const { workerData: { word, stop, seconds, look } } = require('node:worker_threads');
const { Session } = require('node:inspector');

let beat = 0;
let since = 0;
let looks = 0;
let session;

function begin() {
  const mine = session = new Session();
  let enabled = false;
  session.connectToMainThread();
  session.on('Debugger.paused', () => {
    // Another debugger has stopped it, that of its user: it is not blocked.
    if (!enabled) return end(mine);
    const expression = look + '(' + beat + ',' + (performance.now() - since) / 1000 + ')';
    mine.post('Runtime.evaluate', { expression, silent: true }, () => {
      // At once, so that it never runs with a debugger attached: process.exit() would say that it waits for that.
      if (session === mine) mine.post('Debugger.resume');
      end(mine);
    });
  });
  // Both at once: where it is not to be stopped, in a system call, they are there when that returns.
  session.post('Debugger.enable', () => (enabled = true));
  session.post('Debugger.pause');
}

function end(which) {
  if (session !== which) return;
  session = undefined;
  which.post('Debugger.disable');
  which.disconnect();
}

setInterval(() => {
  if (Atomics.load(stop, 0) !== 0) process.exit();
  const now = Atomics.load(word, 0);
  if (now !== beat) {
    // It went on before it could be stopped.
    if (session !== undefined) end(session);
    beat = now;
    since = performance.now();
    looks = 0;
  } else if (now % 2 !== 0 && ++looks === ${LOOKS}) {
    begin();
  }
}, (seconds * 1000) / ${LOOKS});
`;

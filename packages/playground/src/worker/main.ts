/**
 * The worker: runs one program, on a loop and a virtual clock of its own, and posts what was recorded. Each run has a new worker.
 */
import './offline.js';
import './buffer.js';
import { DeadlockError, EventLoop } from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';
import type { End } from '../model/recording.js';
import { GUARD } from '../text/guarded.js';
import { Guard, Stopped } from './guard.js';
import { moduleOf, publish, runs, vocabulary } from './library.js';
import type { FromWorker, ToWorker } from './protocol.js';
import { Recorder, errorText } from './recorder.js';
import { Where } from './where.js';

/** Milliseconds between two signs of life. */
const HEARTBEAT = 100;

const post = postMessage.bind(globalThis) as (message: FromWorker) => void;
const close = globalThis.close.bind(globalThis);
/** What ends the program that runs. */
let stopIt: (() => void) | undefined;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'run') void perform(data.text);
  else stopIt?.();
});
post({ kind: 'ready', addresses: publish(), vocabulary: vocabulary() });

async function perform(text: string): Promise<void> {
  const address = moduleOf(text);
  const where = new Where(address);
  let finished = false;
  const finish = (end: End): void => {
    if (finished) return;
    finished = true;
    guard.stop();
    post({ kind: 'recorded', recording: recorder.finish(end) });
    close();
  };
  const recorder = new Recorder(where, (why, line) => finish({ kind: 'stopped', why, line }));
  const guard = new Guard(
    (line) => recorder.at(line),
    (line) => finish({ kind: 'stopped', why: 'busy', line }),
  );
  stopIt = () => finish({ kind: 'stopped', why: 'button', line: undefined });

  const loop = new EventLoop({ driver: virtualDriver() });
  loop.excepthook = (error, source) => {
    if (error instanceof Stopped) return;
    recorder.report(error, nameOf(source));
    // Of tasklets that belong to no run(): nothing will come any more.
    if (error instanceof DeadlockError) finish({ kind: 'failed', error: errorText(error), line: undefined });
  };
  recorder.attach(loop, () => guard.rest());
  captureConsole(recorder);
  Object.assign(globalThis, { [GUARD]: guard.check });
  setInterval(() => {
    guard.rest();
    post({ kind: 'alive' });
  }, HEARTBEAT);

  try {
    guard.rest();
    await import(/* @vite-ignore */ address);
    await Promise.all(runs);
    await untilOver(loop);
    finish({ kind: 'completed' });
  } catch (error) {
    finish({ kind: 'failed', error: errorText(error), line: where.of(error) });
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

function captureConsole(recorder: Recorder): void {
  const log = (...values: unknown[]): void => recorder.print('log', values);
  const error = (...values: unknown[]): void => recorder.print('error', values);
  Object.assign(console, { log, info: log, debug: log, error, warn: error });
  addEventListener('error', (event) => {
    event.preventDefault();
    recorder.report(event.error, 'a callback');
  });
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    recorder.report(event.reason, 'a promise');
  });
}

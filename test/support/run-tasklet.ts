// How tests run: the body of a test is a generator function that runs as a tasklet on a fresh loop, and afterwards nothing
// may be left: no tasklet, no callback, nothing open.
import { EventLoop, type Op, type Tasklet, spawn } from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';

/** What the body of a test is given. */
export interface Scene {
  readonly loop: EventLoop;
  /** Trace of what happened, to be compared as a whole. */
  readonly trace: unknown[];
  /** Errors that reached excepthook, in order. A test that expects some takes them out; any left fails it. */
  readonly uncaught: unknown[];
}

type Body = (scene: Scene) => Op<unknown> | unknown;

/** Run `body` as a tasklet, on simulated time. For `it('…', tasklets(function* (…) {…}))`. */
export function tasklets(body: Body): () => Promise<void> {
  return () => play(new EventLoop({ driver: virtualDriver() }), body);
}

/** As tasklets(), on real time: for what uses sockets. */
export function realTime(body: Body): () => Promise<void> {
  return () => play(new EventLoop(), body);
}

async function play(loop: EventLoop, body: Body): Promise<void> {
  const scene: Scene = { loop, trace: [], uncaught: [] };
  loop.excepthook = (error) => {
    scene.uncaught.push(error);
  };
  try {
    const main: Tasklet = spawn(body, scene);
    const end = main.promise();
    await Promise.all([loop.run(), end]);
    if (scene.uncaught.length > 0) throw new AggregateError(scene.uncaught, 'errors nobody took');
    const left = loop.dump();
    if (left.length > 0) throw new Error(`left behind: ${left.map((t) => t.name).join(', ')}`);
  } finally {
    // When the body has failed, others may be left that wait for ever.
    if (loop.running) loop.stop();
    loop.destroy();
  }
}

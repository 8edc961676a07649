// Tests that share one loop, for what is dear to start anew for each: workers. What a test leaves behind is looked for at the end of
// all. The body of each is a tasklet, as in run-tasklet.ts.
import { EventLoop, type Op, spawn } from 'evergreen-ts';

export interface SharedLoop {
  /** For `it('…', test(function* () {…}))`. */
  test(body: (uncaught: unknown[]) => Op<unknown>): () => Promise<void>;
}

/** For a describe(): its tests run on one loop, which is destroyed after the last. */
export function sharedLoop(): SharedLoop {
  let loop: EventLoop;
  let running: Promise<void>;
  const uncaught: unknown[] = [];

  before(() => {
    loop = new EventLoop();
    loop.excepthook = (error) => void uncaught.push(error);
    running = loop.runForever();
  });

  after(async () => {
    loop.stop();
    await running;
    const left = loop.dump();
    loop.destroy();
    if (left.length > 0) throw new Error(`left behind: ${left.map((t) => t.name).join(', ')}`);
  });

  return {
    test: (body) => async () => {
      await spawn(body, uncaught).promise();
      const errors = uncaught.splice(0);
      if (errors.length > 0) throw new AggregateError(errors, 'errors nobody took');
    },
  };
}

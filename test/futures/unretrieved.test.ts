// The error of a future that nobody asks for: it reaches excepthook once, when the future is collected or the loop destroyed; one
// that was asked for never does.
import { expect } from 'chai';
import { type Op, TaskletExit, sleep, spawn } from 'evergreen-ts';
import { Future, TaskletPoolExecutor, asCompleted, wait } from 'evergreen-ts/futures';
import { program } from '../support/child.js';
import { failure } from '../support/failure.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

const BOOM = new Error('boom');

/** Run `main`, destroy the loop, and say what was uncaught by then. */
function afterwards(main: () => Op<unknown>, check: (uncaught: unknown[]) => void): () => Promise<void> {
  return onVirtualLoop(async ({ loop, uncaught }) => {
    const end = spawn(main).promise();
    await Promise.all([loop.run(), end]);
    expect(uncaught, 'before the end').to.deep.equal([]);
    loop.destroy();
    check(uncaught.splice(0));
  });
}

function failed(): Future<unknown> {
  const future = new Future();
  future.setException(BOOM);
  return future;
}

const once = (uncaught: unknown[]): unknown => expect(uncaught).to.deep.equal([BOOM]);
const never = (uncaught: unknown[]): unknown => expect(uncaught).to.deep.equal([]);

describe('An error of a future that nobody asks for', () => {
  it(
    'is reported when the loop is destroyed, once',
    afterwards(function* () {
      failed();
    }, once),
  );

  it(
    'is reported for each future, in the order they failed',
    afterwards(
      function* () {
        for (const i of [1, 2, 3]) new Future().setException(i);
      },
      (uncaught) => expect(uncaught).to.deep.equal([1, 2, 3]),
    ),
  );

  it(
    'is reported when a submitted function threw it',
    afterwards(function* () {
      const pool = new TaskletPoolExecutor(1);
      pool.submit(() => {
        throw BOOM;
      });
      yield* pool.shutdown();
    }, once),
  );

  it(
    'is reported though someone has waited for the future, which is not asking for its error',
    afterwards(function* () {
      const future = failed();
      yield* wait([future]);
      yield* asCompleted([future]).toArray();
      future.addDoneCallback(() => undefined);
    }, once),
  );

  it(
    'is reported when all that asked are killed before they have it, and once, however many there were',
    afterwards(function* () {
      const future = new Future();
      const all = [1, 2, 3].map(() => spawn(() => future.get()));
      yield* sleep(0);
      future.setException(BOOM);
      for (const one of all) one.kill();
      for (const one of all) yield* one.join();
    }, once),
  );

  it(
    'is reported when the time of the one that asked was up',
    afterwards(function* () {
      const future = new Future();
      yield* failure(future.get(1));
      future.setException(BOOM);
    }, once),
  );

  it(
    'is reported with a source that names the future',
    onVirtualLoop(({ loop, uncaught }) => {
      const sources: string[] = [];
      const { excepthook } = loop;
      loop.excepthook = (error, source) => {
        excepthook(error, source);
        sources.push((source as object as Future<unknown>).toString());
      };
      failed();
      loop.destroy();
      once(uncaught.splice(0));
      expect(sources).to.have.length(1);
      expect(sources[0]).to.match(/^Future\(\d+\), whose result nobody asked for$/);
    }),
  );

  it(
    'is reported when destroy() ends the one that was to get it',
    onVirtualLoop(async ({ loop, uncaught }) => {
      const future = new Future();
      spawn(() => future.get());
      loop.callLater(1, () => {
        future.setException(BOOM);
        loop.stop();
      });
      await loop.run();
      loop.destroy();
      once(uncaught.splice(0));
    }),
  );
});

describe('An error of a future that somebody asks for', () => {
  it(
    'is not reported: thrown or given, before or after it came',
    afterwards(function* () {
      yield* failure(failed().get());
      yield* failed().get(undefined, true);
      const future = new Future();
      const all = [spawn(failure, future.get()), spawn(failure, future.get(1, true))];
      yield* sleep(0);
      future.setException(BOOM);
      for (const one of all) yield* one.join();
    }, never),
  );

  it(
    'is not reported when one of those that asked is killed, and another has it, whichever comes first',
    afterwards(function* () {
      for (const killed of [[0], [1], [0, 1]]) {
        const future = new Future();
        const all = [0, 1, 2].map(() => spawn(failure, future.get()));
        yield* sleep(0);
        future.setException(BOOM);
        for (const i of killed) all[i]?.kill();
        for (const one of all) yield* one.join();
      }
    }, never),
  );

  it(
    'is not reported when it is asked for long after',
    afterwards(function* () {
      const future = failed();
      yield* sleep(1000);
      yield* failure(future.get());
      yield* failure(future.get());
    }, never),
  );

  it(
    'is not reported by map(), which has thrown it',
    afterwards(function* () {
      const pool = new TaskletPoolExecutor(1);
      const it = pool.map(
        (i: number) => {
          if (i === 1) throw BOOM;
          return i;
        },
        [0, 1],
      );
      expect(yield* failure(it.toArray())).to.equal(BOOM);
    }, never),
  );

  it(
    'is none when it is TaskletExit: being killed is no news',
    afterwards(function* () {
      new Future().setException(new TaskletExit());
      const pool = new TaskletPoolExecutor(1);
      pool.submit(() => sleep(Infinity));
      yield* sleep(1);
    }, never),
  );
});

describe('An error of a future that is collected as garbage', () => {
  const PROGRAM = `
    import { spawn, sleep, until, EventLoop } from 'evergreen-ts';
    import { TaskletPoolExecutor, Future } from 'evergreen-ts/futures';
    const loop = new EventLoop();
    const seen = [];
    loop.excepthook = (error) => seen.push(error.message);
    const pool = new TaskletPoolExecutor(2);
    const fail = (message) => pool.submit(() => { throw new Error(message); });
    const kept = [];
    let state = '';
    spawn(function* () {
      fail('dropped');
      kept.push(fail('kept'));
      (function (f) { spawn(function* () { try { yield* f.get(); } catch {} }); })(fail('asked'));
      yield* sleep(0.01);
      for (let i = 0; i < 50 && seen.length === 0; i++) {
        globalThis.gc();
        yield* until(new Promise((resolve) => setTimeout(resolve, 5)));
      }
      state = JSON.stringify(seen);
      yield* pool.shutdown();
    });
    await loop.run();
    console.log(state);
    loop.destroy();
    console.log(JSON.stringify(seen), kept.length);
  `;

  it('is reported then, once; one that is kept when the loop is destroyed; one that was asked for never', async () => {
    const { stdout, stderr, code } = await program(PROGRAM, { flags: ['--expose-gc'] });
    expect(stderr).to.equal('');
    expect(stdout.split('\n').slice(0, 2)).to.deep.equal(['["dropped"]', '["dropped","kept"] 1']);
    expect(code).to.equal(0);
  }).timeout(30_000);
});

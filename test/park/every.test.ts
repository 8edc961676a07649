// every(): ticks on the beat, however late timers are and however long the consumer takes.
import { expect } from 'chai';
import { every, select, sleep, spawn } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';

describe('every', () => {
  it(
    'ticks on the beat from the moment it was made, and skips what its consumer has missed',
    tasklets(function* ({ loop, trace }) {
      const beat = every(1);
      for (const work of [0, 0.5, 1, 2.25, 0.75, 0]) {
        const { value } = yield* beat.next();
        trace.push([loop.time(), value]);
        yield* sleep(work);
      }
      expect(trace).to.deep.equal([
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 1],
        [7, 3],
        [8, 1],
      ]);
    }),
  );

  it(
    'counts the beats before its first next()',
    tasklets(function* ({ loop }) {
      const beat = every(1);
      yield* sleep(2.5);
      expect([yield* beat.next(), loop.time()]).to.deep.equal([{ done: false, value: 3 }, 3]);
    }),
  );

  it(
    'does not drift with fractions',
    tasklets(function* ({ loop }) {
      const beat = every(0.1);
      let count = 0;
      for (let i = 0; i < 10_000; i++) count += (yield* beat.next()).value as number;
      expect(count).to.equal(10_000);
      expect(loop.time()).to.be.closeTo(1000, 1e-6);
    }),
  );

  it(
    'loses no beat to a tasklet that is killed, or to an arm that does not win',
    tasklets(function* ({ loop, trace }) {
      const beat = every(1);
      const killed = spawn(() => beat.next());
      yield* sleep(0.5);
      killed.kill();
      trace.push(yield* select({ soon: sleep(0.1), beat: beat.next() }));
      trace.push(yield* select({ late: sleep(10), beat: beat.next() }));
      expect(trace).to.deep.equal([
        ['soon', undefined],
        ['beat', { done: false, value: 1 }],
      ]);
      expect(loop.time()).to.equal(1);
    }),
  );

  it(
    'gives each beat to all that wait for it, and leaves no timer behind',
    tasklets(function* ({ loop, trace }) {
      const beat = every(1);
      const both = [1, 2].map(() =>
        spawn(function* () {
          trace.push((yield* beat.next()).value);
        }),
      );
      for (const one of both) yield* one.join();
      spawn(() => every(Infinity).next()).kill();
      const detach = loop.instrument({ idle: (seconds) => trace.push(seconds) });
      yield* sleep(5);
      detach();
      expect(trace).to.deep.equal([1, 1, 5]);
    }),
  );
});

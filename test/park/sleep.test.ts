// sleep(): how long, in which order, what is refused, and that neither a kill nor anything else leaves a timer behind.
import { expect } from 'chai';
import { type Op, sleep, spawn, spawnLater } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';

describe('sleep', () => {
  it(
    'parks for as long as it says, and gives nothing',
    tasklets(function* ({ loop }) {
      expect(yield* sleep(1.5)).to.equal(undefined);
      expect(loop.time()).to.equal(1.5);
      yield* sleep(86_400);
      expect(loop.time()).to.equal(86_401.5);
    }),
  );

  it(
    'wakes in order of the deadlines, equal ones in the order they were set',
    tasklets(function* ({ trace }) {
      const body = function* (name: string, seconds: number): Op<void> {
        yield* sleep(seconds);
        trace.push(name);
      };
      spawn(body, 'd', 3);
      spawn(body, 'b', 2);
      spawn(body, 'a', 1);
      yield* sleep(1);
      spawn(body, 'c', 1);
      yield* sleep(5);
      expect(trace).to.deep.equal(['a', 'b', 'c', 'd']);
    }),
  );

  it(
    'of zero lets everything go first that is ready, and takes no time',
    tasklets(function* ({ loop, trace }) {
      loop.callSoon(() => trace.push('callback'));
      spawn(() => trace.push('tasklet'));
      expect(yield* sleep()).to.equal(undefined);
      trace.push('me');
      expect(trace).to.deep.equal(['callback', 'tasklet', 'me']);
      expect(loop.time()).to.equal(0);
    }),
  );

  it(
    'does nothing until it is run, and runs once',
    tasklets(function* ({ loop }) {
      const later = sleep(2);
      yield* sleep(5);
      yield* later;
      expect(loop.time()).to.equal(7);
      try {
        yield* later;
        expect.fail();
      } catch (error) {
        expect(String(error)).to.contain('can be run only once');
      }
    }),
  );

  it(
    'of Infinity sleeps until it is killed',
    tasklets(function* ({ loop }) {
      const forever = spawn(sleep, Infinity);
      yield* sleep(1e9);
      expect(forever.state).to.equal('parked');
      forever.kill();
      yield* forever.join();
      expect(loop.time()).to.equal(1e9);
    }),
  );

  it(
    'leaves no timer behind when it is killed',
    tasklets(function* ({ loop }) {
      const sleeper = spawn(sleep, 1000);
      yield* sleep(1);
      sleeper.kill();
      yield* sleeper.join();
      let until: number | undefined;
      const detach = loop.instrument({ idle: (seconds) => (until ??= seconds) });
      // Nothing but this one second is timed.
      yield* sleep(1);
      detach();
      expect(until).to.equal(1);
    }),
  );

  it('refuses NaN, negatives, and what is no number', () => {
    for (const seconds of [NaN, -1, -0.001, '1 s', '0.5', [1], null, true, new Date(300)] as number[])
      expect(() => sleep(seconds)).to.throw(RangeError, 'zero or more');
    expect(() => sleep('0.5' as unknown as number)).to.throw('not "0.5"');
  });

  it('cannot be run outside a tasklet', () => {
    for (const op of [sleep(1), sleep(0)])
      expect(() => op[Symbol.iterator]().next()).to.throw('runs inside a tasklet only');
  });

  it(
    'is what spawnLater shows while it waits',
    tasklets(function* ({ loop }) {
      const late = spawnLater(2, () => 1);
      expect(loop.dump().find((info) => info.id === late.id)?.waitingOn).to.equal('sleep 2s');
      yield* late.join();
    }),
  );
});

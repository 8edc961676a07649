// join() and get(): what they give for each way a tasklet can end, their timeouts, and what they refuse.
import { expect } from 'chai';
import { type Op, Tasklet, TaskletExit, TimeoutError, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

describe('join', () => {
  it(
    'is true when it ended: with a value, killed, or before the join',
    tasklets(function* () {
      const one = spawn(sleep, 1);
      expect(yield* one.join()).to.equal(true);
      expect(yield* one.join()).to.equal(true);
      expect(yield* one.join(0)).to.equal(true);
      const killed = spawn(sleep, 100);
      yield* sleep(0);
      killed.kill();
      expect(yield* killed.join()).to.equal(true);
    }),
  );

  it(
    'is false when the timeout came first, and leaves the other alone',
    tasklets(function* ({ loop }) {
      const slow = spawn(sleep, 10);
      expect(yield* slow.join(0.01)).to.equal(false);
      expect(loop.time()).to.equal(0.01);
      expect(yield* slow.join(0)).to.equal(false);
      expect(slow.state).to.equal('parked');
      expect(yield* slow.join(Infinity)).to.equal(true);
      expect(loop.time()).to.equal(10);
    }),
  );

  it(
    'wakes all who wait, in order',
    tasklets(function* ({ trace }) {
      const one = spawn(sleep, 1);
      const joiner = function* (name: string): Op<void> {
        trace.push([name, yield* one.join()]);
      };
      for (const name of ['a', 'b', 'c']) spawn(joiner, name);
      yield* one.join();
      yield* sleep(0);
      expect(trace).to.deep.equal([
        ['a', true],
        ['b', true],
        ['c', true],
      ]);
    }),
  );

  it(
    'that is killed or times out leaves the queue to the others',
    tasklets(function* ({ trace }) {
      const one = spawn(sleep, 10);
      const joiner = function* (name: string, timeout?: number): Op<void> {
        trace.push([name, yield* one.join(timeout)]);
      };
      const killed = spawn(joiner, 'killed');
      spawn(joiner, 'late', 1);
      spawn(joiner, 'left');
      yield* sleep(2);
      killed.kill();
      yield* one.join();
      yield* sleep(0);
      expect(trace).to.deep.equal([
        ['late', false],
        ['left', true],
      ]);
    }),
  );

  it('of a tasklet that was not started is an error', () => {
    const one = new Tasklet({ target: () => 1 });
    expect(() => one.join()).to.throw('start() it first');
    expect(() => one.get()).to.throw('start() it first');
  });

  it(
    'refuses a timeout that is negative or no number, and waiting for oneself',
    tasklets(function* () {
      const one = spawn(sleep, 1);
      for (const timeout of [-1, NaN]) {
        expect(() => one.join(timeout)).to.throw(RangeError);
        expect(() => one.get(timeout)).to.throw(RangeError);
      }
      const self = Tasklet.current() as Tasklet;
      expect(String(yield* failure(self.join()))).to.contain('cannot wait for its own end');
      expect(String(yield* failure(self.get(5)))).to.contain('cannot wait for its own end');
      yield* one.join();
    }),
  );
});

describe('get', () => {
  it(
    'gives the value, or throws the error',
    tasklets(function* () {
      const good = spawn(function* () {
        yield* sleep(1);
        return 'value';
      });
      expect(yield* good.get()).to.equal('value');
      expect(yield* good.get(0)).to.equal('value');
      const boom = new Error('boom');
      const bad = spawn(function* () {
        yield* sleep(1);
        throw boom;
      });
      expect(yield* failure(bad.get())).to.equal(boom);
    }),
  );

  it(
    'of one that was killed throws its TaskletExit',
    tasklets(function* () {
      const killed = spawn(sleep, 100);
      const unborn = spawn(sleep, 100);
      unborn.kill();
      yield* sleep(0);
      killed.kill();
      expect(yield* failure(killed.get())).to.be.instanceOf(TaskletExit);
      expect(yield* failure(unborn.get())).to.be.instanceOf(TaskletExit);
    }),
  );

  it(
    'throws a TimeoutError when the timeout came first, whose stack begins in the caller',
    tasklets(function* ({ loop }) {
      const slow = new Tasklet({ target: sleep, args: [10], name: 'slow' }).start();
      const asking = function* asking(): Op<void> {
        yield* slow.get(2);
      };
      const error = yield* failure(asking());
      expect(error).to.be.instanceOf(TimeoutError);
      expect(error).to.include({ code: 'ETIMEDOUT', message: 'slow did not end in time (2s)' });
      expect((error as Error).stack).to.match(/^TimeoutError: slow did not end in time \(2s\)\n +at asking /);
      expect(loop.time()).to.equal(2);
      expect(yield* failure(slow.get(0))).to.be.instanceOf(TimeoutError);
      slow.kill();
      yield* slow.join();
    }),
  );
});

// Barrier: all go on when all are there, again and again; what breaks it, and what does not.
import { expect } from 'chai';
import { Barrier, BrokenBarrierError, type Op, type Tasklet, Timeout, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

/** One tasklet a letter, that waits and notes its index, or that the barrier is broken. */
function* waiters(barrier: Barrier, trace: unknown[], names: string, timeout?: number): Op<Tasklet[]> {
  const all = names.split('').map((name) =>
    spawn(function* () {
      try {
        trace.push(`${name}${yield* barrier.wait(timeout)}`);
      } catch (error) {
        if (!(error instanceof BrokenBarrierError)) throw error;
        trace.push(`${name} broken`);
      }
    }),
  );
  yield* sleep(0);
  return all;
}

describe('Barrier', () => {
  it(
    'lets all go on when the last has come; the last does not park and goes on first',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(4);
      yield* waiters(barrier, trace, 'abc');
      yield* sleep(5);
      expect([barrier.parties, barrier.nWaiting, barrier.broken]).to.deep.equal([4, 3, false]);
      expect(trace).to.deep.equal([]);
      trace.push(yield* barrier.wait());
      expect(barrier.nWaiting).to.equal(0);
      yield* sleep(1);
      expect(trace).to.deep.equal([3, 'a0', 'b1', 'c2']);
    }),
  );

  it(
    'can be used again and again, also by tasklets that were released just now',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(3);
      const all = ['a', 'b', 'c'].map((name) =>
        spawn(function* () {
          for (let round = 0; round < 4; round++) {
            yield* sleep(name.charCodeAt(0) % 3);
            yield* barrier.wait();
            trace.push(round);
          }
        }),
      );
      for (const one of all) yield* one.get();
      expect(trace).to.deep.equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    }),
  );

  it(
    'gives each index once a round, whoever waits',
    tasklets(function* () {
      const barrier = new Barrier(5);
      const all = Array.from({ length: 20 }, () => spawn(() => barrier.wait()));
      const indices: number[] = [];
      for (const one of all) indices.push(yield* one.get());
      expect(indices.sort()).to.deep.equal([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]);
    }),
  );

  it(
    'of one party never parks',
    tasklets(function* ({ loop, trace }) {
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      const barrier = new Barrier(1, () => trace.push('action'));
      expect(yield* barrier.wait()).to.equal(0);
      expect(yield* barrier.wait(0)).to.equal(0);
      detach();
      expect(trace).to.deep.equal(['action', 'action']);
    }),
  );

  it(
    'runs its action once a round, when all are there and before any goes on',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(3, () => trace.push('action'));
      for (let round = 0; round < 2; round++) {
        yield* waiters(barrier, trace, 'abc');
        yield* sleep(0);
        expect(trace.splice(0)).to.deep.equal(['action', 'c2', 'a0', 'b1']);
      }
    }),
  );

  it(
    'breaks by an error of its action: the last has the error, the others and those that come later BrokenBarrierError',
    tasklets(function* ({ trace }) {
      const error = new Error('action');
      const barrier = new Barrier(3, () => {
        throw error;
      });
      yield* waiters(barrier, trace, 'ab');
      expect(yield* failure(barrier.wait())).to.equal(error);
      expect(barrier.broken).to.equal(true);
      yield* waiters(barrier, trace, 'c');
      expect(trace).to.deep.equal(['a broken', 'b broken', 'c broken']);
    }),
  );

  it(
    'lets nobody through whose action has aborted it',
    tasklets(function* ({ trace }) {
      const barrier: Barrier = new Barrier(2, () => barrier.abort());
      yield* waiters(barrier, trace, 'ab');
      yield* sleep(1);
      expect(trace).to.have.members(['a broken', 'b broken']);
    }),
  );

  it(
    'breaks when the time of one is up, for all',
    tasklets(function* ({ loop, trace }) {
      const barrier = new Barrier(4);
      yield* waiters(barrier, trace, 'ab');
      yield* waiters(barrier, trace, 'c', 1.5);
      yield* sleep(1.25);
      expect([barrier.broken, barrier.nWaiting]).to.deep.equal([false, 3]);
      yield* sleep(0.5);
      expect([barrier.broken, barrier.nWaiting]).to.deep.equal([true, 0]);
      expect(trace).to.have.members(['a broken', 'b broken', 'c broken']);
      const error = yield* failure(barrier.wait());
      expect(error).to.deep.include({ name: 'BrokenBarrierError', code: 'EVERGREEN_BROKEN_BARRIER' });
      expect(loop.time()).to.equal(1.75);
    }),
  );

  it(
    'breaks at once by a timeout of zero, unless all are there',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(2);
      yield* waiters(barrier, trace, 'a');
      expect(yield* barrier.wait(0)).to.equal(1);
      yield* sleep(0);
      expect(trace.splice(0)).to.deep.equal(['a0']);
      expect(yield* failure(barrier.wait(0))).to.be.instanceOf(BrokenBarrierError);
      expect(barrier.broken).to.equal(true);
    }),
  );

  it(
    'has a timeout of its own, for those that say none',
    tasklets(function* ({ loop, trace }) {
      const barrier = new Barrier(2, undefined, 2);
      yield* waiters(barrier, trace, 'a');
      yield* sleep(3);
      expect(trace.splice(0)).to.deep.equal(['a broken']);
      barrier.reset();
      const one = spawn(function* () {
        yield* failure(barrier.wait(7));
        trace.push(loop.time());
      });
      yield* one.join();
      expect(trace).to.deep.equal([10]);
    }),
  );

  it(
    'that is complete in the moment when the time of one is up either breaks or not, for all alike',
    tasklets(function* ({ loop, trace }) {
      const barrier = new Barrier(3);
      yield* waiters(barrier, trace, 'ab', 1);
      yield* sleep(1 - loop.time());
      yield* waiters(barrier, trace, 'c');
      yield* sleep(1);
      expect(new Set(trace.map((line) => String(line).includes('broken'))).size, String(trace)).to.equal(1);
      expect(trace).to.have.length(3);
    }),
  );

  it(
    'breaks by abort(), until reset()',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(3);
      yield* waiters(barrier, trace, 'ab');
      barrier.abort();
      barrier.abort();
      expect([barrier.broken, barrier.nWaiting]).to.deep.equal([true, 0]);
      yield* waiters(barrier, trace, 'c');
      expect(trace.splice(0)).to.deep.equal(['a broken', 'b broken', 'c broken']);
      barrier.reset();
      expect(barrier.broken).to.equal(false);
      yield* waiters(barrier, trace, 'abc');
      yield* sleep(0);
      expect(trace).to.deep.equal(['c2', 'a0', 'b1']);
    }),
  );

  it(
    'by reset() sends waiters away, and is usable at once',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(2);
      yield* waiters(barrier, trace, 'a');
      barrier.reset();
      expect([barrier.broken, barrier.nWaiting]).to.deep.equal([false, 0]);
      // Before a has run.
      const next = spawn(() => barrier.wait());
      yield* waiters(barrier, trace, 'b');
      yield* next.join();
      expect(trace).to.deep.equal(['a broken', 'b1']);
      barrier.reset();
      expect(barrier.nWaiting).to.equal(0);
    }),
  );

  it(
    'lets those through that were released, though it is aborted before they run',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(2);
      yield* waiters(barrier, trace, 'a');
      yield* barrier.wait();
      barrier.abort();
      yield* sleep(0);
      expect(trace).to.deep.equal(['a0']);
    }),
  );

  for (const weapon of ['kill', 'Timeout']) {
    it(
      `is left by a tasklet that is struck by a ${weapon}, and another takes its place: it does not break`,
      tasklets(function* ({ trace }) {
        const barrier = new Barrier(3);
        yield* waiters(barrier, trace, 'a');
        const victim = spawn(function* () {
          yield* new Timeout(weapon === 'Timeout' ? 1 : null, false).run(barrier.wait());
          trace.push('victim');
        });
        yield* sleep(0);
        expect(barrier.nWaiting).to.equal(2);
        if (weapon === 'kill') victim.kill();
        yield* sleep(1);
        expect([barrier.nWaiting, barrier.broken]).to.deep.equal([1, false]);
        yield* waiters(barrier, trace, 'b');
        expect(barrier.nWaiting).to.equal(2);
        yield* waiters(barrier, trace, 'c');
        yield* sleep(0);
        expect(trace.filter((line) => line !== 'victim')).to.deep.equal(['c2', 'a0', 'b1']);
      }),
    );
  }

  it(
    'does not count on a tasklet that is killed after all were released: the others go on',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(3);
      const [a] = yield* waiters(barrier, trace, 'ab');
      yield* barrier.wait();
      a?.kill();
      yield* sleep(1);
      expect(trace).to.deep.equal(['b1']);
      expect([barrier.nWaiting, barrier.broken]).to.deep.equal([0, false]);
    }),
  );

  it(
    'is not broken twice by a tasklet that is killed when its time was up',
    tasklets(function* ({ loop, trace }) {
      const barrier = new Barrier(2);
      const [a] = yield* waiters(barrier, trace, 'a', 1);
      loop.callAt(1, () => {
        barrier.reset();
        a?.kill();
      });
      yield* sleep(2);
      expect(barrier.broken).to.equal(false);
    }),
  );

  it('needs at least one party, a whole number, and no negative time', () => {
    for (const parties of [0, -1, 1.5, NaN, Infinity])
      expect(() => new Barrier(parties)).to.throw(
        RangeError,
        'a barrier needs a positive integer of parties',
      );
    expect(() => new Barrier(2, undefined, -1)).to.throw(RangeError);
    expect(() => new Barrier(2).wait(-1)).to.throw(RangeError);
    expect(() => new Barrier(2).wait(NaN)).to.throw(RangeError);
  });

  it(
    'tells in what a tasklet waits on how many are there',
    tasklets(function* ({ loop, trace }) {
      const barrier = new Barrier(3);
      yield* waiters(barrier, trace, 'ab');
      const on = loop.dump().map(({ waitingOn }) => waitingOn);
      expect(on).to.include('Barrier (2 of 3)');
      barrier.reset();
    }),
  );
});

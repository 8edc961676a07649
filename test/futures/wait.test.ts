// wait() in its three modes, asCompleted() in the order of completion, and the deadlines of both.
import { expect } from 'chai';
import { type CoIterator, type Op, Timeout, current, sleep, spawn } from 'evergreen-ts';
import {
  ALL_COMPLETED,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  TimeoutError,
  asCompleted,
  wait,
} from 'evergreen-ts/futures';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

/** A future a second: number i has the value i after i seconds; those in `failing` fail. */
function futures(count: number, failing: readonly number[] = []): Future<number>[] {
  return Array.from({ length: count }, (_, i) => {
    const future = new Future<number>();
    current.loop.callLater(i, () => (failing.includes(i) ? future.setException(BOOM) : future.setResult(i)));
    return future;
  });
}

/** Their errors are nobody's business. */
function* ask(all: readonly Future<number>[]): Op<void> {
  for (const future of all) yield* failure(future.get());
}

describe('wait', () => {
  it(
    'waits until all are done, failed and cancelled ones included, by default',
    tasklets(function* ({ loop }) {
      const all = futures(3, [1]);
      const cancelled = new Future<number>();
      loop.callLater(4, () => cancelled.cancel());
      const { done, notDone } = yield* wait([...all, cancelled]);
      expect(loop.time()).to.equal(4);
      expect([done, notDone]).to.deep.equal([new Set([...all, cancelled]), new Set()]);
      yield* ask(all);
    }),
  );

  it(
    'waits until one is done, with FIRST_COMPLETED, be it cancelled or failed',
    tasklets(function* ({ loop }) {
      const endings: ((f: Future<number>) => unknown)[] = [
        (f) => f.setResult(1),
        (f) => f.setException(BOOM),
        (f) => f.cancel(),
      ];
      for (const end of endings) {
        const [first, second] = [new Future<number>(), new Future<number>()];
        loop.callLater(1, end, second);
        const { done, notDone } = yield* wait([first, second], undefined, FIRST_COMPLETED);
        expect([done, notDone]).to.deep.equal([new Set([second]), new Set([first])]);
        yield* ask([second]);
      }
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'waits until one has failed, or all are done, with FIRST_EXCEPTION: a cancelled one is no failure',
    tasklets(function* ({ loop }) {
      const all = futures(4, [2]);
      const cancelled = new Future<number>();
      cancelled.cancel();
      const { done, notDone } = yield* wait([cancelled, ...all], undefined, FIRST_EXCEPTION);
      expect(loop.time()).to.equal(2);
      expect(done).to.deep.equal(new Set([cancelled, ...all.slice(0, 3)]));
      expect(notDone).to.deep.equal(new Set(all.slice(3)));
      yield* ask(all);
      expect((yield* wait(futures(3), undefined, FIRST_EXCEPTION)).done.size).to.equal(3);
      expect(loop.time()).to.equal(5);
    }),
  );

  it(
    'returns what there is when its time is up',
    tasklets(function* ({ loop }) {
      const all = futures(5);
      const { done, notDone } = yield* wait(all, 2.5);
      expect(loop.time()).to.equal(2.5);
      expect([done.size, notDone.size]).to.deep.equal([3, 2]);
      const again = yield* wait(all, 0);
      expect([loop.time(), again.done.size]).to.deep.equal([2.5, 3]);
    }),
  );

  it(
    'does not park when enough are done already, or there are none',
    tasklets(function* ({ loop, trace }) {
      const [done, pending, failed] = [new Future<number>(), new Future<number>(), new Future<number>()];
      done.setResult(1);
      failed.setException(BOOM);
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      yield* wait([done]);
      yield* wait([]);
      yield* wait([], 5, FIRST_COMPLETED);
      yield* wait([done, pending], undefined, FIRST_COMPLETED);
      yield* wait([pending, failed], undefined, FIRST_EXCEPTION);
      yield* wait([pending], 0);
      detach();
      expect(trace).to.deep.equal([]);
      yield* ask([failed]);
    }),
  );

  it(
    'takes any iterable, and one future once',
    tasklets(function* () {
      const future = new Future<number>();
      future.setResult(1);
      const { done } = yield* wait(new Set([future]).values());
      expect([...done]).to.deep.equal([future]);
      expect((yield* wait([future, future])).done.size).to.equal(1);
    }),
  );

  it(
    'leaves nothing with the futures when it is killed or struck by a Timeout, and lets several wait for the same',
    tasklets(function* ({ loop, trace }) {
      const all = futures(3);
      const killed = spawn(function* () {
        yield* wait(all);
        trace.push('never');
      });
      const struck = spawn(() => new Timeout(0.5, false).run(wait(all)));
      const staying = spawn(function* () {
        trace.push((yield* wait(all)).done.size, loop.time());
      });
      yield* sleep(0.5);
      killed.kill();
      for (const one of [killed, struck, staying]) yield* one.join();
      expect(trace).to.deep.equal([3, 2]);
    }),
  );

  it(
    'killed in the very turn in which it was woken ends as killed',
    tasklets(function* ({ trace }) {
      const future = new Future<number>();
      const one = spawn(function* () {
        yield* wait([future]);
        trace.push('never');
      });
      yield* sleep(0);
      future.setResult(1);
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal([]);
    }),
  );

  it('refuses a negative timeout and an unknown mode, at once', () => {
    for (const seconds of [-1, NaN]) expect(() => wait([], seconds)).to.throw(RangeError);
    expect(() => wait([], 1, 'SOME')).to.throw(TypeError, 'returnWhen must be FIRST_COMPLETED');
    expect([FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED]).to.deep.equal([
      'FIRST_COMPLETED',
      'FIRST_EXCEPTION',
      'ALL_COMPLETED',
    ]);
  });

  it(
    'asks for nobody’s error: one that is never asked for is reported',
    tasklets(function* ({ uncaught }) {
      const all = futures(2, [0]);
      yield* wait(all);
      expect(uncaught).to.deep.equal([]);
      yield* ask(all);
    }),
  );

  it(
    'keeps up with ten thousand futures in each mode',
    tasklets(function* ({ loop }) {
      for (const mode of [ALL_COMPLETED, FIRST_EXCEPTION]) {
        const all = Array.from({ length: 10_000 }, () => new Future<number>());
        loop.callSoon(() => {
          for (const future of all) future.setResult(1);
        });
        expect((yield* wait(all, undefined, mode)).done.size).to.equal(10_000);
      }
    }),
  );
});

describe('asCompleted', () => {
  /** All that comes, as indices. */
  function* order(it: CoIterator<Future<number>>, all: readonly Future<number>[]): Op<number[]> {
    const indices: number[] = [];
    yield* it.forEach((future) => indices.push(all.indexOf(future)));
    return indices;
  }

  it(
    'returns the futures in the order they finish, failed and cancelled ones included',
    tasklets(function* ({ loop }) {
      const all = futures(4, [1]).reverse();
      const cancelled = new Future<number>();
      loop.callLater(1.5, () => cancelled.cancel());
      all.push(cancelled);
      expect(yield* order(asCompleted(all), all)).to.deep.equal([3, 2, 4, 1, 0]);
      expect(loop.time()).to.equal(3);
      yield* ask(all);
    }),
  );

  it(
    'returns those first that are done already, in the order given',
    tasklets(function* ({ loop, trace }) {
      const all = futures(3);
      yield* sleep(1);
      const it = asCompleted([...all].reverse());
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      for (let i = 0; i < 2; i++)
        trace.push(all.indexOf(((yield* it.next()) as { value: Future<number> }).value));
      detach();
      expect(trace).to.deep.equal([1, 0]);
      expect(yield* order(it, all)).to.deep.equal([2]);
      expect(yield* it.next()).to.deep.equal({ done: true, value: undefined });
      expect(yield* it.next()).to.deep.equal({ done: true, value: undefined });
    }),
  );

  it(
    'ends at once for no futures, and returns each once',
    tasklets(function* () {
      expect(yield* asCompleted([]).toArray()).to.deep.equal([]);
      expect(yield* asCompleted([], 0).toArray()).to.deep.equal([]);
      const [future] = futures(1);
      expect(
        yield* asCompleted([future as Future<number>, future as Future<number>]).toArray(),
      ).to.deep.equal([future]);
    }),
  );

  it(
    'throws TimeoutError when the deadline passes, which is counted from the call; what came in time is returned',
    tasklets(function* ({ loop, trace }) {
      const all = futures(5);
      const it = asCompleted(all, 2.5);
      yield* sleep(1);
      const error = yield* failure(it.forEach((future) => trace.push(all.indexOf(future))));
      expect(error).to.be.instanceOf(TimeoutError);
      expect((error as Error).message).to.equal('2 futures did not finish in time');
      expect(trace).to.deep.equal([0, 1, 2]);
      expect(loop.time()).to.equal(2.5);
      expect(yield* failure(it.next())).to.be.instanceOf(TimeoutError);
      // What has come since is given nevertheless.
      yield* sleep(1);
      expect(yield* it.next()).to.deep.equal({ done: false, value: all[3] });
      for (const seconds of [-1, NaN]) expect(() => asCompleted([], seconds)).to.throw(RangeError);
    }),
  );

  it(
    'may be shared: each future goes to one, the longest waiting, and at the end nobody is left',
    tasklets(function* ({ trace }) {
      const all = futures(5);
      const it = asCompleted(all);
      const consumers = ['a', 'b', 'c'].map((name) =>
        spawn(function* () {
          yield* it.forEach((future) => trace.push(`${name}${all.indexOf(future)}`));
          trace.push(`${name} done`);
        }),
      );
      for (const one of consumers) yield* one.get();
      // The first is done before anybody waits: so a waits first for the second.
      expect(trace.slice(0, 5)).to.deep.equal(['a0', 'a1', 'b2', 'c3', 'a4']);
      expect(trace.slice(5)).to.have.members(['a done', 'b done', 'c done']);
    }),
  );

  it(
    'loses no future with a tasklet that is killed or struck by a Timeout, also when it was woken and has not run',
    tasklets(function* ({ trace }) {
      const all = [new Future<number>(), new Future<number>()] as const;
      const it = asCompleted(all);
      const [a, b] = ['a', 'b'].map((name) =>
        spawn(function* () {
          const next = yield* it.next();
          trace.push(name, next.done === true ? undefined : all.indexOf(next.value));
        }),
      );
      const c = spawn(() => new Timeout(1, false).run(it.next()));
      yield* sleep(2);
      expect(c.isAlive()).to.equal(false);
      all[1].setResult(1);
      a?.kill();
      yield* b?.join() ?? sleep(0);
      expect(trace).to.deep.equal(['b', 1]);
      all[0].setResult(0);
      expect(yield* it.next()).to.deep.equal({ done: false, value: all[0] });
    }),
  );

  it(
    'is told apart in what a tasklet waits on',
    tasklets(function* ({ loop }) {
      const future = new Future<number>();
      const all = [spawn(() => asCompleted([future]).next()), spawn(() => wait([future]))];
      yield* sleep(0);
      const on = loop.dump().map(({ waitingOn }) => waitingOn);
      expect(on).to.include.members(['asCompleted.next', 'wait (1 futures)']);
      future.setResult(1);
      for (const one of all) yield* one.join();
    }),
  );
});

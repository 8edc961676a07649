// Future: its states, whoever asks for its outcome, its callbacks.
import { expect } from 'chai';
import { type Tasklet, TaskletExit, Timeout, sleep, spawn } from 'evergreen-ts';
import { CancelledError, Future, TimeoutError } from 'evergreen-ts/futures';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

describe('Future', () => {
  it(
    'is pending, runs, and has finished, with a value',
    tasklets(function* () {
      const future = new Future<number>();
      expect([future.cancelled, future.done]).to.deep.equal([false, false]);
      expect(future.setRunningOrNotifyCancel()).to.equal(true);
      expect([future.cancelled, future.done]).to.deep.equal([false, false]);
      future.setResult(42);
      expect([future.cancelled, future.done]).to.deep.equal([false, true]);
      expect(yield* future.get()).to.equal(42);
      expect(yield* future.get(0)).to.equal(42);
    }),
  );

  it(
    'has finished with an error, which is thrown at every tasklet that asks, as often as it asks',
    tasklets(function* () {
      const future = new Future<number>();
      future.setException(BOOM);
      expect(future.done).to.equal(true);
      for (let i = 0; i < 3; i++) expect(yield* failure(future.get())).to.equal(BOOM);
      expect(yield* future.get(undefined, true)).to.equal(BOOM);
    }),
  );

  it(
    'may fail with anything, undefined included',
    tasklets(function* () {
      for (const thrown of [undefined, null, 'text', 0]) {
        const future = new Future<number>();
        future.setException(thrown);
        let caught: unknown = 'nothing';
        try {
          yield* future.get();
        } catch (error) {
          caught = error;
        }
        expect(caught).to.equal(thrown);
        expect(yield* future.get(undefined, true)).to.equal(thrown);
      }
    }),
  );

  it(
    'returns its value to all waiters, in the order they came',
    tasklets(function* ({ loop, trace }) {
      const future = new Future<string>();
      const all = ['a', 'b', 'c'].map((name) =>
        spawn(function* () {
          trace.push(name + (yield* future.get(name === 'b' ? 5 : undefined)));
        }),
      );
      yield* sleep(1);
      future.setResult('!');
      for (const one of all) yield* one.get();
      expect(trace).to.deep.equal(['a!', 'b!', 'c!']);
      expect(loop.time()).to.equal(1);
    }),
  );

  it(
    'throws its error at all waiters, or returns it to those that want it returned',
    tasklets(function* () {
      const future = new Future<string>();
      const all: Tasklet[] = [
        spawn(failure, future.get()),
        spawn(failure, future.get(5)),
        spawn(() => future.get(undefined, true)),
      ];
      yield* sleep(1);
      future.setException(BOOM);
      for (const one of all) expect(yield* one.get()).to.equal(BOOM);
    }),
  );

  it(
    'is waited for no longer than wanted, and can be asked again then',
    tasklets(function* ({ loop }) {
      const future = new Future<number>();
      const error = yield* failure(future.get(1.5));
      expect(error).to.be.instanceOf(TimeoutError);
      expect(error).to.deep.include({ name: 'TimeoutError', code: 'ETIMEDOUT' });
      expect((error as Error).message).to.match(/^Future\(\d+\) did not finish in time \(1\.5s\)$/);
      expect(loop.time()).to.equal(1.5);
      expect(yield* failure(future.get(0))).to.be.instanceOf(TimeoutError);
      expect(loop.time()).to.equal(1.5);
      future.setResult(1);
      expect(yield* future.get()).to.equal(1);
      for (const seconds of [-1, NaN]) expect(() => future.get(seconds)).to.throw(RangeError);
    }),
  );

  it(
    'can be cancelled until it runs: waiters and those that come later have a CancelledError',
    tasklets(function* () {
      const future = new Future<number>();
      const waiting = spawn(failure, future.get());
      yield* sleep(0);
      expect(future.cancel()).to.equal(true);
      expect([future.cancelled, future.done]).to.deep.equal([true, true]);
      expect(future.cancel()).to.equal(true);
      const error = yield* waiting.get();
      expect(error).to.be.instanceOf(CancelledError);
      expect(error).to.deep.include({ name: 'CancelledError', code: 'EVERGREEN_CANCELLED' });
      expect(yield* failure(future.get())).to.be.instanceOf(CancelledError);
      expect(yield* failure(future.get(undefined, true))).to.be.instanceOf(CancelledError);
      expect(future.setRunningOrNotifyCancel()).to.equal(false);
      expect(future.setRunningOrNotifyCancel()).to.equal(false);
    }),
  );

  it('cannot be cancelled once it runs or has finished', () => {
    const future = new Future<number>();
    future.setRunningOrNotifyCancel();
    expect(future.cancel()).to.equal(false);
    future.setResult(1);
    expect(future.cancel()).to.equal(false);
    expect(future.cancelled).to.equal(false);
  });

  it('begins once and ends once', () => {
    const future = new Future<number>();
    future.setRunningOrNotifyCancel();
    expect(() => future.setRunningOrNotifyCancel()).to.throw('the future is running already');
    future.setResult(1);
    expect(() => future.setRunningOrNotifyCancel()).to.throw('the future is finished already');
    expect(() => future.setResult(2)).to.throw('the future is finished already');
    expect(() => future.setException(BOOM)).to.throw('the future is finished already');
    const cancelled = new Future<number>();
    cancelled.cancel();
    expect(() => cancelled.setResult(1)).to.throw('the future is cancelled already');
    expect(() => cancelled.setException(BOOM)).to.throw('the future is cancelled already');
  });

  it(
    'calls back when it is done, however that came, in order, each as often as it was added; at once if it is done',
    tasklets(({ trace }) => {
      const endings: ((future: Future<number>) => unknown)[] = [
        (future) => future.setResult(1),
        (future) => future.cancel(),
      ];
      for (const end of endings) {
        const future = new Future<number>();
        const one = (f: Future<number>): unknown => trace.push('one', f === future && f.done);
        future.addDoneCallback(one);
        future.addDoneCallback(() => {
          trace.push('two');
          future.addDoneCallback(() => trace.push('inner'));
        });
        future.addDoneCallback(one);
        end(future);
        expect(trace.splice(0)).to.deep.equal(['one', true, 'two', 'inner', 'one', true]);
        future.addDoneCallback(one);
        expect(trace.splice(0)).to.deep.equal(['one', true]);
      }
      expect(() => new Future().addDoneCallback(5 as never)).to.throw(
        TypeError,
        'a done callback must be a function',
      );
    }),
  );

  it(
    'takes no harm from a callback that throws: excepthook has the error, the others are called',
    tasklets(function* ({ trace, uncaught }) {
      const future = new Future<number>();
      future.addDoneCallback(() => {
        throw BOOM;
      });
      future.addDoneCallback(() => trace.push('called'));
      future.setResult(1);
      expect(trace).to.deep.equal(['called']);
      expect(uncaught.splice(0)).to.deep.equal([BOOM]);
      expect(yield* future.get()).to.equal(1);
    }),
  );

  it(
    'is unmoved by a tasklet that is killed or times out while it waits, or when it was woken and has not run',
    tasklets(function* ({ loop, trace }) {
      const future = new Future<string>();
      const [early, late, staying] = ['early', 'late', 'staying'].map((name) =>
        spawn(function* () {
          trace.push(`${name} ${yield* future.get()}`);
        }),
      ) as [Tasklet, Tasklet, Tasklet];
      const timed = spawn(function* () {
        trace.push(yield* new Timeout(1, false).run(future.get()));
      });
      yield* sleep(0);
      early.kill();
      yield* sleep(1);
      future.setResult('value');
      late.kill();
      yield* staying.join();
      yield* timed.join();
      expect(trace).to.deep.equal([undefined, 'staying value']);
      expect(yield* failure(early.get())).to.be.instanceOf(TaskletExit);
      expect(loop.time()).to.equal(1);
    }),
  );

  it(
    'done in the moment when the time of a waiter is up: either wins',
    tasklets(function* ({ loop, trace }) {
      for (const first of [true, false]) {
        const future = new Future<string>();
        const at = loop.time() + 1;
        if (first) loop.callAt(at, () => future.setResult('value'));
        const one = spawn(function* () {
          const error = yield* failure(future.get(at - loop.time()));
          trace.push(error === undefined ? 'value' : (error as Error).name);
        });
        yield* sleep(0);
        if (!first) loop.callAt(at, () => future.setResult('value'));
        yield* one.join();
        expect(['value', 'TimeoutError']).to.include(trace.pop());
        expect(yield* future.get()).to.equal('value');
      }
    }),
  );

  it(
    'that is done is asked without parking',
    tasklets(function* ({ loop, trace }) {
      const future = new Future<number>();
      future.setResult(1);
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      yield* future.get();
      yield* future.get(5);
      detach();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'says for people what has become of it, also in what a tasklet waits on',
    tasklets(function* ({ loop }) {
      const future = new Future<number>();
      const one = spawn(() => future.get());
      yield* sleep(0);
      const on = loop.dump().find(({ id }) => id === one.id)?.waitingOn;
      expect(on).to.match(/^Future\(\d+, pending\)$/);
      future.setResult(1);
      expect(String(future)).to.match(/^Future\(\d+, finished, returned\)$/);
      const [failed, cancelled] = [new Future(), new Future()];
      failed.setException(BOOM);
      yield* failure(failed.get());
      cancelled.cancel();
      expect([failed, cancelled].map((f) => String(f).replace(/\d+/, 'n'))).to.deep.equal([
        'Future(n, finished, failed)',
        'Future(n, cancelled)',
      ]);
    }),
  );
});

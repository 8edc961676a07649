// Timeout: when it strikes and whom, its error, identity, run() that swallows, `using`, cancelling, what is refused. (In which
// states it strikes is in kill.test.ts.)
import { expect } from 'chai';
import { type Op, Timeout, current, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

class FooTimeout extends Error {}

describe('Timeout', () => {
  it(
    'throws itself into the tasklet that started it',
    tasklets(function* ({ loop }) {
      const timeout = new Timeout(0.01).start();
      const error = yield* failure(sleep(10));
      expect(error).to.equal(timeout);
      expect(loop.time()).to.equal(0.01);
      expect(timeout).to.deep.include({ name: 'Timeout', code: 'EVERGREEN_TIMEOUT', seconds: 0.01 });
      expect(timeout.message).to.equal('timed out after 0.01 seconds');
    }),
  );

  it(
    'leaves everybody else alone',
    tasklets(function* ({ trace }) {
      const other = spawn(function* () {
        yield* sleep(5);
        trace.push('unharmed');
      });
      const timeout = new Timeout(1).start();
      expect(yield* failure(other.join())).to.equal(timeout);
      yield* other.join();
      expect(trace).to.deep.equal(['unharmed']);
    }),
  );

  it(
    'of null, undefined, a negative number or Infinity never strikes',
    tasklets(function* ({ loop }) {
      for (const seconds of [null, undefined, -1, Infinity]) {
        using timeout = new Timeout(seconds).start();
        expect(timeout.pending).to.equal(seconds === Infinity);
        yield* sleep(1e6);
      }
      expect(new Timeout(-1).seconds).to.equal(null);
      expect(new Timeout().seconds).to.equal(null);
      expect(loop.time()).to.equal(4e6);
    }),
  );

  it(
    'of zero strikes at the next park, though what is waited for is not long',
    tasklets(function* ({ loop, trace }) {
      const timeout = new Timeout(0).start();
      trace.push('goes on');
      expect(yield* failure(sleep(1))).to.equal(timeout);
      expect(loop.time()).to.equal(0);
      expect(trace).to.deep.equal(['goes on']);
    }),
  );

  it(
    'throws the error it was given instead: an object itself, a class as a new one',
    tasklets(function* () {
      const own = new FooTimeout('mine');
      new Timeout(1, own).start();
      expect(yield* failure(sleep(10))).to.equal(own);
      new Timeout(1, FooTimeout).start();
      const made = yield* failure(sleep(10));
      expect(made).to.be.instanceOf(FooTimeout);
      expect(made).to.not.equal(own);
      expect(yield* failure(new Timeout(1, FooTimeout).run(sleep(10)))).to.be.instanceOf(FooTimeout);
    }),
  );

  it(
    'that is cancelled strikes no more, and leaves no timer behind',
    tasklets(function* ({ loop, trace }) {
      const timeout = new Timeout(1).start();
      expect(timeout.pending).to.equal(true);
      timeout.cancel();
      timeout.cancel();
      expect(timeout.pending).to.equal(false);
      const detach = loop.instrument({ idle: (seconds) => trace.push(seconds) });
      yield* sleep(5);
      detach();
      expect(trace).to.deep.equal([5]);
    }),
  );

  it(
    'can be started again once it has struck or was cancelled, but not before',
    tasklets(function* ({ loop }) {
      const timeout = new Timeout(1);
      timeout.cancel();
      for (let i = 1; i <= 3; i++) {
        timeout.start();
        expect(() => timeout.start()).to.throw('started already');
        expect(timeout).to.include({ pending: true, expired: false });
        expect(yield* failure(sleep(10))).to.equal(timeout);
        expect(timeout).to.include({ pending: false, expired: true });
        expect(loop.time()).to.equal(i);
      }
      timeout.start().cancel();
      timeout.start().cancel();
    }),
  );

  it(
    'is cancelled at the end of a block with `using`, whichever way that ends',
    tasklets(function* () {
      {
        using timeout = new Timeout(1).start();
        expect(timeout.pending).to.equal(true);
        yield* sleep(0.5);
      }
      yield* sleep(2);
      expect(
        yield* failure(
          (function* () {
            using _ = new Timeout(1).start();
            yield* sleep(0.5);
            throw new FooTimeout();
          })(),
        ),
      ).to.be.instanceOf(FooTimeout);
      yield* sleep(2);
    }),
  );

  it(
    'that was never cancelled and whose tasklet has ended harms nobody',
    tasklets(function* () {
      const one = spawn(function* () {
        new Timeout(5).start();
        yield* sleep(1);
      });
      yield* one.join();
      yield* sleep(10);
    }),
  );

  it(
    'tells in its stack where the tasklet was parked',
    tasklets(function* () {
      const inner = function* innerPark(): Op<void> {
        yield* sleep(10);
      };
      const outer = function* outerPark(): Op<void> {
        yield* inner();
      };
      new Timeout(1).start();
      const plain = (yield* failure(outer())) as Error;
      expect(plain.stack).to.match(/^Timeout: timed out after 1 second\n[^]*innerPark[^]*outerPark/);
      new Timeout(1, FooTimeout).start();
      const own = (yield* failure(outer())) as Error;
      expect(own.stack).to.match(/innerPark[^]*outerPark/);
    }),
  );

  it('refuses NaN, what is no number, and to start outside a tasklet', () => {
    expect(() => new Timeout(NaN)).to.throw(RangeError, 'number of seconds');
    expect(() => new Timeout('1' as unknown as number)).to.throw(RangeError, 'number of seconds');
    expect(() => new Timeout(1).start()).to.throw('start() it in one');
  });
});

describe('Timeout.run', () => {
  it(
    'gives what the operation gives, and is cancelled then',
    tasklets(function* ({ loop }) {
      const work = function* (): Op<string> {
        yield* sleep(1);
        return 'done';
      };
      const timeout = new Timeout(2);
      expect(yield* timeout.run(work())).to.equal('done');
      expect(timeout.pending).to.equal(false);
      expect(yield* timeout.run(work)).to.equal('done');
      yield* sleep(5);
      expect(loop.time()).to.equal(7);
    }),
  );

  it(
    'throws the Timeout, or with false gives undefined',
    tasklets(function* ({ loop }) {
      const timeout = new Timeout(1);
      expect(yield* failure(timeout.run(sleep(10)))).to.equal(timeout);
      expect(yield* new Timeout(1, false).run(sleep(10))).to.equal(undefined);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'swallows its own expiry only: an outer one goes through an inner one',
    tasklets(function* ({ loop, trace }) {
      const outer = new Timeout(1, false);
      const value = yield* outer.run(function* () {
        const inner = yield* new Timeout(5, false).run(sleep(10));
        trace.push(['never', inner]);
        return 'never';
      });
      expect(value).to.equal(undefined);
      expect(loop.time()).to.equal(1);
      expect(
        yield* new Timeout(5, false).run(function* () {
          yield* new Timeout(1, false).run(sleep(10));
          return 'the inner one only';
        }),
      ).to.equal('the inner one only');
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'passes on the error of the operation, and is cancelled then',
    tasklets(function* () {
      const boom = new Error('boom');
      const timeout = new Timeout(2, false);
      const work = function* (): Op<void> {
        yield* sleep(1);
        throw boom;
      };
      expect(yield* failure(timeout.run(work()))).to.equal(boom);
      expect(timeout.pending).to.equal(false);
      yield* sleep(5);
    }),
  );

  it(
    'started with false but not with run() throws itself, as nobody is there to swallow it',
    tasklets(function* () {
      const timeout = new Timeout(1, false).start();
      expect(yield* failure(sleep(10))).to.equal(timeout);
    }),
  );

  it(
    'does nothing until it is run',
    tasklets(function* () {
      const op = new Timeout(1).run(sleep(0.5));
      yield* sleep(10);
      yield* op;
      expect(current.loop.time()).to.equal(10.5);
    }),
  );
});

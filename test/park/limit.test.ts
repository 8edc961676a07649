// failAfter() and moveOnAfter(): what they return or throw when the time comes first, and when it does not; whose limit passes
// through whose; what happens to a kill, to a value of the same turn and to the errors of children.
import { expect } from 'chai';
import {
  Event,
  Lock,
  type Op,
  Queue,
  TaskletExit,
  TaskletGroup,
  Timeout,
  TimeoutError,
  all,
  failAfter,
  fromCallback,
  moveOnAfter,
  race,
  sleep,
  spawn,
} from 'evergreen-ts';
import * as futures from 'evergreen-ts/futures';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

function* work(seconds: number): Op<string> {
  yield* sleep(seconds);
  return 'done';
}

/** Both: what is thrown is given as a value. */
const LIMITS: Readonly<Record<string, (seconds: number, body: () => Op<unknown>) => Op<unknown>>> = {
  failAfter: (seconds, body) => failure(failAfter(seconds, body)),
  moveOnAfter: (seconds, body) => failure(moveOnAfter(seconds, body)),
};

describe('failAfter', () => {
  it(
    'returns the value of its body, an operation or a function that returns one, and leaves no timer behind',
    tasklets(function* ({ loop, trace }) {
      expect(yield* failAfter(2, work(1))).to.equal('done');
      expect(yield* failAfter(2, () => work(1))).to.equal('done');
      const detach = loop.instrument({ idle: (seconds) => trace.push(seconds) });
      yield* sleep(5);
      detach();
      expect(trace).to.deep.equal([5]);
    }),
  );

  it(
    'throws a TimeoutError when the time came first, once the body has cleaned up',
    tasklets(function* ({ loop, trace }) {
      const error = yield* failure(
        failAfter(2, function* () {
          try {
            yield* sleep(10);
          } catch (thrown) {
            trace.push(thrown instanceof Timeout, thrown);
            throw thrown;
          } finally {
            yield* sleep(3);
            trace.push('cleaned up');
          }
        }),
      );
      expect(loop.time()).to.equal(5);
      expect(error).to.be.instanceOf(TimeoutError);
      expect(error).not.to.be.instanceOf(Timeout);
      expect(error).to.include({
        name: 'TimeoutError',
        code: 'ETIMEDOUT',
        message: 'timed out after 2 seconds',
        cause: trace[1],
      });
      expect(trace).to.deep.equal([true, (error as Error).cause, 'cleaned up']);
    }),
  );

  it(
    'names in the stack who set the limit, and in that of the cause where it was waited',
    tasklets(function* () {
      const waiting = function* waiting(): Op<void> {
        yield* sleep(10);
      };
      const setting = function* setting(): Op<void> {
        yield* failAfter(1, waiting);
      };
      const { stack, cause } = (yield* failure(setting())) as Error;
      const [, ...frames] = (stack as string).split('\n').filter((line) => !line.includes('<anonymous>'));
      expect(frames[0]).to.match(/^ +at setting /);
      expect((cause as Error).stack).to.match(
        /^Timeout: timed out after 1 second\n +at waiting [^]* at setting /,
      );
    }),
  );

  it(
    'throws at its own place: one inside another is told from it',
    tasklets(function* ({ loop, trace }) {
      const nested = (outer: number, inner: number): Op<string> =>
        failAfter(outer, function* () {
          try {
            return yield* failAfter(inner, work(10));
          } catch (error) {
            trace.push((error as Error).name);
            if (error instanceof TimeoutError) return 'the inner one';
            throw error;
          }
        });
      expect(yield* nested(5, 1)).to.equal('the inner one');
      expect(loop.time()).to.equal(1);
      const error = yield* failure(nested(1, 5));
      expect((error as Error).message).to.equal('timed out after 1 second');
      expect(loop.time()).to.equal(2);
      expect(trace).to.deep.equal(['TimeoutError', 'Timeout']);
    }),
  );

  it(
    'is not mistaken for the timeout of an operation in its body',
    tasklets(function* () {
      const slow = spawn(work, 100);
      const error = yield* failure(failAfter(5, () => slow.get(1)));
      expect((error as Error).message).to.include('did not end in time');
      expect((error as Error).cause).to.equal(undefined);
      slow.kill();
    }),
  );

  it('throws what the futures throw, too', () => {
    expect(futures.TimeoutError).to.equal(TimeoutError);
  });
});

describe('moveOnAfter', () => {
  it(
    'returns the value of its body, or undefined when the time came first and the body has cleaned up',
    tasklets(function* ({ loop }) {
      expect(yield* moveOnAfter(2, work(1))).to.equal('done');
      expect(yield* moveOnAfter(2, () => work(1))).to.equal('done');
      const cleaning = function* (): Op<string> {
        try {
          return yield* work(10);
        } finally {
          yield* sleep(3);
        }
      };
      expect(yield* moveOnAfter(1, cleaning)).to.equal(undefined);
      expect(loop.time()).to.equal(6);
    }),
  );

  it(
    'swallows its own limit only: an outer one goes through an inner one',
    tasklets(function* ({ loop, trace }) {
      const value = yield* moveOnAfter(1, function* () {
        trace.push(yield* moveOnAfter(5, work(10)));
        return 'never';
      });
      expect(value).to.equal(undefined);
      expect(trace).to.deep.equal([]);
      expect(loop.time()).to.equal(1);
    }),
  );
});

for (const [name, limited] of Object.entries(LIMITS)) {
  describe(`The limit of ${name}`, () => {
    it(
      'passes on the error of its body, also one that its cleanup throws',
      tasklets(function* ({ loop }) {
        const failing = function* (): Op<void> {
          yield* sleep(1);
          throw BOOM;
        };
        expect(yield* limited(2, failing)).to.equal(BOOM);
        const failingCleanup = function* (): Op<void> {
          try {
            yield* sleep(10);
          } finally {
            throw BOOM;
          }
        };
        expect(yield* limited(2, failingCleanup)).to.equal(BOOM);
        yield* sleep(5);
        expect(loop.time()).to.equal(8);
      }),
    );

    it(
      'lets the Timeout of somebody else pass',
      tasklets(function* ({ loop }) {
        const other = new Timeout(1).start();
        expect(yield* limited(5, () => sleep(10))).to.equal(other);
        expect(loop.time()).to.equal(1);
      }),
    );

    it(
      'lets a kill pass',
      tasklets(function* () {
        const killed = spawn(function* () {
          const error = yield* limited(5, () => sleep(10));
          throw error as Error;
        });
        yield* sleep(1);
        killed.kill();
        expect(yield* failure(killed.get())).to.be.instanceOf(TaskletExit);
      }),
    );

    it(
      'never comes when it is Infinity',
      tasklets(function* ({ loop, trace }) {
        expect(
          yield* limited(Infinity, function* () {
            trace.push(yield* work(1e9));
          }),
        ).to.equal(undefined);
        expect(trace).to.deep.equal(['done']);
        expect(loop.time()).to.equal(1e9);
      }),
    );

    it(
      'of 0 seconds ends a body at its first park, however short, and not one that does not park',
      tasklets(function* ({ loop, trace }) {
        const lock = new Lock();
        yield* limited(0, function* () {
          trace.push(yield* lock.acquire());
          yield* sleep(0);
          trace.push('too late');
        });
        yield* limited(0, () =>
          all([
            (function* () {
              yield* sleep();
              trace.push('too late');
            })(),
          ]),
        );
        yield* limited(0, () => fromCallback((callback) => queueMicrotask(() => callback(null, 1))));
        yield* sleep();
        expect(trace).to.deep.equal([true]);
        expect(loop.time()).to.equal(0);
      }),
    );

    it(
      'loses no item that comes in the same turn',
      tasklets(function* ({ loop, trace }) {
        for (const order of ['limit first', 'item first']) {
          const queue = new Queue<string>();
          if (order === 'item first') loop.callLater(1, () => queue.putNowait('item'));
          const one = spawn(() =>
            limited(1, function* () {
              trace.push(yield* queue.get());
            }),
          );
          yield* sleep();
          if (order === 'limit first') loop.callLater(1, () => queue.putNowait('item'));
          yield* one.join();
          yield* sleep();
          expect(trace.splice(0).length + queue.qsize(), order).to.equal(1);
        }
      }),
    );

    it(
      'returns what cannot go back and came in the same turn, and is not delivered later',
      tasklets(function* ({ loop, trace }) {
        yield* limited(1, function* () {
          trace.push(yield* fromCallback((callback) => loop.callLater(1, () => callback(null, 'given'))));
        });
        yield* sleep(5);
        expect(trace).to.deep.equal(['given']);
      }),
    );

    for (const [scope, grouped] of Object.entries({
      'a group': (child: () => Op<unknown>) =>
        TaskletGroup.run(function* (group) {
          group.spawn(child);
          yield* sleep(100);
        }),
      'all()': (child: () => Op<unknown>) => all([child()]),
      'race()': (child: () => Op<unknown>) => race([child()]),
    })) {
      it(
        `does not turn up beside the errors of the children of ${scope} that it ended`,
        tasklets(function* () {
          const failing = function* (): Op<void> {
            try {
              yield* sleep(100);
            } catch {
              throw BOOM;
            }
          };
          expect(yield* limited(1, () => grouped(failing))).to.equal(BOOM);
          yield* sleep(100);
        }),
      );

      it(
        `waits for the cleanup of the children of ${scope}`,
        tasklets(function* ({ loop, trace }) {
          yield* limited(1, () =>
            grouped(function* () {
              try {
                yield* sleep(100);
              } finally {
                yield* sleep(3);
                trace.push('cleaned up');
              }
            }),
          );
          expect(trace).to.deep.equal(['cleaned up']);
          expect(loop.time()).to.equal(4);
        }),
      );
    }

    it(
      'gives way to the value of a body that catches it',
      tasklets(function* ({ trace }) {
        const error = yield* limited(1, function* () {
          try {
            yield* sleep(10);
          } catch {
            trace.push('caught');
          }
        });
        expect(error).to.equal(undefined);
        expect(trace).to.deep.equal(['caught']);
      }),
    );

    it(
      'begins when it is run',
      tasklets(function* ({ loop, trace }) {
        const done = new Event();
        const op = limited(1, function* () {
          trace.push(yield* done.wait());
        });
        yield* sleep(5);
        loop.callLater(0.5, () => done.set());
        yield* op;
        expect(trace).to.deep.equal([true]);
      }),
    );

    it('is refused at the call unless it is a number of seconds, zero or more', () => {
      for (const wrong of [NaN, -1, null, undefined, '1'])
        expect(() => limited(wrong as number, () => sleep(1))).to.throw(
          RangeError,
          'seconds must be a number, zero or more',
        );
    });
  });
}

// retry(): how often, after how long, what is never retried, and interrupts while it runs or waits.
import { expect } from 'chai';
import { type Op, TaskletExit, Timeout, retry, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');
/** No jitter: the times are exact. */
const EXACT = { jitter: false } as const;

function* failing(): Op<never> {
  yield* sleep(0);
  throw BOOM;
}

describe('retry', () => {
  it(
    'gives what the first attempt that succeeds gives, numbered from 1',
    tasklets(function* ({ loop, trace }) {
      const value = yield* retry(function* (attempt) {
        trace.push([attempt, loop.time()]);
        yield* sleep(1);
        if (attempt < 3) throw BOOM;
        return `after ${attempt}`;
      }, EXACT);
      expect(value).to.equal('after 3');
      const times = trace.map((entry) => (entry as number[])[1] ?? NaN);
      expect(times[1]).to.be.closeTo(1.1, 1e-9);
      expect(times[2]).to.be.closeTo(2.3, 1e-9);
      expect(yield* retry((attempt) => attempt)).to.equal(1);
    }),
  );

  it(
    'tries five times, throws the last error, and waits twice as long each time, up to a limit',
    tasklets(function* ({ loop, trace }) {
      const errors = [1, 2, 3, 4, 5].map((n) => new Error(`attempt ${n}`));
      const body = (attempt: number): never => {
        trace.push(loop.time());
        throw errors[attempt - 1] as Error;
      };
      expect(yield* failure(retry(body, { ...EXACT, delay: 1 }))).to.equal(errors[4]);
      expect(trace.splice(0)).to.deep.equal([0, 1, 3, 7, 15]);
      const start = loop.time();
      yield* failure(retry(body, { ...EXACT, attempts: 4, delay: 1, factor: 3, maxDelay: 2 }));
      expect(trace.map((time) => (time as number) - start)).to.deep.equal([0, 1, 3, 5]);
    }),
  );

  it(
    'waits, with jitter, anything between half of the delay and all of it',
    tasklets(function* ({ loop, trace }) {
      const { random } = Math;
      try {
        for (const value of [0, 0.5, 1]) {
          Math.random = () => value;
          const start = loop.time();
          yield* retry(
            (attempt) => {
              if (attempt === 1) throw BOOM;
            },
            { delay: 1 },
          );
          trace.push(loop.time() - start);
        }
      } finally {
        Math.random = random;
      }
      expect(trace).to.deep.equal([0.5, 0.75, 1]);
    }),
  );

  it(
    'asks `when` after each error but the last, and throws what that throws',
    tasklets(function* ({ trace }) {
      const when = (error: unknown, attempt: number): boolean => {
        trace.push([error, attempt]);
        return attempt < 2;
      };
      expect(yield* failure(retry(failing, { when }))).to.equal(BOOM);
      expect(trace.splice(0)).to.deep.equal([
        [BOOM, 1],
        [BOOM, 2],
      ]);
      yield* failure(retry(failing, { when, attempts: 1 }));
      expect(trace).to.deep.equal([]);
      const bad = new Error('bad');
      const throwing = (): boolean => {
        throw bad;
      };
      expect(yield* failure(retry(failing, { when: throwing }))).to.equal(bad);
    }),
  );

  for (const [what, error] of [
    ['a kill', undefined],
    ['a kill with an error of its own', new Error('stop it')],
  ] as const)
    for (const [where, seconds] of [
      ['in the body', 0.5],
      ['between two attempts', 1.5],
    ] as const)
      it(
        `is ended by ${what} ${where}`,
        tasklets(function* ({ trace }) {
          const body = function* (attempt: number): Op<never> {
            trace.push(attempt);
            yield* sleep(1);
            throw BOOM;
          };
          const one = spawn(() => retry(body, { ...EXACT, delay: 1 }));
          const ended = spawn(() => failure(one.get()));
          yield* sleep(seconds);
          one.kill(error);
          yield* sleep(0);
          const thrown = yield* ended.get();
          if (error === undefined) expect(thrown).to.be.instanceOf(TaskletExit);
          else expect(thrown).to.equal(error);
          yield* sleep(10);
          expect(trace).to.deep.equal([1]);
        }),
      );

  for (const [what, error] of [
    ['', undefined],
    [' with an error of its own', BOOM],
    [' with a class of errors', class Late extends Error {}],
  ] as const)
    it(
      `never retries a Timeout${what}`,
      tasklets(function* ({ loop }) {
        yield* failure(new Timeout(1.5, error).run(retry(() => sleep(10))));
        expect(loop.time()).to.equal(1.5);
      }),
    );

  it(
    'retries an error that some other tasklet was killed with',
    tasklets(function* () {
      const killed = spawn(() => sleep(10));
      killed.kill(BOOM);
      const value = yield* retry(function* (attempt) {
        if (attempt === 1) yield* killed.get();
        return attempt;
      });
      expect(value).to.equal(2);
    }),
  );

  it(
    'refuses a body that gives a promise, and does not try again',
    tasklets(function* ({ trace }) {
      const body = (): unknown => {
        trace.push('tried');
        return Promise.resolve();
      };
      const error = yield* failure(retry(body));
      expect(error).to.be.instanceOf(TypeError);
      expect((error as Error).message).to.match(/until\(promise\)/);
      expect(trace).to.deep.equal(['tried']);
    }),
  );
});

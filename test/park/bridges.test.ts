// until() and fromCallback(): values and errors from promises and Node-style callbacks, the AbortSignal, giving up, and what
// comes too late.
import { expect } from 'chai';
import {
  type Op,
  Tasklet,
  TaskletExit,
  Timeout,
  fromCallback,
  race,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

type Callback = (error: Error | null | undefined, value?: string) => void;

describe('until', () => {
  it(
    'gives what the promise resolves to, or throws what it is rejected with',
    tasklets(function* () {
      const boom = new Error('boom');
      expect(yield* until(Promise.resolve(5))).to.equal(5);
      expect(yield* until(new Promise((resolve) => setImmediate(resolve, 'later')))).to.equal('later');
      expect(yield* failure(until(Promise.reject(boom)))).to.equal(boom);
      expect(yield* failure(until(async () => Promise.reject(boom)))).to.equal(boom);
      expect(yield* until(() => Promise.resolve('lazy'))).to.equal('lazy');
    }),
  );

  it(
    'takes anything with a then(), one that calls back at once, too',
    tasklets(function* ({ trace }) {
      const thenable: PromiseLike<string> = {
        then: (onFulfilled) => {
          onFulfilled?.('at once');
          return Promise.resolve() as never;
        },
      };
      spawn(() => trace.push('other'));
      trace.push(yield* until(thenable));
      // It did not park.
      expect(trace).to.deep.equal(['at once']);
      yield* sleep(0);
    }),
  );

  it(
    'calls the function only when it is run, and passes on what that throws',
    tasklets(function* ({ trace }) {
      const boom = new Error('boom');
      const op = until(() => {
        trace.push('called');
        throw boom;
      });
      yield* sleep(1);
      expect(trace).to.deep.equal([]);
      expect(yield* failure(op)).to.equal(boom);
      expect(trace).to.deep.equal(['called']);
    }),
  );

  it(
    'refuses what is no promise, and a function that does not return one',
    tasklets(function* () {
      expect(() => until(5 as unknown as Promise<number>)).to.throw(TypeError, 'waits for a promise');
      expect(() => until(null as unknown as Promise<number>)).to.throw(TypeError, 'waits for a promise');
      expect(String(yield* failure(until(() => 5 as unknown as Promise<number>)))).to.contain(
        'did not return a promise',
      );
    }),
  );

  it(
    'runs once',
    tasklets(function* () {
      const op = until(Promise.resolve(5));
      yield* op;
      expect(String(yield* failure(op))).to.contain('can be run only once');
    }),
  );

  it(
    'fires its signal when the wait is given up: kill, Timeout or race; and not when it is over',
    tasklets(function* ({ trace }) {
      const waits = (name: string): Op<unknown> =>
        until((signal) => {
          signal.addEventListener('abort', () => trace.push([name, (signal.reason as Error).name]));
          return new Promise(() => undefined);
        });
      const killed = spawn(() => waits('kill'));
      yield* sleep(0);
      killed.kill();
      yield* killed.join();
      yield* new Timeout(1, false).run(waits('Timeout'));
      yield* race([waits('race'), sleep(1)]);
      expect(trace).to.deep.equal([
        ['kill', 'TaskletExit'],
        ['Timeout', 'Timeout'],
        ['race', 'TaskletExit'],
      ]);
      let after: AbortSignal | undefined;
      yield* until((signal) => ((after = signal), Promise.resolve()));
      expect(after?.aborted).to.equal(false);
    }),
  );

  it(
    'drops what comes after it was given up, be it an error',
    tasklets(function* ({ trace }) {
      let reject: (error: unknown) => void = () => undefined;
      const promise = new Promise((_, no) => (reject = no));
      const one = spawn(function* () {
        try {
          yield* until(promise);
        } finally {
          trace.push('given up');
        }
      });
      yield* sleep(1);
      one.kill();
      yield* one.join();
      reject(new Error('too late'));
      yield* until(new Promise(setImmediate));
      expect(trace).to.deep.equal(['given up']);
    }),
  );

  it(
    'wakes nobody once its loop is destroyed',
    onVirtualLoop(async ({ loop, trace }) => {
      let resolve: (value: unknown) => void = () => undefined;
      const one = spawn(function* () {
        try {
          trace.push(yield* until(new Promise((yes) => (resolve = yes))));
        } finally {
          trace.push('finally');
        }
      });
      loop.callSoon(() => loop.stop());
      await loop.run();
      loop.destroy();
      resolve('too late');
      await new Promise(setImmediate);
      expect(trace).to.deep.equal(['finally']);
      expect(one.state).to.equal('ended');
    }),
  );

  it(
    'may be a tasklet’s whole body',
    tasklets(function* () {
      expect(yield* spawn(() => until(Promise.resolve('body'))).get()).to.equal('body');
      const killed = spawn(() => until(new Promise(() => undefined)));
      yield* sleep(0);
      killed.kill();
      expect(yield* failure(killed.get())).to.be.instanceOf(TaskletExit);
    }),
  );
});

describe('fromCallback', () => {
  it(
    'gives the value, or throws the error, whether it comes at once or later',
    tasklets(function* ({ loop }) {
      const boom = new Error('boom');
      expect(yield* fromCallback<string>((callback) => callback(null, 'at once'))).to.equal('at once');
      expect(yield* fromCallback((callback) => callback(undefined))).to.equal(undefined);
      expect(yield* fromCallback<string>((callback) => loop.callLater(1, callback, null, 'later'))).to.equal(
        'later',
      );
      expect(yield* failure(fromCallback((callback) => callback(boom)))).to.equal(boom);
      expect(yield* failure(fromCallback((callback) => void setImmediate(callback, boom)))).to.equal(boom);
    }),
  );

  it(
    'ignores every call after the first',
    tasklets(function* ({ trace }) {
      let keep: Callback = () => undefined;
      const value = yield* fromCallback<string>((callback) => {
        keep = callback;
        setImmediate(() => {
          callback(null, 'first');
          callback(null, 'second');
          callback(new Error('third'));
        });
      });
      keep(new Error('fourth'));
      yield* sleep(1);
      trace.push(value);
      expect(trace).to.deep.equal(['first']);
    }),
  );

  it(
    'passes on what the function throws, and leaves the tasklet whole',
    tasklets(function* ({ loop }) {
      const boom = new Error('boom');
      expect(
        yield* failure(
          fromCallback(() => {
            throw boom;
          }),
        ),
      ).to.equal(boom);
      yield* sleep(1);
      expect(loop.time()).to.equal(1);
    }),
  );

  it(
    'drops what comes after it was given up',
    tasklets(function* () {
      let keep: Callback = () => undefined;
      const one = spawn(() => fromCallback<string>((callback) => (keep = callback)));
      yield* sleep(0);
      one.kill();
      keep(null, 'meanwhile');
      yield* one.join();
      keep(null, 'too late');
      yield* sleep(1);
      expect(one.state).to.equal('ended');
    }),
  );

  it('refuses what is no function', () => {
    expect(() => fromCallback(5 as never)).to.throw(TypeError, 'must be a function');
  });

  it(
    'runs its function in the tasklet',
    tasklets(function* () {
      const self = Tasklet.current();
      yield* fromCallback((callback) => {
        expect(Tasklet.current()).to.equal(self);
        callback(null);
      });
    }),
  );
});

// Thread and process pools: what both do, on one pool of each kind.
import { expect } from 'chai';
import { Full, type Op, TaskletExit, TimeoutError, all, sleep, until } from 'evergreen-ts';
import {
  BrokenExecutor,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  WorkerPoolExecutor,
  remote,
} from 'evergreen-ts/executors';
import { CancelledError, asCompleted, wait } from 'evergreen-ts/futures';
import { failure } from '../support/failure.js';
import { sharedLoop } from '../support/shared-loop.js';
import { nobodyCame, workersLeft } from '../support/threads.js';
import * as own from './tasks.js';

const tasks = remote<typeof own>(new URL('./tasks.js', import.meta.url));

for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  describe(`${Pool.name}: tasks`, () => {
    const { test } = sharedLoop();
    let pool: WorkerPoolExecutor;
    let left: string[];

    before(
      test(function* () {
        left = workersLeft();
        pool = new Pool(1, { concurrency: 4, errors: [own.OwnError] });
        yield* pool.submit(tasks.add, 1, 2).get();
      }),
    );

    it(
      'runs plain functions, generators and what returns a promise',
      test(function* () {
        expect(yield* pool.submit(tasks.add, 1, 2).get()).to.equal(3);
        expect(yield* pool.submit(tasks.identity, 'a').get()).to.equal('a');
        expect(yield* pool.submit(tasks.nap, 0, 'rested').get()).to.equal('rested');
        expect(yield* pool.submit(tasks.later, 'at last').get()).to.equal('at last');
      }),
    );

    it(
      'runs them elsewhere, `concurrency` of them at once on one worker',
      test(function* () {
        const places = yield* pool.map(tasks.where, Array.from({ length: 5 })).toArray();
        expect(new Set(places).size).to.equal(1);
        expect(places).not.to.include(own.where());
        const naps = [0.3, 0.2, 0.1].map((seconds) => pool.submit(tasks.nap, seconds, String(seconds)));
        const order: string[] = [];
        yield* asCompleted(naps).forEach(function* (future) {
          order.push(yield* future.get());
        });
        expect(order).to.deep.equal(['0.1', '0.2', '0.3']);
      }),
    );

    it(
      'returns results of map() in the order of the items, one by one, in chunks, and with a buffer',
      test(function* () {
        const numbers = Array.from({ length: 25 }, (_, i) => i);
        const squares = numbers.map((n) => n * n);
        expect(yield* pool.map(tasks.square, numbers).toArray()).to.deep.equal(squares);
        expect(yield* pool.map(tasks.square, numbers, { chunksize: 7 }).toArray()).to.deep.equal(squares);
        let read = 0;
        const counted = (function* () {
          for (const n of numbers) {
            read++;
            yield n;
          }
        })();
        const results = pool.map(tasks.square, counted, { chunksize: 2, buffersize: 6 });
        expect(read).to.equal(6);
        yield* results.next();
        yield* results.next();
        expect(read).to.equal(8);
        expect(yield* results.toArray()).to.deep.equal(squares.slice(2));
      }),
    );

    it(
      'ends map() with the error of an item, after the results before it',
      test(function* () {
        for (const chunksize of [1, 3]) {
          const results = pool.map(tasks.failOnThree, [1, 2, 3, 4], { chunksize });
          expect((yield* results.next()).value).to.equal(1);
          expect((yield* results.next()).value).to.equal(2);
          expect(yield* failure(results.next())).to.be.instanceOf(RangeError);
          expect(yield* results.next()).to.deep.equal({ done: true, value: undefined });
        }
      }),
    );

    it(
      'brings errors back with class, code, cause, errors and own fields, and the stack of the worker',
      test(function* () {
        const error = (yield* failure(pool.submit(tasks.fail).get())) as own.OwnError;
        expect(error).to.be.instanceOf(own.OwnError);
        expect(error).to.include({
          name: 'OwnError',
          message: 'it went wrong',
          code: 'E_OWN',
          where: 'line 7',
        });
        expect(error.detail).to.deep.equal({ line: 7 });
        expect(error).not.to.have.property('handler');
        expect(error.cause).to.be.instanceOf(RangeError).with.property('message', 'too far');
        expect(error.stack).to.match(/OwnError: it went wrong\n.*at fail .*tasks\.[jt]s/);
        expect(error.stack).not.to.match(/src.executors/);

        const both = (yield* failure(pool.submit(tasks.failWith, 'aggregate').get())) as AggregateError;
        expect(both).to.be.instanceOf(AggregateError);
        expect(both.errors[0]).to.be.instanceOf(TypeError);
        expect(both.errors[1]).to.be.instanceOf(own.OwnError);
        expect(yield* failure(pool.submit(tasks.failWith, 'ours').get()))
          .to.be.instanceOf(TimeoutError)
          .with.property('code', 'ETIMEDOUT');
        expect(yield* failure(pool.submit(tasks.failWith, 'dom').get()))
          .to.be.instanceOf(DOMException)
          .with.property('name', 'AbortError');
        expect(yield* failure(pool.submit(tasks.failWith, 'system').get())).to.include({
          code: 'ENOENT',
          errno: -2,
        });
        expect(yield* failure(pool.submit(tasks.failWith, 'value').get())).to.deep.equal({ not: 'an error' });
      }),
    );

    it(
      'fails a task alone whose module does not load, or has no such function, and names the module',
      test(function* () {
        const missing = remote<{ work(): void }>(new URL('./missing.js', import.meta.url));
        const error = (yield* failure(pool.submit(missing.work).get())) as Error;
        expect(error.message).to.match(/^file:.*missing\.js, the module of a task, does not load: .*/);
        const unknown = remote<{ nothing(): void }>(new URL('./tasks.js', import.meta.url));
        expect(String(yield* failure(pool.submit(unknown.nothing).get()))).to.match(
          /^TypeError: file:.*tasks\.js exports no function nothing: there is .*\badd\b/,
        );
        expect(yield* pool.submit(tasks.add, 1, 1).get()).to.equal(2);
      }),
    );

    it(
      'refuses at submit() what cannot cross, and says what to write',
      test(function* () {
        const closure = (): number => 1;
        expect(() => pool.submit(closure as never)).to.throw(
          TypeError,
          /must be a function by name, not the function closure.*export it.*remote<typeof import\('\.\/tasks\.js'\)>.*tasks\.closure/,
        );
        for (const [value, advice] of [
          [() => 1, /argument 1 of identity cannot cross: the function .* cannot be cloned/],
          [{ deep: [Symbol('s')] }, /use a string/],
          [Promise.resolve(), /wait for it/],
          [[sleep(1), sleepy()], /pass what it comes to/],
          [new URL('http://localhost'), /pass its href/],
        ] as const)
          expect(() => pool.submit(tasks.identity, value)).to.throw(TypeError, advice);
        expect(yield* pool.submit(tasks.identity, { a: [1, null, 'b', 2n] }).get()).to.deep.equal({
          a: [1, null, 'b', 2n],
        });
      }),
    );

    it(
      'fails only the task whose argument, result or progress cannot be cloned',
      test(function* () {
        const weak = new WeakMap();
        const before = pool.submit(tasks.add, 1, 2);
        const bad = pool.submit(tasks.identity, weak);
        const after = pool.submit(tasks.add, 3, 4);
        const badResult = pool.submit(tasks.unclonable);
        const badProgress = pool.submit(tasks.badProgress);
        expect(yield* before.get()).to.equal(3);
        expect(yield* after.get()).to.equal(7);
        expect(yield* failure(bad.get())).to.match(/could not be cloned/);
        expect(yield* failure(badResult.get())).to.match(/the result of unclonable cannot cross/);
        expect(yield* failure(badProgress.get())).to.match(/what progress\(\) is given cannot cross/);
      }),
    );

    it(
      'sends buffers without the pool they are taken from',
      test(function* () {
        const small = Buffer.from('small');
        expect(small.buffer.byteLength).to.be.greaterThan(small.length);
        for (const value of [small, new Uint16Array(new ArrayBuffer(100), 10, 4)]) {
          const { length, memory } = yield* pool
            .submit(tasks.memoryOf, { deep: [new Map([['key', value]])] })
            .get();
          expect(length).to.equal(value.byteLength);
          // What comes to a process may be in a pool there.
          if (Pool === ThreadPoolExecutor) expect(memory).to.equal(value.byteLength);
        }
        const back = yield* pool.submit(tasks.bytes, 3).get();
        expect(Buffer.from(back).toString()).to.equal('xxx');
      }),
    );

    it(
      'hands over progress in order, and reports what onProgress throws',
      test(function* (uncaught) {
        const seen: unknown[] = [];
        const reporting = pool.with({ onProgress: (value) => seen.push(value) });
        expect(yield* reporting.submit(tasks.progresses, 4).get()).to.equal('done');
        expect(seen).to.deep.equal([0.25, 0.5, 0.75, 1]);
        const failing = pool.with({
          onProgress: () => {
            throw new Error('in onProgress');
          },
        });
        expect(yield* failing.submit(tasks.progresses, 1).get()).to.equal('done');
        expect(uncaught.splice(0).map(String)).to.deep.equal(['Error: in onProgress']);
      }),
    );

    it(
      'kills a task where it is parked: its finally block parks, and get() throws the error',
      test(function* () {
        const begun: unknown[] = [];
        const watching = pool.with({ onProgress: (value) => begun.push(value) });
        const future = watching.submit(tasks.tidiesUp);
        while (begun.length === 0) yield* sleep(0.001);
        expect(future.running).to.equal(true);
        expect(future.cancel()).to.equal(false);
        expect(future.kill()).to.equal(true);
        expect(future.kill()).to.equal(true);
        expect(yield* failure(future.get())).to.be.instanceOf(TaskletExit);
        expect(future.kill()).to.equal(false);
        expect(begun).to.deep.equal(['begun', 'tidied up, aborted']);

        const other = watching.submit(tasks.tidiesUp);
        while (begun.length < 3) yield* sleep(0.001);
        const reason = new RangeError('enough');
        other.kill(reason);
        expect(yield* failure(other.get())).to.equal(reason);
      }),
    );

    it(
      'gives the result of a killed task that comes to one, and the error of its cleanup',
      test(function* () {
        const swallowing = pool.submit(tasks.swallows);
        const failing = pool.submit(tasks.failsInCleanup);
        yield* pool.submit(tasks.nap, 0.01).get();
        swallowing.kill();
        failing.kill();
        expect(yield* swallowing.get()).to.equal('came to a result all the same');
        expect(yield* failure(failing.get())).to.be.instanceOf(own.OwnError);
      }),
    );

    it(
      'ends a task when its time is up, counted from its start, and each item of a chunk',
      test(function* () {
        // The naps are far from the limit, as a machine may be slow; together they are longer than it.
        const limited = pool.with({ timeout: 0.5 });
        const blocking = Array.from({ length: 4 }, () => pool.submit(tasks.nap, 0.6));
        const queued = limited.submit(tasks.add, 1, 2);
        const late = limited.submit(tasks.nap, 60);
        yield* wait(blocking);
        expect(yield* queued.get()).to.equal(3);
        const error = yield* failure(late.get());
        expect(error)
          .to.be.instanceOf(TimeoutError)
          .with.property('message', 'nap did not end in time (0.5s)');
        const results = limited.map(tasks.napFor, [0.2, 0.2, 0.2, 60], { chunksize: 4 });
        const [one, two, three] = [yield* results.next(), yield* results.next(), yield* results.next()];
        expect([one.value, two.value, three.value]).to.deep.equal([0.2, 0.2, 0.2]);
        expect(yield* failure(results.next())).to.be.instanceOf(TimeoutError);
      }),
    );

    it(
      'ends map() when the deadline passes, and cancels what has not begun',
      test(function* () {
        const results = pool.map(tasks.napFor, [0.01, 0.8], 0.5);
        expect((yield* results.next()).value).to.equal(0.01);
        expect(yield* failure(results.next())).to.be.instanceOf(TimeoutError);
        expect(yield* results.next()).to.deep.equal({ done: true, value: undefined });
      }),
    );

    it(
      'says at the call what is wrong with options',
      test(function* () {
        expect(() => pool.with({ timeout: -1 })).to.throw(RangeError);
        expect(() => pool.with({ onProgress: 1 as never })).to.throw(TypeError, /onProgress/);
        expect(() => pool.map(tasks.square, [1], { chunksize: 0 })).to.throw(RangeError, /chunksize/);
        expect(() => pool.map(tasks.square, [1], { buffersize: 1.5 })).to.throw(RangeError, /buffersize/);
        expect(() => pool.map(tasks.square, 1 as never)).to.throw(TypeError, /iterable/);
        expect(() => new Pool(0)).to.throw(RangeError, /maxWorkers/);
        expect(() => new Pool(1, { minWorkers: 2 })).to.throw(RangeError, /more than maxWorkers/);
        expect(() => new Pool(1, { grace: NaN })).to.throw(RangeError, /grace/);
        expect(() => new Pool(1, { errors: [1 as never] })).to.throw(TypeError, /classes of errors/);
        expect(() => new Pool(1, { initializer: () => 1 })).to.throw(TypeError, /the initializer must be/);
        yield* sleep(0);
      }),
    );

    it(
      'leaves nothing in this process when it is shut down',
      test(function* () {
        yield* pool.shutdown();
        yield* until(nobodyCame(left));
      }),
    );
  });

  describe(`${Pool.name}: workers`, () => {
    const { test } = sharedLoop();

    it(
      'cancels exactly what has not begun, and takes no more after shutdown()',
      test(function* () {
        const pool = new Pool(1);
        const first = pool.submit(tasks.nap, 0.1, 'first');
        while (!first.running) yield* sleep(0.005);
        const second = pool.submit(tasks.add, 1, 2);
        const third = pool.submit(tasks.nap, 0, 'third');
        yield* sleep(0.01);
        expect([second.cancel(), second.cancelled, second.cancel()]).to.deep.equal([true, true, true]);
        expect(third.kill()).to.equal(true);
        expect(yield* failure(third.get())).to.be.instanceOf(CancelledError);
        const fourth = pool.submit(tasks.add, 1, 2);
        yield* pool.shutdown(false, true);
        expect(fourth.cancelled).to.equal(true);
        expect(() => pool.submit(tasks.add, 1, 2)).to.throw('submit() after shutdown()');
        yield* pool.shutdown();
        expect(yield* first.get()).to.equal('first');
        yield* pool.shutdown();
      }),
    );

    it(
      'starts workers as they are needed, replaces them after maxTasksPerWorker, and ends idle ones',
      test(function* () {
        const pool = new Pool(2, { maxTasksPerWorker: 2, idleTimeout: 0.05, maxBacklog: 2 });
        const places = [];
        for (let i = 0; i < 4; i++) places.push(yield* pool.submit(tasks.where).get());
        expect(places[0]).to.equal(places[1]);
        expect(places[2]).to.equal(places[3]);
        expect(places[0]).not.to.equal(places[2]);
        const napping = Array.from({ length: 4 }, () => pool.submit(tasks.nap, 0.01));
        expect(() => pool.submit(tasks.add, 1, 2)).to.throw(Full, /maxBacklog is 2/);
        yield* all(napping.map((future) => future.get()));
        yield* pool.shutdown();
      }),
    );

    it(
      'runs the initializer once in each worker; when it fails, the pool is broken',
      test(function* () {
        const pool = new Pool(1, { initializer: tasks.prepare, initargs: ['a database'] });
        expect(yield* pool.submit(tasks.whatIsPrepared).get()).to.equal('a database');
        yield* pool.shutdown();

        const broken = new Pool(1, { initializer: tasks.cannotPrepare, errors: [own.OwnError] });
        const futures = [broken.submit(tasks.add, 1, 2), broken.submit(tasks.add, 1, 2)];
        for (const future of futures) {
          const error = (yield* failure(future.get())) as BrokenExecutor;
          expect(error).to.be.instanceOf(BrokenExecutor);
          expect(error.cause).to.be.instanceOf(own.OwnError);
        }
        expect(() => broken.submit(tasks.add, 1, 2)).to.throw(BrokenExecutor, /could not start/);
        yield* broken.shutdown();
      }),
    );
  });
}

function* sleepy(): Op<void> {
  yield* sleep(1);
}

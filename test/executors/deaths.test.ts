// However a worker ends, or a task is to be ended that does not let go: no future is left unsettled, only the tasks of that worker
// fail, and the pool goes on.
import { expect } from 'chai';
import { type Op, EventLoop, TaskletExit, TimeoutError, sleep, spawn, until } from 'evergreen-ts';
import {
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  WorkerDied,
  type WorkerPoolExecutor,
  remote,
} from 'evergreen-ts/executors';
import { type AnyFuture, wait } from 'evergreen-ts/futures';
import { failure } from '../support/failure.js';
import { realTime } from '../support/run-tasklet.js';
import { sharedLoop } from '../support/shared-loop.js';
import { Flag, nobodyCame, workersLeft } from '../support/threads.js';
import * as own from './tasks.js';

const tasks = remote<typeof own>(new URL('./tasks.js', import.meta.url));

/** What a task fails with that ends its worker, while another waits for that worker: it runs on the next. */
function* deathBy(pool: WorkerPoolExecutor, end: (pool: WorkerPoolExecutor) => AnyFuture): Op<WorkerDied> {
  const dying = end(pool);
  const next = pool.submit(tasks.add, 1, 2);
  const error = yield* failure(dying.get());
  expect(error).to.be.instanceOf(WorkerDied);
  expect(yield* next.get()).to.equal(3);
  return error as WorkerDied;
}

for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const isThread = Pool === ThreadPoolExecutor;

  describe(`${Pool.name}: workers that die`, () => {
    const { test } = sharedLoop();
    let pool: WorkerPoolExecutor;
    let left: string[];

    before(
      test(function* () {
        left = workersLeft();
        pool = new Pool(1, { grace: 0.05, errors: [own.OwnError] });
        yield* sleep(0);
      }),
    );

    it(
      'by process.exit()',
      test(function* () {
        const died = yield* deathBy(pool, (one) => one.submit(tasks.exit, 3));
        expect(died).to.deep.include({ exitCode: 3, signal: null, lost: ['exit'] });
        expect(died.message).to.match(/^(thread|process) \d+ died \(exit code 3\) while it ran exit$/);
        expect(died).to.include({ name: 'WorkerDied', code: 'EVERGREEN_WORKER_DIED' });
      }),
    );

    it(
      'by an error that nobody catches, which is the cause',
      test(function* () {
        const died = yield* deathBy(pool, (one) => one.submit(tasks.failInTimer));
        expect(died.exitCode).to.equal(1);
        expect(died.cause).to.be.instanceOf(own.OwnError).with.property('message', 'from a timer');
      }),
    );

    if (!isThread)
      it(
        'by kill -9',
        test(function* () {
          const died = yield* deathBy(pool, (one) => one.submit(tasks.killSelf));
          expect(died).to.include({ exitCode: null, signal: 'SIGKILL' });
        }),
      );

    it(
      'as a task does not end by a kill, nor when its time is up',
      test(function* () {
        const begun: unknown[] = [];
        const future = pool.with({ onProgress: (value) => begun.push(value) }).submit(tasks.loop);
        const next = pool.submit(tasks.add, 1, 2);
        while (begun.length === 0) yield* sleep(0.002);
        future.kill();
        expect(yield* failure(future.get())).to.be.instanceOf(TaskletExit);
        expect(yield* next.get()).to.equal(3);
        const late = pool.with({ timeout: 0.02 }).submit(tasks.loop);
        expect(yield* failure(late.get())).to.be.instanceOf(TimeoutError);
        expect(yield* pool.submit(tasks.add, 1, 2).get()).to.equal(3);
      }),
    );

    it(
      'with all the tasks it runs, by name, and no other',
      test(function* () {
        const many = new Pool(1, { concurrency: 3 });
        const dying = [
          many.submit(tasks.nap, 60),
          many.submit(tasks.exitLater, 4),
          many.submit(tasks.nap, 60),
        ];
        const waiting = [many.submit(tasks.attempt), many.submit(tasks.add, 1, 2)];
        yield* wait(dying);
        const errors: unknown[] = [];
        for (const future of dying) errors.push(yield* failure(future.get()));
        expect(new Set(errors).size).to.equal(1);
        expect((errors[0] as WorkerDied).lost).to.have.members(['nap', 'exitLater', 'nap']);
        // Threads had been given them in advance.
        expect(yield* waiting[0]?.get() as Op<unknown>).to.equal(isThread ? 2 : 1);
        expect(yield* waiting[1]?.get() as Op<unknown>).to.equal(3);
        yield* many.shutdown();
      }),
    );

    it(
      'leave nothing behind',
      test(function* () {
        yield* pool.shutdown();
        yield* until(nobodyCame(left));
      }),
    );
  });

  describe(`${Pool.name}: the loop`, () => {
    it('ends the workers when it is destroyed, and settles the futures', async () => {
      const left = workersLeft();
      const loop = new EventLoop();
      const futures = await (async () => {
        const main = spawn(function* () {
          const pool = new Pool(1);
          yield* pool.submit(tasks.add, 1, 2).get();
          const running = pool.submit(tasks.loop);
          const waiting = pool.submit(tasks.add, 1, 2);
          yield* sleep(0.01);
          return [running, waiting];
        });
        await loop.run();
        return main.promise();
      })();
      loop.destroy();
      expect(futures.map((future) => future.done)).to.deep.equal([true, true]);
      expect(futures[1]?.cancelled).to.equal(true);
      await nobodyCame(left);
    });
  });
}

describe('ThreadPoolExecutor', () => {
  it(
    'loses a thread that needs more memory than it may have, and the task with it',
    realTime(function* () {
      const pool = new ThreadPoolExecutor(1, { resourceLimits: { maxOldGenerationSizeMb: 24 } });
      const died = yield* deathBy(pool, (one) => one.submit(tasks.exhaustMemory));
      expect(died.cause).to.have.property('code', 'ERR_WORKER_OUT_OF_MEMORY');
      yield* pool.shutdown();
    }),
  );

  it(
    'lets a function that never parks see that it was killed: no thread is lost',
    realTime(function* () {
      const pool = new ThreadPoolExecutor(1);
      const flag = new Flag();
      const where = yield* pool.submit(tasks.where).get();
      const future = pool.submit(tasks.watchfulLoop, flag.memory);
      yield* flag.leaves(0);
      expect(future.running).to.equal(true);
      future.kill();
      expect(yield* future.get()).to.equal('noticed');
      expect(yield* pool.submit(tasks.where).get()).to.equal(where);
      yield* pool.shutdown();
    }),
  );

  it(
    'takes back what waits behind a long task, and cancels exactly what was given in advance',
    realTime(function* () {
      const pool = new ThreadPoolExecutor(2, { minWorkers: 2 });
      const flags = [new Flag(), new Flag()];
      const blocked = flags.map((flag) => pool.submit(tasks.blockUntil, flag.memory));
      for (const flag of flags) yield* flag.isAwaited();
      const behind = Array.from({ length: 6 }, (_, i) => pool.submit(tasks.square, i));
      yield* sleep(0);
      expect(behind[5]?.cancel()).to.equal(true);
      flags[1]?.release();
      expect(yield* blocked[1]?.get() as Op<unknown>).to.equal('released');
      for (const [i, future] of behind.slice(0, 5).entries()) expect(yield* future.get()).to.equal(i * i);
      expect(blocked[0]?.done).to.equal(false);
      flags[0]?.release();
      yield* pool.shutdown();
    }),
  );

  it(
    'moves what is to be transferred, and never gives it to a second worker',
    realTime(function* () {
      const pool = new ThreadPoolExecutor(1);
      const buffer = new ArrayBuffer(1000);
      const whole = new Uint8Array(buffer, 0, 10);
      expect(
        yield* pool
          .with({ transfer: [buffer] })
          .submit(tasks.lengthOf, whole)
          .get(),
      ).to.equal(10);
      expect(buffer.byteLength).to.equal(0);
      const moved = new ArrayBuffer(10);
      const dying = pool.submit(tasks.exitLater, 1);
      const after = pool.with({ transfer: [moved] }).submit(tasks.lengthOf, new Uint8Array(moved));
      expect(yield* failure(dying.get())).to.be.instanceOf(WorkerDied);
      expect(yield* after.get()).to.equal(10);
      yield* pool.shutdown();
    }),
  );
});

// Executors: how many workers there are and what they do, map(), and shutting down.
import { expect } from 'chai';
import { type Op, Tasklet, TaskletExit, Timeout, current, sleep, spawn } from 'evergreen-ts';
import { CancelledError, Future, TaskletPoolExecutor, TimeoutError } from 'evergreen-ts/futures';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

const BOOM = new Error('boom');

/** Counts how many are inside at once, and how many tasklets were spawned meanwhile. */
class Census {
  most = 0;
  spawned = 0;
  readonly detach: () => void;
  #inside = 0;

  constructor() {
    this.detach = current.loop.instrument({ spawned: () => this.spawned++ });
  }

  /** Be inside for a time. */
  *visit<T>(seconds: number, value?: T): Op<T | undefined> {
    this.most = Math.max(this.most, ++this.#inside);
    try {
      yield* sleep(seconds);
      return value;
    } finally {
      this.#inside--;
    }
  }
}

describe('TaskletPoolExecutor', () => {
  it(
    'runs generator functions and plain functions with their arguments, and returns their results',
    tasklets(function* () {
      const pool = new TaskletPoolExecutor(3);
      const generator = pool.submit(
        function* (a: number, b: number): Op<number> {
          yield* sleep(1);
          return a + b;
        },
        1,
        2,
      );
      const plain = pool.submit((text: string) => text.length, 'four');
      const operation = pool.submit(() => sleep(1));
      expect(generator).to.be.instanceOf(Future);
      expect(yield* generator.get()).to.equal(3);
      expect(yield* plain.get()).to.equal(4);
      expect(yield* operation.get()).to.equal(undefined);
      expect(yield* pool.submit<[], number[]>(() => [1, 2]).get()).to.deep.equal([1, 2]); // iterable, and no operation
      yield* pool.shutdown();
    }),
  );

  it(
    'does not run anything in the call of submit() itself, which may come from outside any tasklet',
    tasklets(function* ({ loop, trace }) {
      const pool = new TaskletPoolExecutor(1);
      loop.callSoon(() => {
        pool.submit(() => trace.push('ran'));
        trace.push('submitted');
      });
      yield* sleep(1);
      expect(trace).to.deep.equal(['submitted', 'ran']);
    }),
  );

  it(
    'leaves the error of a function to its future, and the worker goes on',
    tasklets(function* () {
      const pool = new TaskletPoolExecutor(1);
      const plain = pool.submit(() => {
        throw BOOM;
      });
      const generator = pool.submit(function* () {
        yield* sleep(1);
        throw BOOM;
      });
      const after = pool.submit<[], string>(() => 'after');
      expect(yield* failure(plain.get())).to.equal(BOOM);
      expect(yield* generator.get(undefined, true)).to.equal(BOOM);
      expect(yield* after.get()).to.equal('after');
    }),
  );

  it(
    'never runs more than maxWorkers at once, in the order they were submitted',
    tasklets(function* ({ loop, trace }) {
      const census = new Census();
      const pool = new TaskletPoolExecutor(3);
      const all = Array.from({ length: 10 }, (_, i) =>
        pool.submit(function* () {
          trace.push(i);
          yield* census.visit(1);
        }),
      );
      for (const future of all) yield* future.get();
      census.detach();
      expect([census.most, census.spawned]).to.deep.equal([3, 3]);
      expect(loop.time()).to.equal(4);
      expect(trace).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }),
  );

  it(
    'starts workers only as they are needed, and none while one is idle',
    tasklets(function* () {
      const census = new Census();
      const pool = new TaskletPoolExecutor(100);
      expect(census.spawned).to.equal(0);
      for (let i = 0; i < 5; i++) yield* pool.submit(() => census.visit(1)).get();
      expect(census.spawned).to.equal(1);
      const [a, b] = [pool.submit(() => census.visit(1)), pool.submit(() => census.visit(1))];
      yield* a.get();
      yield* b.get();
      expect(census.spawned).to.equal(2);
      const all = Array.from({ length: 5 }, () => pool.submit(() => census.visit(1)));
      for (const future of all) yield* future.get();
      census.detach();
      expect([census.spawned, census.most]).to.deep.equal([5, 5]);
    }),
  );

  it(
    'does not run what was cancelled before it began; what runs cannot be cancelled',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(1);
      const [running, cancelled, next] = ['running', 'cancelled', 'next'].map((name) =>
        pool.submit(function* () {
          trace.push(name);
          yield* sleep(1);
          return name;
        }),
      ) as [Future<string>, Future<string>, Future<string>];
      yield* sleep(0);
      expect(running.cancel()).to.equal(false);
      expect(cancelled.cancel()).to.equal(true);
      expect(yield* failure(cancelled.get())).to.be.instanceOf(CancelledError);
      expect(yield* next.get()).to.equal('next');
      expect(yield* running.get()).to.equal('running');
      expect(trace).to.deep.equal(['running', 'next']);
    }),
  );

  it(
    'does not starve the rest when a function ends its worker by TaskletExit, or kills it',
    tasklets(function* ({ trace }) {
      for (const workers of [1, 2, 3]) {
        const pool = new TaskletPoolExecutor(workers);
        const all: Future<unknown>[] = [];
        for (let i = 0; i < 6; i++) {
          const functions: (() => unknown)[] = [
            () => {
              throw new TaskletExit();
            },
            function* () {
              Tasklet.current()?.kill();
              yield* sleep(1);
            },
            () => sleepThen(0, i),
          ];
          for (const one of functions) all.push(pool.submit(one));
        }
        for (const future of all) {
          const outcome = yield* future.get(undefined, true);
          trace.push(outcome instanceof TaskletExit ? 'exit' : outcome);
        }
        yield* pool.shutdown();
        expect(trace.splice(0)).to.deep.equal([0, 1, 2, 3, 4, 5].flatMap((i) => ['exit', 'exit', i]));
      }
    }),
  );

  it(
    'does not starve the rest when what a function has left behind strikes its worker when that is idle',
    tasklets(function* ({ uncaught }) {
      const pool = new TaskletPoolExecutor(1);
      yield* pool.submit(() => void new Timeout(1).start()).get();
      yield* sleep(2);
      expect(uncaught.splice(0)).to.have.length(1);
      expect(yield* pool.submit<[], string>(() => 'alive').get()).to.equal('alive');
    }),
  );

  it(
    'can be used by its own functions, as long as a worker is left',
    tasklets(function* () {
      const pool = new TaskletPoolExecutor(2);
      const outer = pool.submit(function* (): Op<number> {
        return 1 + (yield* pool.submit(() => 41).get());
      });
      expect(yield* outer.get()).to.equal(42);
    }),
  );

  it(
    'keeps nothing alive when it is not shut down: idle, at work, and with work that waits',
    onVirtualLoop(async ({ loop, trace }) => {
      spawn(function* () {
        const [idle, busy] = [new TaskletPoolExecutor(2), new TaskletPoolExecutor(1)];
        yield* idle.submit(() => 1).get();
        busy.submit(function* () {
          try {
            yield* sleep(Infinity);
          } finally {
            trace.push('cleanup');
            yield* sleep(1);
            trace.push('cleaned');
          }
        });
        busy.submit(() => trace.push('never'));
        yield* sleep(5);
      });
      await loop.run();
      expect(loop.time()).to.equal(6);
      expect(loop.dump()).to.deep.equal([]);
      loop.destroy();
      expect(trace).to.deep.equal(['cleanup', 'cleaned']);
    }),
  );

  it(
    'ends quietly when the loop is stopped and destroyed under it',
    onVirtualLoop(async ({ loop, trace }) => {
      const pool = new TaskletPoolExecutor(2);
      for (let i = 0; i < 4; i++) {
        pool.submit(function* () {
          try {
            yield* sleep(Infinity);
          } finally {
            trace.push(i);
          }
        });
      }
      loop.callLater(1, () => loop.stop());
      await loop.run();
      loop.destroy();
      expect(trace).to.deep.equal([0, 1]);
    }),
  );

  it(
    'reports the error of a function that fails while the loop is destroyed',
    onVirtualLoop(async ({ loop, uncaught }) => {
      const pool = new TaskletPoolExecutor(1);
      pool.submit(function* () {
        try {
          yield* sleep(Infinity);
        } finally {
          throw BOOM;
        }
      });
      loop.callLater(1, () => loop.stop());
      await loop.run();
      loop.destroy();
      expect(uncaught.splice(0)).to.deep.equal([BOOM]);
    }),
  );

  it('needs a positive number of workers, and functions that can run as tasklets', () => {
    for (const workers of [0, -1, 1.5, NaN, Infinity])
      expect(() => new TaskletPoolExecutor(workers)).to.throw(
        RangeError,
        'maxWorkers must be a positive integer',
      );
  });

  it(
    'refuses an async function, and what is no function, at once',
    tasklets(() => {
      const pool = new TaskletPoolExecutor(1);
      expect(() => pool.submit((async () => Promise.resolve(1)) as never)).to.throw(
        TypeError,
        'cannot be an async function',
      );
      expect(() => pool.submit(sleep(1) as never)).to.throw(TypeError);
    }),
  );
});

describe('TaskletPoolExecutor: shutdown()', () => {
  it(
    'waits for all that was submitted, running or not',
    tasklets(function* ({ loop, trace }) {
      const pool = new TaskletPoolExecutor(2);
      for (let i = 0; i < 5; i++) {
        pool.submit(function* () {
          yield* sleep(1);
          trace.push(i);
        });
      }
      yield* pool.shutdown();
      expect(trace).to.deep.equal([0, 1, 2, 3, 4]);
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'waits, too, for workers that take the place of killed ones meanwhile',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(1);
      for (let i = 0; i < 3; i++) {
        pool.submit(function* () {
          yield* sleep(1);
          trace.push(i);
          throw new TaskletExit();
        });
      }
      yield* pool.shutdown();
      expect(trace).to.deep.equal([0, 1, 2]);
    }),
  );

  it(
    'does not wait if told so: what was submitted is done nevertheless, while the loop runs',
    tasklets(function* ({ loop, trace }) {
      const pool = new TaskletPoolExecutor(1);
      const all = [1, 2].map((i) =>
        pool.submit(function* () {
          yield* sleep(1);
          trace.push(i);
        }),
      );
      yield* pool.shutdown(false);
      expect([loop.time(), trace.length]).to.deep.equal([0, 0]);
      for (const future of all) yield* future.get();
      expect(trace).to.deep.equal([1, 2]);
      yield* sleep(0);
      expect(loop.dump()).to.have.length(1); // no worker is left
    }),
  );

  it(
    'twice is fine, from several sides, and without any worker',
    tasklets(function* ({ loop }) {
      yield* new TaskletPoolExecutor(1).shutdown();
      const pool = new TaskletPoolExecutor(1);
      pool.submit(() => sleep(2));
      const others = [spawn(() => pool.shutdown()), spawn(() => pool.shutdown(false))];
      yield* pool.shutdown();
      expect(loop.time()).to.equal(2);
      yield* pool.shutdown();
      for (const one of others) yield* one.get();
    }),
  );

  it(
    'takes no more work: submit() and map() throw',
    tasklets(function* () {
      const pool = new TaskletPoolExecutor(1);
      yield* pool.shutdown();
      expect(() => pool.submit(() => 1)).to.throw('submit() after shutdown()');
      expect(() => pool.map(() => 1, [1])).to.throw('submit() after shutdown()');
    }),
  );

  it(
    'may be killed while it waits: the work goes on',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(1);
      const future = pool.submit(() => sleep(2));
      const closing = spawn(() => pool.shutdown());
      yield* sleep(1);
      closing.kill();
      yield* future.get();
      trace.push('done');
      yield* pool.shutdown();
    }),
  );
});

describe('Executor: map()', () => {
  it(
    'returns the results in the order of the items, whichever is ready first; all are submitted at once',
    tasklets(function* ({ loop, trace }) {
      const pool = new TaskletPoolExecutor(10);
      const it = pool.map(
        function* (i: number) {
          yield* sleep(5 - i);
          trace.push(i);
          return i * i;
        },
        [0, 1, 2, 3],
      );
      expect(yield* it.toArray()).to.deep.equal([0, 1, 4, 9]);
      expect(trace).to.deep.equal([3, 2, 1, 0]);
      expect(loop.time()).to.equal(5);
      expect(yield* it.next()).to.deep.equal({ done: true, value: undefined });
    }),
  );

  it(
    'submits before anybody asks, takes any iterable, and works with few workers',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(2);
      const it = pool.map((i: number) => trace.push(i), new Set([1, 2, 3]));
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal([1, 2, 3]);
      yield* it.toArray();
      expect(yield* pool.map((i: number) => i, []).toArray()).to.deep.equal([]);
      expect(() => pool.map((i: number) => i, [], -1)).to.throw(RangeError);
    }),
  );

  it(
    'throws the error of an item in its turn, and the rest is cancelled; there is no more then',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(1);
      const it = pool.map(
        function* (i: number) {
          trace.push(i);
          yield* sleep(1);
          if (i === 1) throw BOOM;
          return i;
        },
        [0, 1, 2, 3, 4],
      );
      const got: number[] = [];
      expect(yield* failure(it.forEach((i) => got.push(i)))).to.equal(BOOM);
      expect(got).to.deep.equal([0]);
      expect(yield* it.next()).to.deep.equal({ done: true, value: undefined });
      yield* pool.shutdown();
      expect(trace.slice(0, 2)).to.deep.equal([0, 1]);
      expect(trace).to.have.length.below(4); // at most the one that had begun
    }),
  );

  it(
    'throws TimeoutError when the deadline passes, which is counted from the call, and the rest is cancelled',
    tasklets(function* ({ loop, trace }) {
      const pool = new TaskletPoolExecutor(1);
      const it = pool.map(
        function* (i: number) {
          trace.push(i);
          yield* sleep(1);
          return i;
        },
        [0, 1, 2, 3, 4],
        2.5,
      );
      yield* sleep(1);
      const got: number[] = [];
      expect(yield* failure(it.forEach((i) => got.push(i)))).to.be.instanceOf(TimeoutError);
      expect(got).to.deep.equal([0, 1]);
      expect(loop.time()).to.equal(2.5);
      yield* pool.shutdown();
      expect(trace).to.deep.equal([0, 1, 2]);
    }),
  );

  it(
    'loses no result with a tasklet that is killed, or struck by a Timeout, while it waits for it',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(1);
      const it = pool.map(
        function* (i: number) {
          yield* sleep(1);
          return i;
        },
        [0, 1, 2],
      );
      expect(yield* new Timeout(0.5, false).run(it.next())).to.equal(undefined);
      const killed = spawn(() => it.next());
      yield* sleep(0);
      killed.kill();
      yield* killed.join();
      expect(yield* it.next()).to.deep.equal({ done: false, value: 0 });
      const told = spawn(() => it.next());
      pool.submit(() => told.kill()); // behind the last item: so told is woken by then, or has ended
      expect(yield* it.toArray()).to.have.members(trace.concat([1, 2]).slice(-2));
    }),
  );

  it(
    'may be shared by several tasklets',
    tasklets(function* ({ trace }) {
      const pool = new TaskletPoolExecutor(1);
      const it = pool.map((i: number) => sleepThen(1, i), [0, 1, 2, 3]);
      const all = ['a', 'b'].map((name) =>
        spawn(function* () {
          yield* it.forEach((i) => trace.push(`${name}${i}`));
        }),
      );
      for (const one of all) yield* one.get();
      expect(trace.map((line) => String(line).slice(1))).to.deep.equal(['0', '1', '2', '3']);
    }),
  );
});

function* sleepThen<T>(seconds: number, value: T): Op<T> {
  yield* sleep(seconds);
  return value;
}

// { block, timeout } in place of Python's positions: of every acquire(), and of put() and get() of every queue, the same as in
// positions; and what is refused.
import { expect } from 'chai';
import {
  BoundedSemaphore,
  Condition,
  Empty,
  Full,
  LifoQueue,
  Lock,
  type Op,
  PriorityQueue,
  Queue,
  RLock,
  Semaphore,
  type Wait,
  sleep,
  spawn,
} from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

/** An operation that has to wait: run as given in positions or by name, with how to let it go on. */
interface Waiting {
  run(...how: Positions | [Wait]): Op<unknown>;
  release(): void;
}
type Positions = [block?: boolean, timeout?: number];

interface Subject {
  /** Holds it, or fills it, in a tasklet of its own. */
  make(): Op<Waiting>;
  /** What it returns, or the class of what it throws, when it did not come. */
  readonly missed: unknown;
}

interface Lockable {
  acquire(blocking?: boolean, timeout?: number): Op<boolean>;
  acquire(options: Wait): Op<boolean>;
  release(): void;
}

const lockable = (make: () => Lockable): Subject => ({
  *make() {
    const lock = make();
    const done = new Lock();
    yield* done.acquire();
    // An RLock is released by its owner only.
    spawn(function* () {
      yield* lock.acquire();
      yield* done.acquire();
      lock.release();
    });
    yield* sleep();
    return {
      run: (...how) => lock.acquire(...(how as Positions)),
      release: () => done.release(),
    };
  },
  missed: false,
});

const queued = (make: () => Queue<number>): Record<'get' | 'put', Subject> => ({
  get: {
    *make() {
      const queue = make();
      return { run: (...how) => queue.get(...(how as Positions)), release: () => queue.putNowait(1) };
    },
    missed: Empty,
  },
  put: {
    *make() {
      const queue = make();
      queue.putNowait(0);
      return { run: (...how) => queue.put(1, ...(how as Positions)), release: () => queue.getNowait() };
    },
    missed: Full,
  },
});

const SUBJECTS: Readonly<Record<string, Subject>> = {
  'Semaphore.acquire': lockable(() => new Semaphore(1)),
  'BoundedSemaphore.acquire': lockable(() => new BoundedSemaphore(1)),
  'Lock.acquire': lockable(() => new Lock()),
  'RLock.acquire': lockable(() => new RLock()),
  'Condition.acquire': lockable(() => new Condition()),
  'Queue.get': queued(() => new Queue(1)).get,
  'Queue.put': queued(() => new Queue(1)).put,
  'LifoQueue.get': queued(() => new LifoQueue(1)).get,
  'LifoQueue.put': queued(() => new LifoQueue(1)).put,
  'PriorityQueue.get': queued(() => new PriorityQueue<number>(1)).get,
  'PriorityQueue.put': queued(() => new PriorityQueue<number>(1)).put,
};

/** What it comes to when it is not waited for long enough, by name and in positions. */
const TOO_SHORT: readonly (readonly [seconds: number, options: Wait, positions: Positions])[] = [
  [0, { block: false }, [false]],
  [0, { timeout: 0 }, [true, 0]],
  [2, { timeout: 2 }, [true, 2]],
  [2, { block: true, timeout: 2 }, [true, 2]],
  [0, { block: false, timeout: 2 }, [false, 2]],
];

const LONG_ENOUGH: readonly Wait[] = [{}, { block: true }, { timeout: 5 }, { timeout: Infinity }];

for (const [name, subject] of Object.entries(SUBJECTS)) {
  describe(`Options of ${name}`, () => {
    it(
      'say how long to wait, as its positions do',
      tasklets(function* ({ loop }) {
        const waiting = yield* subject.make();
        for (const [seconds, options, positions] of TOO_SHORT) {
          for (const how of [[options], positions] as const) {
            const before = loop.time();
            let missed: unknown;
            try {
              missed = yield* waiting.run(...(how as [Wait]));
            } catch (error) {
              missed = (error as Error).constructor;
            }
            expect(missed, JSON.stringify(how)).to.equal(subject.missed);
            expect(loop.time() - before, JSON.stringify(how)).to.equal(seconds);
          }
        }
        waiting.release();
      }),
    );

    it(
      'let it wait long enough',
      tasklets(function* ({ loop }) {
        for (const options of LONG_ENOUGH) {
          const waiting = yield* subject.make();
          loop.callLater(1, () => waiting.release());
          expect(yield* failure(waiting.run(options))).to.equal(undefined);
        }
        expect(loop.time()).to.equal(LONG_ENOUGH.length);
      }),
    );

    it(
      'are refused at the call if they cannot be right',
      tasklets(function* () {
        const waiting = yield* subject.make();
        const run = waiting.run as (...how: unknown[]) => Op<unknown>;
        for (const timeout of [-1, NaN, '5', null, {}]) {
          for (const how of [[{ timeout }], [{ block: false, timeout }], [true, timeout], [false, timeout]])
            expect(() => run(...how), JSON.stringify(how)).to.throw(
              RangeError,
              'a timeout must be a number of seconds, zero or more, not ',
            );
        }
        for (const block of [null, 0, 'no', []])
          expect(() => run({ block })).to.throw(TypeError, 'block must be true or false, not ');
        for (const wrong of [null, 5, 'x', () => undefined])
          expect(() => run(wrong)).to.throw(
            TypeError,
            /^block(ing)? must be true, false or options, not (null|5|"x"|the function )/,
          );
        expect(() => run({}, 5)).to.throw(
          TypeError,
          'with options the timeout is one of them: { timeout: 5 }',
        );
        waiting.release();
      }),
    );
  });
}

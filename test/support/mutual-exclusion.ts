// The contract of locks: Lock, RLock, Condition, and semaphores of one permit. One tasklet at a time is inside, each gets in in
// its turn, and a hold is given back on every way out.
import { expect } from 'chai';
import { type Hold, type Op, Tasklet, TaskletExit, Timeout, sleep, spawn } from 'evergreen-ts';
import { type HandOver, handsOver } from './hand-over.js';
import { tasklets } from './run-tasklet.js';

export interface Exclusive {
  acquire(blocking?: boolean, timeout?: number): Op<boolean>;
  release(): void;
  hold(): Op<Hold>;
}

/** Can somebody else have it at once? */
function* isFree(lock: Exclusive): Op<boolean> {
  const other = spawn(function* () {
    const free = yield* lock.acquire(false);
    if (free) lock.release();
    return free;
  });
  return yield* other.get();
}

/** Whoever has the lock keeps it until it is killed; at first somebody has it. */
function keptBy(lock: Exclusive, wait: (lock: Exclusive, timeout?: number) => Op<boolean>): HandOver {
  const holders: Tasklet[] = [];
  function* keep(): Op<void> {
    holders.push(Tasklet.current() as Tasklet);
    try {
      yield* sleep(Infinity);
    } finally {
      lock.release();
    }
  }
  spawn(function* () {
    yield* lock.acquire();
    yield* keep();
  });
  return {
    wait: (timeout) => wait(lock, timeout),
    keep,
    *hand() {
      holders.shift()?.kill();
      yield* sleep(0);
    },
  };
}

export function excludes(what: string, make: () => Exclusive): void {
  handsOver(`${what}, by acquire()`, { single: true, hidden: true }, () =>
    keptBy(make(), (lock, timeout) => lock.acquire(true, timeout)),
  );
  handsOver(`${what}, by hold()`, { single: true, hidden: true, endless: true }, () =>
    keptBy(make(), function* (lock) {
      yield* lock.hold();
      return true;
    }),
  );

  describe(`${what}: mutual exclusion`, () => {
    it(
      'is had by one at a time',
      tasklets(function* ({ trace }) {
        const lock = make();
        let inside = 0;
        const all = Array.from({ length: 10 }, (_, i) =>
          spawn(function* () {
            expect(yield* lock.acquire()).to.equal(true);
            expect(++inside).to.equal(1);
            yield* sleep(i % 3);
            inside--;
            lock.release();
            trace.push(i);
          }),
        );
        for (const one of all) yield* one.get();
        expect(trace).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }),
    );

    it(
      'is had by a hundred in turn, again and again',
      tasklets(function* ({ trace }) {
        const lock = make();
        const all = Array.from({ length: 100 }, (_, i) =>
          spawn(function* () {
            for (let round = 0; round < 3; round++) {
              yield* lock.acquire();
              trace.push(i);
              yield* sleep(0);
              lock.release();
            }
          }),
        );
        for (const one of all) yield* one.get();
        const round = Array.from({ length: 100 }, (_, i) => i);
        expect(trace).to.deep.equal([...round, ...round, ...round]);
      }),
    );

    it(
      'is not had by a tasklet that releases it and wants it back at once, while others wait',
      tasklets(function* ({ trace }) {
        const lock = make();
        yield* lock.acquire();
        const other = spawn(function* () {
          yield* lock.acquire();
          trace.push('other');
          lock.release();
        });
        yield* sleep(0);
        lock.release();
        expect(yield* lock.acquire(false)).to.equal(false);
        yield* lock.acquire();
        trace.push('again');
        lock.release();
        yield* other.join();
        expect(trace).to.deep.equal(['other', 'again']);
      }),
    );

    it(
      'is not waited for when that is not wanted, nor longer than wanted',
      tasklets(function* ({ loop, trace }) {
        const lock = make();
        yield* lock.acquire();
        const other = spawn(function* () {
          trace.push(yield* lock.acquire(false));
          trace.push(yield* lock.acquire(true, 0));
          trace.push(yield* lock.acquire(false, 5));
          trace.push(loop.time());
          trace.push(yield* lock.acquire(true, 1.5));
          trace.push(loop.time());
        });
        yield* other.join();
        lock.release();
        expect(trace).to.deep.equal([false, false, false, 0, false, 1.5]);
        expect(yield* isFree(lock)).to.equal(true);
      }),
    );

    it(
      'is not to be waited for a negative time, which acquire() says at once',
      tasklets(() => {
        for (const seconds of [-1, -Infinity, NaN])
          expect(() => make().acquire(true, seconds)).to.throw(
            RangeError,
            'a timeout must be a number of seconds',
          );
      }),
    );

    it(
      'uncontended does not park',
      tasklets(function* ({ loop, trace }) {
        const lock = make();
        const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
        yield* lock.acquire();
        lock.release();
        yield* lock.acquire(true, 1);
        lock.release();
        {
          using _ = yield* lock.hold();
        }
        detach();
        expect(trace).to.deep.equal([]);
      }),
    );

    it(
      'is named in what a tasklet waits on',
      tasklets(function* ({ loop }) {
        const lock = make();
        yield* lock.acquire();
        const one = spawn(() => lock.acquire());
        yield* sleep(0);
        const info = loop.dump().find(({ id }) => id === one.id);
        expect(info?.waitingOn).to.match(/^(Lock|RLock|Semaphore|BoundedSemaphore)$/);
        one.kill();
        yield* one.join();
        lock.release();
      }),
    );
  });

  describe(`${what}: a hold`, () => {
    /** Ways out of a block that holds. */
    const ways: Record<string, (lock: Exclusive) => Op<unknown>> = {
      *'its end'(lock) {
        using _ = yield* lock.hold();
        yield* sleep(1);
      },
      *return(lock) {
        using _ = yield* lock.hold();
        yield* sleep(1);
        return 1;
      },
      *throw(lock) {
        try {
          using _ = yield* lock.hold();
          yield* sleep(1);
          throw new Error('on the way out');
        } catch (error) {
          expect((error as Error).message).to.equal('on the way out');
        }
      },
      *break(lock) {
        for (let i = 0; i < 3; i++) {
          using _ = yield* lock.hold();
          yield* sleep(1);
          break;
        }
      },
      *continue(lock) {
        for (let i = 0; i < 3; i++) {
          using _ = yield* lock.hold();
          yield* sleep(1);
          continue;
        }
      },
      *'a Timeout'(lock) {
        yield* new Timeout(1, false).run(function* () {
          using _ = yield* lock.hold();
          yield* sleep(100);
        });
      },
      *kill(lock) {
        const self = Tasklet.current() as Tasklet;
        using _ = yield* lock.hold();
        yield* sleep(1);
        self.kill();
        yield* sleep(100);
      },
      *'a kill while another waits for it'(lock) {
        const self = Tasklet.current() as Tasklet;
        using _ = yield* lock.hold();
        const other = spawn(() => inside(lock));
        yield* sleep(1);
        expect(other.state).to.equal('parked');
        self.kill();
        yield* sleep(100);
      },
    };

    function* inside(lock: Exclusive): Op<void> {
      using _ = yield* lock.hold();
    }

    for (const [way, body] of Object.entries(ways)) {
      it(
        `is given back on the way out by ${way}, once`,
        tasklets(function* () {
          const lock = make();
          const one = spawn(body, lock);
          yield* sleep(0);
          expect(yield* isFree(lock)).to.equal(false);
          yield* one.join();
          yield* sleep(1);
          expect(yield* isFree(lock)).to.equal(true);
          yield* lock.acquire();
          expect(yield* isFree(lock)).to.equal(false); // given back twice, a semaphore would have two permits
          lock.release();
        }),
      );
    }

    it(
      'is given back when it is disposed of, once though that is done twice',
      tasklets(function* () {
        const lock = make();
        const hold = yield* lock.hold();
        expect(yield* isFree(lock)).to.equal(false);
        hold[Symbol.dispose]();
        expect(yield* isFree(lock)).to.equal(true);
        hold[Symbol.dispose]();
        yield* lock.acquire();
        hold[Symbol.dispose]();
        expect(yield* isFree(lock)).to.equal(false);
        lock.release();
      }),
    );

    it(
      'that is waited for gives nothing back when its tasklet is killed: it has nothing',
      tasklets(function* () {
        const lock = make();
        yield* lock.acquire();
        const waiting = spawn(function* () {
          using _ = yield* lock.hold();
        });
        yield* sleep(0);
        waiting.kill();
        yield* waiting.join();
        expect(yield* isFree(lock)).to.equal(false);
        lock.release();
        expect(yield* isFree(lock)).to.equal(true);
      }),
    );

    it(
      'that was handed over goes to the next when its tasklet is killed before it runs',
      tasklets(function* ({ trace }) {
        const lock = make();
        yield* lock.acquire();
        const [a, b] = ['a', 'b'].map((name) =>
          spawn(function* () {
            using _ = yield* lock.hold();
            trace.push(name);
          }),
        ) as [Tasklet, Tasklet];
        yield* sleep(0);
        lock.release();
        a.kill();
        yield* b.join();
        expect(trace).to.deep.equal(['b']);
        let error: unknown;
        try {
          yield* a.get();
        } catch (caught) {
          error = caught;
        }
        expect(error).to.be.instanceOf(TaskletExit);
        expect(yield* isFree(lock)).to.equal(true);
      }),
    );
  });
}

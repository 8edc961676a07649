// Condition: the contract of locks; which are notified, and how many; and that whoever leaves wait() holds the lock again, however
// it leaves.
import { expect } from 'chai';
import {
  Condition,
  Lock,
  type Op,
  RLock,
  Semaphore,
  Tasklet,
  TaskletExit,
  Timeout,
  sleep,
  spawn,
} from 'evergreen-ts';
import { program } from '../support/child.js';
import { failure } from '../support/failure.js';
import { handsOver } from '../support/hand-over.js';
import { isHeld } from '../support/locks.js';
import { excludes } from '../support/mutual-exclusion.js';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

excludes('Condition', () => new Condition());

const LOCKS = { Lock: () => new Lock(), RLock: () => new RLock() };

for (const [name, makeLock] of Object.entries(LOCKS)) {
  handsOver(`Condition of a ${name}, a notification`, { hidden: true }, () => {
    const condition = new Condition(makeLock());
    return {
      *wait(timeout) {
        using _ = yield* condition.hold();
        return yield* condition.wait(timeout);
      },
      *hand() {
        using _ = yield* condition.hold();
        condition.notify();
      },
    };
  });

  describe(`Condition of a ${name}`, () => {
    /** `names.length` tasklets in wait(), that note when they leave it. */
    function* waiters(condition: Condition, trace: unknown[], names: string): Op<Tasklet[]> {
      const all = names.split('').map((name) =>
        spawn(function* () {
          using _ = yield* condition.hold();
          yield* condition.wait();
          trace.push(name);
        }),
      );
      yield* sleep(1);
      return all;
    }

    it(
      'gives the lock up while it waits, and holds it again when it goes on',
      tasklets(function* ({ trace }) {
        const lock = makeLock();
        const condition = new Condition(lock);
        const one = spawn(function* () {
          yield* condition.acquire();
          expect(yield* condition.wait()).to.equal(true);
          expect(isHeld(lock)).to.equal(true);
          trace.push('notified');
          condition.release();
        });
        yield* sleep(1);
        expect(yield* lock.acquire(false)).to.equal(true);
        condition.notify();
        yield* sleep(1);
        expect(trace).to.deep.equal([]); // the lock is held here still
        lock.release();
        yield* one.join();
        expect(trace).to.deep.equal(['notified']);
        expect(yield* lock.acquire(false)).to.equal(true);
        lock.release();
      }),
    );

    it(
      'wakes as many as notify() says, the longest waiters, in order',
      tasklets(function* ({ trace }) {
        const condition = new Condition(makeLock());
        yield* waiters(condition, trace, 'abcdef');
        for (const n of [undefined, 0, -3, 2]) {
          using _ = yield* condition.hold();
          condition.notify(n);
        }
        yield* sleep(1);
        expect(trace.splice(0)).to.deep.equal(['a', 'b', 'c']);
        {
          using _ = yield* condition.hold();
          condition.notifyAll();
        }
        yield* sleep(1);
        expect(trace).to.deep.equal(['d', 'e', 'f']);
      }),
    );

    it(
      'may be told to wake more than wait, even Infinity; what nobody waited for is forgotten',
      tasklets(function* ({ trace }) {
        const condition = new Condition(makeLock());
        yield* waiters(condition, trace, 'ab');
        {
          using _ = yield* condition.hold();
          condition.notify(5);
          condition.notify(Infinity);
          condition.notifyAll();
        }
        yield* sleep(1);
        expect(trace.splice(0)).to.deep.equal(['a', 'b']);
        const [late] = yield* waiters(condition, trace, 'c');
        expect(late?.state).to.equal('parked');
        late?.kill();
      }),
    );

    it(
      'wakes with notifyAll() none that comes later, though one of those it was for is killed',
      tasklets(function* ({ trace }) {
        const condition = new Condition(makeLock());
        const [a] = yield* waiters(condition, trace, 'ab');
        const late = new Tasklet({
          *target() {
            using _ = yield* condition.hold();
            expect(yield* condition.wait(5)).to.equal(false);
            trace.push('late');
          },
        });
        {
          using _ = yield* condition.hold();
          late.start();
          condition.notifyAll();
        }
        a?.kill();
        yield* late.get();
        expect(trace).to.deep.equal(['b', 'late']);
      }),
    );

    it(
      'is false when the time is up, and holds the lock again',
      tasklets(function* ({ loop, trace }) {
        const lock = makeLock();
        const condition = new Condition(lock);
        yield* condition.acquire();
        expect(yield* condition.wait(1.5)).to.equal(false);
        expect(loop.time()).to.equal(1.5);
        expect(isHeld(lock)).to.equal(true);
        // When the time is up another has it: so it takes longer.
        const other = spawn(function* () {
          using _ = yield* lock.hold();
          yield* sleep(5);
          trace.push('other');
        });
        expect(yield* condition.wait(1)).to.equal(false);
        expect(loop.time()).to.equal(6.5);
        yield* other.join();
        expect(yield* condition.wait(0)).to.equal(false);
        condition.release();
        expect(yield* lock.acquire(false)).to.equal(true);
        lock.release();
        expect(trace).to.deep.equal(['other']);
      }),
    );

    it(
      'gives way to those that wait for the lock, even with a timeout of zero',
      tasklets(function* ({ trace }) {
        const condition = new Condition(makeLock());
        yield* condition.acquire();
        spawn(function* () {
          using _ = yield* condition.hold();
          trace.push('other');
        });
        yield* sleep(0);
        expect(yield* condition.wait(0)).to.equal(false);
        trace.push('main');
        condition.release();
        expect(trace).to.deep.equal(['other', 'main']);
      }),
    );

    for (const weapon of ['kill', 'Timeout']) {
      it(
        `holds the lock again when it is left by a ${weapon}, and not before it has it`,
        tasklets(function* ({ loop, trace }) {
          const lock = makeLock();
          const condition = new Condition(lock);
          const one = spawn(function* () {
            yield* condition.acquire();
            try {
              if (weapon === 'Timeout') new Timeout(1).start();
              yield* condition.wait();
            } catch (error) {
              trace.push((error as Error).name, loop.time(), isHeld(lock));
              condition.release();
              throw error;
            }
          });
          yield* sleep(0);
          yield* lock.acquire();
          if (weapon === 'kill') loop.callLater(1, () => one.kill());
          yield* sleep(3);
          expect(trace).to.deep.equal([]);
          lock.release();
          expect(yield* failure(one.get())).to.be.instanceOf(weapon === 'kill' ? TaskletExit : Timeout);
          expect(trace).to.deep.equal([weapon === 'kill' ? 'TaskletExit' : 'Timeout', 3, true]);
          expect(yield* lock.acquire(false)).to.equal(true);
          lock.release();
        }),
      );
    }

    it(
      'puts a second kill off that comes while it takes the lock again: it strikes at the next park',
      tasklets(function* ({ loop, trace }) {
        const lock = makeLock();
        const condition = new Condition(lock);
        const [first, second] = [new Error('first'), new Error('second')];
        const one = spawn(function* () {
          using _ = yield* condition.hold();
          try {
            yield* condition.wait();
          } catch (error) {
            trace.push(error, loop.time(), isHeld(lock));
            try {
              yield* sleep(1);
            } catch (again) {
              trace.push(again, loop.time(), isHeld(lock));
            }
          }
        });
        yield* sleep(0);
        yield* lock.acquire();
        one.kill(first);
        yield* sleep(1);
        expect(one.state).to.equal('parked'); // for the lock
        one.kill(second);
        one.kill(new Error('third: one is under way'));
        yield* sleep(1);
        expect(one.state).to.equal('parked');
        expect(trace).to.deep.equal([]);
        lock.release();
        yield* one.join();
        expect(trace).to.deep.equal([first, 2, true, second, 2, true]);
        expect(yield* lock.acquire(false)).to.equal(true);
        lock.release();
      }),
    );

    it(
      'puts a kill off, too, that comes when it was notified and waits for the lock, or has just been handed it',
      tasklets(function* ({ trace }) {
        for (const when of ['waits', 'handed']) {
          const lock = makeLock();
          const condition = new Condition(lock);
          const one = spawn(function* () {
            using _ = yield* condition.hold();
            trace.push(yield* condition.wait());
            yield* sleep(0);
            trace.push('never');
          });
          yield* sleep(0);
          yield* lock.acquire();
          condition.notify();
          yield* sleep(1);
          if (when === 'waits') one.kill();
          lock.release();
          if (when === 'handed') one.kill();
          yield* one.join();
          expect(trace.splice(0), when).to.deep.equal([true]);
          expect(yield* lock.acquire(false)).to.equal(true);
          lock.release();
        }
      }),
    );

    it(
      'lets a tasklet that is notified first and killed then keep its notification: wait() returns',
      tasklets(function* ({ trace }) {
        const condition = new Condition(makeLock());
        const [a] = yield* waiters(condition, trace, 'ab');
        {
          using _ = yield* condition.hold();
          condition.notify();
          yield* sleep(1); // a takes the lock again
          a?.kill();
          yield* sleep(1);
        }
        yield* sleep(1);
        expect(trace.splice(0)).to.deep.equal(['a']);
        using _ = yield* condition.hold();
        condition.notify();
      }),
    );

    it(
      'waitFor() waits until its predicate is true, called with the lock held, and returns what it returned',
      tasklets(function* ({ loop, trace }) {
        const lock = makeLock();
        const condition = new Condition(lock);
        let value = 0;
        const one = spawn(function* () {
          using _ = yield* condition.hold();
          const enough = (): boolean => {
            trace.push([value, isHeld(lock)]);
            return value >= 2;
          };
          expect(yield* condition.waitFor(enough)).to.equal(true);
          expect(yield* condition.waitFor(enough, 0)).to.equal(true);
        });
        for (let i = 0; i < 4; i++) {
          yield* sleep(1);
          using _ = yield* condition.hold();
          value++;
          condition.notifyAll();
        }
        yield* one.join();
        expect(loop.time()).to.equal(4);
        expect(trace).to.deep.equal([
          [0, true],
          [1, true],
          [2, true],
          [2, true],
        ]);
      }),
    );

    it(
      'waitFor() has one deadline, however often it is notified, and returns at last what the predicate does',
      tasklets(function* ({ loop, trace }) {
        const condition = new Condition(makeLock());
        let late = false;
        const one = spawn(function* () {
          using _ = yield* condition.hold();
          trace.push(yield* condition.waitFor(() => false, 2.5), loop.time());
          trace.push(yield* condition.waitFor(() => late, 1), loop.time());
          trace.push(yield* condition.waitFor(() => false, 0), loop.time());
        });
        for (let i = 0; i < 4; i++) {
          yield* sleep(1);
          using _ = yield* condition.hold();
          late = i === 2; // changes at 3, without a notification
          if (i !== 2) condition.notifyAll();
          if (i === 2) yield* sleep(0.9);
        }
        yield* one.join();
        expect(trace).to.deep.equal([false, 2.5, true, 3.9, false, 3.9]);
      }),
    );

    it(
      'waitFor() with a predicate that throws: its error, with the lock held',
      tasklets(function* () {
        const lock = makeLock();
        const condition = new Condition(lock);
        yield* condition.acquire();
        const error = yield* failure(
          condition.waitFor(() => {
            throw new Error('predicate');
          }),
        );
        expect(error).to.have.property('message', 'predicate');
        expect(isHeld(lock)).to.equal(true);
        condition.release();
      }),
    );

    it(
      'without the lock neither waits nor notifies',
      tasklets(function* () {
        const condition = new Condition(makeLock());
        for (const op of [condition.wait(), condition.wait(1), condition.waitFor(() => true)])
          expect(yield* failure(op)).to.match(
            /Condition\.wait(For)?\(\) needs the lock: acquire\(\) it first/,
          );
        expect(() => condition.notify()).to.throw('Condition.notify() needs the lock');
        expect(() => condition.notifyAll()).to.throw('Condition.notifyAll() needs the lock');
        expect(() => condition.release()).to.throw(Error);
      }),
    );

    it(
      'refuses a timeout that is negative or NaN, at once',
      tasklets(function* () {
        const condition = new Condition(makeLock());
        yield* condition.acquire();
        for (const seconds of [-1, NaN]) {
          expect(() => condition.wait(seconds)).to.throw(RangeError);
          expect(() => condition.waitFor(() => true, seconds)).to.throw(RangeError);
        }
        condition.release();
      }),
    );

    it(
      'ends orderly when the loop is destroyed under it: each holds the lock when it leaves',
      onVirtualLoop(async ({ loop, trace }) => {
        const lock = makeLock();
        const condition = new Condition(lock);
        for (const name of ['waits', 'waits, too']) {
          spawn(function* () {
            using _ = yield* condition.hold();
            try {
              yield* condition.wait();
            } finally {
              trace.push(name, isHeld(lock));
            }
          });
        }
        spawn(function* () {
          using _ = yield* condition.hold();
          try {
            yield* sleep(100);
          } finally {
            trace.push('holds', isHeld(lock));
          }
        });
        loop.callLater(1, () => loop.stop());
        await loop.run();
        loop.destroy();
        expect(trace).to.have.members(['waits', true, 'waits, too', true, 'holds', true]);
      }),
    );
  });
}

describe('Condition', () => {
  it('is refused anything but a Lock or an RLock', () => {
    for (const lock of [{}, new Semaphore(1), null])
      expect(() => new Condition(lock as Lock)).to.throw(TypeError, 'a Lock or an RLock');
  });

  it(
    'gives an RLock up wholly that its owner has taken several times, and has it again as often',
    tasklets(function* ({ trace }) {
      const lock = new RLock();
      const condition = new Condition(lock);
      const one = spawn(function* () {
        for (let i = 0; i < 3; i++) yield* lock.acquire();
        yield* condition.wait();
        for (let i = 0; i < 3; i++) {
          expect(isHeld(lock)).to.equal(true);
          lock.release();
        }
        expect(isHeld(lock)).to.equal(false);
        trace.push('free');
      });
      yield* sleep(0);
      expect(yield* lock.acquire(false)).to.equal(true);
      yield* lock.acquire();
      condition.notify();
      yield* sleep(0);
      lock.release();
      lock.release();
      yield* one.get();
      expect(trace).to.deep.equal(['free']);
    }),
  );

  it(
    'has an RLock of its own if it is given none',
    tasklets(function* () {
      const condition = new Condition();
      yield* condition.acquire();
      expect(yield* condition.acquire(false)).to.equal(true);
      condition.release();
      condition.release();
      expect(() => condition.release()).to.throw('an RLock can be released by the tasklet that owns it only');
    }),
  );

  it(
    'of a shared lock: two conditions, one buffer',
    tasklets(function* ({ trace }) {
      const lock = new Lock();
      const [notEmpty, notFull] = [new Condition(lock), new Condition(lock)];
      const buffer: number[] = [];
      const producer = spawn(function* () {
        for (let i = 0; i < 5; i++) {
          using _ = yield* lock.hold();
          yield* notFull.waitFor(() => buffer.length < 2);
          buffer.push(i);
          notEmpty.notify();
        }
      });
      const consumer = spawn(function* () {
        for (let i = 0; i < 5; i++) {
          using _ = yield* lock.hold();
          yield* notEmpty.waitFor(() => buffer.length > 0);
          trace.push(buffer.shift());
          notFull.notify();
        }
      });
      yield* producer.get();
      yield* consumer.get();
      expect(trace).to.deep.equal([0, 1, 2, 3, 4]);
    }),
  );

  it(
    'is told apart from the lock in what a tasklet waits on',
    tasklets(function* ({ loop, trace }) {
      const condition = new Condition(new Lock());
      const one = spawn(function* () {
        using _ = yield* condition.hold();
        yield* condition.wait();
      });
      const where = (): unknown => loop.dump().find(({ id }) => id === one.id)?.waitingOn;
      yield* sleep(0);
      trace.push(where());
      using _ = yield* condition.hold();
      condition.notify();
      yield* sleep(0);
      trace.push(where());
      expect(trace).to.deep.equal(['Condition', 'Lock']);
    }),
  );

  it('in debug mode: a wait() that was refused is no forgotten one, and a forgotten one is reported once', async () => {
    const { stderr, stdout } = await program(
      `import { Condition } from 'evergreen-ts';
       import { runVirtual } from 'evergreen-ts/testing';
       await runVirtual(function* () {
         const condition = new Condition();
         try { yield* condition.wait(); } catch (error) { console.log(error.message); }
       });
       await runVirtual(function* () { new Condition().wait(); });`,
      { env: { EVERGREEN_DEBUG: '1' } },
    );
    expect(stdout).to.match(/needs the lock/);
    expect(stderr.match(/was made but never run/g)).to.have.length(1);
  }).timeout(30_000);

  it(
    'may be used by many at once without anybody being left behind',
    tasklets(function* ({ trace }) {
      const condition = new Condition();
      const slots = new Semaphore(0);
      let permits = 0;
      const all = Array.from({ length: 50 }, (_, i) =>
        spawn(function* () {
          using _ = yield* condition.hold();
          yield* condition.waitFor(() => permits > 0);
          permits--;
          trace.push(i);
          slots.release();
        }),
      );
      yield* sleep(0);
      for (let i = 0; i < 50; i++) {
        using _ = yield* condition.hold();
        permits++;
        condition.notify();
      }
      for (const one of all) yield* one.get();
      expect(trace).to.deep.equal(Array.from({ length: 50 }, (_, i) => i));
    }),
  );
});

// Semaphore, BoundedSemaphore, Lock: one contract for the three, and what each has of its own.
import { expect } from 'chai';
import { BoundedSemaphore, Condition, Lock, Semaphore, Tasklet, sleep, spawn } from 'evergreen-ts';
import { handsOver } from '../support/hand-over.js';
import { ownerOf, waitOnBehalfOf } from '../support/locks.js';
import { excludes } from '../support/mutual-exclusion.js';
import { tasklets } from '../support/run-tasklet.js';

const ONE_PERMIT: Record<string, () => Semaphore> = {
  Semaphore: () => new Semaphore(),
  BoundedSemaphore: () => new BoundedSemaphore(),
  Lock: () => new Lock(),
};

for (const [name, make] of Object.entries(ONE_PERMIT)) {
  excludes(name, make);

  // Any tasklet may release it; but one permit is out at most, which counts for the bounded ones.
  handsOver(name, { single: true }, () => {
    const semaphore = make();
    semaphore.tryAcquire();
    return {
      wait: (timeout) => semaphore.acquire(true, timeout),
      hand: () => semaphore.release(),
      take: () => semaphore.tryAcquire(),
    };
  });

  describe(`${name} of one permit`, () => {
    it(
      'is taken by tryAcquire() once, also outside any tasklet',
      tasklets(function* ({ loop, trace }) {
        const semaphore = make();
        loop.callSoon(() => {
          trace.push(semaphore.tryAcquire(), semaphore.tryAcquire());
          semaphore.release();
          trace.push(semaphore.tryAcquire());
        });
        yield* sleep(1);
        expect(trace).to.deep.equal([true, false, true]);
      }),
    );

    it(
      'may be released by any tasklet, and by a callback',
      tasklets(function* ({ loop, trace }) {
        const semaphore = make();
        yield* semaphore.acquire();
        spawn(() => semaphore.release());
        yield* semaphore.acquire();
        trace.push(loop.time());
        loop.callLater(3, () => semaphore.release());
        yield* semaphore.acquire();
        trace.push(loop.time());
        expect(trace).to.deep.equal([0, 3]);
      }),
    );

    it(
      'does nothing for an acquire() or a hold() that is not run',
      tasklets(() => {
        const semaphore = make();
        semaphore.acquire();
        semaphore.hold();
        expect(semaphore.tryAcquire()).to.equal(true);
      }),
    );

    it(
      'refuses to run the same acquire() twice',
      tasklets(function* () {
        const semaphore = make();
        const acquiring = semaphore.acquire();
        yield* acquiring;
        expect(() => [...acquiring]).to.throw('can be run only once');
        semaphore.release();
        expect(semaphore.tryAcquire()).to.equal(true);
      }),
    );
  });
}

for (const [name, make] of Object.entries({
  Semaphore: () => new Semaphore(0),
  BoundedSemaphore: () => {
    const semaphore = new BoundedSemaphore(5);
    for (let i = 0; i < 5; i++) semaphore.tryAcquire();
    return semaphore;
  },
})) {
  handsOver(`${name} of several permits`, {}, () => {
    const semaphore = make();
    return {
      wait: (timeout) => semaphore.acquire(true, timeout),
      hand: () => semaphore.release(),
      take: () => semaphore.tryAcquire(),
    };
  });
}

describe('Semaphore', () => {
  it(
    'lets in as many as it has permits',
    tasklets(function* ({ trace }) {
      const semaphore = new Semaphore(3);
      let inside = 0;
      const all = Array.from({ length: 10 }, () =>
        spawn(function* () {
          using _ = yield* semaphore.hold();
          trace.push(++inside);
          yield* sleep(1);
          inside--;
        }),
      );
      for (const one of all) yield* one.get();
      expect(Math.max(...(trace as number[]))).to.equal(3);
      expect(inside).to.equal(0);
    }),
  );

  it(
    'may be given more permits than it began with, and begin with none',
    tasklets(() => {
      const semaphore = new Semaphore(0);
      expect(semaphore.tryAcquire()).to.equal(false);
      semaphore.release();
      semaphore.release();
      expect([1, 2, 3].map(() => semaphore.tryAcquire())).to.deep.equal([true, true, false]);
    }),
  );

  it('begins with an integer, zero or more, or not at all', () => {
    for (const value of [-1, 0.5, NaN, Infinity]) {
      expect(() => new Semaphore(value)).to.throw(RangeError, 'a semaphore starts with an integer');
      expect(() => new BoundedSemaphore(value)).to.throw(RangeError, 'a semaphore starts with an integer');
    }
  });
});

describe('BoundedSemaphore', () => {
  it('cannot have more permits than it began with', () => {
    const semaphore = new BoundedSemaphore(2);
    expect(() => semaphore.release()).to.throw(RangeError, 'released more often than acquired');
    semaphore.tryAcquire();
    semaphore.release();
    expect(() => semaphore.release()).to.throw(RangeError);
    expect([1, 2, 3].map(() => semaphore.tryAcquire())).to.deep.equal([true, true, false]);
  });

  it(
    'takes a permit back whose new owner is killed before it runs',
    tasklets(function* () {
      const semaphore = new BoundedSemaphore(1);
      yield* semaphore.acquire();
      const waiting = spawn(() => semaphore.acquire());
      yield* sleep(0);
      semaphore.release();
      waiting.kill();
      yield* waiting.join();
      expect(() => semaphore.release()).to.throw(RangeError);
      expect(semaphore.tryAcquire()).to.equal(true);
    }),
  );
});

describe('Lock', () => {
  it(
    'tells whether it is held, from the moment it is handed over',
    tasklets(function* ({ trace }) {
      const lock = new Lock();
      expect(lock.locked).to.equal(false);
      yield* lock.acquire();
      expect(lock.locked).to.equal(true);
      const next = spawn(function* () {
        yield* lock.acquire();
        trace.push('next');
      });
      yield* sleep(0);
      lock.release();
      expect(lock.locked).to.equal(true);
      expect(lock.tryAcquire()).to.equal(false);
      yield* next.join();
      lock.release();
      expect(lock.locked).to.equal(false);
    }),
  );

  it('cannot be released when it is not held', () => {
    const lock = new Lock();
    expect(() => lock.release()).to.throw('a Lock that is not held cannot be released');
    lock.tryAcquire();
    lock.release();
    expect(() => lock.release()).to.throw('not held');
    expect(lock.tryAcquire()).to.equal(true);
  });

  it(
    'is not to be had twice by its own holder: that is a deadlock, and a timeout ends it',
    tasklets(function* () {
      const lock = new Lock();
      yield* lock.acquire();
      expect(yield* lock.acquire(true, 1)).to.equal(false);
    }),
  );

  it(
    'tells its owner to dumps: the tasklet that took it, or was woken with it, until it is released, by whomever',
    tasklets(function* ({ loop }) {
      const lock = new Lock();
      const me = Tasklet.current();
      expect(ownerOf(lock)).to.equal(undefined);
      yield* lock.acquire();
      expect(ownerOf(lock)).to.equal(me);
      yield* spawn(() => lock.release()).join();
      expect(ownerOf(lock)).to.equal(undefined);
      expect(lock.tryAcquire()).to.equal(true);
      expect(ownerOf(lock)).to.equal(me);
      const [first, second] = [spawn(() => lock.acquire()), spawn(() => lock.acquire())];
      yield* sleep(0);
      lock.release();
      expect(ownerOf(lock)).to.equal(first);
      first.kill();
      yield* first.join();
      expect(ownerOf(lock)).to.equal(second);
      yield* second.join();
      lock.release();
      loop.callSoon(() => lock.tryAcquire());
      yield* sleep(0);
      expect([lock.locked, ownerOf(lock)]).to.deep.equal([true, undefined]);
    }),
  );

  it(
    'is owned by the tasklet on whose behalf it was waited for',
    tasklets(function* ({ trace }) {
      const lock = new Lock();
      yield* lock.acquire();
      waitOnBehalfOf(Tasklet.current() as Tasklet, lock, () => trace.push('woken'));
      const other = spawn(() => lock.release());
      yield* other.get();
      expect([lock.locked, ownerOf(lock)]).to.deep.equal([true, Tasklet.current()]);
      expect(trace).to.deep.equal(['woken']);
    }),
  );

  it(
    'is owned again by a tasklet that has waited on its Condition, and by nobody meanwhile',
    tasklets(function* () {
      const lock = new Lock();
      const condition = new Condition(lock);
      const waiter = spawn(function* () {
        yield* lock.acquire();
        yield* condition.wait();
        return ownerOf(lock);
      });
      yield* sleep(0);
      expect(ownerOf(lock)).to.equal(undefined);
      yield* lock.acquire();
      condition.notify();
      lock.release();
      expect(yield* waiter.get()).to.equal(waiter);
    }),
  );
});

describe('Semaphore', () => {
  it(
    'has no owner, and keeps no tasklet that took a permit',
    tasklets(function* () {
      const semaphore = new Semaphore(1);
      yield* semaphore.acquire();
      expect(ownerOf(semaphore)).to.equal(undefined);
    }),
  );
});

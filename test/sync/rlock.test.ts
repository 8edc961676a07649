// RLock: the contract of locks, and what comes of its having an owner.
import { expect } from 'chai';
import { Event, RLock, Tasklet, sleep, spawn } from 'evergreen-ts';
import { ownerOf, waitOnBehalfOf } from '../support/locks.js';
import { excludes } from '../support/mutual-exclusion.js';
import { tasklets } from '../support/run-tasklet.js';

excludes('RLock', () => new RLock());

/** Can another tasklet have it at once? */
function* isFree(lock: RLock) {
  return yield* spawn(function* () {
    const free = yield* lock.acquire(false);
    if (free) lock.release();
    return free;
  }).get();
}

describe('RLock', () => {
  it(
    'may be taken again by its owner, without parking, and is given back as often',
    tasklets(function* ({ loop, trace }) {
      const lock = new RLock();
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      for (let i = 0; i < 3; i++) expect(yield* lock.acquire()).to.equal(true);
      expect(yield* lock.acquire(false)).to.equal(true);
      using _ = yield* lock.hold();
      detach();
      expect(trace).to.deep.equal([]);
      for (let i = 0; i < 4; i++) {
        expect(yield* isFree(lock)).to.equal(false);
        lock.release();
      }
      expect(yield* isFree(lock)).to.equal(false); // the hold
    }),
  );

  it(
    'may be taken again by its owner while others wait for it',
    tasklets(function* ({ trace }) {
      const lock = new RLock();
      yield* lock.acquire();
      const other = spawn(function* () {
        using _ = yield* lock.hold();
        trace.push('other');
      });
      yield* sleep(0);
      expect(yield* lock.acquire(false)).to.equal(true);
      lock.release();
      yield* sleep(0);
      trace.push('owner');
      lock.release();
      yield* other.join();
      expect(trace).to.deep.equal(['owner', 'other']);
    }),
  );

  it(
    'is given back by its owner only, and as often as it was taken',
    tasklets(function* ({ loop, trace }) {
      const lock = new RLock();
      const message = 'an RLock can be released by the tasklet that owns it only';
      expect(() => lock.release()).to.throw(message);
      yield* lock.acquire();
      const other = spawn(() => expect(() => lock.release()).to.throw(message));
      yield* other.get();
      loop.callSoon(() => {
        expect(() => lock.release()).to.throw(message);
        trace.push('callback');
      });
      yield* sleep(0);
      expect(yield* isFree(lock)).to.equal(false);
      lock.release();
      expect(() => lock.release()).to.throw(message);
      expect(yield* isFree(lock)).to.equal(true);
      expect(trace).to.deep.equal(['callback']);
    }),
  );

  it('of nobody cannot be released outside any tasklet', () => {
    expect(() => new RLock().release()).to.throw('by the tasklet that owns it');
  });

  it(
    'that was handed over belongs to its new owner before that one has run',
    tasklets(function* ({ trace }) {
      const lock = new RLock();
      yield* lock.acquire();
      const next = spawn(function* () {
        yield* lock.acquire();
        trace.push('next');
        lock.release();
      });
      yield* sleep(0);
      lock.release();
      expect(yield* lock.acquire(false)).to.equal(false);
      expect(() => lock.release()).to.throw('owns');
      yield* next.join();
      expect(yield* lock.acquire(false)).to.equal(true);
      lock.release();
      expect(trace).to.deep.equal(['next']);
    }),
  );

  it(
    'that was handed over is nobody’s when its new owner is killed before it runs, and nobody waits',
    tasklets(function* () {
      const lock = new RLock();
      yield* lock.acquire();
      const next: Tasklet = spawn(() => lock.acquire());
      yield* sleep(0);
      lock.release();
      next.kill();
      yield* next.join();
      expect(yield* isFree(lock)).to.equal(true);
    }),
  );

  it(
    'belongs to the tasklet on whose behalf it was waited for, whatever was woken with it',
    tasklets(function* ({ trace }) {
      const lock = new RLock();
      yield* lock.acquire();
      const next = spawn(function* () {
        const woken = new Event();
        waitOnBehalfOf(Tasklet.current() as Tasklet, lock, () => woken.set());
        yield* woken.wait();
        expect(yield* lock.acquire(false)).to.equal(true);
        for (let i = 0; i < 2; i++) lock.release();
        trace.push('next');
      });
      yield* sleep(0);
      lock.release();
      expect(() => lock.release()).to.throw('owns');
      expect(ownerOf(lock)).to.equal(next);
      yield* next.get();
      expect(yield* isFree(lock)).to.equal(true);
      expect(trace).to.deep.equal(['next']);
    }),
  );

  it(
    'tells its owner to dumps',
    tasklets(function* () {
      const lock = new RLock();
      expect(ownerOf(lock)).to.equal(undefined);
      yield* lock.acquire();
      expect(ownerOf(lock)).to.equal(Tasklet.current());
      lock.release();
      expect(ownerOf(lock)).to.equal(undefined);
    }),
  );
});

// The programs with which the library explores itself: for each primitive its invariants, with tasklets that may be killed anywhere.
import { strict as assert } from 'node:assert';
import {
  Barrier,
  BrokenBarrierError,
  Channel,
  ChannelClosed,
  Condition,
  Event,
  Lock,
  type Op,
  Queue,
  RLock,
  Semaphore,
  ShutDown,
  Tasklet,
  TaskletExit,
  TaskletGroup,
  Timeout,
  all,
  race,
  select,
  sleep,
} from 'evergreen-ts';
import { CancelledError, Future, TaskletPoolExecutor } from 'evergreen-ts/futures';
import { Room, assertInOrder, end, isAlive, outcomes, team, valuesOf } from './team.js';

export interface Case {
  /** A program of `n` tasklets besides main. */
  readonly program: (n: number) => Op<void>;
  /** It has limits that may come at any time. */
  readonly time?: 'passes';
}

/** Enter, let others go first, and leave. */
function* visit(room: Room, seconds = 0): Op<void> {
  room.enter();
  try {
    yield* sleep(seconds);
  } finally {
    room.leave();
  }
}

function* lock(n: number): Op<void> {
  const lock = new Lock();
  const room = new Room(1);
  const [asked, got]: [number[], number[]] = [[], []];
  yield* team(n, function* (i) {
    asked.push(i);
    yield* lock.acquire();
    got.push(i);
    try {
      yield* visit(room);
    } finally {
      lock.release();
    }
  });
  assert.ok(room.empty && !lock.locked, 'the lock is free');
  assertInOrder(got, asked, 'first come, first served');
  assert.ok(lock.tryAcquire());
  assert.throws(() => {
    lock.release();
    lock.release();
  });
}

function* lockWithTimeout(n: number): Op<void> {
  const lock = new Lock();
  const room = new Room(1);
  yield* team(n, function* () {
    if (!(yield* lock.acquire(true, 1))) return;
    try {
      yield* visit(room, 1);
    } finally {
      lock.release();
    }
  });
  assert.ok(!lock.locked, 'the lock is free');
}

function* rlock(n: number): Op<void> {
  const lock = new RLock();
  const room = new Room(1);
  yield* team(n, function* () {
    using _outer = yield* lock.hold();
    using _inner = yield* lock.hold();
    yield* visit(room);
  });
  assert.ok(yield* lock.acquire(false), 'the lock is free');
  lock.release();
  assert.throws(() => lock.release());
}

function* semaphore(n: number): Op<void> {
  const semaphore = new Semaphore(n - 1);
  const room = new Room(n - 1);
  const [asked, got]: [number[], number[]] = [[], []];
  yield* team(n, function* (i) {
    asked.push(i);
    using _ = yield* semaphore.hold();
    got.push(i);
    yield* visit(room);
  });
  assertInOrder(got, asked, 'first come, first served');
  for (let i = 1; i < n; i++) assert.ok(semaphore.tryAcquire(), `permit ${i} of ${n - 1} is there`);
  assert.ok(!semaphore.tryAcquire(), 'there are no more permits than before');
}

function* condition(n: number): Op<void> {
  const come = new Condition();
  let items = 0;
  let taken = 0;
  const consumers = Array.from({ length: n }, (_, i) =>
    new Tasklet<void>({
      name: `consumer ${i}`,
      target: function* () {
        using _ = yield* come.hold();
        while (items === 0) yield* come.wait();
        items--;
        taken++;
      },
    }).start(),
  );
  // One fewer than there are to take them.
  for (let i = 1; i < n; i++) {
    yield* sleep(0);
    using _ = yield* come.hold();
    items++;
    come.notify();
  }
  yield* sleep(1);
  assert.equal(taken + items, n - 1, 'each item is there or was taken');
  assert.ok(items === 0 || !consumers.some(isAlive), 'nobody waits for what is there');
  yield* end(consumers);
  assert.ok(yield* come.acquire(false), 'the lock is free');
  come.release();
}

function* conditionForAll(n: number): Op<void> {
  const changed = new Condition(new Lock());
  const room = new Room(1);
  let value = 0;
  const waiters = Array.from({ length: n }, (_, i) =>
    new Tasklet<boolean>({
      name: `waiter ${i}`,
      target: function* () {
        using _ = yield* changed.hold();
        const come = yield* changed.waitFor(() => value > 0);
        yield* visit(room);
        return come;
      },
    }).start(),
  );
  yield* sleep(0);
  {
    using _ = yield* changed.hold();
    value = 1;
    changed.notifyAll();
  }
  for (const come of valuesOf(yield* outcomes(waiters))) assert.equal(come, true);
  assert.ok(room.empty);
}

function* barrier(n: number): Op<void> {
  const barrier = new Barrier(n);
  const rounds = yield* team(n, function* () {
    return [yield* barrier.wait(), yield* barrier.wait()];
  });
  for (const round of [0, 1]) {
    const indices = valuesOf(rounds).map((one) => one[round]);
    assert.deepEqual(
      indices.sort(),
      Array.from({ length: n }, (_, i) => i),
      'each has an index of its own',
    );
  }
}

function* brokenBarrier(n: number): Op<void> {
  const barrier = new Barrier(n);
  const ends = yield* team(n, function* () {
    try {
      yield* barrier.wait(1);
      return 'passed';
    } catch (error) {
      if (!(error instanceof BrokenBarrierError)) throw error;
      return 'broken';
    }
  });
  const values = valuesOf(ends);
  assert.equal(new Set(values).size, 1, 'either all that were not killed have passed, or none has');
  assert.equal(values.includes('broken'), barrier.broken);
  assert.equal(barrier.nWaiting, 0);
}

function* channel(n: number): Op<void> {
  const channel = new Channel<number>();
  const received: number[] = [];
  const sent: number[] = [];
  const receivers = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<void>({
      name: `receiver ${i}`,
      target: () =>
        channel.forEach((value) => {
          received.push(value);
        }),
    }).start(),
  );
  const senders = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<void>({
      name: `sender ${i}`,
      target: function* () {
        try {
          yield* channel.send(i);
          sent.push(i);
        } catch (error) {
          if (!(error instanceof ChannelClosed)) throw error;
        }
      },
    }).start(),
  );
  const closer = new Tasklet<void>({
    name: 'closer',
    target: function* () {
      // Senders may have nobody left to send to.
      for (const one of receivers) yield* one.join();
      channel.close();
    },
  }).start();
  yield* sleep(1);
  assert.ok(!senders.some(isAlive) || !receivers.some(isAlive), 'nobody waits for one that waits for him');
  channel.close();
  for (const one of [...receivers, ...senders, closer]) yield* one.join();
  for (const value of sent) assert.ok(received.includes(value), 'what was sent was received');
  assert.equal(new Set(received).size, received.length, 'nothing is received twice');
}

function* queue(n: number): Op<void> {
  const queue = new Queue<string>(1);
  const got: string[] = [];
  const put: string[] = [];
  const producers = Array.from({ length: n === 2 ? 1 : 2 }, (_, i) =>
    new Tasklet<void>({
      name: `producer ${i}`,
      target: function* () {
        for (const item of [`${i}a`, `${i}b`]) {
          yield* queue.put(item);
          put.push(item);
        }
      },
    }).start(),
  );
  const consumers = Array.from({ length: n - producers.length }, (_, i) =>
    new Tasklet<void>({
      name: `consumer ${i}`,
      target: function* () {
        try {
          for (;;) {
            got.push(yield* queue.get());
            queue.taskDone();
          }
        } catch (error) {
          if (!(error instanceof ShutDown)) throw error;
        }
      },
    }).start(),
  );
  yield* sleep(1);
  assert.ok(queue.empty() || !consumers.some(isAlive), 'nobody waits for what is there');
  assert.ok(queue.full() || !producers.some(isAlive), 'nobody waits for room that is there');
  yield* end(producers);
  queue.shutdown();
  for (const one of consumers) yield* one.join();
  const left: string[] = [];
  while (!queue.empty()) {
    left.push(queue.getNowait());
    queue.taskDone();
  }
  const all = [...got, ...left];
  for (const i of ['0', '1']) {
    const own = all.filter((item) => item.startsWith(i));
    assert.deepEqual(own, [...own].sort(), 'in order');
  }
  assert.equal(new Set(all).size, all.length, 'nothing comes twice');
  assert.deepEqual(
    put.filter((one) => !all.includes(one)),
    [],
    'nothing is lost',
  );
  yield* queue.join();
}

function* queueWithTimeout(n: number): Op<void> {
  const queue = new Queue<number>(1);
  const got: (number | undefined)[] = [];
  const consumers = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<void>({
      name: `consumer ${i}`,
      target: function* () {
        got.push(yield* new Timeout(2, false).run(() => queue.get()));
      },
    }).start(),
  );
  const producer = new Tasklet<void>({
    name: 'producer',
    target: function* () {
      yield* sleep(1);
      yield* queue.put(1);
    },
  }).start();
  const [ended] = yield* outcomes([producer]);
  for (const one of consumers) yield* one.join();
  const found = got.filter((one) => one !== undefined).length + queue.qsize();
  if (ended !== undefined && 'value' in ended) assert.equal(found, 1, 'the item is there, or was taken once');
  else assert.ok(found <= 1);
}

function* shutdown(n: number): Op<void> {
  const queue = new Queue<number>();
  const got: number[] = [];
  const consumers = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<void>({
      name: `consumer ${i}`,
      target: function* () {
        try {
          for (;;) got.push(yield* queue.get());
        } catch (error) {
          if (!(error instanceof ShutDown)) throw error;
        }
      },
    }).start(),
  );
  const closer = new Tasklet<void>({
    name: 'closer',
    target: function* () {
      yield* queue.put(1);
      yield* queue.put(2);
      queue.shutdown();
    },
  }).start();
  yield* closer.join();
  // It may have been killed before it got so far.
  queue.shutdown();
  for (const one of consumers) yield* one.join();
  const left = queue.qsize();
  assert.equal(new Set(got).size, got.length);
  assert.ok(got.length + left <= 2);
}

function* event(n: number): Op<void> {
  const event = new Event();
  const waiters = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<boolean>({ name: `waiter ${i}`, target: () => event.wait() }).start(),
  );
  const setter = new Tasklet<void>({
    name: 'setter',
    target: function* () {
      yield* sleep(0);
      event.set();
      event.clear();
    },
  }).start();
  yield* setter.join();
  yield* sleep(0);
  event.set();
  for (const told of valuesOf(yield* outcomes(waiters))) assert.equal(told, true);
  assert.equal(yield* event.wait(), true);
}

function* group(n: number): Op<void> {
  let alive = 0;
  let ends = 0;
  const child = function* (i: number): Op<void> {
    alive++;
    try {
      yield* sleep(i);
      if (i === 1) throw new RangeError('of a child');
      yield* sleep(5);
    } finally {
      // It may park, and be killed there, and still nobody goes on without it.
      try {
        yield* sleep(0);
      } finally {
        alive--;
        ends++;
      }
    }
  };
  let error: unknown;
  try {
    yield* TaskletGroup.run(function* (group) {
      for (let i = 0; i < n; i++) group.spawn(child, i);
      yield* sleep(10);
    });
  } catch (thrown) {
    error = thrown;
  }
  assert.equal(alive, 0, 'no child outlives its group');
  assert.ok(ends <= n);
  assert.ok(error === undefined || error instanceof RangeError, `it throws ${String(error)}`);
}

function* allOfThem(n: number): Op<void> {
  let alive = 0;
  const child = function* (i: number): Op<number> {
    alive++;
    try {
      yield* sleep(0);
      return i;
    } finally {
      alive--;
    }
  };
  let values: number[] | undefined;
  try {
    values = yield* all(Array.from({ length: n }, (_, i) => child(i)));
  } catch (error) {
    if (!(error instanceof TaskletExit)) throw error;
  }
  assert.equal(alive, 0, 'none is left');
  if (values !== undefined)
    assert.deepEqual(
      values,
      Array.from({ length: n }, (_, i) => i),
      'in their order',
    );
}

function* raceOfThem(n: number): Op<void> {
  const semaphore = new Semaphore(1);
  let alive = 0;
  const child = function* (i: number): Op<number> {
    alive++;
    try {
      // The last one would take for ever.
      if (i === n - 1) yield* new Event().wait();
      using _ = yield* semaphore.hold();
      yield* sleep(0);
      return i;
    } finally {
      try {
        yield* sleep(0);
      } finally {
        alive--;
      }
    }
  };
  let winner: number | undefined;
  try {
    winner = yield* race(Array.from({ length: n }, (_, i) => child(i)));
  } catch (error) {
    if (!(error instanceof TaskletExit)) throw error;
  }
  assert.equal(alive, 0, 'the others have ended');
  assert.ok(winner === undefined || (winner >= 0 && winner < n));
  assert.ok(semaphore.tryAcquire(), 'the permit is there');
}

function* selectOfThem(n: number): Op<void> {
  const [left, right] = [new Queue<number>(), new Queue<number>()];
  const lock = new Lock();
  const got: number[] = [];
  const selecting = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<void>({
      name: `selecting ${i}`,
      target: function* () {
        const [which, value] = yield* select({ left: left.get(), right: right.get(), lock: lock.acquire() });
        if (which === 'lock') lock.release();
        else got.push(value);
      },
    }).start(),
  );
  yield* lock.acquire();
  yield* sleep(0);
  const putting = new Tasklet<void>({
    name: 'putting',
    target: function* () {
      yield* left.put(1);
      yield* right.put(2);
    },
  }).start();
  yield* putting.join();
  yield* sleep(0);
  lock.release();
  for (const one of selecting) yield* one.join();
  assert.ok(!lock.locked, 'the lock is free');
  const there = [...got, ...Array.from({ length: left.qsize() }, () => left.getNowait())];
  there.push(...Array.from({ length: right.qsize() }, () => right.getNowait()));
  assert.equal(new Set(there).size, there.length, 'nothing comes twice');
  if ('value' in ((yield* outcomes([putting]))[0] as object))
    assert.deepEqual([...there].sort(), [1, 2], 'nothing is lost');
}

function* timeout(n: number): Op<void> {
  const semaphore = new Semaphore(1);
  let inTime = 0;
  yield* team(n, function* () {
    const limit = new Timeout(2, false);
    const done = yield* limit.run(function* () {
      using _ = yield* semaphore.hold();
      yield* sleep(1);
      return true;
    });
    assert.equal(limit.expired, done === undefined, 'it has expired, or there is a value');
    assert.ok(!limit.pending);
    if (done === true) inTime++;
    // Nothing of it comes later.
    yield* sleep(3);
  });
  assert.ok(inTime <= n);
  assert.ok(semaphore.tryAcquire(), 'the permit is there');
}

function* withdrawnTimeout(n: number): Op<void> {
  const limit = new Timeout(1, false);
  let withdrawn = false;
  let ended: boolean | undefined;
  const guarded = new Tasklet<void>({
    name: 'guarded',
    target: function* () {
      ended = yield* limit.run(function* () {
        yield* sleep(2);
        return true;
      });
      // Nothing of it comes later.
      yield* sleep(2);
    },
  }).start();
  const others = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<void>({
      name: `other ${i}`,
      target: function* () {
        yield* sleep(1);
        withdrawn ||= limit.pending;
        limit.cancel();
      },
    }).start(),
  );
  const [outcome] = yield* outcomes([guarded]);
  for (const one of others) yield* one.join();
  if (outcome === undefined || 'killed' in outcome) return;
  assert.equal(ended === undefined, limit.expired, 'it has expired, or there is a value');
  if (withdrawn) assert.equal(ended, true, 'what was cancelled in time is not delivered');
}

function* nestedTimeouts(n: number): Op<void> {
  yield* team(n, function* () {
    const [outer, inner] = [new Timeout(2, false), new Timeout(1, false)];
    const inside = yield* outer.run(function* () {
      yield* inner.run(() => sleep(5));
      return true;
    });
    assert.ok(inner.expired || outer.expired, 'one of them has expired');
    assert.equal(inside === undefined, outer.expired, 'the inner one ends what is inside it alone');
  });
}

function* future(n: number): Op<void> {
  const future = new Future<number>();
  const getters = Array.from({ length: n - 1 }, (_, i) =>
    new Tasklet<number | string>({
      name: `getter ${i}`,
      target: function* () {
        try {
          return yield* future.get();
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
          return 'cancelled';
        }
      },
    }).start(),
  );
  const setter = new Tasklet<void>({
    name: 'setter',
    target: function* () {
      yield* sleep(0);
      if (future.setRunningOrNotifyCancel()) {
        yield* sleep(0);
        future.setResult(7);
      }
    },
  }).start();
  yield* sleep(0);
  const cancelled = future.cancel();
  const [set] = yield* outcomes([setter]);
  if (set !== undefined && 'killed' in set && !future.done) future.setResult(7);
  const values = valuesOf(yield* outcomes(getters));
  for (const value of values) assert.equal(value, cancelled ? 'cancelled' : 7, 'all are told the same');
  assert.equal(future.cancelled, cancelled);
}

function* pool(n: number): Op<void> {
  const pool = new TaskletPoolExecutor(1);
  const room = new Room(1);
  const submitted: Future<number>[] = [];
  const ends = yield* team(n, function* (i) {
    const future = pool.submit(function* () {
      yield* visit(room);
      return i;
    });
    submitted.push(future);
    return yield* future.get();
  });
  yield* pool.shutdown();
  for (const value of valuesOf(ends)) assert.ok(value >= 0 && value < n);
  for (const future of submitted) assert.ok(future.done, 'what was submitted is done');
  assert.ok(room.empty);
  assert.throws(() => pool.submit(() => 1));
}

function* joinAndKill(n: number): Op<void> {
  const log: string[] = [];
  const victim = new Tasklet<string>({
    name: 'victim',
    target: function* () {
      try {
        yield* sleep(1);
        return 'done';
      } finally {
        yield* sleep(0);
        log.push('cleaned up');
      }
    },
  }).start();
  const killers = yield* team(n, function* (i) {
    if (i === 0) victim.kill();
    yield* victim.join();
    assert.ok(!victim.isAlive());
    return log.length;
  });
  yield* victim.join();
  for (const seen of valuesOf(killers)) assert.equal(seen, log.length, 'join() waits for the cleanup');
  assert.ok(log.length <= 1);
}

export const cases: Readonly<Record<string, Case>> = {
  Lock: { program: lock },
  'Lock with a timeout': { program: lockWithTimeout, time: 'passes' },
  RLock: { program: rlock },
  Semaphore: { program: semaphore },
  Condition: { program: condition },
  'Condition.notifyAll': { program: conditionForAll },
  'Barrier that breaks': { program: brokenBarrier },
  Channel: { program: channel },
  Queue: { program: queue },
  'Queue with a timeout': { program: queueWithTimeout, time: 'passes' },
  'Queue.shutdown': { program: shutdown },
  Event: { program: event },
  TaskletGroup: { program: group },
  all: { program: allOfThem },
  race: { program: raceOfThem },
  select: { program: selectOfThem },
  Timeout: { program: timeout, time: 'passes' },
  'Timeout.cancel': { program: withdrawnTimeout, time: 'passes' },
  'Timeout in another': { program: nestedTimeouts, time: 'passes' },
  Future: { program: future },
  TaskletPoolExecutor: { program: pool },
  'Tasklet.join and kill': { program: joinAndKill },
};

/** Those that nobody may be killed in. */
export const unkilled: Readonly<Record<string, Case>> = {
  'Barrier, twice': { program: barrier },
};

// The budget of operations: a loop over operations that are over at once lets the others go first now and then, before the
// next one takes effect.
import { expect } from 'chai';
import {
  Barrier,
  Channel,
  Condition,
  Event,
  Lock,
  type Op,
  Queue,
  RLock,
  Semaphore,
  TaskletGroup,
  Timeout,
  all,
  allSettled,
  each,
  on,
  retry,
  select,
  sleep,
  spawn,
} from 'evergreen-ts';
import { Future, TaskletPoolExecutor, asCompleted, wait } from 'evergreen-ts/futures';
import { TCPClient } from 'evergreen-ts/io';
import { action } from 'evergreen-ts/lowlevel';
import { checkpoint } from '../../src/park/checkpoint.js';
import { MOST_AT_ONCE } from '../../src/park/leaf.js';
import { tasklets } from '../support/run-tasklet.js';

/** Operations that are over at once, each time. */
const AT_ONCE: Readonly<Record<string, () => () => Op<unknown>>> = {
  'Event.wait': () => {
    const event = new Event();
    event.set();
    return () => event.wait();
  },
  'Queue.get': () => {
    const queue = new Queue<number>();
    for (let i = 0; i < 3 * MOST_AT_ONCE; i++) queue.putNowait(i);
    return () => queue.get();
  },
  'Queue.put': () => {
    const queue = new Queue<number>();
    return () => queue.put(1);
  },
  'Queue.join': () => {
    const queue = new Queue<number>();
    return () => queue.join();
  },
  'Queue.get that has no time': () => {
    const queue = new Queue<number>();
    return () => caught(queue.get(true, 0));
  },
  'Semaphore.acquire': () => {
    const semaphore = new Semaphore(3 * MOST_AT_ONCE);
    return () => semaphore.acquire();
  },
  'Lock.acquire that does not block': () => {
    const lock = new Lock();
    return () => lock.acquire(false);
  },
  'Condition.waitFor that holds': () => {
    const condition = new Condition();
    return function* () {
      using _ = yield* condition.hold();
      yield* condition.waitFor(() => true);
    };
  },
  'Channel.next of a closed one': () => {
    const channel = new Channel<number>();
    channel.close();
    return () => channel.next();
  },
  'Channel.receive of a closed one': () => {
    const channel = new Channel<number>();
    channel.close();
    return () => caught(channel.receive());
  },
  'Future.get': () => {
    const future = new Future<number>();
    future.setResult(1);
    return () => future.get();
  },
  'Tasklet.get': () => {
    const ended = spawn(() => 1);
    return () => ended.get();
  },
  'RLock.acquire': () => {
    const lock = new RLock();
    return () => lock.acquire();
  },
  'Barrier.wait of one': () => {
    const barrier = new Barrier(1);
    return () => barrier.wait();
  },
  'Semaphore.hold': () => {
    const semaphore = new Semaphore(3 * MOST_AT_ONCE);
    return () => semaphore.hold();
  },
  'Tasklet.join': () => {
    const ended = spawn(() => 1);
    return () => ended.join();
  },
  action: () => () => action<number>('at once', (resume) => resume(1)),
  checkpoint: () => checkpoint,
  'all of nothing': () => () => all([]),
  'allSettled of nothing': () => () => allSettled([]),
  'retry of what succeeds at once': () => () => retry(() => 1),
  'select of what is there': () => () => select({ never: sleep(1), lock: new Lock().acquire() }),
  'select with a Condition': () => {
    const condition = new Condition();
    let held = false;
    return function* () {
      held ||= yield* condition.acquire();
      yield* select({ notified: condition.wait(), lock: new Lock().acquire() });
    };
  },
  'each.next of an array': () => {
    const items = each(Array(3 * MOST_AT_ONCE).fill(1));
    return () => items.next();
  },
  'each.next at the end': () => {
    const items = each([]);
    return () => items.next();
  },
  'on.next at the end': () => {
    const events = on(new EventTarget(), 'event');
    events.close();
    return () => events.next();
  },
  'TaskletGroup.run without children': () => () => TaskletGroup.run(nothing),
  'Timeout.run of what is over at once': () => () => new Timeout(1).run(nothing),
  'Timeout.run that throws': () => {
    const started = new Timeout();
    spawn(() => started.start());
    return () => caught(started.run(nothing));
  },
  'wait for what is done': () => {
    const futures = [doneFuture()];
    return () => wait(futures);
  },
  'wait for nothing': () => () => wait([]),
  'asCompleted.next': () => {
    const futures = asCompleted(Array.from({ length: 3 * MOST_AT_ONCE }, doneFuture));
    return () => futures.next();
  },
  'asCompleted.next at the end': () => {
    const futures = asCompleted([]);
    return () => futures.next();
  },
  'map.next': () => {
    const pool = new TaskletPoolExecutor(1);
    const results = pool.map((x: number) => x, Array(3 * MOST_AT_ONCE).fill(1));
    return () => results.next();
  },
  'map.next at the end': () => {
    const results = new TaskletPoolExecutor(1).map((x: number) => x, []);
    return () => results.next();
  },
  'TaskletPoolExecutor.shutdown': () => {
    const pool = new TaskletPoolExecutor(1);
    return () => pool.shutdown();
  },
  'forEach of a source that is over': () => {
    const channel = new Channel<number>();
    channel.close();
    return () => channel.forEach(() => undefined);
  },
  'toArray of a source that is over': () => {
    const channel = new Channel<number>();
    channel.close();
    return () => channel.toArray();
  },
  'Condition.waitFor with the lock held throughout': () => {
    const condition = new Condition();
    let held = false;
    return function* () {
      held ||= yield* condition.acquire();
      yield* condition.waitFor(() => true);
    };
  },
  'Condition.wait without the lock': () => {
    const condition = new Condition();
    return () => caught(condition.wait());
  },
  'connect that fails at once': () => {
    const client = new TCPClient();
    client.close();
    return () => caught(client.connect(['127.0.0.1', 1]));
  },
};

function* nothing(): Op<void> {
  // It is over at once.
}

const set = new Event();
set.set();

/** An operation that is a leaf, and is over at once. */
function atOnce(): Op<unknown> {
  return set.wait();
}

function doneFuture(): Future<number> {
  const future = new Future<number>();
  future.setResult(1);
  return future;
}

function* caught(op: Op<unknown>): Op<unknown> {
  try {
    return yield* op;
  } catch (error) {
    return error;
  }
}

describe('The budget of operations', () => {
  for (const [name, make] of Object.entries(AT_ONCE)) {
    it(
      `lets others go first in a loop over ${name}`,
      tasklets(function* ({ trace }) {
        const operation = make();
        yield* sleep(0); // the tasklet that is waited for has ended
        let done = 0;
        const loop = spawn(function* () {
          for (; done < 2 * MOST_AT_ONCE + 1; done++) yield* operation();
        });
        const other = spawn(function* () {
          for (;;) {
            trace.push(done);
            yield* sleep(0);
          }
        });
        yield* loop.join();
        other.kill();
        // Those that are generators may run two operations in one.
        const [first, second, third] = trace as [number, number, number];
        expect(first).to.be.within(1, MOST_AT_ONCE);
        expect(second - first).to.be.within(1, MOST_AT_ONCE);
        expect(third - second).to.be.within(1, MOST_AT_ONCE);
      }),
    );
  }

  it(
    'lets others go first within one forEach of many items',
    tasklets(function* ({ trace }) {
      let done = 0;
      const loop = spawn(() =>
        asCompleted(Array.from({ length: 2 * MOST_AT_ONCE }, doneFuture)).forEach(() => {
          done++;
        }),
      );
      spawn(() => trace.push(done));
      yield* loop.join();
      expect(trace[0]).to.be.within(1, MOST_AT_ONCE);
    }),
  );

  it(
    'is spent exactly: so many operations are over at once, and the next one waits for all that are ready',
    tasklets(function* ({ trace }) {
      const event = new Event();
      event.set();
      let done = 0;
      spawn(() => trace.push(done));
      const one = spawn(function* () {
        for (; done < MOST_AT_ONCE + 5; done++) yield* event.wait();
      });
      spawn(() => trace.push(done));
      yield* one.join();
      expect(trace).to.deep.equal([0, MOST_AT_ONCE]);
    }),
  );

  it(
    'is new at each resumption',
    tasklets(function* ({ trace }) {
      const event = new Event();
      event.set();
      const one = spawn(function* () {
        for (let round = 0; round < 3; round++) {
          for (let i = 0; i < MOST_AT_ONCE; i++) yield* event.wait();
          trace.push('round');
          yield* sleep(0);
        }
      });
      spawn(function* () {
        for (let i = 0; i < 3; i++) {
          trace.push('other');
          yield* sleep(0);
        }
      });
      yield* one.join();
      expect(trace).to.deep.equal(['round', 'other', 'round', 'other', 'round', 'other']);
    }),
  );

  it(
    'loses nothing when the tasklet is killed before the operation takes effect',
    tasklets(function* () {
      const queue = new Queue<number>();
      for (let i = 0; i < MOST_AT_ONCE + 1; i++) queue.putNowait(i);
      const got: number[] = [];
      const one = spawn(function* () {
        for (;;) got.push(yield* queue.get());
      });
      spawn(() => {
        one.kill();
      });
      yield* one.join();
      expect(got.length).to.equal(MOST_AT_ONCE);
      expect(queue.qsize()).to.equal(1);
      expect(queue.getNowait()).to.equal(MOST_AT_ONCE);
    }),
  );

  it(
    'loses no notify() between the moment when a Condition gives its lock up and that when its waiter is in the queue',
    tasklets(function* () {
      const event = new Event();
      event.set();
      for (let spent = MOST_AT_ONCE - 5; spent <= MOST_AT_ONCE + 1; spent++) {
        const condition = new Condition();
        const waiter = spawn(function* () {
          using _ = yield* condition.hold();
          for (let i = 0; i < spent; i++) yield* event.wait();
          yield* condition.wait();
        });
        const notifier = spawn(function* () {
          using _ = yield* condition.hold();
          condition.notify();
        });
        yield* notifier.join();
        expect(yield* waiter.join(1)).to.equal(true, `after ${spent} operations`);
      }
    }),
  );

  it(
    'loses no result that comes when wait() has looked at its futures and is not in the queue yet',
    tasklets(function* () {
      for (let spent = MOST_AT_ONCE - 5; spent <= MOST_AT_ONCE + 1; spent++) {
        const future = new Future<number>();
        const waiter = spawn(function* () {
          for (let i = 0; i < spent; i++) yield* atOnce();
          yield* wait([future]);
        });
        spawn(() => future.setResult(1));
        expect(yield* waiter.join(1)).to.equal(true, `after ${spent} operations`);
      }
    }),
  );

  it(
    'has nothing begun, and the lock held, where a kill is delivered at a checkpoint',
    tasklets(function* ({ trace }) {
      const lock = new Lock();
      const condition = new Condition(lock);
      const pool = new TaskletPoolExecutor(1);
      const begun: Record<string, () => Op<unknown>> = {
        all: () => all([traced()]),
        group: () => TaskletGroup.run(traced),
        timeout: () => new Timeout(1).run(traced),
        shutdown: () => pool.shutdown(),
        waitFor: () => condition.waitFor(() => trace.push('predicate') > 0),
      };
      function* traced(): Op<void> {
        trace.push('begun');
      }
      for (const [name, operation] of Object.entries(begun)) {
        const one = spawn(function* () {
          using _ = yield* condition.hold();
          for (let i = 0; i < MOST_AT_ONCE - 2; i++) yield* checkpoint();
          try {
            yield* operation();
          } finally {
            trace.push(`${name}, ${lock.locked ? 'held' : 'given up'}`);
          }
        });
        spawn(() => {
          one.kill();
        });
        yield* one.join();
      }
      expect(trace).to.deep.equal(Object.keys(begun).map((name) => `${name}, held`));
      yield* pool.submit(() => trace.push('work')).get();
    }),
  );

  it(
    'counts what is over at once by an error, too',
    tasklets(function* ({ trace }) {
      const queue = new Queue<number>();
      queue.shutdown();
      let done = 0;
      const one = spawn(function* () {
        for (; done < 2 * MOST_AT_ONCE; done++) yield* caught(queue.put(1));
      });
      spawn(() => trace.push(done));
      yield* one.join();
      expect(trace).to.deep.equal([MOST_AT_ONCE]);
    }),
  );
});

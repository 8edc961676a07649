// The budget of operations: a loop over operations that are over at once lets the others go first now and then, before the
// next one takes effect.
import { expect } from 'chai';
import { Channel, Condition, Event, Lock, type Op, Queue, Semaphore, sleep, spawn } from 'evergreen-ts';
import { Future } from 'evergreen-ts/futures';
import { action } from 'evergreen-ts/lowlevel';
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
  action: () => () => action<number>('at once', (resume) => resume(1)),
};

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

// Each operation of the library as an arm of select(): it wins, it loses, it loses when it was handed something already, and it is
// killed; and nothing is lost of what it was handed. Those that cannot be arms say so.
import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import {
  Barrier,
  BoundedSemaphore,
  Channel,
  Condition,
  Event,
  LifoQueue,
  Lock,
  type Op,
  PriorityQueue,
  Queue,
  RLock,
  Semaphore,
  Tasklet,
  TaskletGroup,
  Timeout,
  all,
  allSettled,
  each,
  every,
  fromCallback,
  on,
  once,
  retry,
  select,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { Future, TaskletPoolExecutor, asCompleted, wait } from 'evergreen-ts/futures';
import { PipeClient, TCPClient, TCPServer } from 'evergreen-ts/io';
import { action } from 'evergreen-ts/lowlevel';
import { tasklets } from '../support/run-tasklet.js';
import { BaseStream, connectStream } from '../../src/io/stream/stream.js';
import type { StreamOwner } from '../../src/handles/handle.js';

/** An operation that waits, and what makes it end. */
interface Trial {
  op(): Op<unknown>;
  /** Hand it what it waits for, from no tasklet. */
  hand(): void;
  /** Is what was handed there for the next? Left out where there is nothing that could be lost. */
  next?(): Op<unknown>;
  /** What it gives. */
  readonly value: unknown;
}

/** A stream in memory, whose other end the test is. */
class Memory extends BaseStream {
  readonly #handle = {
    owner: undefined as StreamOwner | undefined,
    queued: 0,
    readStart: () => 0,
    readStop: () => 0,
    close: () => undefined,
    shutdown: () => 0,
    write: (data: Uint8Array, done: (errno: number) => void) => {
      this.#handle.queued += data.length;
      this.#sent.push(done);
      return 1;
    },
  };
  readonly #sent: ((errno: number) => void)[] = [];

  constructor() {
    super();
    connectStream(this, this.#handle);
  }

  receive(text: string): void {
    this.#handle.owner?._onData(Buffer.from(text));
  }

  send(): void {
    this.#handle.queued = 0;
    for (const done of this.#sent.splice(0)) done(0);
  }
}

function reading(op: (stream: Memory) => Op<Buffer>): () => Trial {
  return () => {
    const stream = new Memory();
    return {
      op: () => op(stream),
      hand: () => stream.receive('data\n'),
      next: () => stream.readUntil('\n'),
      value: Buffer.from('data\n'),
    };
  };
}

function draining(op: (stream: Memory) => Op<void>): () => Trial {
  return () => {
    const stream = new Memory();
    stream.write(Buffer.alloc(100_000));
    return { op: () => op(stream), hand: () => stream.send(), value: undefined };
  };
}

function semaphores(make: () => Semaphore): () => Trial {
  return () => {
    const semaphore = make();
    while (semaphore.tryAcquire());
    return {
      op: () => semaphore.acquire(),
      hand: () => semaphore.release(),
      next: () => semaphore.acquire(),
      value: true,
    };
  };
}

function queues(make: () => Queue<number>): () => Trial {
  return () => {
    const queue = make();
    return { op: () => queue.get(), hand: () => queue.putNowait(1), next: () => queue.get(), value: 1 };
  };
}

/** A tasklet at the other end, which may wait for ever when this one has left. */
function partner(target: () => Op<unknown>): void {
  new Tasklet({ target, daemon: true }).start();
}

/** What can be compared: a hold is let go. */
function comparable(value: unknown): unknown {
  const { [Symbol.dispose]: dispose } = Object(value) as Partial<Disposable>;
  if (dispose === undefined) return value;
  dispose.call(value);
  return 'held';
}

const TRIALS: Readonly<Record<string, () => Trial>> = {
  'Event.wait': () => {
    const event = new Event();
    return { op: () => event.wait(), hand: () => event.set(), next: () => event.wait(), value: true };
  },
  'Semaphore.acquire': semaphores(() => new Semaphore(1)),
  'BoundedSemaphore.acquire': semaphores(() => new BoundedSemaphore(1)),
  'Lock.acquire': semaphores(() => new Lock()),
  'RLock.acquire': () => {
    const lock = new RLock();
    const event = new Event();
    partner(function* () {
      yield* lock.acquire();
      yield* event.wait();
      lock.release();
    });
    return { op: () => lock.acquire(), hand: () => event.set(), next: () => lock.acquire(), value: true };
  },
  'RLock.hold': () => {
    const lock = new RLock();
    const event = new Event();
    partner(function* () {
      yield* lock.acquire();
      yield* event.wait();
      lock.release();
    });
    return { op: () => lock.hold(), hand: () => event.set(), next: () => lock.hold(), value: 'held' };
  },
  'Semaphore.hold': () => {
    const semaphore = new Semaphore(0);
    return {
      op: () => semaphore.hold(),
      hand: () => semaphore.release(),
      next: () => semaphore.hold(),
      value: 'held',
    };
  },
  'Condition.acquire': () => {
    const lock = new Lock();
    lock.tryAcquire();
    const condition = new Condition(lock);
    return {
      op: () => condition.acquire(),
      hand: () => lock.release(),
      next: () => lock.acquire(),
      value: true,
    };
  },
  'Barrier.wait': () => {
    const barrier = new Barrier(2);
    return { op: () => barrier.wait(), hand: () => partner(() => barrier.wait()), value: 0 };
  },
  'Channel.receive': () => {
    const channel = new Channel<number>();
    return {
      op: () => channel.receive(),
      hand: () => partner(() => channel.send(1)),
      next: () => channel.receive(),
      value: 1,
    };
  },
  'Channel.next': () => {
    const channel = new Channel<number>();
    return {
      op: () => channel.next(),
      hand: () => partner(() => channel.send(1)),
      next: () => channel.next(),
      value: { done: false, value: 1 },
    };
  },
  'Channel.send': () => {
    const channel = new Channel<number>();
    return { op: () => channel.send(1), hand: () => partner(() => channel.receive()), value: undefined };
  },
  'Queue.get': queues(() => new Queue()),
  'LifoQueue.get': queues(() => new LifoQueue()),
  'PriorityQueue.get': queues(() => new PriorityQueue()),
  'Queue.put': () => {
    const queue = new Queue<number>(1);
    queue.putNowait(0);
    return {
      op: () => queue.put(1),
      hand: () => queue.getNowait(),
      *next() {
        expect(queue.qsize()).to.equal(0);
        yield* queue.put(2);
        return undefined;
      },
      value: undefined,
    };
  },
  'Queue.join': () => {
    const queue = new Queue<number>();
    queue.putNowait(1);
    return { op: () => queue.join(), hand: () => queue.taskDone(), value: undefined };
  },
  'Tasklet.join': () => {
    const event = new Event();
    const one = spawn(() => event.wait());
    return { op: () => one.join(), hand: () => event.set(), value: true };
  },
  'Tasklet.get': () => {
    const event = new Event();
    const one = spawn(function* () {
      yield* event.wait();
      return 1;
    });
    return { op: () => one.get(), hand: () => event.set(), next: () => one.get(), value: 1 };
  },
  'a Tasklet': () => {
    const event = new Event();
    const one = spawn(() => event.wait());
    return { op: () => one, hand: () => event.set(), value: true };
  },
  'Future.get': () => {
    const future = new Future<number>();
    return { op: () => future.get(), hand: () => future.setResult(1), next: () => future.get(), value: 1 };
  },
  wait: () => {
    const future = new Future<number>();
    return {
      op: () => wait([future]),
      hand: () => future.setResult(1),
      next: () => wait([future]),
      value: { done: new Set([future]), notDone: new Set() },
    };
  },
  'asCompleted.next': () => {
    const future = new Future<number>();
    const all = asCompleted([future]);
    return {
      op: () => all.next(),
      hand: () => future.setResult(1),
      next: () => all.next(),
      value: { done: false, value: future },
    };
  },
  'map.next': () => {
    const event = new Event();
    const pool = new TaskletPoolExecutor(1);
    const all = pool.map(() => event.wait(), [1]);
    return {
      op: () => all.next(),
      hand: () => event.set(),
      next: () => all.next(),
      value: { done: false, value: true },
    };
  },
  sleep: () => ({ op: () => sleep(0.5), hand: () => undefined, value: undefined }),
  'every.next': () => {
    const beat = every(0.5);
    return { op: () => beat.next(), hand: () => undefined, value: { done: false, value: 1 } };
  },
  until: () => {
    let resolve: (value: number) => void = () => undefined;
    const promise = new Promise<number>((give) => (resolve = give));
    return { op: () => until(promise), hand: () => resolve(1), next: () => until(promise), value: 1 };
  },
  fromCallback: () => {
    let give: (error: null, value: number) => void = () => undefined;
    return {
      op: () => fromCallback<number>((callback) => (give = callback)),
      hand: () => give(null, 1),
      value: 1,
    };
  },
  action: () => {
    const there: number[] = [];
    let give: (value: number) => void = () => undefined;
    return {
      op: () =>
        action<number>('an action', (resume) => void (give = resume), {
          discard: (value) => void there.push(value),
        }),
      hand: () => give(1),
      *next() {
        yield* sleep();
        return there.pop();
      },
      value: 1,
    };
  },
  once: () => {
    const emitter = new EventEmitter();
    return { op: () => once(emitter, 'event'), hand: () => void emitter.emit('event', 1), value: [1] };
  },
  'on.next': () => {
    const emitter = new EventEmitter();
    const events = on(emitter, 'event');
    return {
      op: () => events.next(),
      hand: () => void emitter.emit('event', 1),
      next: () => events.next(),
      value: { done: false, value: [1] },
    };
  },
  'each.next': () => {
    let give: (value: number) => void = () => undefined;
    const source = (async function* () {
      yield await new Promise<number>((resolve) => (give = resolve));
    })();
    const items = each(source);
    return {
      op: () => items.next(),
      hand: () => give(1),
      next: () => items.next(),
      value: { done: false, value: 1 },
    };
  },
  'BaseStream.read': reading((stream) => stream.read()),
  'BaseStream.readBytes': reading((stream) => stream.readBytes(5)),
  'BaseStream.readUntil': reading((stream) => stream.readUntil('\n')),
  'BaseStream.readUntilRegex': reading((stream) => stream.readUntilRegex(/\n/)),
  'BaseStream.flush': draining((stream) => stream.flush()),
  'BaseStream.drain': draining((stream) => stream.drain()),
};

/** Seconds after which all that was handed has come. */
const SOON = 0.6;

describe('An arm of select()', () => {
  for (const [name, make] of Object.entries(TRIALS)) {
    /** The trial, when whatever is at its other end has begun. */
    const trial = (body: (trial: Trial, stop: Event, one: Tasklet<readonly [string, unknown]>) => Op<void>) =>
      tasklets(function* () {
        const made = make();
        yield* sleep();
        const stop = new Event();
        const one = spawn(function* () {
          const [arm, value] = yield* select({ stop: stop.wait(), it: made.op() });
          return [arm, comparable(value)] as const;
        });
        yield* sleep();
        yield* body(made, stop, one);
        yield* sleep(SOON);
      });
    /** What was handed is there for whoever comes next. */
    const isThere = function* ({ next, value }: Trial): Op<void> {
      if (next !== undefined) expect(comparable(yield* next())).to.deep.equal(value);
    };

    it(
      `may be ${name}, which wins`,
      trial(function* ({ hand, value }, _stop, one) {
        hand();
        expect(yield* one.get()).to.deep.equal(['it', value]);
      }),
    );

    it(
      `may be ${name}, which loses: then it has left nothing behind`,
      trial(function* (made, stop, one) {
        stop.set();
        expect(yield* one.get()).to.deep.equal(['stop', true]);
        made.hand();
        yield* isThere(made);
      }),
    );

    it(
      `may be ${name}, which loses and is handed something in the same turn: that goes back`,
      trial(function* (made, stop, one) {
        stop.set();
        made.hand();
        expect(yield* one.get()).to.deep.equal(['stop', true]);
        yield* isThere(made);
      }),
    );

    it(
      `may be ${name}, which is killed`,
      trial(function* (made, _stop, one) {
        one.kill();
        expect(yield* one.join()).to.equal(true);
        made.hand();
        // An async iterable that was given up has ended.
        const value = name === 'each.next' ? { done: true, value: undefined } : made.value;
        yield* isThere({ ...made, value });
      }),
    );
  }
});

describe('No arm of select()', () => {
  class Server extends TCPServer {
    override handleConnection(): void {
      // Nobody connects.
    }
  }
  const several = /race\(\) takes what has several steps/;
  const lasting = /cannot be undone when another arm wins: run it in a tasklet of its own/;
  const REFUSED: Readonly<Record<string, readonly [op: () => Op<unknown>, message: RegExp]>> = {
    all: [() => all([sleep()]), several],
    allSettled: [() => allSettled([sleep()]), several],
    retry: [() => retry(() => 1), several],
    'TaskletGroup.run': [() => TaskletGroup.run(() => sleep()), several],
    'Timeout.run': [() => new Timeout(1).run(sleep()), several],
    'Condition.waitFor': [() => new Condition().waitFor(() => true), several],
    'Channel.forEach': [() => new Channel().forEach(() => undefined), several],
    'Channel.toArray': [() => new Channel().toArray(), several],
    'each.forEach': [() => each([]).forEach(() => undefined), several],
    'TaskletPoolExecutor.shutdown': [() => new TaskletPoolExecutor(1).shutdown(), several],
    'TCPClient.connect': [() => new TCPClient().connect(['127.0.0.1', 1]), several],
    'PipeClient.connect': [() => new PipeClient().connect('/none'), several],
    'BaseStream.shutdown': [() => new Memory().shutdown(), lasting],
    'StreamServer.serve': [() => new Server().serve(), lasting],
    'StreamServer.stop': [() => new Server().stop(), lasting],
  };
  for (const [name, [op, message]] of Object.entries(REFUSED))
    it(
      `is ${name}, and the error says what to do`,
      tasklets(function* () {
        expect(() => select({ tick: sleep(1), it: op() })).to.throw(TypeError, message);
        yield* sleep();
      }),
    );
});

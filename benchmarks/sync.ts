/**
 * What does it cost to hand something over? Locks, semaphores, channels and queues against what users would take instead:
 * packages of that kind on promises, and the few lines on promises that one writes by hand.
 *
 *     npm run bench -- sync [--quick] [--json]
 *
 * Costs are those of one hand-over: one turn with the lock, one value through the channel, one item through the queue. The
 * peers on promises are as lean as they can be: none has timeouts, or takes back what it handed to a waiter that is gone.
 *
 * Channels exist in js-csp, too. It is left out, as it is no longer maintained and would run an install script here.
 */
import { Mutex, Semaphore as AsyncSemaphore } from 'async-mutex';
import { createChannel, run as runEffection, spawn as spawnEffection } from 'effection';
import { Channel, Lock, type Op, Queue, Semaphore, sleep, spawn } from 'evergreen-ts';
import pLimit from 'p-limit';
import PQueue from 'p-queue';
import { type About, type Case, type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';
import { versions } from './support/versions.js';

/** Hand-overs in a batch. */
const COUNT = quick ? 20_000 : 50_000;
/** How many contend for a lock. */
const RIVALS = 100;
const TURNS = COUNT / RIVALS;
const PERMITS = 3;
const MAXSIZE = 10;

const inTasklet =
  (body: () => Op<number>): Side =>
  () =>
    spawn(body).promise();

// Locks and semaphores: all permits are taken until all rivals wait in the queue, then they go from hand to hand.

const contend = (semaphore: Semaphore, permits: number, rival: (s: Semaphore) => Op<void>): Side =>
  inTasklet(function* () {
    for (let i = 0; i < permits; i++) yield* semaphore.acquire();
    const rivals = Array.from({ length: RIVALS }, () => spawn(rival, semaphore));
    yield* sleep(0);
    const start = performance.now();
    for (let i = 0; i < permits; i++) semaphore.release();
    for (const one of rivals) yield* one.join();
    return nsEach(start, COUNT);
  });

function* holdInTurn(semaphore: Semaphore): Op<void> {
  for (let i = 0; i < TURNS; i++) {
    using _ = yield* semaphore.hold();
  }
}

function* acquireInTurn(semaphore: Semaphore): Op<void> {
  for (let i = 0; i < TURNS; i++) {
    yield* semaphore.acquire();
    semaphore.release();
  }
}

const contendAsync =
  (rival: () => Promise<void>): Side =>
  async () => {
    const start = performance.now();
    await Promise.all(Array.from({ length: RIVALS }, rival));
    return nsEach(start, COUNT);
  };

const alone: Side = inTasklet(function* () {
  const lock = new Lock();
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) {
    yield* lock.acquire();
    lock.release();
  }
  return nsEach(start, COUNT);
});

const nothing = (): void => undefined;
/** `await turn` lets all others go first. */
const turn: unknown = undefined;

/** Permits on promises, written by hand. */
class PromiseSemaphore {
  readonly #waiting: (() => void)[] = [];
  #permits: number;

  constructor(permits: number) {
    this.#permits = permits;
  }

  acquire(): Promise<void> | undefined {
    if (this.#permits === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#permits--;
    return undefined;
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#permits++;
    else next();
  }

  async runExclusive(work: () => void): Promise<void> {
    await this.acquire();
    try {
      work();
    } finally {
      this.release();
    }
  }
}

function exclusiveByHand(lock: PromiseSemaphore): () => Promise<void> {
  return async () => {
    for (let i = 0; i < TURNS; i++) await lock.runExclusive(nothing);
  };
}

function rivalByHand(semaphore: PromiseSemaphore): () => Promise<void> {
  return async () => {
    for (let i = 0; i < TURNS; i++) {
      await semaphore.acquire();
      semaphore.release();
    }
  };
}

const mutex = new Mutex();
const asyncSemaphore = new AsyncSemaphore(PERMITS);
const limit = pLimit(PERMITS);
const limited = new PQueue({ concurrency: PERMITS });

const exclusive: Side = contendAsync(async () => {
  for (let i = 0; i < TURNS; i++) await mutex.runExclusive(nothing);
});

const aloneMutex: Side = async () => {
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) {
    const release = await mutex.acquire();
    release();
  }
  return nsEach(start, COUNT);
};

const aloneByHand: Side = async () => {
  const lock = new PromiseSemaphore(1);
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) {
    await lock.acquire();
    lock.release();
  }
  return nsEach(start, COUNT);
};

// Channels: one value there, one value back.

const pingPong: Side = inTasklet(function* () {
  const [there, back] = [new Channel<number>(), new Channel<number>()];
  const start = performance.now();
  const pong = spawn(function* (): Op<void> {
    for (let i = 0; i < COUNT; i += 2) yield* back.send(yield* there.receive());
  });
  for (let i = 0; i < COUNT; i += 2) {
    yield* there.send(i);
    yield* back.receive();
  }
  yield* pong.join();
  return nsEach(start, COUNT);
});

/** Where one async function leaves a value for another, one at a time; the sender does not wait. */
class Mailbox<T> {
  #value: T | undefined = undefined;
  #resolve: ((value: T) => void) | undefined = undefined;

  send(value: T): void {
    if (this.#resolve === undefined) this.#value = value;
    else this.#resolve(value);
    this.#resolve = undefined;
  }

  receive(): Promise<T> | T {
    const value = this.#value;
    this.#value = undefined;
    return value ?? new Promise((resolve) => (this.#resolve = resolve));
  }
}

const pingPongMailbox: Side = async () => {
  const [there, back] = [new Mailbox<number>(), new Mailbox<number>()];
  const pong = async (): Promise<void> => {
    for (let i = 0; i < COUNT; i += 2) back.send(await there.receive());
  };
  const start = performance.now();
  const ponging = pong();
  for (let i = 0; i < COUNT; i += 2) {
    there.send(i);
    await back.receive();
  }
  await ponging;
  return nsEach(start, COUNT);
};

/** What a Channel is: the sender waits until the value is taken. */
class PromiseChannel<T> {
  readonly #senders: { readonly value: T; readonly taken: () => void }[] = [];
  readonly #receivers: ((value: T) => void)[] = [];

  send(value: T): Promise<void> | undefined {
    const receiver = this.#receivers.shift();
    if (receiver === undefined) return new Promise((taken) => this.#senders.push({ value, taken }));
    receiver(value);
    return undefined;
  }

  receive(): Promise<T> | T {
    const sender = this.#senders.shift();
    if (sender === undefined) return new Promise((resolve) => this.#receivers.push(resolve));
    sender.taken();
    return sender.value;
  }
}

const pingPongPromises: Side = async () => {
  const [there, back] = [new PromiseChannel<number>(), new PromiseChannel<number>()];
  const pong = async (): Promise<void> => {
    for (let i = 0; i < COUNT; i += 2) await back.send(await there.receive());
  };
  const start = performance.now();
  const ponging = pong();
  for (let i = 0; i < COUNT; i += 2) {
    await there.send(i);
    await back.receive();
  }
  await ponging;
  return nsEach(start, COUNT);
};

const pingPongEffection: Side = () =>
  runEffection(function* () {
    const [there, back] = [createChannel<number>(), createChannel<number>()];
    const [pings, pongs] = [yield* there, yield* back];
    const start = performance.now();
    const pong = yield* spawnEffection(function* () {
      for (let i = 0; i < COUNT; i += 2) yield* back.send((yield* pings.next()).value as number);
    });
    for (let i = 0; i < COUNT; i += 2) {
      yield* there.send(i);
      yield* pongs.next();
    }
    yield* pong;
    return nsEach(start, COUNT);
  });

// Queues: a producer puts `burst` items, then lets the consumer go on; or the queue's size makes it wait.

const produce = (maxsize: number, burst: number): Side =>
  inTasklet(function* () {
    const queue = new Queue<number>(maxsize);
    const start = performance.now();
    const consumer = spawn(function* (): Op<void> {
      for (let i = 0; i < COUNT; i++) yield* queue.get();
    });
    for (let i = 1; i <= COUNT; i++) {
      yield* queue.put(i);
      if (i % burst === 0) yield* sleep(0);
    }
    yield* consumer.join();
    return nsEach(start, COUNT);
  });

/** A queue on promises, written by hand. */
class PromiseQueue<T> {
  readonly #maxsize: number;
  readonly #items: T[] = [];
  readonly #getters: ((item: T) => void)[] = [];
  readonly #putters: (() => void)[] = [];

  constructor(maxsize: number) {
    this.#maxsize = maxsize;
  }

  put(item: T): Promise<void> | undefined {
    const getter = this.#getters.shift();
    if (getter !== undefined) {
      getter(item);
    } else if (this.#items.length < this.#maxsize) {
      this.#items.push(item);
    } else {
      return new Promise((resolve) =>
        this.#putters.push(() => {
          this.#items.push(item);
          resolve();
        }),
      );
    }
    return undefined;
  }

  get(): Promise<T> | T {
    const item = this.#items.shift();
    if (item === undefined) return new Promise((resolve) => this.#getters.push(resolve));
    this.#putters.shift()?.();
    return item;
  }
}

const produceByHand =
  (maxsize: number, burst: number): Side =>
  async () => {
    const queue = new PromiseQueue<number>(maxsize);
    const consume = async (): Promise<void> => {
      for (let i = 0; i < COUNT; i++) await queue.get();
    };
    const start = performance.now();
    const consumer = consume();
    for (let i = 1; i <= COUNT; i++) {
      await queue.put(i);
      if (i % burst === 0) await turn;
    }
    await consumer;
    return nsEach(start, COUNT);
  };

/** p-queue has no items, but jobs, which it runs. */
const produceJobs =
  (maxsize: number, burst: number): Side =>
  async () => {
    const queue = new PQueue({ concurrency: 1 });
    const start = performance.now();
    for (let i = 1; i <= COUNT; i++) {
      if (maxsize < Infinity) await queue.onSizeLessThan(maxsize);
      void queue.add(nothing);
      if (i % burst === 0) await turn;
    }
    await queue.onIdle();
    return nsEach(start, COUNT);
  };

const against = (name: string, ours: Side, peers: Record<string, Side>, goal = 1): Case[] =>
  Object.entries(peers).map(([peer, side]) => ({
    name: `${name}: ${peer}`,
    unit: 'ns',
    goal,
    ours,
    peer: side,
  }));

const lock = new Lock();
const semaphore = new Semaphore(PERMITS);

const cases = [
  ...against('lock, hold()', contend(lock, 1, holdInTurn), {
    'async-mutex runExclusive': exclusive,
    'runExclusive by hand': contendAsync(exclusiveByHand(new PromiseSemaphore(1))),
  }),
  ...against('lock, acquire() and release()', contend(lock, 1, acquireInTurn), {
    'by hand': contendAsync(rivalByHand(new PromiseSemaphore(1))),
  }),
  ...against('lock, nobody else wants it', alone, {
    'async-mutex': aloneMutex,
    'by hand': aloneByHand,
  }),
  ...against(`semaphore, ${PERMITS} permits`, contend(semaphore, PERMITS, acquireInTurn), {
    'async-mutex runExclusive': contendAsync(async () => {
      for (let i = 0; i < TURNS; i++) await asyncSemaphore.runExclusive(nothing);
    }),
    'p-limit': contendAsync(async () => {
      for (let i = 0; i < TURNS; i++) await limit(nothing);
    }),
    'p-queue': contendAsync(async () => {
      for (let i = 0; i < TURNS; i++) await limited.add(nothing);
    }),
    'by hand': contendAsync(rivalByHand(new PromiseSemaphore(PERMITS))),
  }),
  ...against(
    'channel',
    pingPong,
    { 'promises by hand': pingPongPromises, 'promises, sender does not wait': pingPongMailbox },
    1.2,
  ),
  ...against('channel', pingPong, { effection: pingPongEffection }),
  ...[1, 100].flatMap((burst) =>
    against(`queue, bursts of ${burst}`, produce(0, burst), {
      'by hand': produceByHand(Infinity, burst),
      'p-queue': produceJobs(Infinity, burst),
    }),
  ),
  ...against(`queue, maxsize ${MAXSIZE}`, produce(MAXSIZE, Infinity), {
    'by hand': produceByHand(MAXSIZE, Infinity),
    'p-queue': produceJobs(MAXSIZE, Infinity),
  }),
];

const about: About = {
  title: 'hand-over: tasklets against promises',
  ratio: 'speed',
  peers: versions('async-mutex', 'effection', 'p-limit', 'p-queue'),
  mixed: true,
};

await benchmark(about, cases);

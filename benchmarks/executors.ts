/**
 * What does a task of a pool of threads cost? Against a bare thread that is sent one message a task, and against piscina: tiny
 * tasks one at a time and many at once, a megabyte that is moved, and work for the CPU.
 *
 *     npm run bench -- executors [--only tiny] [--rounds 7] [--quick] [--json]
 *
 * The callers are what users write: a tasklet that waits for futures, an async function that waits for promises. What is compared
 * with one peer differs: a bare port is what cannot be undercut one at a time; piscina is what one would take for many.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { type Op, spawn } from 'evergreen-ts';
import { ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
import { type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';
import { versions } from './support/versions.js';

const FILE = new URL('./peers/executor-tasks.ts', import.meta.url);
const tasks = remote<typeof import('./peers/executor-tasks.js')>(FILE);

/** A thread that is sent one message a task. */
class Bare {
  readonly worker = new Worker(FILE, { workerData: 'bare' });
  readonly #waiting = new Map<number, (value: number) => void>();
  #last = 0;

  constructor() {
    this.worker.on('message', ([id, value]: [number, number]) => {
      const resolve = this.#waiting.get(id);
      this.#waiting.delete(id);
      resolve?.(value);
    });
  }

  run(name: string, args: readonly unknown[], transfer: readonly ArrayBuffer[] = []): Promise<number> {
    return new Promise((resolve) => {
      const id = ++this.#last;
      this.#waiting.set(id, resolve);
      this.worker.postMessage([id, name, args], transfer);
    });
  }
}

const bare = [new Bare(), new Bare()] as const;
const one = new ThreadPoolExecutor(1, { idleTimeout: Infinity });
const many = new ThreadPoolExecutor(1, { idleTimeout: Infinity, concurrency: 64 });
const two = new ThreadPoolExecutor(2, { idleTimeout: Infinity, minWorkers: 2 });
const piscina = new Piscina({ filename: FILE.href, minThreads: 1, maxThreads: 1 });

const inTasklet =
  (body: () => Op<number>): Side =>
  () =>
    spawn(body).promise();

const ONE = quick ? 100 : 2000;
const CROWD = quick ? 1000 : 10_000;
const BYTES = 2 ** 20;
const BLOCKS = quick ? 10 : 100;
const [N, FIBS] = quick ? [18, 8] : [27, 40];

const oneAtATime: { readonly ours: Side; readonly peer: Side } = {
  ours: inTasklet(function* () {
    const start = performance.now();
    for (let i = 0; i < ONE; i++) yield* one.submit(tasks.add, i, 1).get();
    return nsEach(start, ONE);
  }),
  peer: async () => {
    const start = performance.now();
    for (let i = 0; i < ONE; i++) await bare[0].run('add', [i, 1]);
    return nsEach(start, ONE);
  },
};

/** So many at once, several times over. */
const atOnce = (count: number, times: number): { readonly ours: Side; readonly peer: Side } => ({
  ours: inTasklet(function* () {
    const start = performance.now();
    for (let round = 0; round < times; round++) {
      const futures = Array.from({ length: count }, (_, i) => many.submit(tasks.add, i, 1));
      for (const future of futures) yield* future.get();
    }
    return nsEach(start, count * times);
  }),
  peer: async () => {
    const start = performance.now();
    for (let round = 0; round < times; round++) {
      const all = Array.from({ length: count }, (_, i) => piscina.run({ name: 'add', args: [i, 1] }));
      await Promise.all(all);
    }
    return nsEach(start, count * times);
  },
});

const moved: { readonly ours: Side; readonly peer: Side } = {
  ours: inTasklet(function* () {
    const blocks = Array.from({ length: BLOCKS }, () => new Uint8Array(BYTES));
    const start = performance.now();
    for (const block of blocks)
      yield* one
        .with({ transfer: [block.buffer] })
        .submit(tasks.length, block)
        .get();
    return nsEach(start, BLOCKS);
  }),
  peer: async () => {
    const blocks = Array.from({ length: BLOCKS }, () => new Uint8Array(BYTES));
    const start = performance.now();
    for (const block of blocks) await bare[0].run('length', [block], [block.buffer]);
    return nsEach(start, BLOCKS);
  },
};

const work: { readonly ours: Side; readonly peer: Side } = {
  ours: inTasklet(function* () {
    const start = performance.now();
    const futures = Array.from({ length: FIBS }, () => two.submit(tasks.fib, N));
    for (const future of futures) yield* future.get();
    return nsEach(start, FIBS);
  }),
  peer: async () => {
    const start = performance.now();
    await Promise.all(Array.from({ length: FIBS }, (_, i) => (bare[i % 2] as Bare).run('fib', [N])));
    return nsEach(start, FIBS);
  },
};

await Promise.all(bare.map(({ worker }) => once(worker, 'online')));
await benchmark(
  {
    title: 'executors: a pool of threads against a bare thread, and against piscina',
    ratio: 'cost',
    peers: versions('piscina'),
  },
  [
    { name: 'tiny, one at a time (bare)', unit: 'ns', goal: 1.2, ...oneAtATime },
    { name: 'tiny, 64 at once (piscina)', unit: 'ns', goal: 0.35, ...atOnce(64, quick ? 2 : 40) },
    {
      name: `tiny, ${CROWD.toLocaleString('en')} at once (piscina)`,
      unit: 'ns',
      goal: 0.2,
      ...atOnce(CROWD, 1),
    },
    { name: '1 MB moved (bare)', unit: 'ns', goal: 1.15, ...moved },
    { name: 'CPU work on two threads (bare)', unit: 'ns', goal: 1.05, rounds: quick ? 3 : 7, ...work },
  ],
);
for (const { worker } of bare) await worker.terminate();
await piscina.destroy();

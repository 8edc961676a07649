/**
 * How many tasks a second come back with their results, against BullMQ alone: addBulk() and waitUntilFinished(), as its documents have
 * it; and the best way without us, addBulk() and one listener. One worker process a side, on one Redis that writes to disk every
 * second; rounds in turns, each round the other side first. What counts is the median of the rounds' ratios.
 *
 *     npm run ts packages/executor-bullmq/benchmarks/queue.ts [rounds] [tasks]
 */
import { Queue, QueueEvents } from 'bullmq';
import { type Op, run } from 'evergreen-ts';
import { remote } from 'evergreen-ts/executors';
import { DistributedExecutor } from 'evergreen-ts-bullmq';
import { stage, summary } from './support/processes.js';

const [, , rounds = '7', count = '2000'] = process.argv;
const MANY = Number(count);
const FEW = Math.max(Math.floor(MANY / 20), 1);
const { add } = remote<typeof import('./support/tasks.js')>(new URL('./support/tasks.js', import.meta.url));

const scene = await stage();
for (const side of ['ours', 'bare'] as const) scene.start(side);

const pool = new DistributedExecutor('ours', { connection: scene.connection });
const connection = { ...scene.connection, maxRetriesPerRequest: null };
const queue = new Queue('bare', { connection });
const events = new QueueEvents('bare', { connection });
events.setMaxListeners(0);
const waiting = new Map<string, () => void>();
events.on('completed', ({ jobId }) => waiting.get(jobId)?.());
await events.waitUntilReady();

let number = 0;
const jobs = (n: number): { name: string; data: [number, number]; opts: object }[] =>
  Array.from({ length: n }, (_, i) => ({
    name: 'add',
    data: [i, 1],
    opts: { jobId: `job-${++number}`, removeOnComplete: { age: 3600 } },
  }));

async function oursAtOnce(n: number): Promise<void> {
  await run(function* (): Op<void> {
    for (const future of Array.from({ length: n }, (_, i) => pool.submit(add, i, 1))) yield* future.get();
  });
}

async function oursOneByOne(n: number): Promise<void> {
  await run(function* (): Op<void> {
    for (let i = 0; i < n; i++) yield* pool.submit(add, i, 1).get();
  });
}

/** What its documents say. A time limit, as it may wait for ever. */
async function documented(n: number): Promise<void> {
  const added = await queue.addBulk(jobs(n));
  await Promise.all(added.map((job) => job.waitUntilFinished(events, 60_000)));
}

/** Listeners before the jobs, one for all events. */
async function best(n: number): Promise<void> {
  const news = jobs(n);
  const all = news.map(
    ({ opts }) =>
      new Promise<void>((resolve) => {
        const { jobId } = opts as { jobId: string };
        waiting.set(jobId, () => {
          waiting.delete(jobId);
          resolve();
        });
      }),
  );
  await queue.addBulk(news);
  await Promise.all(all);
}

async function bestOneByOne(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await best(1);
}

type Side = (n: number) => Promise<void>;

/** Tasks a second. */
async function rate(side: Side, n: number): Promise<number> {
  const start = performance.now();
  await side(n);
  return (n / (performance.now() - start)) * 1000;
}

async function compare(name: string, ours: Side, bare: Side, n: number): Promise<void> {
  const figures: { ours: number; bare: number }[] = [];
  for (let round = -1; round < Number(rounds); round++) {
    const first = round % 2 === 0 ? await rate(ours, n) : undefined;
    const other = await rate(bare, n);
    const figure = { ours: first ?? (await rate(ours, n)), bare: other };
    if (round >= 0) figures.push(figure);
  }
  const ratio = summary(figures.map((one) => one.ours / one.bare));
  const sides = [figures.map((one) => one.ours), figures.map((one) => one.bare)].map((one) =>
    summary(one, '/s'),
  );
  console.log(`${name}: ${ratio} ×; ours ${sides[0]}, bare ${sides[1]}`);
}

await compare(`${MANY} at once ÷ addBulk() and waitUntilFinished()`, oursAtOnce, documented, MANY);
await compare(`${MANY} at once ÷ addBulk() and one listener`, oursAtOnce, best, MANY);
await compare(`${FEW} one by one ÷ add() and one listener`, oursOneByOne, bestOneByOne, FEW);

await run(() => pool.shutdown());
await queue.close();
await events.close();
await scene.end();

/**
 * What does a tasklet cost? The time to start one, to where it parks or to its end, and the bytes it keeps while it is
 * parked, against an async function of the same shape: a body that calls one inner function, and that one waits.
 *
 *     npm run bench -- spawn [--tasklets 10000] [--quick] [--json]
 *
 * An async function runs at once to where it waits, without a place in any queue; so as long as few are alive it is the
 * cheaper one to start. With many its size tells: what outlives a collection of garbage is copied, and then copied again.
 */
import { spawnSync } from 'node:child_process';
import { EventLoop, type Op, type Tasklet, sleep, spawn } from 'evergreen-ts';
import { type About, type Side, benchmark, nsEach } from './support/harness.js';
import { quick, tasklets } from './support/options.js';

// Bytes can be counted only where garbage can be collected on demand.
if (globalThis.gc === undefined) {
  const args = ['--expose-gc', ...process.execArgv, ...process.argv.slice(1)];
  process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
}

// What is spawned, and its peer. Whoever will wake it has the tasklet, or what resolves the promise.

const loop = EventLoop.current();

function* switchInside(): Op<void> {
  yield* loop.switch();
}

function* parks(): Op<void> {
  yield* switchInside();
}

type Wakers = (() => void)[];

async function waitInside(wakers: Wakers, i: number): Promise<void> {
  await new Promise<void>((resolve) => (wakers[i] = resolve));
}

async function waits(wakers: Wakers, i: number): Promise<void> {
  await waitInside(wakers, i);
}

function* yieldInside(): Op<void> {
  yield* sleep(0);
}

function* yields(): Op<void> {
  yield* yieldInside();
}

const nothing: unknown = undefined;

async function awaitInside(): Promise<void> {
  await nothing;
}

async function awaits(): Promise<void> {
  await awaitInside();
}

function* sleeps(): Op<void> {
  yield* sleep(1000);
}

async function sleepsAsync(wakers: Wakers, i: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 1_000_000);
    wakers[i] = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

// How they are measured.

/** In a tasklet of its own: `body` returns the cost. */
const inTasklet =
  (body: () => Op<number>): Side =>
  () =>
    spawn(body).promise();

function spawnAll(target: () => Op<void>, count: number): Tasklet[] {
  return Array.from({ length: count }, () => spawn(target));
}

function startAll(target: (wakers: Wakers, i: number) => Promise<void>, count: number): Wakers {
  const wakers = new Array<() => void>(count);
  for (let i = 0; i < count; i++) void target(wakers, i);
  return wakers;
}

function bytesInUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const park = (count: number): { readonly ours: Side; readonly peer: Side } => ({
  ours: inTasklet(function* () {
    const start = performance.now();
    const all = spawnAll(parks, count);
    yield* sleep(0); // It is behind all of them in the queue.
    const cost = nsEach(start, count);
    loop.callSoon(() => all.forEach((one) => one.switch()));
    return cost;
  }),
  peer: () => {
    const start = performance.now();
    const wakers = startAll(waits, count);
    const cost = nsEach(start, count);
    for (const wake of wakers) wake();
    return cost;
  },
});

/** So many at a time, and that so often. */
const end = (count: number, times = 1): { readonly ours: Side; readonly peer: Side } => ({
  ours: inTasklet(function* () {
    const start = performance.now();
    for (let i = 0; i < times; i++) for (const one of spawnAll(yields, count)) yield* one.join();
    return nsEach(start, count * times);
  }),
  peer: async () => {
    const start = performance.now();
    for (let i = 0; i < times; i++) for (const one of Array.from({ length: count }, awaits)) await one;
    return nsEach(start, count * times);
  },
});

const bytes = (
  count: number,
  target: () => Op<void>,
  peer: (wakers: Wakers, i: number) => Promise<void>,
): { readonly ours: Side; readonly peer: Side } => ({
  ours: inTasklet(function* () {
    const before = bytesInUse();
    const all = spawnAll(target, count);
    yield* sleep(0.01); // The turn has ended, and what only the crowd needed is freed.
    const cost = (bytesInUse() - before) / count - BYTES_LISTED;
    for (const one of all) one.kill();
    return cost;
  }),
  peer: () => {
    const before = bytesInUse();
    const wakers = startAll(peer, count);
    const cost = (bytesInUse() - before) / count - BYTES_LISTED;
    for (const wake of wakers) wake();
    return cost;
  },
});

/** Its place in the array of all. */
const BYTES_LISTED = 8;

const crowd = quick ? 30_000 : 100_000;
const [few, many] = [tasklets, crowd].map((count) => count.toLocaleString('en'));

const about: About = {
  title: 'spawn: tasklets against async functions',
  ratio: 'cost',
  bytes: {
    name: 'memory',
    title: 'Memory that one of many keeps while it waits',
    ours: 'tasklet',
    peer: 'async function',
  },
};

await benchmark(about, [
  { name: `spawn to parked, ${few} at a time`, unit: 'ns', ...park(tasklets) },
  { name: `spawn to parked, ${many} at a time`, unit: 'ns', ...park(crowd) },
  {
    name: 'spawn to end with one switch, 50 at a time',
    unit: 'ns',
    goal: 1.6,
    ...end(50, quick ? 200 : 2000),
  },
  { name: `spawn to end with one switch, ${few} at a time`, unit: 'ns', ...end(tasklets) },
  { name: `spawn to end with one switch, ${many} at a time`, unit: 'ns', goal: 0.75, ...end(crowd) },
  { name: 'parked, with an inner frame', unit: 'B', limit: 370, rounds: 3, ...bytes(crowd, parks, waits) },
  { name: 'in sleep(1000)', unit: 'B', limit: 750, rounds: 3, ...bytes(crowd, sleeps, sleepsAsync) },
]);

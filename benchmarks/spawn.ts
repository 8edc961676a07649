/**
 * What does a tasklet cost? The time to start one, to the end or to where it parks, and the bytes it keeps while it is
 * parked, against an async function of the same shape: a body that calls one inner function, and that one waits.
 *
 *     npm run bench benchmarks/spawn.ts -- [--tasklets 10000] [--quick] [--json]
 *
 * Whoever will wake it is ready for both alike: an array has the tasklets, or the functions that resolve the promises.
 */
import { spawnSync } from 'node:child_process';
import { EventLoop, type Op, type Tasklet, run, sleep, spawn } from 'evergreen-ts';
import { type Side, benchmark, nsEach, quick, tasklets } from './harness.js';

// Bytes can be counted only where garbage can be collected on demand.
if (globalThis.gc === undefined) {
  const args = ['--expose-gc', ...process.execArgv, ...process.argv.slice(1)];
  process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
}

type Resolve = () => void;
const nothing: unknown = undefined;

function* innerSwitch(): Op<void> {
  yield* EventLoop.current().switch();
}

function* parks(): Op<void> {
  yield* innerSwitch();
}

async function innerWait(resolvers: Resolve[], i: number): Promise<void> {
  await new Promise<void>((resolve) => (resolvers[i] = resolve));
}

async function waits(resolvers: Resolve[], i: number): Promise<void> {
  await innerWait(resolvers, i);
}

function* innerYield(): Op<void> {
  yield* sleep(0);
}

function* yields(): Op<void> {
  yield* innerYield();
}

async function innerAwait(): Promise<void> {
  await nothing;
}

async function awaits(): Promise<void> {
  await innerAwait();
}

function* sleeps(): Op<void> {
  yield* sleep(1000);
}

async function sleepsAsync(timers: NodeJS.Timeout[], resolvers: Resolve[], i: number): Promise<void> {
  await new Promise<void>((resolve) => {
    resolvers[i] = resolve;
    timers[i] = setTimeout(resolve, 1_000_000);
  });
}

/** Spawn that many, and wait for the end of each. */
function finish(target: () => Op<void>, count: number): Side {
  return async () => {
    let cost = 0;
    await run(function* (): Op<void> {
      const start = performance.now();
      const all = Array.from({ length: count }, () => spawn(target));
      for (const one of all) yield* one.join();
      cost = nsEach(start, count);
    });
    return cost;
  };
}

function finishAsync(target: () => Promise<void>, count: number): Side {
  return async () => {
    const start = performance.now();
    const all = Array.from({ length: count }, () => target());
    for (const one of all) await one;
    return nsEach(start, count);
  };
}

/** One after the other: each has ended when the next is spawned. */
function oneByOne(target: () => Op<void>, count: number): Side {
  return async () => {
    let cost = 0;
    await run(function* (): Op<void> {
      const start = performance.now();
      for (let i = 0; i < count; i++) yield* spawn(target).join();
      cost = nsEach(start, count);
    });
    return cost;
  };
}

function oneByOneAsync(target: () => Promise<void>, count: number): Side {
  return async () => {
    const start = performance.now();
    for (let i = 0; i < count; i++) await target();
    return nsEach(start, count);
  };
}

/** What is to be known about starting `count` of them: time, or bytes. Called before; what it returns, after. */
type Gauge = (count: number) => () => number;

const time: Gauge = (count) => {
  const start = performance.now();
  return () => nsEach(start, count);
};

const memory: Gauge = (count) => {
  const before = bytesInUse();
  return () => (bytesInUse() - before) / count;
};

function bytesInUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Spawn that many and let them run until each is parked. */
function park(target: () => Op<void>, count: number, gauge: Gauge): Side {
  return async () => {
    let cost = 0;
    await run(function* (): Op<void> {
      const all = new Array<Tasklet | undefined>(count).fill(undefined);
      const read = gauge(count);
      for (let i = 0; i < count; i++) all[i] = spawn(target);
      yield* sleep(0);
      cost = read();
      for (const one of all) one?.kill();
    });
    return cost;
  };
}

function parkAsync(
  target: (resolvers: Resolve[], i: number) => Promise<void>,
  count: number,
  gauge: Gauge,
): Side {
  return () => {
    const resolvers = new Array<Resolve>(count).fill(() => undefined);
    const read = gauge(count);
    for (let i = 0; i < count; i++) void target(resolvers, i);
    const cost = read();
    for (const resolve of resolvers) resolve();
    return cost;
  };
}

function sleepAsync(count: number): Side {
  return async () => {
    const timers = new Array<NodeJS.Timeout | undefined>(count).fill(undefined) as NodeJS.Timeout[];
    const cost = await parkAsync((resolvers, i) => sleepsAsync(timers, resolvers, i), count, memory)();
    for (const timer of timers) clearTimeout(timer);
    return cost;
  };
}

const many = quick ? 20_000 : 100_000;

await benchmark(
  `spawn: tasklets against async functions, ${tasklets.toLocaleString('en')} at a time`,
  'cost',
  [
    {
      name: 'spawn to end, with a switch',
      unit: 'ns',
      goal: 0.5,
      ours: finish(yields, tasklets),
      peer: finishAsync(awaits, tasklets),
    },
    {
      name: 'spawn to end, one at a time',
      unit: 'ns',
      ours: oneByOne(yields, tasklets),
      peer: oneByOneAsync(awaits, tasklets),
    },
    {
      name: 'spawn to parked',
      unit: 'ns',
      goal: 0.5,
      ours: park(parks, tasklets, time),
      peer: parkAsync(waits, tasklets, time),
    },
    {
      name: 'parked, with an inner frame',
      unit: 'B',
      limit: 400,
      rounds: 3,
      ours: park(parks, many, memory),
      peer: parkAsync(waits, many, memory),
    },
    {
      name: 'in sleep(1000)',
      unit: 'B',
      limit: 750,
      rounds: 3,
      ours: park(sleeps, many, memory),
      peer: sleepAsync(many),
    },
  ],
);

/**
 * What does it cost to try one more order? explore() against fast-check's scheduler, on the same program: three workers that let the
 * others go first after each step. There it is written with promises, each of which is wrapped by hand.
 *
 *     npm run bench -- explore [--quick] [--json]
 *
 * Costs are those of one schedule, from the making of the program to its end.
 */
import fc from 'fast-check';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { type ExploreOptions, explore } from 'evergreen-ts/explore';
import { type Case, type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';
import { versions } from './support/versions.js';

/** Schedules in a batch. */
const COUNT = quick ? 1_000 : 5_000;
const PEERS_COUNT = quick ? 100 : 500;
const WORKERS = 3;
/** Nanoseconds of one schedule. */
const LIMIT = 60_000;

const exploring =
  (steps: number, options: ExploreOptions): Side =>
  async () => {
    const start = performance.now();
    const { schedules } = await explore(
      function* (): Op<void> {
        const work = function* (): Op<void> {
          for (let i = 0; i < steps; i++) yield* sleep(0);
        };
        const workers = Array.from({ length: WORKERS }, () => spawn(work));
        for (const worker of workers) yield* worker.join();
      },
      { ...options, schedules: COUNT },
    );
    return nsEach(start, schedules);
  };

const checking =
  (steps: number): Side =>
  async () => {
    const start = performance.now();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const work = async (): Promise<void> => {
          for (let i = 0; i < steps; i++) await scheduler.schedule(Promise.resolve());
        };
        await scheduler.waitFor(Promise.all(Array.from({ length: WORKERS }, work)));
      }),
      { numRuns: PEERS_COUNT },
    );
    return nsEach(start, PEERS_COUNT);
  };

const cases: Case[] = [7, 20].flatMap((steps) =>
  [
    ['every schedule', { strategy: 'exhaustive' }] as const,
    ['random', { strategy: 'random', seed: 1 }] as const,
    ['PCT', { strategy: 'pct', seed: 1 }] as const,
  ].map(([name, options]) => ({
    name: `${WORKERS} × ${steps} steps: ${name}`,
    unit: 'ns',
    goal: 10,
    limit: LIMIT,
    ours: exploring(steps, options),
    peer: checking(steps),
  })),
);

await benchmark(
  {
    title: "schedules: explore() against fast-check's scheduler",
    ratio: 'speed',
    peers: versions('fast-check'),
    ownLoops: true,
  },
  cases,
);

/**
 * What does a scope cost? 1,000 run()s at once, as of a thousand requests, against 1,000 tasklets of one run(), to the end of all.
 *
 *     npm run bench -- run [--quick] [--json]
 */
import { type Op, run, sleep, spawn } from 'evergreen-ts';
import { type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';

const COUNT = 1_000;
/** How often, in a batch. */
const ROUNDS = quick ? 10 : 50;

function* job(): Op<void> {
  yield* sleep();
}

const runs: Side = async () => {
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round++)
    await Promise.all(Array.from({ length: COUNT }, () => run(job)));
  return nsEach(start, COUNT * ROUNDS);
};

const spawns: Side = async () => {
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round++)
    await run(() => {
      for (let i = 0; i < COUNT; i++) spawn(job);
    });
  return nsEach(start, COUNT * ROUNDS);
};

await benchmark({ title: 'a scope each: run() against spawn()', ratio: 'cost' }, [
  { name: '1,000 at once', unit: 'ns', goal: 3, ours: runs, peer: spawns },
]);

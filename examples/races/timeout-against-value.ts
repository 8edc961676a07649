/**
 * Timeout against value: the limit is over just when a job was taken out of the queue. The job is in nobody's hands.
 *
 *   npm run ts examples/races/index.ts timeout-against-value
 */
import { strict as assert } from 'node:assert';
import { type Op, Queue, Timeout, sleep, spawn } from 'evergreen-ts';
import type { ExploreOptions } from 'evergreen-ts/explore';

/** It takes a machine that is slow. */
export const options: ExploreOptions = { time: 'passes' };

function* office(next: (jobs: Queue<string>) => Op<string | undefined>): Op<void> {
  const jobs = new Queue<string>();
  spawn(function* () {
    yield* sleep(1);
    yield* jobs.put('a letter');
  });
  const job = (yield* next(jobs)) ?? (yield* jobs.get());
  assert.equal(job, 'a letter');
}

export function* bug(): Op<void> {
  yield* office(function* (jobs) {
    return yield* new Timeout(2, false).run(function* () {
      const job = yield* jobs.get();
      yield* sleep(0.5); // write it down
      return job;
    });
  });
}

/** The limit is for the waiting alone: an item that a killed get() was handed goes back to the queue. */
export function* cure(): Op<void> {
  yield* office(function* (jobs) {
    const job = yield* new Timeout(2, false).run(() => jobs.get());
    if (job !== undefined) yield* sleep(0.5); // write it down
    return job;
  });
}

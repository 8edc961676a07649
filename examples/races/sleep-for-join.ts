/**
 * sleep() for join(): "a second will be enough" holds until the machine is busy.
 *
 *   npm run ts examples/races/index.ts sleep-for-join
 */
import { strict as assert } from 'node:assert';
import { type Op, sleep, spawn } from 'evergreen-ts';
import type { ExploreOptions } from 'evergreen-ts/explore';

/** It takes a machine that is slow. */
export const options: ExploreOptions = { time: 'passes' };

export function* bug(): Op<void> {
  let result: number | undefined;
  spawn(function* () {
    yield* sleep(0.5);
    result = 42;
  });
  yield* sleep(1);
  assert.equal(result, 42);
}

/** What is to be waited for is waited for. */
export function* cure(): Op<void> {
  const worker = spawn(function* () {
    yield* sleep(0.5);
    return 42;
  });
  assert.equal(yield* worker.get(), 42);
}

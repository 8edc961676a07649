/**
 * Leaked permit: a tasklet is killed between acquire() and release(). Its permit is gone, and one fewer gets in for ever after.
 *
 *   npm run ts examples/races/index.ts leaked-permit
 */
import { type Op, Semaphore, sleep, spawn } from 'evergreen-ts';
import type { ExploreOptions } from 'evergreen-ts/explore';

/** It takes a kill. */
export const options: ExploreOptions = { kills: 1 };

export function* bug(): Op<void> {
  const permits = new Semaphore(1);
  const visit = function* (): Op<void> {
    yield* permits.acquire();
    yield* sleep(1);
    permits.release();
  };
  const visitor = spawn(visit);
  yield* visitor.join();
  yield* visit();
}

/** hold() gives the permit back at the end of the block, however it is left. */
export function* cure(): Op<void> {
  const permits = new Semaphore(1);
  const visit = function* (): Op<void> {
    using _ = yield* permits.hold();
    yield* sleep(1);
  };
  const visitor = spawn(visit);
  yield* visitor.join();
  yield* visit();
}

/**
 * Hands a few tasks over, shows how far they are, and prints their results.
 *
 *     npm run ts packages/executor-bullmq/examples/client.ts [redis://… or postgres://…]
 */
import { type Op, all, main } from 'evergreen-ts';
import { remote } from 'evergreen-ts/executors';
import { DistributedExecutor } from 'evergreen-ts-bullmq';

const { digits } = remote<typeof import('./tasks.js')>(new URL('./tasks.js', import.meta.url));
const [, , connection = 'redis://localhost:6379'] = process.argv;

await main(function* (): Op<void> {
  const pool = new DistributedExecutor('examples', { connection });
  try {
    const futures = [1e5, 2e5, 3e5].map((n) => {
      const onProgress = (tenths: unknown): void => console.log(`${n}: ${String(tenths)} of 10`);
      return pool.with({ onProgress, timeout: 60 }).submit(digits, n);
    });
    console.log('sums:', (yield* all(futures.map((future) => future.get()))).join(', '));
  } finally {
    yield* pool.shutdown(true, true);
  }
});

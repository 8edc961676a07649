// A program that leaves a process in a loop of the CPU, and says its number. It ends by a kill (host-gone.test.ts).
import { type Op, run, sleep } from 'evergreen-ts';
import { ProcessPoolExecutor, remote } from 'evergreen-ts/executors';

const tasks = remote<typeof import('./tasks.js')>(new URL('./tasks.js', import.meta.url));

await run(function* (): Op<void> {
  const pool = new ProcessPoolExecutor(1);
  const pid = yield* pool.submit(tasks.where).get();
  const future = pool.with({ onProgress: () => console.log(pid) }).submit(tasks.loop);
  while (!future.done) yield* sleep(1);
});

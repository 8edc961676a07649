/**
 * How soon the tasks of a dead worker are done again, and whether locks are lost by a worker that lives, for a `lockDuration`.
 *
 * Load: 100 tasks at once that keep the processor to themselves for 100 ms and wait as long, in turns: such a worker's loop is held up for
 * 100 ms all the time, and its processor is never idle. `spin` processes do nothing but take processor time from it.
 * Death: 100 tasks of a second run on one of two workers, which is killed with SIGKILL; seconds until all have come back.
 *
 *     npm run ts packages/executor-bullmq/benchmarks/locks.ts [lockDuration] [seconds of load] [rounds of death] [spin]
 */
import { spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { type Op, run, sleep } from 'evergreen-ts';
import { remote } from 'evergreen-ts/executors';
import { DistributedExecutor } from 'evergreen-ts-bullmq';
import { stage, summary } from './support/processes.js';

const [lock = 10, load = 60, rounds = 3, spin = 2] = process.argv.slice(2).map(Number);
const tasks = remote<typeof import('./support/tasks.js')>(new URL('./support/tasks.js', import.meta.url));
const scene = await stage();
const spinning = Array.from({ length: spin }, () => start(process.execPath, ['-e', 'for (;;);']));

const pool = new DistributedExecutor('ours', { connection: scene.connection });
await run(function* (): Op<void> {
  let worker = scene.start('ours', lock);
  let lost = 0;
  worker.on('message', ({ locksLost }: { locksLost: number }) => (lost = locksLost));
  yield* pool.submit(tasks.add, 1, 1).get();
  const end = performance.now() + load * 1000;
  let done = 0;
  while (performance.now() < end) {
    const futures = Array.from({ length: 100 }, () => pool.submit(tasks.busy, 100));
    for (const future of futures) yield* future.get();
    done += futures.length;
  }
  yield* sleep(1.5);
  console.log(
    `lockDuration ${lock} s: ${done} tasks in ${load} s of load, beside ${spin} processes that spin: ${lost} locks lost`,
  );

  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const futures = Array.from({ length: 100 }, () => pool.submit(tasks.nap, 1));
    while (!futures.every(({ running }) => running)) yield* sleep(0.01);
    const next = scene.start('ours', lock);
    worker.kill('SIGKILL');
    const killed = performance.now();
    for (const future of futures) yield* future.get();
    times.push((performance.now() - killed) / 1000);
    worker = next;
  }
  console.log(
    `kill -9 under 100 tasks of 1 s: all done after ${summary(times, ' s')}, the task and a start of a process included`,
  );
  yield* pool.shutdown();
});
for (const child of spinning) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
await scene.end();

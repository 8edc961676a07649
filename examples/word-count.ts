/**
 * Counts the words of files: the same code on tasklets of this thread, on threads, and on processes.
 *
 *   npm run ts examples/word-count.ts -- README.md docs/*.md                     all three, and how long each took
 *   npm run ts examples/word-count.ts -- --pool threads --workers 4 README.md
 *
 * `--times 100` counts each file a hundred times, so that there is something to do. Reading files needs no second core, as a tasklet
 * that waits holds up nobody; counting does.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Op, main, spawn } from 'evergreen-ts';
import { ProcessPoolExecutor, ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
import { type Executor, TaskletPoolExecutor } from 'evergreen-ts/futures';
import { Progress } from './support/progress.js';

const { countWords } = remote<typeof import('./support/count-words.js')>(
  new URL('./support/count-words.js', import.meta.url),
);

const POOLS: Readonly<Record<string, (workers: number) => Executor>> = {
  tasklets: (workers) => new TaskletPoolExecutor(workers),
  threads: (workers) => new ThreadPoolExecutor(workers),
  processes: (workers) => new ProcessPoolExecutor(workers),
};

const { values, positionals: files } = parseArgs({
  options: {
    pool: { type: 'string', default: 'all' },
    workers: { type: 'string', default: String(availableParallelism()) },
    times: { type: 'string', default: '20' },
  },
  allowPositionals: true,
});

/** Count on one kind of workers: a line of the table. */
function* count(kind: string, make: (workers: number) => Executor): Op<Record<string, unknown>> {
  const pool = make(Number(values.workers));
  const began = performance.now();
  let done = 0;
  let words = 0;
  const progress = new Progress(`files, ${kind}`, files.length, () => done);
  const showing = spawn(() => progress.show());
  try {
    const times = Number(values.times);
    const counts = pool.map(
      countWords,
      files.map((file) => [file, times] as const),
    );
    yield* counts.forEach(({ all }) => {
      done++;
      words += all;
    });
  } finally {
    showing.kill();
    yield* pool.shutdown();
  }
  progress.done();
  return { pool: kind, files: done, words, seconds: Number(((performance.now() - began) / 1000).toFixed(2)) };
}

await main(function* (): Op<void> {
  const kinds = values.pool === 'all' ? Object.keys(POOLS) : [values.pool];
  if (files.length === 0) throw new RangeError('name some files whose words are to be counted');
  const table = [];
  for (const kind of kinds) {
    const make = POOLS[kind];
    if (make === undefined)
      throw new RangeError(`--pool is all, ${Object.keys(POOLS).join(', ')}, not ${kind}`);
    table.push(yield* count(kind, make));
  }
  console.table(table);
});

/**
 * Counts the words of files: the same code on tasklets of this thread, on threads, on processes, and on other machines.
 *
 *   npm run ts examples/word-count.ts -- README.md docs/*.md                     all that are here, and how long each took
 *   npm run ts examples/word-count.ts -- --pool threads --workers 4 README.md
 *
 * Other machines, which have the same files, or other terminals (npm install evergreen-ts-bullmq bullmq@6.7.0 ioredis in a project):
 *
 *   npm run ts examples/word-count.ts -- --serve redis://localhost:6379
 *   npm run ts examples/word-count.ts -- --pool queue --store redis://localhost:6379 README.md
 *
 * `--times 100` counts each file a hundred times, so that there is something to do. Reading files needs no second core, as a tasklet
 * that waits holds up nobody; counting does.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Op, main, spawn, until } from 'evergreen-ts';
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
    store: { type: 'string', default: 'redis://localhost:6379' },
    serve: { type: 'string' },
  },
  allowPositionals: true,
});

const QUEUE = 'word-count';

/** Only whoever asks for a queue needs the package. */
function* makeQueue(): Op<Executor> {
  const { DistributedExecutor } = yield* until(import('evergreen-ts-bullmq'));
  return new DistributedExecutor(QUEUE, { connection: values.store });
}

/** Count for others, until control-C. */
function* serve(connection: string): Op<void> {
  const { TaskServer } = yield* until(import('evergreen-ts-bullmq'));
  const tasks = yield* until(import('./support/count-words.js'));
  console.log('counting for whoever asks');
  yield* new TaskServer(QUEUE, tasks, { connection, concurrency: Number(values.workers) }).serve();
}

/** Count on one kind of workers: a line of the table. */
function* count(kind: string, pool: Executor): Op<Record<string, unknown>> {
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

await main(function* () {
  if (values.serve !== undefined) {
    yield* serve(values.serve);
    return;
  }
  const kinds = values.pool === 'all' ? Object.keys(POOLS) : [values.pool];
  if (files.length === 0) throw new RangeError('name some files whose words are to be counted');
  const table = [];
  for (const kind of kinds) {
    const make = POOLS[kind];
    if (make === undefined && kind !== 'queue')
      throw new RangeError(`--pool is all, ${Object.keys(POOLS).join(', ')}, queue, not ${kind}`);
    const pool = make === undefined ? yield* makeQueue() : make(Number(values.workers));
    table.push(yield* count(kind, pool));
  }
  console.table(table);
});

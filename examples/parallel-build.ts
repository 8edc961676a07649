/**
 * A parallel build: runs command lines, n at a time, and shows the output of each as a whole, in the order they were given.
 *
 *   npm run ts examples/parallel-build.ts                                a small build that only pretends
 *   npm run ts examples/parallel-build.ts -- --jobs 4 'make lib' 'make docs' 'make test'
 *
 * Each job is a tasklet that waits for a place. The first one that fails ends all others, and so does control-C: each job leads a
 * group of processes, which is ended with all that it has started before the build says goodbye. Exit code 0 only if all is built.
 */
import { parseArgs } from 'node:util';
import { type Op, Semaphore, TaskletExit, TaskletGroup, main } from 'evergreen-ts';
import { StdoutStream } from 'evergreen-ts/io';
import { type Completed, ProcessError, run } from 'evergreen-ts/subprocess';
import { Progress } from './support/progress.js';

/** What is built where nothing is said: later ones are done first. */
const PRETENDED = [8, 6, 4, 2, 1].map((tenths, i) => `sleep 0.${tenths}; echo "part ${i + 1} is built"`);

function* build(lines: readonly string[], atOnce: number): Op<void> {
  const places = new Semaphore(atOnce);
  let done = 0;
  function* job(line: string): Op<Completed> {
    using _ = yield* places.hold();
    const result = yield* run(line, [], { shell: true, stderr: 'stdout', detached: true });
    done++;
    return result;
  }
  using stdout = new StdoutStream();
  const progress = new Progress('jobs', lines.length, () => done);
  yield* TaskletGroup.run(function* (group) {
    const showing = group.spawn(() => progress.show());
    const jobs = lines.map((line) => group.spawn(job, line));
    for (const [i, one] of jobs.entries()) {
      const { stdout: output } = yield* one.get();
      stdout.write(`$ ${lines[i]}\n${output.toString()}`);
      yield* stdout.drain();
    }
    showing.kill();
  });
  progress.done();
  yield* stdout.flush();
}

const { values, positionals } = parseArgs({
  options: { jobs: { type: 'string', default: '2' } },
  allowPositionals: true,
});

await main(function* (): Op<void> {
  const atOnce = Number(values.jobs);
  if (!Number.isInteger(atOnce) || atOnce < 1)
    throw new RangeError(`--jobs must be a positive integer, not ${values.jobs}`);
  try {
    yield* build(positionals.length > 0 ? positionals : PRETENDED, atOnce);
  } catch (error) {
    if (error instanceof TaskletExit) {
      console.error('interrupted: every job was ended');
      throw error;
    }
    if (!(error instanceof ProcessError)) throw error;
    console.error(`${error.stdout.toString()}${error.message}\nThe other jobs were ended.`);
    process.exitCode = 1;
  }
});

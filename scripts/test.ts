// `npm run unit`: the tests, in lanes side by side (test/support/lanes.ts), EVERGREEN_JOBS (2) at a time. All arguments are
// mocha's. What the first lane prints is shown as it comes, what the others print behind it; what failed and the counts of all are the end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LANES, type Lane, laneOf, testFiles } from '../test/support/lanes.js';
import { type Waiting, paragraphOn } from '../test/support/peer-list.js';

const MOCHA = join(dirname(createRequire(import.meta.url).resolve('mocha/package.json')), 'bin/mocha.js');
const JOBS = Number(process.env.EVERGREEN_JOBS ?? 2);
if (!(JOBS >= 1)) throw new RangeError(`EVERGREEN_JOBS must be a number from 1 on, not ${JOBS}`);

const scratch = mkdtempSync(join(tmpdir(), 'evergreen-tests-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** One lane: its mocha, and what it has printed so far. */
class Run {
  readonly lane: Lane;
  readonly ended: Promise<number>;
  failed = false;
  readonly #waiting: string;
  #text = '';
  #shown: number | undefined;

  constructor(lane: Lane) {
    this.lane = lane;
    this.#waiting = join(scratch, lane);
    const colors = process.stdout.isTTY ? ['--color'] : [];
    const child = spawn(process.execPath, [MOCHA, ...colors, ...process.argv.slice(2)], {
      env: { ...process.env, EVERGREEN_LANE: lane, EVERGREEN_WAITING: this.#waiting },
      stdio: ['inherit', 'pipe', 'pipe'],
    });
    this.ended = this.#end(child);
  }

  async #end(child: ChildProcess): Promise<number> {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#text += text;
        if (this.#shown !== undefined) this.show();
      });
    const [code] = (await once(child, 'close')) as [number | null];
    this.failed = code !== 0;
    return code ?? 1;
  }

  /** Show what it has printed, and from now on what it prints. */
  show(): void {
    process.stdout.write(this.#text.slice(this.#shown ?? 0));
    this.#shown = this.#text.length;
  }

  /** How many tests mocha's summary says are "passing", "pending" or "failing". */
  count(what: string): number {
    const plain = stripVTControlCharacters(this.#text);
    return Number(new RegExp(`^ +(\\d+) ${what}\\b`, 'm').exec(plain)?.[1] ?? 0);
  }

  /** What mocha says at its end of the tests that failed, or all that it printed if it did not get that far. */
  get failures(): string {
    const at = this.#text.search(/^.* \d+ failing\b/m);
    return this.#text.slice(Math.max(at, 0));
  }

  get waiting(): Waiting {
    return existsSync(this.#waiting) ? (JSON.parse(readFileSync(this.#waiting, 'utf8')) as Waiting) : {};
  }
}

const start = performance.now();
const files = testFiles();
const queue = LANES.filter((lane) => files.some((file) => laneOf(file) === lane));
const runs: Run[] = [];
const over = new Set<Run>();
let status = 0;

/** Show the first lane that has not ended, and those before it. */
function showFirst(): void {
  const first = runs.findIndex((run) => !over.has(run));
  for (const run of first === -1 ? runs : runs.slice(0, first + 1)) run.show();
}

/** Run lanes until none is left to be started. */
async function job(): Promise<void> {
  for (let lane; (lane = queue.shift()) !== undefined;) {
    const run = new Run(lane);
    runs.push(run);
    showFirst();
    status += await run.ended;
    over.add(run);
    showFirst();
  }
}

await Promise.all(Array.from({ length: JOBS }, job));

const failed = runs.filter((run) => run.failed);
if (runs.length > 1)
  for (const { lane, failures } of failed) console.log(`What failed in lane ${lane}:\n\n${failures}`);

const counts = ['passing', 'pending', 'failing'].map((what) => {
  const count = runs.reduce((sum, run) => sum + run.count(what), 0);
  return count > 0 || what === 'passing' ? [`${count} ${what}`] : [];
});
const seconds = Math.round((performance.now() - start) / 1000);
console.log(`Total: ${counts.flat().join(', ')} (${seconds}s)`);
process.stdout.write(paragraphOn(runs.map((run) => run.waiting)));
process.exitCode = Math.min(status, 255);

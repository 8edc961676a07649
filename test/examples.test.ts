// The examples do what they say: those that end by themselves are run to the end, the echo server until it has served its
// client. Other servers have test files of their own, in the folder examples beside this one.
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BUILD_TIME, plainNode } from './support/built.js';
import type { Ended } from './support/child.js';
import { examplesFolder, serving } from './support/examples.js';
import { ROOT } from './support/root.js';

/** All that end by themselves, and how they are run. */
const RUNS = {
  crawler: ['crawler'],
  'main-job': ['main-job', '--clients', '50', '--lines', '5'],
  'producer-consumer': ['producer-consumer'],
  'dining-philosophers': ['dining-philosophers'],
  'dining-philosophers --deadlock': ['dining-philosophers', '--deadlock'],
  pipeline: ['pipeline'],
  'pipeline 30': ['pipeline', '30'],
  'tiny-loop': ['tiny-loop'],
} satisfies Record<string, string[]>;

/** Those that do not: run with each other. */
const PAIR = ['echo-client', 'echo-server'];

/** Has it a test file of its own? */
const isTestedElsewhere = (example: string): boolean =>
  existsSync(resolve(ROOT, 'test/examples', `${example}.test.ts`));

const fileOf = (example: string): string => `${example}.js`;

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('the examples', () => {
  const running = new Map<string, Promise<Ended>>();
  let folder = '';

  // All at once, so that they take the time of the slowest; each test then waits for its own.
  before(async function () {
    this.timeout(BUILD_TIME);
    folder = await examplesFolder();
    for (const [run, [example = '', ...args]] of Object.entries(RUNS))
      running.set(run, plainNode([fileOf(example), ...args], folder));
  });

  /** What it printed; it must have ended well. */
  async function outputOf(run: keyof typeof RUNS): Promise<string[]> {
    const { code, signal, stdout, stderr } = (await running.get(run)) as Ended;
    assert.deepEqual({ code, signal }, { code: 0, signal: null }, stderr);
    return linesOf(stdout);
  }

  it('are all run here, and say in their first lines how', async () => {
    const files = await readdir(resolve(ROOT, 'examples'));
    const examples = files.filter((file) => file.endsWith('.ts')).map((file) => file.replace('.ts', ''));
    const here = new Set([...Object.values(RUNS).map(([example]) => example), ...PAIR]);
    assert.deepEqual(examples.filter((one) => !isTestedElsewhere(one)).sort(), [...here].sort());
    for (const example of examples) {
      const head = (await readFile(resolve(ROOT, 'examples', `${example}.ts`), 'utf8')).split('*/')[0];
      assert.match(head ?? '', new RegExp(`^/\\*\\*\\n.*npm run (ts examples/${example}.ts|demo)\\b`, 's'));
    }
  });

  it('crawler: fetches each page of its site once', async () => {
    const lines = await outputOf('crawler');
    assert.equal(lines.pop(), '40 pages');
    const pages = lines.map((line) => /^200 http:\/\/127.0.0.1:\d+\/(\d+) /.exec(line)?.[1]);
    assert.deepEqual(
      pages.map(Number).sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i),
    );
  });

  it('main-job: loses no line', async () => {
    const table = new Map(
      (await outputOf('main-job')).map((line) => line.split(/ {2,}/) as [string, string]),
    );
    const counts = ['clients', 'lines', 'wrong lines', 'lost lines'].map((name) => table.get(name));
    assert.deepEqual(counts, ['50', '250', '0', '0']);
  });

  it('producer-consumer: each loaf is baked once and eaten once, and all go home', async () => {
    const lines = await outputOf('producer-consumer');
    const loaves = ['Ann', 'Bob'].flatMap((baker) => [1, 2, 3, 4, 5].map((i) => `${baker}'s loaf ${i}`));
    const eaten = lines.flatMap((line) => / eats (.*)/.exec(line)?.[1] ?? []);
    assert.deepEqual(eaten.toSorted(), loaves);
    const shelf = lines.flatMap((line) => / on the shelf: (.*)/.exec(line)?.[1] ?? []).map(Number);
    assert.equal(shelf.length, loaves.length);
    assert.ok(Math.max(...shelf) <= 3, 'the shelf holds three');
    assert.deepEqual(
      lines.slice(-4).sort(),
      ['all is eaten', 'Gaius goes home', 'Livia goes home', 'Titus goes home'].sort(),
    );
  });

  it('dining-philosophers: all eat, with their own forks', async () => {
    const lines = await outputOf('dining-philosophers');
    const meals = lines.filter((line) => line.includes(' eats '));
    const forks = { Aristotle: '1 and 2', Diogenes: '2 and 3', Hypatia: '3 and 4', Plato: '4 and 5' };
    const expected = Object.entries({ ...forks, Socrates: '1 and 5' }).flatMap(([name, both]) =>
      [1, 2, 3].map((meal) => `${name} eats meal ${meal} with forks ${both}`),
    );
    assert.deepEqual(meals.sort(), expected);
    assert.equal(lines.filter((line) => line.endsWith(' has had enough')).length, 5);
  });

  it('dining-philosophers --deadlock: fails, and tells who waits', async () => {
    const { code, stdout, stderr } = (await running.get('dining-philosophers --deadlock')) as Ended;
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.deepEqual(linesOf(stderr), [
      'DeadlockError: 5 tasklets are parked and nothing can wake them:',
      '  Aristotle (takes fork 1, then fork 2) waits on Fork',
      '  Diogenes (takes fork 2, then fork 3) waits on Fork',
      '  Hypatia (takes fork 3, then fork 4) waits on Fork',
      '  Plato (takes fork 4, then fork 5) waits on Fork',
      '  Socrates (takes fork 5, then fork 1) waits on Fork',
    ]);
  });

  it('pipeline: finds the primes', async () => {
    assert.equal((await outputOf('pipeline')).at(-1), '25 primes up to 100, 25 stages');
    assert.deepEqual(await outputOf('pipeline 30'), [
      '2 3 5 7 11 13 17 19 23 29',
      '10 primes up to 30, 10 stages',
    ]);
  });

  it('tiny-loop: runs tasklets, sleeps and hands over, and imports nothing', async () => {
    assert.deepEqual(await outputOf('tiny-loop'), ['meanwhile others run', 'tick 1', 'tick 2', 'tick 3']);
    assert.doesNotMatch(await readFile(resolve(ROOT, 'examples/tiny-loop.ts'), 'utf8'), /^import /m);
  });

  it('echo-server and echo-client: talk until the server is told to end', () =>
    serving('echo-server', async (server) => {
      const client = await plainNode([fileOf('echo-client'), `${server.port}`, 'Hello', 'there'], folder);
      assert.deepEqual([client.code, client.stderr], [0, '']);
      assert.deepEqual(linesOf(client.stdout), ['sent Hello, got Hello', 'sent there, got there']);
      const told = await server.line();
      assert.match(told, /^connected: 127.0.0.1:\d+$/);
      assert.equal(await server.line(), told.replace('connected', 'gone'));
    }));
});

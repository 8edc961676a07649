/**
 * How long 10,000 lines take: `node -C evergreen-source --import ../../scripts/register.js benchmarks/speed.ts [RUNS]`. The programs of
 * the tests are ported one after the other, and again until they are 10,000 lines, in a process that has done nothing before; so
 * many processes do the same (5 unless said). Told are seconds by phase, as medians over the processes: wall time, which is what a
 * user waits and counts whatever else the machine does, and processor time, which counts the threads that compile and collect
 * garbage beside the main one.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepared } from '../src/analysis/prepare.js';
import { inLanguage } from '../src/emit/typed.js';
import { Flow } from '../src/flow/flow.js';
import { allFormatted } from '../src/format.js';
import { type InputFile, emittedAtLast, programOf } from '../src/port.js';

const LINES = 10_000;
const FOLDER = new URL('../test/programs/', import.meta.url);

/** Milliseconds. */
interface Time {
  wall: number;
  processor: number;
}

type Times = Record<string, Time>;

function sources(): InputFile[] {
  const programs = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.py'))
    .map((path) => ({ path, text: readFileSync(new URL(path, FOLDER), 'utf8') }));
  const files: InputFile[] = [];
  let lines = 0;
  for (let i = 0; lines < LINES; i++) {
    const file = programs[i % programs.length];
    if (file === undefined) throw new Error('there are no programs');
    files.push(file);
    lines += file.text.split('\n').length - 1;
  }
  return files;
}

function now(): Time {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), processor: (user + system) / 1000 };
}

async function measured(files: readonly InputFile[]): Promise<Times> {
  const times: Times = {};
  const since = (name: string, from: Time): Time => {
    const to = now();
    times[name] = { wall: to.wall - from.wall, processor: to.processor - from.processor };
    return to;
  };
  // Phase by phase, as asking for the time takes some.
  const start = now();
  const programs = files.map((file) => programOf([file], {}));
  let last = since('parse, scopes', start);
  const known = programs.map((program) => {
    const facts = prepared(program, { from: 'auto' });
    return { program, facts, flow: new Flow(program, facts) };
  });
  last = since('values', last);
  const emitted = known.flatMap(({ program, facts, flow }) => emittedAtLast(program, facts, flow));
  last = since('emit, all passes', last);
  const texts = emitted.map(({ text }) => inLanguage(text(), 'ts'));
  last = since('text', last);
  await allFormatted(texts, 'ts');
  since('format', last);
  since('all', start);
  return times;
}

function table(runs: readonly Times[]): string {
  const median = (name: string, kind: keyof Time): string => {
    const sorted = runs.map((run) => run[name]?.[kind] ?? 0).sort((a, b) => a - b);
    return `${((sorted[sorted.length >> 1] ?? 0) / 1000).toFixed(2)} s`;
  };
  const lines = Object.keys(runs[0] ?? {}).map(
    (name) => `${name.padEnd(18)} wall ${median(name, 'wall')}   processor ${median(name, 'processor')}\n`,
  );
  return lines.join('');
}

if (process.argv[2] === '--once') process.stdout.write(JSON.stringify(await measured(sources())));
else {
  const runs = Array.from({ length: Number(process.argv[2] ?? 5) }, () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...process.execArgv, fileURLToPath(import.meta.url), '--once'],
      { encoding: 'utf8' },
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Times;
  });
  process.stdout.write(table(runs));
}

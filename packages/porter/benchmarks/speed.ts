/**
 * How long 10,000 lines take: `node -C evergreen-source --import ../../scripts/register.js benchmarks/speed.ts [RUNS]`. The programs of
 * the tests are ported one after the other, and again until they are 10,000 lines, in a process that has done nothing before; so
 * many processes do the same (5 unless said), and the median and the best are told, in seconds of processor time by phase.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inLanguage } from '../src/emit/typed.js';
import { formatted } from '../src/format.js';
import { type InputFile, emittedProgram, programOf } from '../src/port.js';

const LINES = 10_000;
const FOLDER = new URL('../test/programs/', import.meta.url);

/** Milliseconds by phase. */
type Times = Record<string, number>;

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

const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function measured(files: readonly InputFile[]): Promise<Times> {
  const times: Times = { 'read: parse, scopes': 0, 'emit, all passes': 0, text: 0, format: 0 };
  let last = spent();
  const phase = (name: string): void => {
    const now = spent();
    times[name] = (times[name] ?? 0) + now - last;
    last = now;
  };
  // Phase by phase, as asking for the time takes some.
  last = spent();
  const programs = files.map((file) => programOf([file], {}));
  phase('read: parse, scopes');
  const emitted = programs.flatMap((program) => emittedProgram(program, {}));
  phase('emit, all passes');
  const texts = emitted.map(({ text }) => inLanguage(text(), 'ts'));
  phase('text');
  for (const text of texts) await formatted(text, 'ts');
  phase('format');
  times['all'] = Object.values(times).reduce((sum, time) => sum + time, 0);
  return times;
}

function table(runs: readonly Times[]): string {
  const names = Object.keys(runs[0] ?? {});
  return names
    .map((name) => {
      const sorted = runs.map((run) => run[name] ?? 0).sort((a, b) => a - b);
      const [best = 0] = sorted;
      const median = sorted[sorted.length >> 1] ?? 0;
      return `${name.padEnd(22)} median ${(median / 1000).toFixed(2)} s   best ${(best / 1000).toFixed(2)} s\n`;
    })
    .join('');
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

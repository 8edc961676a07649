/**
 * Runs benchmarks, and keeps what they report: the figures in results/, and made of all that is there, RESULTS.md and charts/.
 * What remarks/NAME.md says of a benchmark, such as why a goal is not met, stands below its figures. How it is called: see HELP.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawBars } from './bars.js';
import type { Chart } from './chart.js';
import { drawLines } from './lines.js';
import { thisMachine } from './machine.js';
import { OPTIONS } from './option-list.js';
import { type Told, print } from './report.js';
import { type Saved, resultsText } from './results.js';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

const HELP = `npm run bench                              all benchmarks
npm run bench -- echo timers               these
npm run bench -- echo --only "64 B, 50"    with options of its own: it is printed only, and nothing is kept
npm run bench -- --quick --out FOLDER      all, soon over, kept elsewhere
npm run bench -- --draw                    none: RESULTS.md and the charts anew, of the figures that are there

Options of each benchmark:
--quick         rougher, and soon over
--json          a report as JSON on stdout, instead of tables
--rounds N      N measurements of each case
--seconds N     how long a case, or a window of it, takes
--only TEXT     only the cases with that in their name
--tasklets N    how many run side by side, where that is free`;

const { values, positionals } = commandLine();
const { out, draw, help, ...forBenchmarks } = values;
if (help === true) {
  console.log(HELP);
  process.exit();
}
const options = Object.entries(forBenchmarks).flatMap(([name, value]) =>
  value === true ? [`--${name}`] : [`--${name}`, String(value)],
);
/** Where the figures are kept. Not those of a part, or of a hasty run, unless it is said where. */
const folder = out ?? (options.length === 0 ? FOLDER : undefined);

const failed: string[] = [];
const names = draw ? [] : chosen();
for (const [i, name] of names.entries()) {
  console.error(`\n${name} (${i + 1} of ${names.length})`);
  if (!(await (folder === undefined ? show(name) : measure(name, folder)))) failed.push(name);
}
if (draw === true && folder !== undefined) write(folder);
if (failed.length > 0) {
  console.error(`\nFAILED: ${failed.join(', ')}`);
  process.exitCode = 1;
}

function commandLine() {
  const ours = { out: { type: 'string' }, draw: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ options: { ...OPTIONS, ...ours }, allowPositionals: true });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(1);
  }
}

/** Benchmarks by their names, or by their files. */
function chosen(): readonly string[] {
  const all = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();
  const wanted = positionals.map((one) => basename(one, '.ts'));
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}. There are ${all.join(', ')}.`);
    process.exit(1);
  }
  return wanted.length > 0 ? wanted : all;
}

/** Let a benchmark print what it finds. Did it succeed? */
async function show(name: string): Promise<boolean> {
  const [code] = (await once(start(name, [], 'inherit'), 'exit')) as [number | null];
  return code === 0;
}

/** Keep what a benchmark finds, and print it. */
async function measure(name: string, folder: string): Promise<boolean> {
  const child = start(name, ['--json'], 'pipe');
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) return false;
  const told = JSON.parse(text) as Told;
  const saved: Saved = { ...told, date: new Date().toISOString().slice(0, 10), machine: thisMachine() };
  mkdirSync(join(folder, 'results'), { recursive: true });
  writeFileSync(join(folder, 'results', `${name}.json`), `${JSON.stringify(saved, undefined, 2)}\n`);
  print(told);
  write(folder);
  return true;
}

/** As this process was started, so that TypeScript is understood. */
function start(name: string, more: readonly string[], stdout: 'inherit' | 'pipe'): ChildProcess {
  const args = [...process.execArgv, join(FOLDER, `${name}.ts`), ...more, ...options];
  return spawn(process.execPath, args, { stdio: ['ignore', stdout, 'inherit'] });
}

/** All that can be made of the figures. */
function write(folder: string): void {
  const results = join(folder, 'results');
  const all = readdirSync(results)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(results, file), 'utf8')) as Saved);
  mkdirSync(join(folder, 'charts'), { recursive: true });
  for (const { benchmark, charts } of all) {
    for (const chart of charts) {
      writeFileSync(join(folder, 'charts', `${chart.name ?? benchmark}.svg`), drawn(chart));
    }
  }
  writeFileSync(join(folder, 'RESULTS.md'), resultsText(all, remarksIn(folder)));
  console.error(`written: ${join(folder, 'RESULTS.md')}`);
}

/** By the name of the benchmark. They are about these figures: another folder has none. */
function remarksIn(folder: string): Record<string, string> {
  const remarks = join(folder, 'remarks');
  const files = existsSync(remarks) ? readdirSync(remarks) : [];
  return Object.fromEntries(
    files.map((file) => [basename(file, '.md'), readFileSync(join(remarks, file), 'utf8')]),
  );
}

function drawn(chart: Chart): string {
  return chart.kind === 'bars' ? drawBars(chart) : drawLines(chart);
}

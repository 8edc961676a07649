/**
 * How what the porter writes reads: `node -C evergreen-source --import ../../scripts/register.js benchmarks/figures.ts [FOLDER]
 * [--clean] [--all]`. Over the programs of the tests, or of a folder, and with --clean only of those in which nothing is
 * refused: how many of the `yield*` are decided at run time, and how many calls of helpers there are for a line of Python. A
 * helper is a function of evergreen-port/python that is none of Python's own: `add`, `eq`, `method`, but not `print`. Those that
 * stand for an operator or a call because types are not known are counted apart; with --all, each is told.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILTINS, EXCEPTIONS } from '../src/library/builtins.js';
import { port } from '../src/port.js';
import { PythonSyntaxError } from '../src/syntax.js';

const named = process.argv.slice(2).find((word) => !word.startsWith('--'));
const FOLDER =
  named === undefined
    ? new URL('../test/programs/', import.meta.url)
    : pathToFileURL(`${path.resolve(named)}${path.sep}`);

/** Helpers that need not be where the types are known. */
const BY_TYPE = new Set(
  (
    'add sub mul div oldDiv floordiv mod pow and or xor lshift rshift matmul neg pos invert iadd isub imul idiv ioldDiv ifloordiv imod ipow iand ior ixor ilshift irshift imatmul eq ne lt le gt ge is contains bool ' +
    'str getitem setitem delitem slice method applyMethod call apply attribute items collect op unpack nameOf format coiter'
  ).split(' '),
);

/** How often each helper is called in a text. */
function helpersOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const [statement = '', list = ''] = /import \{([^}]*)\} from 'evergreen-port\/python';/.exec(text) ?? [];
  const body = text.replace(statement, '');
  for (const one of list.split(',')) {
    const [name = '', alias = name] = one.trim().split(' as ');
    // str() of Python's own is no helper. In a template it is one.
    const isOwn = (BUILTINS.has(name) && name !== 'slice') || EXCEPTIONS.has(name);
    const before = name === 'str' ? '\\$\\{' : isOwn ? undefined : '(?<![\\w$.])';
    if (name === '' || before === undefined) continue;
    const found = body.match(new RegExp(`${before}${alias.replaceAll('$', '\\$')}\\(`, 'g'));
    counts.set(name, found?.length ?? 0);
  }
  return counts;
}

/** Undefined of what is no Python. */
async function portedFile(name: string): Promise<Awaited<ReturnType<typeof port>> | undefined> {
  try {
    return await port([
      { path: name, text: readFileSync(new URL(encodeURIComponent(name), FOLDER), 'utf8') },
    ]);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    process.stdout.write(`no Python: ${error.message.split('\n', 1)[0] ?? ''}\n`);
    return undefined;
  }
}

let lines = 0;
let sites = 0;
let dynamic = 0;
const helpers = new Map<string, number>();
for (const name of readdirSync(FOLDER).filter((one) => one.endsWith('.py'))) {
  const ported = await portedFile(name);
  if (ported === undefined) continue;
  const { files, report } = ported;
  if (process.argv.includes('--clean') && report.refused > 0) continue;
  lines += report.lines;
  sites += report.parks;
  dynamic += report.dynamic;
  for (const { text } of files)
    for (const [name, count] of helpersOf(text)) helpers.set(name, (helpers.get(name) ?? 0) + count);
}

const sum = (isCounted: (name: string) => boolean): number =>
  [...helpers].reduce((all, [name, count]) => (isCounted(name) ? all + count : all), 0);
const all = sum(() => true);
const byType = sum((name) => BY_TYPE.has(name));
const write = (line: string): boolean => process.stdout.write(`${line}\n`);
write(`lines of Python               ${String(lines)}`);
write(
  `yield* decided at run time    ${String(dynamic)} of ${String(sites)} (${((100 * dynamic) / sites).toFixed(1)} %)`,
);
write(`helpers                       ${String(all)} (${(all / lines).toFixed(3)} a line)`);
write(`of those, for unknown types   ${String(byType)} (${(byType / lines).toFixed(3)} a line)`);
if (process.argv.includes('--all'))
  for (const [name, count] of [...helpers].sort(([, a], [, b]) => b - a))
    if (count > 0) write(`  ${name.padEnd(20)}${BY_TYPE.has(name) ? ' ' : '*'} ${String(count)}`);

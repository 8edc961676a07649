// The test files, sorted into lanes that run side by side, each in a mocha of its own: while the tests of one wait for a
// program, those of another go on. A file's lane follows from what it imports, itself or through test/support.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const TESTS = resolve(import.meta.dirname, '..');

/** Where tests are, seen from there: the library's, and those of each workspace. */
const FOLDERS = [
  '',
  ...readdirSync(join(TESTS, '../packages')).map((name) => `../packages/${name}/test/`),
].filter((folder) => existsSync(join(TESTS, folder)));

/** Lanes, in the order in which they are started: the longest first. */
export const LANES = ['package', 'process', 'unit'] as const;

/** package: uses the compiler, or the package as it would be published; process: starts processes; unit: neither. */
export type Lane = (typeof LANES)[number];

/** The test files whose path matches the regular expression in ONLY, in order of name. */
export function testFiles(): string[] {
  const only = new RegExp(process.env.ONLY ?? '');
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(TESTS, folder), { recursive: true, encoding: 'utf8' }).map((file) => folder + file),
  )
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && only.test(file))
    .sort();
  if (files.length === 0) throw new Error(`no path of a test file matches ${only}`);
  return files;
}

/** Packages that bring the compiler. */
const COMPILING = ['typescript', 'typescript-eslint'];

export function laneOf(file: string): Lane {
  const imported = new Set<string>();
  collect(join(TESTS, file), imported);
  if (COMPILING.some((name) => imported.has(name)) || imported.has(join(TESTS, 'support/built.ts')))
    return 'package';
  if (imported.has('node:child_process') || imported.has('node:worker_threads')) return 'process';
  return 'unit';
}

/** What the file at `path` imports: packages by name, files of the tests by path, and all that those import. */
function collect(path: string, imported: Set<string>): void {
  for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(/^(?:import|export|\}) .*?'(.*)';$/gm)) {
    const file = resolve(dirname(path), name.replace(/\.js$/, '.ts'));
    const isOurs = FOLDERS.some((folder) => file.startsWith(join(TESTS, folder))) && existsSync(file);
    const key = isOurs ? file : name;
    if (imported.has(key)) continue;
    imported.add(key);
    if (isOurs) collect(file, imported);
  }
}

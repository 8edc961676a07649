/**
 * How programs of others are ported: `node -C evergreen-source --import ../../scripts/register.js benchmarks/corpus.ts FOLDER [--run]
 * [--errors]`. Each .py below the folder is a program, with the files beside it that it imports. A row for each: lines, what was
 * refused, what is to be checked, `yield*` sites and those decided at run time, whether the result compiles. With --run, files that
 * use unittest are run, and the tests that pass are counted; with --errors, what they print is shown. Run nothing that you do not trust.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { type InputFile, type Ported, port } from '../src/index.js';
import { runnable } from '../test/support.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PORTER = fileURLToPath(new URL('../src/', import.meta.url));
const LIMIT = 60_000;
/** Node's options of this process, for another folder. */
const OPTIONS = process.execArgv.map((one) => (one.startsWith('.') ? resolve(one) : one));

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const write = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A file, and the files beside it that it imports, and so on. */
function programOf(path: string): InputFile[] {
  const found = new Map<string, InputFile>();
  const add = (name: string): void => {
    if (found.has(name) || !existsSync(join(dirname(path), name))) return;
    const text = readFileSync(join(dirname(path), name), 'utf8');
    found.set(name, { path: name, text });
    for (const [, from, module] of text.matchAll(/^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+))/gm))
      add(`${(from ?? module ?? '').replaceAll('.', '/')}.py`);
  };
  add(basename(path));
  return [...found.values()];
}

/** The errors of TypeScript in what was written. */
function errorsIn(paths: readonly string[]): readonly ts.Diagnostic[] {
  const program = ts.createProgram(paths, {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
    strict: false,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    paths: {
      'evergreen-ts': [join(ROOT, 'src/index.ts')],
      'evergreen-ts/*': [join(ROOT, 'src/*/index.ts')],
      'evergreen-port/python/*': [join(PORTER, 'python/modules/*.ts')],
      'evergreen-port/*': [join(PORTER, '*/index.ts')],
    },
  });
  return paths.flatMap((path) => {
    const source = program.getSourceFile(path);
    return source === undefined
      ? []
      : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
}

function written(ported: Ported, to: string, text: (text: string) => string, extension: string): string[] {
  mkdirSync(to, { recursive: true });
  return ported.files.map((file) => {
    const path = join(to, file.path.replace(/\.ts$/, extension));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text(file.text));
    return path;
  });
}

/** How many of the tests pass, by what unittest says. */
function tested(ported: Ported, to: string): string {
  const [path = ''] = written(ported, to, runnable, '.js');
  writeFileSync(join(to, 'package.json'), '{ "type": "module" }');
  const { stdout, stderr } = spawnSync(process.execPath, [...OPTIONS, path], {
    cwd: to,
    encoding: 'utf8',
    timeout: LIMIT,
  });
  const printed = stdout + stderr;
  if (options.includes('--errors')) write(printed);
  const [, ran] = /^Ran (\d+) tests?/m.exec(printed) ?? [];
  if (ran === undefined) return 'does not end';
  const [, counts = ''] = /^(?:FAILED|OK) \((.*)\)$/m.exec(printed) ?? [];
  const of = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(counts)?.[1] ?? 0);
  const skipped = of('skipped');
  const bad = of('failures') + of('errors');
  return `${String(Number(ran) - skipped - bad)} of ${String(Number(ran) - skipped)}`;
}

const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.py'))
  .sort()
  .map((path) => join(folder, path));
const temporary = mkdtempSync(join(tmpdir(), 'evergreen-corpus-'));
const total = { lines: 0, refused: 0, check: 0, parks: 0, dynamic: 0 };
write('| file | lines | refused | check | parks | at run time | compiles | tests passed |');
write('|---|---|---|---|---|---|---|---|');
for (const [i, path] of paths.entries()) {
  const name = relative(folder, path);
  let ported: Ported;
  try {
    ported = await port(programOf(path), { main: basename(path) });
  } catch (error) {
    write(`| ${name} | ${(error as Error).name} ||||||`);
    continue;
  }
  const [report] = ported.report.files;
  if (report === undefined) continue;
  const counts = {
    lines: report.lines,
    refused: report.refused.length,
    check: report.check.length,
    parks: report.parks,
    dynamic: report.dynamic,
  };
  for (const key of Object.keys(counts) as (keyof typeof counts)[]) total[key] += counts[key];
  const own = join(temporary, String(i));
  const errors = errorsIn(written(ported, own, (text) => text, '.ts'));
  if (options.includes('--errors')) {
    for (const { messageText } of errors) write(ts.flattenDiagnosticMessageText(messageText, '\n'));
    for (const { line, what, why } of report.refused) write(`${name}:${String(line)}: ${what}: ${why}`);
  }
  const isTest = options.includes('--run') && /\bunittest\.main\(/.test(readFileSync(path, 'utf8'));
  const tests = isTest ? tested(ported, `${own}-js`) : '';
  write(
    `| ${name} | ${Object.values(counts).join(' | ')} | ${errors.length === 0 ? 'yes' : `${String(errors.length)} errors`} | ${tests} |`,
  );
}
write(`| ${String(paths.length)} files | ${Object.values(total).join(' | ')} | | |`);
rmSync(temporary, { recursive: true });

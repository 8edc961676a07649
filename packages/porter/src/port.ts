/** The porter: text in, text and a report out. It reads and writes no files, and runs wherever JavaScript does. */
import type { Facts } from './analysis/facts.js';
import { prepared } from './analysis/prepare.js';
import { expandStars } from './analysis/stars.js';
import { constructs } from './emit/index.js';
import { type EmittedFile, emitFile } from './emit/module.js';
import { inLanguage } from './emit/typed.js';
import { Flow } from './flow/flow.js';
import { allFormatted } from './format.js';
import { Program, SourceFile } from './program.js';
import { type Modern, toPython3 } from './python2/index.js';
import { type FileReport, type Report, summed } from './report.js';
import { parsed } from './syntax.js';

/** A file of a program. */
export interface InputFile {
  /** Relative to the program's folder, with forward slashes: `chat/server.py`. */
  readonly path: string;
  readonly text: string;
}

/** A file that was ported. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** How to port a program. */
export interface PortOptions {
  /** The library that the program is written for; by its imports unless said. */
  readonly from?: 'gevent' | 'evergreen' | 'auto';
  /** The Python that it is written in; found out for each file unless said. */
  readonly python?: 2 | 3 | 'auto';
  /** What is written. Default: TypeScript. */
  readonly emit?: 'ts' | 'js';
  /** The file that is run; the one that nobody imports unless said, or each of several. */
  readonly main?: string;
}

export interface Ported {
  readonly files: readonly OutputFile[];
  readonly report: Report;
}

/** More passes than any program needs: facts only grow. */
const MOST_PASSES = 60;

/**
 * Port a program, which is one file or several that import each other.
 *
 * @throws PythonSyntaxError if a file is no Python.
 * @example
 * const { files, report } = await port([{ path: 'hello.py', text: 'print("hello")' }]);
 */
export async function port(files: readonly InputFile[], options: PortOptions = {}): Promise<Ported> {
  const language = options.emit ?? 'ts';
  const emitted = emittedProgram(programOf(files, options), options);
  const texts = emitted.map(({ text }) => inLanguage(text(), language));
  const pathOf = ({ file }: EmittedFile): string => file.path.replace(/\.py$/, `.${language}`);
  const outputs = (await allFormatted(texts, language)).map((text, i) => ({
    path: pathOf(emitted[i] as EmittedFile),
    text,
  }));
  const reports = emitted.map((one): FileReport => {
    const { file, parks, dynamic, remarks } = one;
    return {
      input: file.path,
      output: pathOf(one),
      lines: linesOf(file.lines),
      refused: remarks.refused,
      check: remarks.checks,
      parks,
      dynamic,
    };
  });
  return { files: outputs, report: summed(reports) };
}

/** The files, parsed, with their scopes. */
export function programOf(files: readonly InputFile[], { python = 'auto', main }: PortOptions): Program {
  const trees = files.map((file) => read(file, python));
  expandStars(trees);
  const program = new Program(
    trees.map(({ path, text, tree, python2, sign }) => new SourceFile(path, text, tree, python2, sign)),
  );
  chooseMain(program, main);
  return program;
}

function linesOf(lines: readonly string[]): number {
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

function read({ path, text }: InputFile, python: 2 | 3 | 'auto'): Modern & { readonly path: string } {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  return python === 3
    ? { path, text: source, tree: parsed(source, path), python2: false }
    : { path, ...toPython3(source, path, python === 2) };
}

/** The file that is run: by name, or whatever no other file imports. */
function chooseMain(program: Program, main: string | undefined): void {
  if (program.files.length === 1) return;
  const imported = new Set<SourceFile>();
  for (const file of program.files)
    for (const line of file.lines) {
      const [, from, name] = /^\s*(?:from\s+([.\w]+)\s+)?import\s+([\w.]+)/.exec(line) ?? [];
      const module = (from ?? name ?? '').replace(/^\.+/, '');
      for (const path of [module, `${module}.${name ?? ''}`, name ?? '']) {
        const found = program.resolve(path, file);
        if (found !== undefined && found !== file) imported.add(found);
      }
    }
  for (const file of program.files)
    file.isMain = main === undefined ? !imported.has(file) : file.path === main;
}

/** Nothing new was found in the last pass. */
function isStill({ changed }: { readonly changed: boolean }): boolean {
  return !changed;
}

/** What is known of a program, and of its values, is found; then it is emitted. */
export function emittedProgram(program: Program, { from = 'auto' }: PortOptions): EmittedFile[] {
  const facts = prepared(program, { from });
  return emittedAtLast(program, facts, new Flow(program, facts));
}

/** Emit again and again until nothing new is found. */
export function emittedAtLast(program: Program, facts: Facts, flow: Flow): EmittedFile[] {
  let emitted: EmittedFile[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    facts.changed = false;
    emitted = program.files.map((file, i) => emitFile(file, facts, flow, constructs, emitted[i]));
    if (isStill(facts)) return emitted;
  }
  throw new Error('the porter did not come to an end: please report the program');
}

/** The porter: text in, text and a report out. It reads and writes no files, and runs wherever JavaScript does. */
import { prepared } from './analysis/prepare.js';
import { constructs } from './emit/index.js';
import { type EmittedFile, emitFile } from './emit/module.js';
import { inLanguage } from './emit/typed.js';
import { formatted } from './format.js';
import { Program, SourceFile } from './program.js';
import { toPython3 } from './python2/index.js';
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
  const outputs: OutputFile[] = [];
  const reports: FileReport[] = [];
  for (const { text, cx } of emitted) {
    const path = cx.file.path.replace(/\.py$/, `.${language}`);
    outputs.push({ path, text: await formatted(inLanguage(text(), language), language) });
    const { parks, dynamic, remarks } = cx;
    reports.push({
      input: cx.file.path,
      output: path,
      lines: linesOf(cx.file.lines),
      refused: remarks.refused,
      check: remarks.checks,
      parks,
      dynamic,
    });
  }
  return { files: outputs, report: summed(reports) };
}

/** The files, parsed, with their scopes. */
export function programOf(files: readonly InputFile[], { python = 'auto', main }: PortOptions): Program {
  const program = new Program(files.map((file) => read(file, python)));
  chooseMain(program, main);
  return program;
}

function linesOf(lines: readonly string[]): number {
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

function read({ path, text }: InputFile, python: 2 | 3 | 'auto'): SourceFile {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (python === 3) return new SourceFile(path, source, parsed(source, path), false);
  const { text: modern, tree, python2 } = toPython3(source, path, python === 2);
  return new SourceFile(path, modern, tree, python2);
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

/** Another pass would say the same. */
function isEnd({ final, asked }: { readonly final: boolean; readonly asked: boolean }): boolean {
  return final || !asked;
}

/** Emit again and again until nothing new is found; then once more with what is not known taken for anything. */
export function emittedProgram(program: Program, { from = 'auto' }: PortOptions): EmittedFile[] {
  const facts = prepared(program, { from });
  let emitted: EmittedFile[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    facts.changed = facts.asked = false;
    emitted = program.files.map((file) => emitFile(file, facts, constructs));
    if (isStill(facts)) {
      if (isEnd(facts)) return emitted;
      facts.final = true;
    }
  }
  throw new Error('the porter did not come to an end: please report the program');
}

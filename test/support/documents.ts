// Documents that are tested: their fenced blocks, taken out; the programs among them (```ts), compiled, and run on the
// built package as a reader would run them. What a program prints is in the block of text (```text) right after it. One that
// is marked (```ts debug) is run with EVERGREEN_DEBUG=1, and what it says to stderr, without the stacks, follows its output.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { BUILD_TIME, built, plainNode } from './built.js';
import type { Ended } from './child.js';
import { compile, findings, projectOptions } from './compile.js';
import { ROOT } from './root.js';

/** A fenced block; `line` is that of its first line of code, counted from 1. */
export interface Block {
  readonly language: string;
  /** What follows the language. */
  readonly mark: string;
  readonly line: number;
  readonly code: string;
}

export interface Document {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly programs: readonly Block[];
}

export function documentAt(path: string): Document {
  const text = readFileSync(resolve(ROOT, path), 'utf8');
  const blocks = blocksOf(text);
  return { path, text, blocks, programs: blocks.filter(({ language }) => language === 'ts') };
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```(\w*) ?(.*)\n([^]*?)^```$/gm)].map(
    ({ index, 1: language = '', 2: mark = '', 3: code = '' }) => ({
      language,
      mark,
      line: text.slice(0, index).split('\n').length + 1,
      code,
    }),
  );
}

/** The text without its fenced blocks. */
export function proseOf({ text }: Pick<Document, 'text'>): string {
  return text.replace(/^```.*?^```$/gms, '');
}

/** What the document says that a program prints. */
export function outputOf({ blocks }: Document, program: Block): string | undefined {
  const next = blocks[blocks.indexOf(program) + 1];
  return next?.language === 'text' ? next.code : undefined;
}

/** As JavaScript that every Node we support can run: no types, no `using`. */
function javascript(code: string): string {
  const { target, module } = projectOptions();
  return ts.transpileModule(code, {
    compilerOptions: { target: target ?? ts.ScriptTarget.ES2022, module: module ?? ts.ModuleKind.NodeNext },
    fileName: 'block.mts',
  }).outputText;
}

/** Arguments of node that make it run a program given as TypeScript. */
export function asProgram(code: string): string[] {
  return ['--input-type=module', '--eval', javascript(code)];
}

/** Places where blocks are in a language that no test looks at. */
export function unknownBlocks({ path, blocks }: Document, languages: readonly string[]): string[] {
  const unknown = blocks.filter(({ language }) => !languages.includes(language));
  return unknown.map(({ language, line }) => `${path}:${line}: ${language || 'no language'}`);
}

/** What the compiler says of the programs, under the options of this project. */
export function compileErrors(documents: readonly Document[]): string[] {
  const places = new Map<string, { readonly path: string; readonly block: Block }>();
  for (const { path, programs } of documents) {
    for (const block of programs)
      places.set(`${path.replace(/\W/g, '-')}-${block.line}.mts`, { path, block });
  }
  const files = new Map([...places].map(([name, { block }]) => [name, block.code]));
  const virtual = new Set([...files.keys()].map((name) => resolve(ROOT, name)));
  const wrong = findings(compile(files, projectOptions()), (path) => virtual.has(path));
  return wrong.map(({ file, line, message }) => {
    const { path = '', block } = places.get(file) ?? {};
    return `${path}:${(block?.line ?? 1) + line - 1}: ${message}`;
  });
}

/** Tests that programs of the document end well and print what it says. */
export function itPrintsWhatItSays(document: Document, programs = document.programs): void {
  const running = new Map<Block, Promise<Ended>>();

  // All at once, so that they take the time of the slowest; each test then waits for its own.
  before(async function () {
    this.timeout(BUILD_TIME);
    const { user } = await built();
    for (const block of programs) running.set(block, plainNode(asProgram(block.code), user, envOf(block)));
  });

  for (const block of programs) {
    it(`prints what it says that the program in line ${block.line} prints`, async () => {
      const { code, signal, stdout, stderr } = (await running.get(block)) as Ended;
      assert.deepEqual({ code, signal }, { code: 0, signal: null }, stderr);
      const printed = block.mark === 'debug' ? stdout + withoutStacks(stderr) : stdout;
      if (block.mark !== 'debug') assert.equal(stderr, '');
      const expected = outputOf(document, block);
      if (expected !== undefined) assert.equal(printed, expected);
    });
  }
}

function envOf({ mark }: Block): Record<string, string> {
  return mark === 'debug' ? { EVERGREEN_DEBUG: '1' } : {};
}

function withoutStacks(text: string): string {
  return text.replace(/^ {4}at .*\n/gm, '');
}

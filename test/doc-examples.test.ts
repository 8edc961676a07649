// The examples in the docstrings of src tell the truth: each compiles as it stands, with the public names imported.
import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';
import { compile, entries, findings, projectOptions } from './support/compile.js';
import { ROOT } from './support/root.js';

interface Example {
  readonly file: string;
  /** Where its code begins, counted from 1. */
  readonly line: number;
  readonly code: string;
}

const src = resolve(ROOT, 'src');
const publicEntries = entries('evergreen-source');

/** Tags that end an example. A decorator in one is no tag. */
const TAG = /^@(?:example|param|returns?|throws|see|internal|deprecated|template|typeParam)\b/;

function examplesOf(file: string, text: string): Example[] {
  const found: Example[] = [];
  for (const { 0: comment, index } of text.matchAll(/\/\*\*.*?\*\//gs)) {
    const first = text.slice(0, index).split('\n').length;
    const lines = comment.split('\n').map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*) ?/, ''));
    lines.forEach((line, number) => {
      if (!line.startsWith('@example')) return;
      const rest = lines.slice(number + 1);
      const end = rest.findIndex((one) => TAG.test(one));
      const code = rest.slice(0, end < 0 ? undefined : end).map((one) => (one.startsWith('```') ? '' : one));
      found.push({ file, line: first + number + 1, code: code.join('\n') });
    });
  }
  return found;
}

const examples = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => resolve(src, file))
  .flatMap((file) => examplesOf(relative(ROOT, file), readFileSync(file, 'utf8')));

describe('Docstrings', () => {
  // Types and values in one import, and names that an example does not use.
  const options = projectOptions({
    verbatimModuleSyntax: false,
    isolatedModules: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
  });
  let program: ts.Program;

  before(() => {
    const imports = preludeOf();
    // In a block, so that an example may have names of its own. One with imports gets no others.
    const texts = examples.map(({ code }) =>
      /^import /m.test(code) ? `\n${code}\nexport {};` : `${imports} {\n${code}\n}`,
    );
    const files = new Map(texts.map((text, number) => [`example-${number}.mts`, text]));
    program = compile(files, options, { roots: [...publicEntries.values()] });
  });

  it('have examples that compile, with every public name imported', () => {
    assert.ok(examples.length > 20, 'examples are found');
    const wrong = findings(program, (path) => /^example-\d+\.mts$/.test(relative(ROOT, path)));
    const places = wrong.map(({ file, line, message }) => {
      const example = examples[Number(/\d+/.exec(file)?.[0])];
      return example === undefined ? message : `${example.file}:${example.line + line - 2}: ${message}`;
    });
    assert.ok(places.length === 0, `these examples do not compile:\n${places.join('\n')}`);
  });
});

/** Imports of all that is public, in one line. Where two entries have a name in common, that of the first. */
function preludeOf(): string {
  const taken = new Set<string>();
  const imports = [...publicEntries].map(([name, path]) => {
    const names = namesIn(path).filter((one) => !taken.has(one));
    for (const one of names) taken.add(one);
    return `import { ${names.join(', ')} } from '${name}';`;
  });
  return [...imports, "import { readFile } from 'node:fs';"].join(' ');
}

/** The names that an entry exports: it is nothing but a list of them. */
function namesIn(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause === undefined) return [];
    return ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [clause.name.text];
  });
}

/** The text of a file, from what was emitted of its statements: imports, variables of the module, definitions, main(). */
import type { Facts } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import type { SourceFile } from '../program.js';
import type { StmtNode } from '../syntax.js';
import { lineComment } from './comments.js';
import type { Context } from './context.js';
import { variable } from './names.js';
import { isAmong } from './main-part.js';
import type { Pass } from './pass.js';
import { ANY, typed } from './typed.js';

/** Everything of a file; `doc` is its docstring. */
export function written(
  pass: Pass,
  facts: Facts,
  contexts: readonly Context[],
  doc: string | undefined,
): string {
  const { file } = pass;
  const outside = contexts.filter(({ inMain }) => !inMain);
  const inside = contexts.filter(({ inMain }) => inMain);
  const lines = spaced(file, outside);
  if (inside.some(({ unit }) => unit.nodeType !== 'Comment')) lines.push('', ...mainOf(pass, facts, inside));
  else lines.push(...spaced(file, inside));
  const all = [...declarations(pass, facts, outside, inside), ...lines];
  const header = headerOf(pass, new Set(all.join('\n').match(/[\w$]+/g)));
  // What awaits is a module, which says so by what it imports or exports.
  if (header.length === 0 && contexts.some(({ needsAwait }) => needsAwait)) header.push('export {};');
  return [...comment(doc), ...header, '', ...all].join('\n');
}

function mainOf(pass: Pass, facts: Facts, inside: readonly Context[]): string[] {
  const { file } = pass;
  const local = localDeclarations(pass, facts, inside);
  const isGevent = file.usesGevent || file.usesThreads;
  const ours = file.isMain ? 'main' : 'imported';
  const runner = isGevent ? pass.import(ours, 'evergreen-port/gevent') : pass.import('run', 'evergreen-ts');
  const type = typed(`: ${pass.import('type Op', 'evergreen-ts').replace(/^type /, '')}<any>`);
  return [`await ${runner}(function* ()${type} {`, ...local, ...spaced(file, inside), '});'];
}

/** Variables that only main() has, and that no statement in it can declare. */
function localDeclarations(
  { file, flow, placement }: Pass,
  facts: Facts,
  inside: readonly Context[],
): string[] {
  const names = [...placement.hoisted]
    .filter((binding) => !facts.hoisted.unread.has(binding) && !binding.captured && !file.exports)
    .filter((binding) => isMadeBy(file, binding, inside) && flow.types.isVariable(binding))
    .map(({ name }) => `${variable(name)}${ANY}`);
  names.push(...temporariesOf(inside));
  return names.length === 0 ? [] : [`let ${names.join(', ')};`];
}

const temporariesOf = (contexts: readonly Context[]): string[] =>
  contexts.flatMap(({ frame }) => frame.temporaries.map((name) => `${name}${ANY}`));

/** One of these statements makes a variable. */
function isMadeBy(file: SourceFile, { makers }: Binding, contexts: readonly Context[]): boolean {
  const units = new Set(contexts.map(({ unit }) => unit));
  return makers.some((maker) => isAmong(file, maker, units));
}

/** Variables of the module, at its top. */
function declarations(
  { file, flow, placement }: Pass,
  facts: Facts,
  outside: readonly Context[],
  inside: readonly Context[],
): string[] {
  const hasMain = file.hasMain(facts);
  const isOutside = (binding: Binding): boolean =>
    !hasMain || binding.captured || file.exports || !isMadeBy(file, binding, inside);
  const hoisted = [...facts.hoisted.unread].filter(({ scope }) => scope === file.root);
  const bindings = [...new Set([...hoisted, ...[...placement.hoisted].filter(isOutside)])];
  const names = bindings
    .filter((binding) => flow.types.isVariable(binding))
    .map(({ name }) => `${variable(name)}${ANY}`);
  names.push(...temporariesOf(hasMain ? outside : [...outside, ...inside]));
  return names.length === 0 ? [] : [`${file.exports ? 'export ' : ''}let ${names.join(', ')};`, ''];
}

/** Statements with the blank lines that were between them. */
function spaced(file: SourceFile, contexts: readonly Context[]): string[] {
  const lines: string[] = [];
  let previous: StmtNode | undefined;
  for (const { unit, lines: own } of contexts) {
    if (previous !== undefined && blank(file, previous, unit) && lines.length > 0) lines.push('');
    lines.push(...own);
    previous = unit;
  }
  return lines;
}

function blank(file: SourceFile, previous: StmtNode, next: StmtNode): boolean {
  const decorators = (next as { decorator_list?: { lineno?: number }[] }).decorator_list ?? [];
  const to = Math.min(next.lineno, ...decorators.map(({ lineno = 0 }) => lineno));
  const from = previous.end_lineno ?? previous.lineno;
  if (to <= from) return true;
  for (let line = from; line < to - 1; line++) if ((file.lines[line] ?? '').trim() === '') return true;
  return false;
}

/** Imports of what is used. */
function headerOf(pass: Pass, used: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  const modules = [...pass.imports].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [from, names] of modules) {
    const all = [...names].filter(([, alias]) => used.has(alias));
    for (const [, alias] of all.filter(([one_]) => one_.startsWith('* as ')))
      lines.push(`import * as ${alias} from '${from}';`);
    const plain = all
      .filter(([name]) => !name.startsWith('* as '))
      .sort(([a], [b]) => sortKey(a).localeCompare(sortKey(b)));
    if (plain.length === 0) continue;
    const onlyTypes = plain.every(([name]) => name.startsWith('type '));
    if (onlyTypes) {
      lines.push(typed(`import type { ${plain.map(([name]) => name.slice(5)).join(', ')} } from '${from}';`));
      continue;
    }
    const list = plain.map(([name, alias]) => {
      const own = name.replace(/^type /, '');
      const code = own === alias ? own : `${own} as ${alias}`;
      return name.startsWith('type ') ? typed(`type ${code}, `) : `${code}, `;
    });
    lines.push(`import { ${list.join('')} } from '${from}';`);
  }
  for (const [path, names] of [...pass.fileImports].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const all = [...names].sort();
    for (const name of all.filter((one_) => one_.startsWith('* as ')))
      lines.push(`import ${name} from '${path}';`);
    const plain = all.filter((one_) => !one_.startsWith('* as '));
    if (plain.length > 0) lines.push(`import { ${plain.join(', ')} } from '${path}';`);
  }
  return lines;
}

const sortKey = (name: string): string => name.replace(/^type /, '').toLowerCase();

/** The docstring of a module, and what is above it, first of all. */
function comment(doc: string | undefined): string[] {
  if (doc === undefined || doc.trim() === '') return [];
  return doc
    .trim()
    .split('\n')
    .map((line) => lineComment(`# ${line.trim()}`));
}

/**
 * A file: its imports, its definitions, and its statements. From the first statement that needs tasklets on, they are in a
 * main() of their own; functions and classes stay outside, where they are.
 */
import type { Facts } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import { Refusal, type SourceFile } from '../program.js';
import { type ExprNode, type Module, type Node, type StmtNode, childrenOf, isFunction } from '../syntax.js';
import { one } from './blocks.js';
import { docstringOf, lineComment } from './comments.js';
import { Context, type Constructs } from './context.js';
import { variable } from './names.js';
import { ANY, typed } from './typed.js';

interface Chunk {
  readonly statement: StmtNode;
  readonly lines: string[];
  readonly parks: boolean;
  readonly spawns: boolean;
}

export interface EmittedFile {
  readonly text: () => string;
  readonly cx: Context;
}

/** Emit a file once, with what is known now. */
export function emitFile(file: SourceFile, facts: Facts, constructs: Constructs): EmittedFile {
  file.restart();
  const cx = new Context(file, facts, constructs);
  const { body } = file.tree;
  const doc = docstringOf(body);
  const statements = body.filter((statement) => !(doc !== undefined && isDocstring(statement, doc)));
  const start = facts.mainFrom.get(file) ?? Infinity;
  hoist(cx, body, start);
  const made = start === Infinity ? new Set<string>() : madeInMain(cx, start);
  const indices = new Map(body.map((statement, i) => [statement, i]));
  const isInside = (statement: StmtNode): boolean =>
    (indices.get(statement) ?? 0) >= start && !isDefinition(statement, made);
  const chunks = statements.map((statement) => chunk(cx, statement, isInside(statement)));
  const from = chunks.find(({ parks, spawns }) => parks || spawns);
  const at = from === undefined ? Infinity : body.indexOf(from.statement);
  if (at < start) {
    facts.mainFrom.set(file, at);
    facts.changed = true;
  }
  const outside = chunks.filter(({ statement }) => !isInside(statement));
  const inside = chunks.filter(({ statement }) => isInside(statement));
  const lines = spaced(cx, outside);
  if (inside.length > 0 && inside.some(({ statement }) => statement.nodeType !== 'Comment'))
    lines.push('', ...mainOf(cx, spaced(cx, inside)));
  else lines.push(...spaced(cx, inside));
  const written = [...declarations(cx), ...lines];
  // The text is wanted of the last pass alone.
  const text = (): string => {
    const header = headerOf(cx, new Set(written.join('\n').match(/[\w$]+/g)));
    return [...comment(doc), ...header, '', ...written].join('\n');
  };
  return { text, cx };
}

function isDocstring(statement: StmtNode, doc: string): boolean {
  return (
    statement.nodeType === 'Expr' && statement.value.nodeType === 'Constant' && statement.value.value === doc
  );
}

function chunk(cx: Context, statement: StmtNode, inMain: boolean): Chunk {
  cx.needsMain = false;
  cx.inMain = inMain;
  const lines = cx.apart(() => one(cx, statement));
  const parks = cx.needsMain;
  return { statement, lines, parks, spawns: !isDefined(statement) && spawns(cx, statement) };
}

const isDefined = (statement: StmtNode): boolean =>
  statement.nodeType === 'FunctionDef' ||
  statement.nodeType === 'ClassDef' ||
  statement.nodeType === 'Import' ||
  statement.nodeType === 'ImportFrom' ||
  statement.nodeType === 'Comment';

/** Functions and classes stay outside of main(), unless what they evaluate at once is made in it. */
function isDefinition(statement: StmtNode, made: ReadonlySet<string>): boolean {
  if (statement.nodeType === 'Import' || statement.nodeType === 'ImportFrom') return true;
  if (statement.nodeType !== 'FunctionDef' && statement.nodeType !== 'ClassDef') return false;
  const named = new Set<string>();
  evaluated(statement, named);
  return ![...named].some((name) => made.has(name));
}

function madeInMain(cx: Context, start: number): Set<string> {
  const names = new Set<string>();
  const body = new Set(
    cx.file.tree.body
      .slice(start)
      .filter(({ nodeType }) => nodeType !== 'FunctionDef' && nodeType !== 'ClassDef'),
  );
  for (const [name, { makers }] of cx.file.root.bindings)
    if (makers.some((maker) => isAmong(cx, maker, body))) names.add(name);
  return names;
}

/** A node is in one of these statements. */
function isAmong(cx: Context, node: Node, statements: ReadonlySet<StmtNode>): boolean {
  const statement = cx.file.statementOf(node);
  return statement !== undefined && statements.has(statement);
}

/** Names that a definition evaluates when it is made. */
function evaluated(node: Node, names: Set<string>): void {
  if (isFunction(node)) {
    const { args, decorator_list: decorators = [] } = node as typeof node & { decorator_list?: Node[] };
    for (const each of [...decorators, ...args.defaults, ...args.kw_defaults])
      if (each !== null) evaluated(each, names);
    return;
  }
  if (node.nodeType === 'Name') names.add((node as Node & { id: string }).id);
  for (const child of childrenOf(node)) evaluated(child, names);
}

/** A statement begins tasklets, or may: it calls a function of the program, or one of a library of tasklets. */
function spawns(cx: Context, statement: StmtNode): boolean {
  if (!cx.file.cooperative && !cx.file.usesTasklets) return false;
  if (cx.file.usesEvergreen || !cx.file.isMain) return false;
  return calls(cx, statement);
}

/** What a callee is; what will be refused is anything. */
function typeOf(cx: Context, func: ExprNode): string {
  try {
    return cx.quietly(func).type ?? 'any';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 'any';
  }
}

function calls(cx: Context, node: Node): boolean {
  if (isFunction(node)) return false;
  // Names of a comprehension mean nothing out here: what is called in one may be anything.
  if (/Comp$|^GeneratorExp$/.test(node.nodeType)) return hasCall(node);
  if (node.nodeType === 'Call') {
    const { func } = node as Node & { func: { nodeType: string; id?: string } };
    const type = typeOf(cx, func as never);
    if (/^(?:func|class|lib)[.:]/.test(type) || type === 'any') return true;
    if (/^entry\.(?:gevent|threading|queue)\b/.test(type) && !/^entry\.gevent\.monkey/.test(type))
      return true;
  }
  for (const child of childrenOf(node)) if (calls(cx, child)) return true;
  return false;
}

function hasCall(node: Node): boolean {
  if (node.nodeType === 'Call') return true;
  for (const child of childrenOf(node)) if (hasCall(child)) return true;
  return false;
}

/** Which names main() makes and others see: they are declared outside of it. */
function hoist(cx: Context, body: Module['body'], start: number): void {
  cx.file.hoistedToModule.clear();
  if (start === Infinity) return;
  const names = madeInMain(cx, start);
  const inside = new Set(body.slice(start).filter((statement) => !isDefinition(statement, names)));
  const before = new Set(body.slice(0, start));
  for (const binding of cx.file.root.bindings.values()) {
    const made = binding.makers.some((maker) => isAmong(cx, maker, inside));
    // Made on both sides of the beginning of main(), perhaps.
    const isSplit = (): boolean => binding.makers.some((maker) => isAmong(cx, maker, before));
    if (made && (binding.captured || cx.file.exports || isSplit())) cx.file.hoistedToModule.add(binding);
  }
}

function mainOf(cx: Context, lines: readonly string[]): string[] {
  const local = localDeclarations(cx);
  const isGevent = cx.file.usesGevent || cx.file.usesThreads;
  const runner = isGevent ? cx.import('main', 'evergreen-port/gevent') : cx.import('run', 'evergreen-ts');
  const type = typed(`: ${cx.importType('Op', 'evergreen-ts')}<any>`);
  return [`await ${runner}(function* ()${type} {`, ...local, ...lines, '});'];
}

/** Variables that only main() has, and that no statement in it can declare. */
function localDeclarations(cx: Context): string[] {
  const { placement, temporaries } = cx.frame;
  const names = [...placement.hoisted]
    .filter((binding) => !cx.file.hoistedToModule.has(binding) && !binding.captured && !cx.file.exports)
    .map(({ name }) => `${variable(name)}${ANY}`);
  names.push(...temporaries.map((name) => `${name}${ANY}`));
  return names.length === 0 ? [] : [`let ${names.join(', ')};`];
}

/** Variables of the module, at its top. */
function declarations(cx: Context): string[] {
  const { placement, temporaries } = cx.frame;
  const hasMain = cx.file.hasMain(cx.facts);
  const bindings = [
    ...new Set([
      ...cx.file.hoistedToModule,
      ...[...placement.hoisted].filter((binding) => !hasMain || binding.captured || cx.file.exports),
    ]),
  ];
  const names = bindings
    .filter((binding) => !isImported(binding))
    .map(({ name }) => `${variable(name)}${ANY}`);
  if (!hasMain) names.push(...temporaries.map((name) => `${name}${ANY}`));
  return names.length === 0 ? [] : [`${cx.file.exports ? 'export ' : ''}let ${names.join(', ')};`, ''];
}

function isImported(binding: Binding): boolean {
  return binding.makers.every((maker) => maker.nodeType === 'Import' || maker.nodeType === 'ImportFrom');
}

/** Chunks with the blank lines that were between them. */
function spaced(cx: Context, chunks: readonly Chunk[]): string[] {
  const lines: string[] = [];
  let previous: StmtNode | undefined;
  for (const { statement, lines: own } of chunks) {
    if (previous !== undefined && blank(cx, previous, statement) && lines.length > 0) lines.push('');
    lines.push(...own);
    previous = statement;
  }
  return lines;
}

function blank(cx: Context, previous: StmtNode, next: StmtNode): boolean {
  const decorators = (next as { decorator_list?: { lineno?: number }[] }).decorator_list ?? [];
  const to = Math.min(next.lineno, ...decorators.map(({ lineno = 0 }) => lineno));
  const from = previous.end_lineno ?? previous.lineno;
  if (to <= from) return true;
  for (let line = from; line < to - 1; line++) if ((cx.file.lines[line] ?? '').trim() === '') return true;
  return false;
}

/** Imports of what is used. */
function headerOf(cx: Context, used: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  const modules = [...cx.imports].sort(([a], [b]) => (a < b ? -1 : 1));
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
  for (const [path, names] of [...cx.fileImports].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const all = [...names].sort();
    for (const name of all.filter((one_) => one_.startsWith('* as ')))
      lines.push(`import ${name} from '${path}';`);
    const plain = all.filter((one_) => !one_.startsWith('* as '));
    if (plain.length > 0) lines.push(`import { ${plain.join(', ')} } from '${path}';`);
  }
  return lines.length === 0 && cx.needsAwait ? ['export {};'] : lines;
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

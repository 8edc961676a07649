/**
 * A file: its imports, its definitions, and its statements. From the first statement that needs tasklets on, they are in a
 * main() of their own; functions and classes stay outside, where they are.
 */
import type { Facts } from '../analysis/facts.js';
import type { Flow } from '../flow/flow.js';
import { Refusal, type SourceFile } from '../program.js';
import { type ExprNode, type Node, type StmtNode, childrenOf, isFunction } from '../syntax.js';
import { Remarks } from '../report.js';
import { one } from './blocks.js';
import { docstringOf } from './comments.js';
import { Context, type Constructs } from './context.js';
import { MainPart, inMainMark } from './main-part.js';
import { Pass } from './pass.js';
import { written } from './written.js';

/** What a pass emitted of a file: the next one begins with it. */
export interface EmittedFile {
  readonly text: () => string;
  readonly file: SourceFile;
  readonly contexts: readonly Context[];
  readonly remarks: Remarks;
  readonly parks: number;
  readonly dynamic: number;
}

/** Emit a file once, with what is known now; what has not changed since the last pass is taken from there. */
export function emitFile(
  file: SourceFile,
  facts: Facts,
  flow: Flow,
  constructs: Constructs,
  last?: EmittedFile,
): EmittedFile {
  const pass = new Pass(file, flow);
  const { body } = file.tree;
  const doc = docstringOf(body);
  const statements = body.filter((statement) => !(doc !== undefined && isDocstring(statement, doc)));
  const main = new MainPart(file, facts);
  const contexts = statements.map((statement, i) => {
    const known = last?.contexts[i];
    if (known?.emission.isSame(pass, main.has(statement)) === true) {
      known.emission.join(pass);
      return known;
    }
    const anew = (): Context => new Context(pass, facts, constructs, statement, main.has(statement), known);
    if (last === undefined && !main.has(statement) && spawns(anew(), statement)) main.beginsAt(statement);
    const cx = emitted(anew());
    return cx.needsMain && main.beginsAt(statement) && main.has(statement) ? emitted(anew()) : cx;
  });
  const sum = (count: (cx: Context) => number): number =>
    contexts.reduce((total, cx) => total + count(cx), 0);
  const remarks = new Remarks();
  if (file.sign !== undefined)
    remarks.check(file.sign.node, file.sign.what, 'the file is taken for Python 2, which alone has it');
  const first = contexts.find(({ inMain }) => inMain);
  if (first !== undefined && !file.isMain && !file.usesEvergreen)
    remarks.check(
      first.unit,
      'a file that another one imports, and that parks',
      'greenlets that it leaves running end with it',
    );
  for (const cx of contexts) remarks.addAll(cx.remarks);
  // The text is wanted of the last pass alone.
  const text = (): string => written(pass, facts, contexts, doc);
  return {
    text,
    file,
    contexts,
    remarks,
    parks: sum(({ parks }) => parks),
    dynamic: sum(({ dynamic }) => dynamic),
  };
}

function isDocstring(statement: StmtNode, doc: string): boolean {
  return (
    statement.nodeType === 'Expr' && statement.value.nodeType === 'Constant' && statement.value.value === doc
  );
}

/** A statement, emitted anew. */
function emitted(cx: Context): Context {
  const { unit, facts } = cx;
  facts.read(cx.emission.reader, () => {
    cx.lines = cx.apart(() => one(cx, unit));
    // A decorator parks: what it decorates is made in main().
    if (cx.needsMain && isDefined(unit)) facts.mark(inMainMark(cx.file, unit));
  });
  return cx;
}

const isDefined = (statement: StmtNode): boolean =>
  statement.nodeType === 'FunctionDef' ||
  statement.nodeType === 'ClassDef' ||
  statement.nodeType === 'Import' ||
  statement.nodeType === 'ImportFrom' ||
  statement.nodeType === 'Comment';

/** A statement begins tasklets, or may: it calls a function of the program, or one of a library of tasklets. */
function spawns(cx: Context, statement: StmtNode): boolean {
  if (isDefined(statement) || cx.file.usesEvergreen || !cx.file.isMain) return false;
  if (!cx.file.cooperative && !cx.file.usesTasklets) return false;
  return calls(cx, statement);
}

/** What a callee is; what will be refused is anything. */
function typeOf(cx: Context, func: ExprNode): string {
  try {
    return cx.quietly(func).type;
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
    if (
      /^entry\.(?:gevent|patched|threading|queue|urllib\.request|http\.client)\b/.test(type) &&
      !/^entry\.gevent\.monkey/.test(type)
    )
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

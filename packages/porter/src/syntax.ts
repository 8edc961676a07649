/** The tree: py-ast's, with names for its nodes, and the errors of a source that is no Python. */
import { type ExprNode, type Module, type StmtNode, parse } from 'py-ast';
import { columnOf, parenthesized, replaced } from './patterns.js';

export type {
  Arguments,
  Comment,
  Comprehension,
  ExceptHandler,
  ExprNode,
  Keyword,
  Module,
  StmtNode,
} from 'py-ast';

export type Stmt<K extends StmtNode['nodeType']> = Extract<StmtNode, { nodeType: K }>;
export type Expr<K extends ExprNode['nodeType']> = Extract<ExprNode, { nodeType: K }>;
export type FunctionNode = Stmt<'FunctionDef'> | Stmt<'AsyncFunctionDef'> | Expr<'Lambda'>;
export type Comp = Expr<'ListComp'> | Expr<'SetComp'> | Expr<'DictComp'> | Expr<'GeneratorExp'>;
export type Pattern = Stmt<'Match'>['cases'][number]['pattern'];

/** Any node, for walks. */
export interface Node {
  readonly nodeType: string;
  lineno?: number;
  col_offset?: number;
}

/** A place in a Python source: line from 1, column from 1. */
export interface Place {
  line: number;
  column: number;
}

export function placeOf(node: Node): Place {
  return { line: node.lineno ?? 1, column: (node.col_offset ?? 0) + 1 };
}

/** The source is no Python that can be read. */
export class PythonSyntaxError extends Error {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line of the source, and a caret below the column. */
  readonly excerpt: string;

  constructor(what: string, file: string, source: string, place: Place) {
    super(`${file}:${String(place.line)}:${String(place.column)}: ${what}`);
    this.name = 'PythonSyntaxError';
    this.file = file;
    this.line = place.line;
    this.column = place.column;
    const text = source.split('\n')[place.line - 1] ?? '';
    this.excerpt = `${text}\n${text.slice(0, place.column - 1).replace(/[^\t]/g, ' ')}^`;
  }
}

/** Parse a Python 3 source. PythonSyntaxError if it is none. */
export function parsed(source: string, file: string): Module {
  const readable = parenthesized(source);
  try {
    const tree = parse(readable.text, { comments: true });
    if (readable.insertions.length > 0) replaced(tree, readable);
    return tree;
  } catch (error) {
    const {
      message,
      lineno = 1,
      col_offset: column = 0,
    } = error as Error & { lineno?: number; col_offset?: number };
    const what = message.replace(/ at line \d+, column \d+.*$/s, '');
    throw new PythonSyntaxError(what, file, source, {
      line: lineno,
      column: columnOf(lineno, column, readable) + 1,
    });
  }
}

const NO_CHILD = new Set(['comments', 'inlineComment', 'ctx', 'parent']);

/** Trees are walked many times, and never change: a node remembers what is below it. */
const CHILDREN = Symbol('children');

interface Walked extends Node {
  [CHILDREN]?: readonly Node[];
}

/** The nodes directly below one, in the order of the tree. */
export function childrenOf(node: Walked): readonly Node[] {
  let children: readonly Node[] | undefined = node[CHILDREN];
  if (children === undefined) node[CHILDREN] = children = membersOf(node);
  return children;
}

/** As childrenOf(), of a node that may change yet. */
export function membersOf(node: Node): Node[] {
  const children: Node[] = [];
  // Most members are texts and numbers.
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null || NO_CHILD.has(key)) continue;
    if (Array.isArray(value)) {
      for (const one of value as unknown[]) if (isNode(one)) children.push(one);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.nodeType === 'FunctionDef' || node.nodeType === 'AsyncFunctionDef' || node.nodeType === 'Lambda'
  );
}

/** Every node below one that is of its own scope: not what is inside functions and classes. */
export function* ownNodes(node: Node): Generator<Node> {
  for (const child of childrenOf(node)) {
    yield child;
    if (!isFunction(child) && child.nodeType !== 'ClassDef') yield* ownNodes(child);
  }
}

/** What the compiler of CPython knows the value of. */
export function isConstant(node: ExprNode): boolean {
  if (node.nodeType === 'UnaryOp') return isConstant(node.operand);
  if (node.nodeType === 'BinOp') return isConstant(node.left) && isConstant(node.right);
  return node.nodeType === 'Tuple' ? node.elts.every(isConstant) : node.nodeType === 'Constant';
}

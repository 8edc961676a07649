/** A program: its files, parsed, with their scopes; and what is refused of it. */
import { type Binding, type Scope, type ScopeNode, scopesOf } from './analysis/scopes.js';
import type { Facts } from './analysis/facts.js';
import { type FunctionNode, type Module, type Node, type StmtNode, childrenOf } from './syntax.js';

/** Thrown by emission at what cannot be translated; the statement around it is marked and throws when it is reached. */
export class Refusal extends Error {
  readonly node: Node;
  readonly what: string;
  readonly why: string;

  constructor(node: Node, what: string, why: string) {
    super(`${what}: ${why}`);
    this.name = 'Refusal';
    this.node = node;
    this.what = what;
    this.why = why;
  }
}

export class SourceFile {
  readonly path: string;
  /** As Python imports it: 'chat.server'. */
  readonly moduleName: string;
  readonly lines: readonly string[];
  readonly tree: Module;
  readonly scopes: Map<ScopeNode, Scope>;
  /** All names that it binds. */
  readonly names = new Set<string>();
  /** Something of it wants to know which error is being handled. */
  get asksForCurrentError(): boolean {
    return (this.#asks ??= this.lines.some((line) => /\btraceback\b|\bexc_info\b|\.exception\(/.test(line)));
  }
  #asks: boolean | undefined;

  /** Something of it wants to know docstrings. */
  get asksForDocs(): boolean {
    return (this.#asksDocs ??= this.lines.some((line) => line.includes('__doc__')));
  }
  #asksDocs: boolean | undefined;

  /** It has Python 3's division, though it is Python 2. */
  get trueDivision(): boolean {
    return this.lines.some((line) => /^from __future__ import .*\bdivision\b/.test(line));
  }

  /** The file that is run. */
  isMain = true;
  /** It has monkey.patch_all(), or its like. */
  patched = false;
  /** time.sleep() parks in it. */
  cooperative = false;
  /** Other files import from it. */
  exports = false;
  usesGevent = false;
  usesThreads = false;
  usesEvergreen = false;
  program: Program | undefined;
  /** Bindings of the module that main() assigns and functions see. */
  readonly hoistedToModule = new Set<Binding>();
  #fresh = new Set<string>();
  /** It was Python 2. */
  readonly python2: boolean;

  constructor(path: string, source: string, tree: Module, python2: boolean) {
    this.path = path;
    this.python2 = python2;
    this.moduleName = path
      .replace(/\.py$/, '')
      .replace(/\/__init__$/, '')
      .replaceAll('/', '.');
    this.lines = source.split('\n');
    this.tree = tree;
    this.scopes = scopesOf(this.tree);
    for (const scope of this.scopes.values())
      for (const [name, { makers }] of scope.bindings)
        if (makers.length === 0 || !makers.every(({ nodeType }) => nodeType.startsWith('Import')))
          this.names.add(name);
  }

  /** The statement of the module that a node is in. */
  statementOf(node: Node): StmtNode | undefined {
    if (this.#statements === undefined) {
      this.#statements = new Map();
      for (const statement of this.tree.body) this.#belongs(statement, statement, this.#statements);
    }
    return this.#statements.get(node);
  }
  #statements: Map<Node, StmtNode> | undefined;

  #belongs(node: Node, statement: StmtNode, to: Map<Node, StmtNode>): void {
    to.set(node, statement);
    for (const child of childrenOf(node)) this.#belongs(child, statement, to);
  }

  get root(): Scope {
    const root = this.scopes.get(this.tree);
    if (root === undefined) throw new Error('no scope of the module');
    return root;
  }

  /** Its tasklets begin with calls of a library. */
  get usesTasklets(): boolean {
    return this.usesGevent || this.usesThreads;
  }

  /** Some of its statements are in a main() of their own. */
  hasMain(facts: Facts): boolean {
    return (facts.mainFrom.get(this) ?? Infinity) < this.tree.body.length;
  }

  /** A name that is nowhere in the file, for what stands before a function. */
  freshName(base: string): string {
    let name = base;
    for (let i = 2; this.names.has(name) || this.#fresh.has(name); i++) name = `${base}${String(i)}`;
    this.#fresh.add(name);
    return name;
  }

  /** Another pass begins: names are given as in the first. */
  restart(): void {
    this.#fresh = new Set();
  }

  /** The text of a node on its first line. */
  segment(node: Node & { end_lineno?: number; end_col_offset?: number }): string {
    const line = this.lines[(node.lineno ?? 1) - 1] ?? '';
    const end = node.end_lineno === node.lineno ? node.end_col_offset : undefined;
    // Columns count bytes.
    if (/^[\0-\x7f]*$/.test(line)) return line.slice(node.col_offset ?? 0, end);
    const bytes = new TextEncoder().encode(line);
    return new TextDecoder().decode(bytes.subarray(node.col_offset ?? 0, end));
  }
}

/** All files of a program, by the names of their modules. */
export class Program {
  readonly #files = new Map<string, SourceFile>();
  readonly #scopes = new Map<ScopeNode, Scope>();
  readonly files: readonly SourceFile[];

  constructor(files: readonly SourceFile[]) {
    this.files = files;
    for (const file of files) {
      this.#files.set(file.moduleName, file);
      for (const [node, scope] of file.scopes) this.#scopes.set(node, scope);
      file.program = this;
    }
  }

  get(module: string): SourceFile | undefined {
    return this.#files.get(module);
  }

  has(module: string): boolean {
    return this.#files.has(module);
  }

  /** The file that `from` means by a name: beside it, or from the top. */
  resolve(module: string, from: SourceFile): SourceFile | undefined {
    const folder = from.moduleName.split('.').slice(0, -1);
    return this.#files.get([...folder, module].join('.')) ?? this.#files.get(module);
  }

  scopeOf(f: FunctionNode): Scope | undefined {
    return this.#scopes.get(f);
  }

  /** It is a generator function of Python's. */
  yields(f: FunctionNode): boolean {
    return this.scopeOf(f)?.yields ?? false;
  }
}

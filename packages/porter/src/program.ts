/** A program: its files, parsed, with their scopes; and what is refused of it. */
import { triedImports } from './analysis/imports.js';
import { mangle } from './analysis/mangle.js';
import { scopesOf } from './analysis/mentions.js';
import type { Scope, ScopeNode } from './analysis/scopes.js';
import type { Facts } from './analysis/facts.js';
import { type Placement, placementOf } from './analysis/placement.js';
import { pruned } from './analysis/versions.js';
import { decorateWrapped } from './analysis/wrapped.js';
import type { Sign } from './python2/signs.js';
import { type FunctionNode, type Module, type Node, type StmtNode } from './syntax.js';

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

/** A node is before a statement of the module, with its decorators. */
function isBefore({ lineno = 1, col_offset: column = 0 }: Node, statement: StmtNode | undefined): boolean {
  const { decorator_list: [decorator] = [] } = statement as { decorator_list?: readonly Node[] };
  const first = decorator ?? statement;
  const line = first?.lineno ?? 1;
  return lineno < line || (lineno === line && column < (statement?.col_offset ?? 0));
}

/** What records of logging call the place in the source that logs. */
const PLACES =
  /\b(?:funcName|lineno|pathname)\b|%\((?:filename|module)\)|\brecord\.(?:filename|module)\b|\{(?:filename|module)\b.*\{(?:message|levelname)\b|\{(?:message|levelname)\b.*\{(?:filename|module)\b/;

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
    return this.#says(/\btraceback\b|\bexc_info\b|\.exception\(/);
  }

  /** Something of it wants to know docstrings. */
  get asksForDocs(): boolean {
    return this.#says(/__doc__|\bgetdoc\b/);
  }

  /** Something of it wants to know which classes extend one. */
  get asksForSubclasses(): boolean {
    return this.#says(/__subclasses__/);
  }

  /** Something of it wants to know which classes are abstract, or what a class extends. */
  get asksForAbc(): boolean {
    return this.#says(/\bis(?:instance|subclass)\(.*\bABC\b|\.mro\(\)|__mro__|__bases__/);
  }

  /** Something of it wants to know the parameters of functions, with their defaults. */
  get asksForSignatures(): boolean {
    return this.#says(/\binspect\b.*\bsignature\b|\binspect\.signature\b|__(?:kw)?defaults__/);
  }

  /** It has to do with logging. */
  get logs(): boolean {
    return this.#says(/\blogging\b/);
  }

  /** Something of it wants to know where a record of logging comes from. */
  get asksForPlaces(): boolean {
    return this.#says(PLACES);
  }

  /** Something of it wants to know what functions and classes are called, with what they are in. */
  get asksForQualnames(): boolean {
    return this.#says(/__qualname__/);
  }

  /** Something of it wants to know annotations. */
  get asksForAnnotations(): boolean {
    return (
      this.asksForSignatures ||
      this.#says(/__annotations__/) ||
      (this.#says(/\bfields\(/) && this.#says(/\.type\b/))
    );
  }

  /** It has Python 3's division, though it is Python 2. */
  get trueDivision(): boolean {
    return this.#says(/^from __future__ import .*\bdivision\b/);
  }

  /** A line of it says so; looked for once. */
  #says(pattern: RegExp): boolean {
    let known = this.#said.get(pattern.source);
    if (known === undefined)
      this.#said.set(pattern.source, (known = this.lines.some((line) => pattern.test(line))));
    return known;
  }
  readonly #said = new Map<string, boolean>();

  /** An import in a `try` that catches an ImportError. */
  tries(node: Node): boolean {
    return (this.#tried ??= triedImports(this.tree)).has(node);
  }
  #tried: Set<Node> | undefined;

  /** The file that is run. */
  isMain = true;
  /** It has monkey.patch_all(), or its like. */
  patched = false;
  /** time.sleep() parks in it. */
  cooperative = false;
  /** It has threads beside greenlets: in those time.sleep() parks. */
  hasThreads = false;
  /** Other files import from it. */
  exports = false;
  usesGevent = false;
  usesThreads = false;
  usesEvergreen = false;
  program: Program | undefined;
  #fresh = new Set<string>();
  /** It was Python 2. */
  readonly python2: boolean;

  /** Why it is taken for Python 2, if it could be either. */
  readonly sign: Sign | undefined;

  constructor(path: string, source: string, tree: Module, python2: boolean, sign?: Sign) {
    this.path = path;
    this.sign = sign;
    this.python2 = python2;
    this.moduleName = path
      .replace(/\.py$/, '')
      .replace(/\/__init__$/, '')
      .replaceAll('/', '.');
    this.lines = source.split('\n');
    this.tree = python2 ? tree : pruned(tree);
    decorateWrapped(this.tree, this.lines);
    mangle(this.tree, this.lines);
    this.scopes = scopesOf(this.tree);
    for (const scope of this.scopes.values())
      for (const [name, { makers }] of scope.bindings)
        if (makers.length === 0 || !makers.every(({ nodeType }) => nodeType.startsWith('Import')))
          this.names.add(name);
  }

  /** The statement of the module that a node is in. */
  statementOf(node: Node): StmtNode | undefined {
    const { body } = this.tree;
    let [from, to] = [0, body.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(node, body[middle])) to = middle;
      else from = middle + 1;
    }
    return body[from - 1];
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

  /** Take names again; false, and nothing is taken, if they would be others now. */
  takes(names: readonly { readonly base: string; readonly name: string }[]): boolean {
    const now = names.map(({ base }) => this.freshName(base));
    if (now.every((name, i) => name === names[i]?.name)) return true;
    for (const name of now) this.#fresh.delete(name);
    return false;
  }

  /** Where the variables of a scope are declared. */
  placementOf(scope: Scope): Placement {
    const { size } = scope.bindings;
    let known = this.#placements.get(scope);
    if (known?.size !== size) {
      known = { size, placement: placementOf(scope.bindings.values()) };
      this.#placements.set(scope, known);
    }
    return known.placement;
  }
  readonly #placements = new Map<Scope, { readonly size: number; readonly placement: Placement }>();

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

  /** Calls that may log are told where they are. */
  get asksForPlaces(): boolean {
    return (this.#places ??=
      this.files.some(({ logs }) => logs) && this.files.some(({ asksForPlaces }) => asksForPlaces));
  }
  #places: boolean | undefined;

  /** Generators may be thrown into. */
  get throwsIntoGenerators(): boolean {
    return (this.#throws ??= this.files.some(({ lines }) =>
      lines.some((line) => /\.throw\b|contextmanager/.test(line)),
    ));
  }
  #throws: boolean | undefined;
}

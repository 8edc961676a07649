/** What emission knows at a place: the file, the facts, the function around it, the lines written so far. */
import type { Facts, Type } from '../analysis/facts.js';
import { type Placement, placementOf } from '../analysis/placement.js';
import type { Binding, Scope, ScopeNode } from '../analysis/scopes.js';
import { Refusal, type SourceFile } from '../program.js';
import type { Entry } from '../library/table.js';
import { Remarks } from '../report.js';
import { type ExprNode, type FunctionNode, type Node, type StmtNode, isFunction } from '../syntax.js';
import { entryOf } from '../library/index.js';
import { RESERVED, inTemplate, variable } from './names.js';
import { ANY } from './typed.js';

/** An expression of JavaScript, and its type in Python. */
export interface Out {
  readonly code: string;
  readonly type: Type;
}

export const out = (code: string, type: Type = 'any'): Out => ({ code, type });

/** The function that is being emitted, or the module, or a comprehension in one of them. */
export interface Frame {
  readonly scope: Scope;
  readonly outer: Frame | undefined;
  readonly placement: Placement;
  readonly declared: Set<Binding>;
  readonly temporaries: string[];
  /** Why nothing can park here; undefined if it can. */
  readonly cannotPark: string | undefined;
  /** Set when something in it parks. */
  parked: boolean;
  /** Loops around the statement, with the label that `break` needs. */
  readonly loops: { label: string | undefined }[];
  /** Names of the caught errors around the statement. */
  readonly caught: string[];
  /** It mentions `self` of a method around it, and has no `this` of its own. */
  needsSelf: boolean;
  /** The name that a generator that parks hands its values out with. */
  coGenerator: boolean;
  /** How many `with` are around the statement. */
  withDepth: number;
  /** In a `try` that catches an ImportError. */
  triesImport: number;
}

type Expressions = Readonly<Record<string, (cx: Context, node: never) => Out>>;
type Statements = Readonly<Record<string, (cx: Context, node: never) => void>>;

/** Where constructs are looked up: files of emit/ register theirs. */
export interface Constructs {
  readonly expressions: Expressions;
  readonly statements: Statements;
}

export class Context {
  readonly file: SourceFile;
  readonly facts: Facts;
  readonly constructs: Constructs;
  readonly remarks = new Remarks();
  /** By module: the names imported, and what they are called here. */
  readonly imports = new Map<string, Map<string, string>>();
  /** By path: what is imported from other files of the program. */
  readonly fileImports = new Map<string, Set<string>>();
  frame: Frame;
  lines: string[] = [];
  parks = 0;
  dynamic = 0;
  /** The statement of the module that is being emitted parks. */
  needsMain = false;
  needsAwait = false;
  /** What is emitted goes into main(). */
  inMain = false;
  #temporary = 0;
  /** What is emitted is not written. */
  #quiet = false;
  /** What was emitted in this pass: asking again costs nothing. */
  readonly #known = new Map<ExprNode, Out>();

  constructor(file: SourceFile, facts: Facts, constructs: Constructs) {
    this.file = file;
    this.facts = facts;
    this.constructs = constructs;
    this.frame = this.#frame(file.root, undefined, undefined);
  }

  #frame(scope: Scope, outer: Frame | undefined, cannotPark: string | undefined): Frame {
    return {
      scope,
      outer,
      placement: placementOf(scope.bindings.values()),
      declared: new Set(),
      temporaries: [],
      cannotPark,
      parked: false,
      loops: [],
      caught: [],
      needsSelf: false,
      coGenerator: false,
      withDepth: 0,
      triesImport: 0,
    };
  }

  /** Emit inside another scope; what is written goes where it always does. */
  within<T>(node: ScopeNode, cannotPark: string | undefined, body: (frame: Frame) => T): T {
    const scope = this.file.scopes.get(node);
    if (scope === undefined) throw new Error('no such scope');
    const { frame } = this;
    this.frame = this.#frame(scope, frame, cannotPark);
    if (scope.isComprehension) this.frame.caught.push(...frame.caught);
    try {
      return body(this.frame);
    } finally {
      this.frame = frame;
    }
  }

  /** Lines that `body` writes, kept apart. */
  apart(body: () => void): string[] {
    const { lines } = this;
    this.lines = [];
    try {
      body();
      return this.lines;
    } finally {
      this.lines = lines;
    }
  }

  line(text: string): void {
    this.lines.push(text);
  }

  get scope(): Scope {
    return this.frame.scope;
  }

  /** The frame of the function or module around a comprehension. */
  get function(): Frame {
    let at = this.frame;
    while (at.scope.isComprehension && at.outer !== undefined) at = at.outer;
    return at;
  }

  get functionNode(): FunctionNode | undefined {
    const { node } = this.function.scope;
    return isFunction(node) ? node : undefined;
  }

  expression(node: ExprNode): Out {
    const emit = this.constructs.expressions[node.nodeType];
    if (emit === undefined) throw new Refusal(node, node.nodeType, 'there is no translation');
    const result = emit(this, node as never);
    this.#known.set(node, result);
    return result;
  }

  /** Code alone. */
  code(node: ExprNode): string {
    return this.expression(node).code;
  }

  statement(node: StmtNode): void {
    const emit = this.constructs.statements[node.nodeType];
    if (emit === undefined) throw new Refusal(node, node.nodeType, 'there is no translation');
    emit(this, node as never);
  }

  /** A name of a module of ours, imported: what it is called here. */
  import(name: string, from: string): string {
    let names = this.imports.get(from);
    if (names === undefined) this.imports.set(from, (names = new Map<string, string>()));
    let alias = names.get(name);
    if (alias === undefined) {
      alias = name.replace(/^(?:\* as|type) /, '');
      while (this.file.names.has(alias) || RESERVED.has(alias) || this.#taken(alias, name, from))
        alias += '_';
      names.set(name, alias);
    }
    return alias;
  }

  #taken(alias: string, name: string, from: string): boolean {
    for (const [module, names] of this.imports)
      for (const [other, taken] of names)
        if (taken === alias && (module !== from || other !== name)) return true;
    return false;
  }

  /** A name of evergreen-port/python. */
  helper(name: string): string {
    return this.import(name, 'evergreen-port/python');
  }

  /** A dotted name of a library: `socket.socket` needs `socket`. */
  library(entry: Entry): string {
    const [first = '', ...rest] = entry.js.split('.');
    return [this.import(first, entry.from), ...rest].join('.');
  }

  /** A module of ours as a whole: `time` for `time.sleep`. */
  namespace(name: string, from: string): string {
    return this.import(`* as ${name}`, from);
  }

  importType(name: string, from: string): string {
    return this.import(`type ${name}`, from).replace(/^type /, '');
  }

  /** What an expression is, without any effect on the file: what it imports or remarks is forgotten. */
  quietly(node: ExprNode): Out {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const { parks, dynamic, needsMain, needsAwait } = this;
    const kept = [...this.function.temporaries];
    const loud = this.#quiet;
    this.#quiet = true;
    let result: Out;
    try {
      result = this.expression(node);
    } finally {
      this.#quiet = loud;
    }
    [this.parks, this.dynamic, this.needsMain, this.needsAwait] = [parks, dynamic, needsMain, needsAwait];
    this.function.temporaries.splice(0, this.function.temporaries.length, ...kept);
    return result;
  }

  /** Emit as if before the function that is being emitted: defaults are evaluated there. */
  outside<T>(body: () => T): T {
    const { frame } = this;
    if (frame.outer === undefined) return body();
    this.frame = frame.outer;
    try {
      return body();
    } finally {
      this.frame = frame;
    }
  }

  /** A library's operations park only where the program has tasklets. */
  cooperates(entry: Entry): boolean {
    return entry.from !== 'evergreen-port/python/time' || this.file.cooperative;
  }

  /** Iteration over an instance of a library's class parks. */
  iterates(path: string): boolean {
    return entryOf(path)?.iterates ?? false;
  }

  /** The function, or the module, waits for the loop to end. */
  setAwait(node: Node): void {
    const { node: own } = this.function.scope;
    if (isFunction(own)) {
      if (this.facts.parks(own))
        throw new Refusal(node, 'loop.run()', 'it is called in a function that parks');
      this.facts.setAsync(own);
    } else this.needsAwait = true;
  }

  /** Names from another file of the program. */
  importFile(file: SourceFile, names: string): void {
    const own = this.file.path.split('/').slice(0, -1);
    const other = file.path.replace(/\.py$/, '.js').split('/');
    while (own.length > 0 && other.length > 1 && own[0] === other[0]) {
      own.shift();
      other.shift();
    }
    const path = `${own.length === 0 ? './' : '../'.repeat(own.length)}${other.join('/')}`;
    const list = this.fileImports.get(path) ?? new Set();
    list.add(names);
    this.fileImports.set(path, list);
  }

  /** `export `, for a name that another file may import. */
  exported(): string {
    return this.frame.outer === undefined && this.file.exports && !this.inMain ? 'export ' : '';
  }

  template(part: string): string {
    return inTemplate(part);
  }

  /** A name that is made by a refused definition: it throws when it is used. */
  define(name: string, node: Node, code: string): void {
    const binding = this.scope.bindings.get(name);
    if (binding !== undefined) {
      this.facts.setType(binding, 'any');
      this.facts.mark(`refused:${String(node.lineno)}`);
    }
    if (this.scope.isClass) {
      this.line(`static ${name}${ANY} = ${code};`);
      return;
    }
    const declares =
      binding !== undefined &&
      this.frame.placement.declares.get(binding) === node &&
      !this.frame.declared.has(binding);
    if (declares) this.frame.declared.add(binding);
    this.line(
      `${declares ? `${this.exported()}let ` : ''}${variable(name)}${declares ? ANY : ''} = ${code};`,
    );
  }

  /** Names that a refused statement would have declared. */
  declareRefused(node: Node): void {
    if (this.scope.isClass) return;
    for (const [binding, declaring] of this.frame.placement.declares)
      if (
        declaring === node &&
        !this.frame.declared.has(binding) &&
        !this.file.hoistedToModule.has(binding)
      ) {
        this.frame.declared.add(binding);
        this.facts.setType(binding, 'any');
        this.line(`${this.exported()}let ${variable(binding.name)}${ANY};`);
      }
  }

  /** Something that parks: `yield*`, and what is around it parks. */
  park(node: Node, code: string, type: Type = 'any'): Out {
    if (this.#mark(node)) {
      this.parks++;
      return out(`(yield* ${code})`, type);
    }
    return out(`${this.helper('plain')}(${code})`, type);
  }

  /** Something that may park, which is found out at run time. */
  mayPark(node: Node, code: string, type: Type = 'any'): Out {
    if (this.#mark(node)) {
      this.parks++;
      this.dynamic++;
      return out(`(yield* ${this.helper('op')}(${code}))`, type);
    }
    return out(`${this.helper('plain')}(${code})`, type);
  }

  /** False where nothing can park. */
  #mark(node: Node): boolean {
    let at: Frame | undefined = this.frame;
    const comprehensions: Frame[] = [];
    for (; at?.scope.isComprehension === true; at = at.outer) comprehensions.push(at);
    if (at === undefined) return false;
    if (at.cannotPark !== undefined) {
      this.check(node, 'a call that may park', `${at.cannotPark}: if it parks, a RuntimeError is thrown`);
      return false;
    }
    if (at.scope.isClass) {
      // A class body in a function parks with it; the body of a static block cannot.
      this.check(node, 'a call that may park in the body of a class', 'nothing can park there');
      return false;
    }
    for (const frame of [at, ...comprehensions]) frame.parked = true;
    if (isFunction(at.scope.node)) this.facts.setParks(at.scope.node);
    else this.needsMain = true;
    return true;
  }

  refuse(node: Node, what: string, why: string): void {
    if (!this.#quiet) this.remarks.refuse(node, what, why);
  }

  check(node: Node, what: string, why: string): void {
    if (!this.#quiet) this.remarks.check(node, what, why);
  }

  /** A variable of the function for a value in between. */
  temporary(): string {
    const frame = this.frame.scope.isComprehension ? this.function : this.frame;
    let name: string;
    do name = `t${String(++this.#temporary)}`;
    while (this.file.names.has(name));
    frame.temporaries.push(name);
    return name;
  }

  /** A name that nothing else in the file has. */
  fresh(base: string): string {
    let name = base;
    for (let i = 1; this.file.names.has(name) || RESERVED.has(name); i++) name = `${base}${String(i)}`;
    return name;
  }

  resetTemporaries(): void {
    this.#temporary = 0;
  }
}

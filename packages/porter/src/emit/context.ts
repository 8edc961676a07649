/** What emission of a statement of a module knows at a place: the file, the facts, the function around it, the lines written so far. */
import type { Facts } from '../analysis/facts.js';
import type { Scope, ScopeNode } from '../analysis/scopes.js';
import type { Type } from '../analysis/types.js';
import type { Colour } from '../flow/colours.js';
import type { Flow } from '../flow/flow.js';
import type { Contents } from '../flow/types.js';
import { Refusal, type SourceFile } from '../program.js';
import type { Entry } from '../library/table.js';
import { Remarks } from '../report.js';
import { type ExprNode, type FunctionNode, type Node, type StmtNode, isFunction } from '../syntax.js';
import { entryOf } from '../library/index.js';
import { Emission } from './emission.js';
import { Frame } from './frame.js';
import type { Local } from './names.js';
import type { Pass } from './pass.js';

/** An expression of JavaScript, and its type in Python. */
export interface Out {
  readonly code: string;
  readonly type: Type;
}

/** Code of a type: of any, unless one is given. */
export function out(code: string, type: Type = 'any'): Out {
  return { code, type };
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
  /** What the values of the program are. */
  readonly flow: Flow;
  readonly constructs: Constructs;
  readonly remarks = new Remarks();
  /** The statement of the module, or a method of a class that is one. */
  readonly unit: StmtNode;
  readonly emission: Emission;
  frame: Frame;
  lines: string[] = [];
  /** Lines for the class around it: before it, and in its static block. */
  readonly before: string[] = [];
  readonly after: string[] = [];
  parks = 0;
  dynamic = 0;
  /** The statement of the module that is being emitted parks. */
  needsMain = false;
  needsAwait = false;
  /** What is emitted goes into main(). */
  readonly inMain: boolean;
  /** What is emitted is not written. */
  #quiet = false;
  readonly #pass: Pass;
  /** Methods, which may stay the same when others do not; those of the last pass, too. */
  readonly #parts = new Map<StmtNode, Context>();
  readonly #last: Context | undefined;

  constructor(
    pass: Pass,
    facts: Facts,
    constructs: Constructs,
    unit: StmtNode,
    inMain: boolean,
    last?: Context,
  ) {
    this.file = pass.file;
    this.facts = facts;
    this.flow = pass.flow;
    this.constructs = constructs;
    this.unit = unit;
    this.inMain = inMain;
    this.#pass = pass;
    this.emission = new Emission(pass, unit, inMain);
    this.frame = new Frame(this.file.root, undefined, pass.placement);
    this.#last = last;
  }

  /** Emit a method of a class of the module, or take what was emitted of it in the last pass. */
  part(unit: StmtNode, emit: (cx: Context) => void): Context {
    const known = this.#last === undefined ? undefined : this.#last.#parts.get(unit);
    if (known?.emission.isSame(this.#pass, this.inMain) === true) {
      known.emission.join(this.#pass);
      this.#absorb(known);
      return known;
    }
    const part = new Context(this.#pass, this.facts, this.constructs, unit, this.inMain);
    part.frame = this.frame;
    const { reader } = part.emission;
    const { length } = this.frame.temporaries;
    let isDone = false;
    try {
      this.facts.read(reader, () => {
        emit(part);
      });
      isDone = true;
    } finally {
      this.#absorb(part);
      // It is refused, or a default needed a variable of what is around the method.
      if (!isDone || this.frame.temporaries.length > length) reader.stale = true;
    }
    return part;
  }

  #absorb(part: Context): void {
    this.#parts.set(part.unit, part);
    this.emission.absorb(part.emission);
    this.remarks.addAll(part.remarks);
    this.parks += part.parks;
    this.dynamic += part.dynamic;
    this.needsMain ||= part.needsMain;
    this.needsAwait ||= part.needsAwait;
  }

  /** Emit inside another scope; what is written goes where it always does. */
  within<T>(node: ScopeNode, cannotPark: string | undefined, body: (frame: Frame) => T): T {
    const scope = this.file.scopes.get(node);
    if (scope === undefined) throw new Error('no such scope');
    const { frame } = this;
    this.frame = new Frame(scope, frame, this.file.placementOf(scope), cannotPark);
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
    return this.frame.function;
  }

  get functionNode(): FunctionNode | undefined {
    const { node } = this.function.scope;
    return isFunction(node) ? node : undefined;
  }

  expression(node: ExprNode): Out {
    const emit = this.constructs.expressions[node.nodeType];
    if (emit === undefined) throw new Refusal(node, node.nodeType, 'there is no translation');
    const result = this.refined(node, emit(this, node as never));
    if (result.type === 'coiter') this.facts.setParksToIterate(node);
    this.emission.set(node, result);
    return result;
  }

  /** What emission does not see of a value may be known of the whole program. */
  refined(node: ExprNode, given: Out): Out {
    return given.type === 'any' ? { ...given, type: this.flow.types.of(node) } : given;
  }

  /** What is in a container. */
  contents(node: ExprNode): Contents | undefined {
    return this.flow.types.contents(node);
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
    return this.emission.import(name, from);
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

  /** What was emitted of an expression in this pass; nothing is known of one that was not. */
  known(node: ExprNode): Out {
    return this.emission.recall(node) ?? out('');
  }

  /** What an expression is, without any effect on the file: what it imports or remarks is forgotten. */
  quietly(node: ExprNode): Out {
    const known = this.emission.recall(node);
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
    return entry.from !== 'evergreen-port/python/time' || this.file.cooperative || this.file.hasThreads;
  }

  /** Iteration over an instance of a library's class parks. */
  iterates(path: string): boolean {
    return entryOf(path)?.iterates ?? false;
  }

  /** The function, or the module, waits for the loop to end. */
  setAwait(): void {
    const { node: own } = this.function.scope;
    if (isFunction(own)) {
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
    this.emission.importFile(path, names);
  }

  /** `export `, for a name that another file may import. */
  exported(): string {
    return this.frame.outer === undefined && this.file.exports && !this.inMain ? 'export ' : '';
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

  /** Something that parks, or does not, or that is found out at run time. */
  coloured(node: Node, colour: Colour, code: string, type: Type = 'any'): Out {
    if (colour === true) return this.park(node, code, type);
    return colour === false ? out(code, type) : this.mayPark(node, code, type);
  }

  /** The call of a special method of what an expression is, if it has it. */
  special(of: ExprNode, name: string, node: Node, code: string, type: Type = 'any'): Out {
    const colour = this.flow.colours.ofSpecial(of, name) ?? (this.facts.mayPark(name) ? 'unknown' : false);
    return this.coloured(node, colour, code, type);
  }

  /** What an expression is will be called with keyword arguments, which need the names of its parameters. */
  names(callee: ExprNode): void {
    for (const one of this.flow.calledBy(callee))
      if (one === 'any') this.facts.mark('named values');
      else if (typeof one === 'string') this.facts.mark(`named:${one}`);
      else this.facts.mark(`names:${String(this.facts.numberOf(one))}`);
  }

  /** False where nothing can park. */
  #mark(node: Node): boolean {
    const at = this.function;
    if (at.cannotPark !== undefined) {
      this.check(node, 'a call that may park', `${at.cannotPark}: if it parks, a RuntimeError is thrown`);
      return false;
    }
    if (at.scope.isClass) {
      // A class body in a function parks with it; the body of a static block cannot.
      this.check(node, 'a call that may park in the body of a class', 'nothing can park there');
      return false;
    }
    for (let frame: Frame = this.frame; frame !== at && frame.outer !== undefined; frame = frame.outer)
      frame.parked = true;
    at.parked = true;
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
    const name = this.emission.temporary();
    frame.temporaries.push(name);
    return name;
  }

  /** A variable that emission makes: nothing else in the file has its name. */
  fresh(local: Local, number?: number): string {
    let name = `${local}${String(number ?? '')}`;
    while (this.file.names.has(name)) name += '$';
    return name;
  }
}

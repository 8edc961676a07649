/** What an analysis of values knows of a program: the cells of its names, expressions and attributes, and what got out of sight. */
import type { Facts, ClassNode } from '../analysis/facts.js';
import type { Binding, Scope } from '../analysis/scopes.js';
import type { SourceFile } from '../program.js';
import { type ExprNode, type FunctionNode, type Node, childrenOf } from '../syntax.js';
import { type Parameters, openParameters } from './parameters.js';
import {
  type Arguments,
  Bound,
  Box,
  Cell,
  type ClassValue,
  Fixed,
  type FunctionValue,
  type Instance,
  Made,
  NO_ARGUMENTS,
  Plain,
  Solver,
  type Value,
} from './values.js';

/** Where an expression is. */
export interface Here {
  readonly file: SourceFile;
  readonly scope: Scope;
}

export class World {
  readonly facts: Facts;
  readonly solver = new Solver();
  readonly functions = new Map<FunctionNode, FunctionValue>();
  readonly classes = new Map<ClassNode, ClassValue>();
  /** Functions that may be called from anywhere, with anything. */
  readonly escaped = new Set<FunctionNode>();
  /** Functions that Python itself calls, or what is not known. */
  readonly opened = new Set<FunctionNode>();
  /** Calls of functions, with how many arguments there are before those that are written. */
  readonly calls = new Map<FunctionNode, (readonly [Arguments, number])[]>();
  /** What got out of sight. */
  readonly gone = new Set<Value>();
  /** Names of keyword arguments of what is not known: it may make attributes of them. */
  readonly given = new Set<string>();
  /** Classes that may be called from anywhere. */
  readonly escapedClasses = new Set<ClassValue>();
  /** A method or function of a library got out of sight that may park. */
  escapedLibrary = false;
  /** Attributes are assigned by names that are not known: of any object. */
  readonly reflected: Cell;
  /** Attributes are read by names that are not known: of any object. */
  readonly listed: Cell;
  /** Namespaces of objects that are only read. */
  readonly lookedAt = new Set<Node>();
  readonly any: Plain;
  /** Anything, where an attribute is assigned by a name that is not known: what is seen of it counts, if that is an instance. */
  readonly unseen = new Plain('any');
  readonly #expressions = new Map<Node, Cell>();
  readonly #bindings = new Map<Binding, Cell>();
  readonly #plain = new Map<string, Plain>();
  readonly #boxes = new Map<Node, Map<string, Box>>();
  readonly #bound = new Map<Value, Map<FunctionValue | string, Bound>>();
  /** Attributes of classes, instances and functions. */
  readonly #attributes = new Map<Value, Map<string, Cell>>();
  /** By name: what the attributes of all objects hold, and what was assigned to one that is not known. */
  readonly #read = new Map<string, Cell>();
  readonly #written = new Map<string, Cell>();

  /** The second argument of calls, if it is a text, or begins with one: the name that getattr() is given. */
  readonly texts = new Map<Node, string | { readonly prefix: string }>();
  /** The mode that makefile() is given. */
  readonly modes = new Map<Node, string>();
  /** What `functools.wraps(f)` returns: it returns what it is given. */
  readonly identity: Made;
  /** A node that is nowhere, for calls whose results nobody sees. */
  readonly nowhere: Node = { nodeType: 'Nowhere' };
  /** Some class has several bases: any class may be the next of any. */
  hasSeveralBases = false;
  /** The program is Python 2; or what is of it, if it is of both. */
  python2: boolean | ReadonlySet<Node> = false;
  /** Expressions, statements and definitions: what walks through them stands above this, and is set by flow.ts. */
  walk: (here: Here, node: ExprNode) => Cell = () => new Cell(this.solver);
  block: (here: Here, body: readonly Node[]) => void = () => undefined;
  define: (here: Here, node: FunctionNode) => Cell = () => new Cell(this.solver);

  constructor(facts: Facts) {
    this.facts = facts;
    this.any = this.plain('any');
    this.solver.hide = (value): Plain => {
      this.#escape(value);
      return this.any;
    };
    this.reflected = new Cell(this.solver);
    this.listed = new Cell(this.solver);
    this.identity = new Made('identity', new Cell(this.solver));
  }

  isPython2(node: Node): boolean {
    return typeof this.python2 === 'boolean' ? this.python2 : this.python2.has(node);
  }

  cell(): Cell {
    return new Cell(this.solver);
  }

  /** A cell that has these values, and no others. */
  holding(...values: readonly Value[]): Fixed {
    return new Fixed(this.solver, values);
  }

  plain(type: string): Plain {
    let value = this.#plain.get(type);
    if (value === undefined) this.#plain.set(type, (value = new Plain(type)));
    return value;
  }

  /** The container that a node makes; `part` tells apart those of one type. */
  box(node: Node, type: string, part = type): Box {
    let boxes = this.#boxes.get(node);
    if (boxes === undefined) this.#boxes.set(node, (boxes = new Map<string, Box>()));
    let box = boxes.get(part);
    if (box === undefined) boxes.set(part, (box = new Box(this.solver, type, node)));
    return box;
  }

  bound(of: FunctionValue | string, self: Value): Bound {
    let all = this.#bound.get(self);
    if (all === undefined) this.#bound.set(self, (all = new Map<FunctionValue | string, Bound>()));
    let bound = all.get(of);
    if (bound === undefined) all.set(of, (bound = new Bound(of, self)));
    return bound;
  }

  /** What a decorator, or its like, makes at a place of what comes to a cell. */
  made(at: Node | Value, by: Made['by'], of: Cell, args?: Arguments): Made {
    let all = this.#made.get(at);
    if (all === undefined) this.#made.set(at, (all = new Map<Made['by'], Made>()));
    let made = all.get(by);
    if (made === undefined) all.set(by, (made = new Made(by, this.cell(), args)));
    of.into(made.of);
    return made;
  }
  readonly #made = new Map<Node | Value, Map<Made['by'], Made>>();

  /** A maker of contexts as a method. */
  withSelf(of: Made, self: Value): Made {
    let all = this.#methods.get(of);
    if (all === undefined) this.#methods.set(of, (all = new Map<Value, Made>()));
    let made = all.get(self);
    if (made === undefined) {
      const positional = [{ cell: this.holding(self), isStarred: false }];
      all.set(self, (made = new Made('partial', this.holding(of), { ...NO_ARGUMENTS, positional })));
    }
    return made;
  }
  readonly #methods = new Map<Made, Map<Value, Made>>();

  /** The context that contextmanager() makes of a generator. */
  context(of: Box): Box {
    let context = this.#contexts.get(of);
    if (context === undefined) {
      this.#contexts.set(of, (context = new Box(this.solver, 'context', of.maker)));
      of.item.into(context.item);
    }
    return context;
  }
  readonly #contexts = new Map<Box, Box>();

  classOf(node: Node): ClassValue | undefined {
    return this.classes.get(node as ClassNode);
  }

  /** The function around a place; none in a module or a class. */
  functionAround(scope: Scope): FunctionValue | undefined {
    return this.functions.get(scope.frame.node as FunctionNode);
  }

  /** All variables of a function get out of sight. */
  escapeScope(scope: Scope): void {
    for (const binding of scope.bindings.values()) this.escape(this.binding(binding));
  }

  expression(node: Node): Cell {
    let cell = this.#expressions.get(node);
    if (cell === undefined) this.#expressions.set(node, (cell = this.cell()));
    return cell;
  }

  /** The values of an expression; undefined of one that was never seen. */
  known(node: Node): Cell | undefined {
    return this.#expressions.get(node);
  }

  binding(binding: Binding): Cell {
    let cell = this.#bindings.get(binding);
    if (cell === undefined) this.#bindings.set(binding, (cell = this.cell()));
    return cell;
  }

  /** An attribute of an object itself: not of its class. */
  attribute(of: Value, name: string): Cell {
    let own = this.#attributes.get(of);
    if (own === undefined) this.#attributes.set(of, (own = new Map<string, Cell>()));
    let cell = own.get(name);
    if (cell === undefined) {
      own.set(name, (cell = this.cell()));
      this.written(name).into(cell);
      cell.into(this.read(name));
    }
    return cell;
  }

  /** Names of attributes that the body of a class assigns. */
  assignedIn({ node }: ClassValue): ReadonlySet<string> {
    let names = this.#assigned.get(node);
    if (names === undefined) this.#assigned.set(node, (names = assignedAttributes(node)));
    return names;
  }
  readonly #assigned = new Map<ClassNode, Set<string>>();

  /** All attributes of an object itself. */
  attributesOf(of: Value): readonly Cell[] {
    return [...(this.#attributes.get(of)?.values() ?? [])];
  }

  /** Something is assigned to an attribute of an object itself. */
  hasAttribute(of: Value, name: string): boolean {
    return (this.#attributes.get(of)?.get(name)?.values.length ?? 0) > 0;
  }

  /** What a member of an instance or a class is: `find` is asked once. */
  member(of: Value, name: string, find: (into: Cell) => void): Cell {
    let own = this.#members.get(of);
    if (own === undefined) this.#members.set(of, (own = new Map<string, Cell>()));
    let cell = own.get(name);
    if (cell === undefined) {
      own.set(name, (cell = this.cell()));
      find(cell);
    }
    return cell;
  }
  readonly #members = new Map<Value, Map<string, Cell>>();

  /** What an attribute of a name holds, of any object of the program. */
  read(name: string): Cell {
    let cell = this.#read.get(name);
    if (cell === undefined) {
      const made = this.cell();
      this.#read.set(name, (cell = made));
      this.listed.each(() => {
        this.escape(made);
      });
    }
    return cell;
  }

  /** What is assigned to an attribute of a name, of an object that is not known. */
  written(name: string): Cell {
    let cell = this.#written.get(name);
    if (cell === undefined) {
      this.#written.set(name, (cell = this.cell()));
      this.reflected.into(cell);
    }
    return cell;
  }

  /** Attributes are read, and assigned, by names that are not known. */
  reflect(): void {
    this.reflected.add(this.unseen);
    this.list();
  }

  /** Attributes are read by names that are not known. */
  list(): void {
    this.listed.add(this.any);
  }

  isReflected(): boolean {
    return this.reflected.values.length > 0;
  }

  /** Whatever comes to a cell gets out of sight: it may be called, read and changed in ways that are not known. */
  escape(cell: Cell): void {
    cell.each(this.#escape);
  }

  /** What a library looks at without keeping or changing it; what it is given to call, it may call. */
  expose(cell: Cell): void {
    cell.each(this.#expose);
  }

  readonly #expose = (value: Value): void => {
    if (value.kind !== 'box') this.#escape(value);
  };

  readonly #escape = (value: Value): void => {
    if (this.gone.has(value)) return;
    this.gone.add(value);
    switch (value.kind) {
      case 'plain':
        this.#escapePlain(value.type);
        return;
      case 'box':
        value.rest.add(this.any);
        value.item.add(this.any);
        value.key.add(this.any);
        this.escape(value.item);
        this.escape(value.key);
        return;
      case 'function':
        this.escapeFunction(value);
        return;
      case 'bound':
        if (typeof value.of === 'string') this.onMethodEscaped(value);
        else {
          const { args } = value.of.node;
          const [first] = [...args.posonlyargs, ...args.args];
          const self = first === undefined ? undefined : value.of.scope.bindings.get(first.arg);
          if (self !== undefined) this.binding(self).add(value.self);
          this.escapeFunction(value.of);
        }
        return;
      case 'made':
        this.escape(value.of);
        for (const { cell } of value.args?.positional ?? []) this.escape(cell);
        for (const cell of value.args?.named.values() ?? []) this.escape(cell);
        return;
      case 'class':
        this.onClassEscaped(value);
        return;
      case 'instance':
        this.onInstanceEscaped(value);
    }
  };

  /** What comes of calling a value: calls.ts sets it, which stands above this. */
  apply: (callee: Value, args: Arguments, into: Cell, node: Node) => void = () => undefined;
  /** Where the arguments of a function go, found once. */
  readonly parameters = new Map<FunctionValue, Parameters>();
  /** Set by what knows of libraries, and of classes. */
  onMethodEscaped: (method: Bound) => void = () => undefined;
  onPlainEscaped: (type: string) => boolean = () => false;
  onClassEscaped: (cls: ClassValue) => void = () => undefined;
  onInstanceEscaped: (instance: Instance) => void = () => undefined;

  #escapePlain(type: string): void {
    if (this.onPlainEscaped(type)) this.escapedLibrary = true;
  }

  called({ node }: FunctionValue, args: Arguments, more: number): void {
    const all = this.calls.get(node);
    if (all === undefined) this.calls.set(node, [[args, more]]);
    else all.push([args, more]);
  }

  /** A function may be called with anything. */
  escapeFunction(f: FunctionValue): void {
    if (this.escaped.has(f.node)) return;
    this.escaped.add(f.node);
    openParameters(this, f);
    this.escape(f.returns);
    this.escape(f.yields);
  }
}

function assignedAttributes(node: Node, names = new Set<string>()): Set<string> {
  const { attr, ctx } = node as { attr?: string; ctx?: Node };
  if (attr !== undefined && ctx?.nodeType === 'Store') names.add(attr);
  for (const child of childrenOf(node)) assignedAttributes(child, names);
  return names;
}

/**
 * Values that an expression of a program can have, as far as can be told without running it, and cells, in which they gather.
 * A container is told by the place that makes it, a function by its definition, an instance by its class.
 */
import type { ClassNode } from '../analysis/facts.js';
import type { Scope } from '../analysis/scopes.js';
import type { SourceFile } from '../program.js';
import { type FunctionNode, type Node, isFunction } from '../syntax.js';

/** A value of which its type says all: 'int', 'str', 'entry.gevent.spawn', 'builtin.len', 'module.time'; 'any' is anything that got out of sight. */
export class Plain {
  readonly kind = 'plain';
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

/** Places of a tuple that are told apart. */
const MOST_PLACES = 40;

/** Something with other values in it: a list, a dict, what a generator function returns, a queue of a library. */
export class Box {
  readonly kind = 'box';
  readonly type: string;
  /** Items, or the values of a dict. */
  readonly item: Cell;
  readonly key: Cell;
  /** Of a tuple: the first items, and those whose places are not known. */
  readonly places: Cell[] = [];
  readonly rest: Cell;
  /** Of a tuple that is written, or made by a function that always makes so many. */
  arity: number | undefined;
  /** It is what `**kw` of a function names: by name. */
  isKeywords = false;
  readonly named = new Map<string, Cell>();
  /** What makes it: of a generator function's, the function. */
  readonly maker: Node;
  readonly #solver: Solver;
  readonly #placeListeners: ((at: number, place: Cell) => void)[] = [];
  readonly #nameListeners: ((name: string, cell: Cell) => void)[] = [];

  constructor(solver: Solver, type: string, maker: Node) {
    this.#solver = solver;
    this.type = type;
    this.maker = maker;
    this.item = new Cell(solver);
    this.key = new Cell(solver);
    this.rest = new Cell(solver);
    this.rest.into(this.item);
  }

  /** The generator function that it comes of. */
  get generator(): FunctionNode | undefined {
    return (this.type === 'iter' || this.type === 'context') && isFunction(this.maker)
      ? this.maker
      : undefined;
  }

  /** The cell of a place of a tuple: of those far behind, which a function that calls itself with one more makes without end, one for all. */
  place(at: number): Cell {
    if (at >= MOST_PLACES) return this.rest;
    for (let i = this.places.length; i <= at; i++) {
      const place = new Cell(this.#solver);
      this.places.push(place);
      this.rest.into(place);
      place.into(this.item);
      for (const listener of this.#placeListeners) listener(i, place);
    }
    return this.places[at] as Cell;
  }

  eachPlace(listener: (at: number, place: Cell) => void): void {
    this.#placeListeners.push(listener);
    for (const [i, place] of [...this.places].entries()) listener(i, place);
  }

  /** The cell of a keyword argument. */
  name(name: string): Cell {
    let cell = this.named.get(name);
    if (cell === undefined) {
      this.named.set(name, (cell = new Cell(this.#solver)));
      cell.into(this.item);
      this.rest.into(cell);
      for (const listener of this.#nameListeners) listener(name, cell);
    }
    return cell;
  }

  eachName(listener: (name: string, cell: Cell) => void): void {
    this.#nameListeners.push(listener);
    for (const [name, cell] of [...this.named]) listener(name, cell);
  }
}

/** A class of the program. */
export class ClassValue {
  readonly kind = 'class';
  readonly node: ClassNode;
  readonly scope: Scope;
  readonly file: SourceFile;
  /** What it extends. */
  readonly bases: Cell[] = [];
  readonly instance: Instance;

  constructor(node: ClassNode, scope: Scope, file: SourceFile) {
    this.node = node;
    this.scope = scope;
    this.file = file;
    this.instance = new Instance(this);
  }
}

export class Instance {
  readonly kind = 'instance';
  readonly of: ClassValue;

  constructor(of: ClassValue) {
    this.of = of;
  }
}

export class FunctionValue {
  readonly kind = 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly file: SourceFile;
  readonly returns: Cell;
  readonly yields: Cell;
  /** What a call of a generator function returns. */
  readonly made: Box | undefined;

  constructor(solver: Solver, node: FunctionNode, scope: Scope, file: SourceFile) {
    this.node = node;
    this.scope = scope;
    this.file = file;
    this.returns = new Cell(solver);
    this.yields = new Cell(solver);
    if (!scope.yields) return;
    this.made = new Box(solver, 'iter', node);
    this.yields.into(this.made.item);
  }
}

/** A function with its first argument, or the method of a library's object. */
export class Bound {
  readonly kind = 'bound';
  readonly of: FunctionValue | string;
  readonly self: Value;

  constructor(of: FunctionValue | string, self: Value) {
    this.of = of;
    this.self = self;
  }
}

/** What a decorator of the library made of a function: a property, a maker of contexts; or a function with some of its arguments. */
export class Made {
  readonly kind = 'made';
  readonly by:
    | 'property'
    | 'static'
    | 'classmethod'
    | 'contexts'
    | 'partial'
    | 'identity'
    | 'memo'
    | 'memoizer'
    | 'class';
  readonly of: Cell;
  readonly args: Arguments | undefined;

  constructor(by: Made['by'], of: Cell, args?: Arguments) {
    this.by = by;
    this.of = of;
    this.args = args;
  }
}

export type Value = Plain | Box | ClassValue | Instance | FunctionValue | Bound | Made;

/** The arguments of a call. */
export interface Arguments {
  readonly positional: readonly { readonly cell: Cell; readonly isStarred: boolean }[];
  readonly named: ReadonlyMap<string, Cell>;
  readonly spread: readonly Cell[];
  /** What was called, and called on: partial() of itself, as far as is known, would never come to an end. */
  readonly through?: readonly Value[];
}

export const NO_ARGUMENTS: Arguments = { positional: [], named: new Map(), spread: [] };

type Listener = Cell | ((value: Value) => void);

/**
 * News that are told before it is clear that everything meets everywhere, each of thousands of values in each of thousands of places:
 * from there on so many values at most are told apart in one place.
 */
const MANY_NEWS = 500_000;
const MOST_VALUES = 64;

/** What waits to be told of a value. Nothing is told at once: that would be as deep as the program is long. */
export class Solver {
  /** Lets a value get out of sight; what stands for it from there on. The World sets it. */
  hide: (value: Value) => Value = (value) => value;
  readonly #listeners: Listener[] = [];
  readonly #values: Value[] = [];
  #news = 0;

  /** So many values are told apart in one place. */
  get mostValues(): number {
    return this.#news <= MANY_NEWS ? Infinity : MOST_VALUES;
  }

  post(listener: Listener, value: Value): void {
    this.#news++;
    this.#listeners.push(listener);
    this.#values.push(value);
  }

  /** Until nothing new comes. */
  run(): void {
    for (;;) {
      const listener = this.#listeners.pop();
      const value = this.#values.pop();
      if (listener === undefined || value === undefined) return;
      if (listener instanceof Cell) listener.add(value);
      else listener(value);
    }
  }
}

/** A list without doubles. Most have one or two members, and there are many: a set is made only of one that grows. */
class Few<T> {
  readonly list: T[] = [];
  #set: Set<T> | undefined;

  has(x: T): boolean {
    return this.#set === undefined ? this.list.includes(x) : this.#set.has(x);
  }

  /** False if it is there. */
  add(x: T): boolean {
    if (this.has(x)) return false;
    this.list.push(x);
    if (this.#set !== undefined) this.#set.add(x);
    else if (this.list.length > 8) this.#set = new Set(this.list);
    return true;
  }
}

const NOTHING: readonly never[] = [];

/** Values that come to one place, and who wants to know of them. */
export class Cell {
  readonly #solver: Solver;
  #values: Few<Value> | undefined;
  #listeners: Few<Listener> | undefined;
  /** What iteration over its values gives, if anybody asked. */
  items: Cell | undefined = undefined;

  constructor(solver: Solver) {
    this.#solver = solver;
  }

  get values(): readonly Value[] {
    return this.#values?.list ?? NOTHING;
  }

  add(given: Value): void {
    const values = (this.#values ??= new Few());
    const isFull = values.list.length >= this.#solver.mostValues && !values.has(given);
    const value = isFull ? this.#solver.hide(given) : given;
    if (!values.add(value)) return;
    if (this.#listeners !== undefined)
      for (const listener of this.#listeners.list) this.#solver.post(listener, value);
  }

  /** All its values come to another cell, too. */
  into(target: Cell): void {
    if (target !== this) this.each(target);
  }

  each(listener: Listener): void {
    if (!(this.#listeners ??= new Few()).add(listener)) return;
    for (const value of this.values) this.#solver.post(listener, value);
  }
}

/** Values that never become more: whoever wants to know of them is told once, and not remembered. */
export class Fixed extends Cell {
  readonly #solver: Solver;
  readonly #all: readonly Value[];

  constructor(solver: Solver, values: readonly Value[]) {
    super(solver);
    this.#solver = solver;
    this.#all = values;
  }

  override get values(): readonly Value[] {
    return this.#all;
  }

  override add(): never {
    throw new Error('these values are fixed');
  }

  override each(listener: Listener): void {
    for (const value of this.#all) this.#solver.post(listener, value);
  }
}

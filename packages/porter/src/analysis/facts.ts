/**
 * What is known of a program, found by emitting it again and again until nothing new comes: which functions park, of which types
 * variables, attributes and results are, which functions are used as values. Facts only grow, so that comes to an end.
 */
import type { Binding } from './scopes.js';
import { type FunctionNode, type Stmt, isFunction } from '../syntax.js';
import type { Entry } from '../library/table.js';

/**
 * A type: 'int' (exact as a number, as counters and lengths are), 'bigint' (an int of any size), 'float', 'bool', 'str', 'bytes', 'list', 'tuple',
 * 'dict', 'set', 'none', 'range', 'iter', 'coiter', 'super', 'any'; or of something: 'func:3', 'class:3', 'inst:3' (of the program, by number),
 * 'lib.gevent.Greenlet' (an instance), 'entry.gevent.spawn' (a name of a library), 'module.time', 'file.util'. Undefined: not known yet.
 */
export type Type = string | undefined;

const NUMERIC = new Set(['int', 'bigint', 'float', 'num', 'bool']);

export function isNumeric(type: Type): boolean {
  return type !== undefined && NUMERIC.has(type);
}

export function isWhole(type: Type): boolean {
  return type === 'int' || type === 'bigint' || type === 'bool';
}

export function joined(a: Type, b: Type): Type {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  if ((a === 'int' && b === 'bigint') || (a === 'bigint' && b === 'int')) return 'bigint';
  if (a !== 'bool' && b !== 'bool' && isNumeric(a) && isNumeric(b)) return 'num';
  return 'any';
}

export type ClassNode = Stmt<'ClassDef'>;

export class Facts {
  /** Something new was found in this pass. */
  changed = false;
  /** What is not known by now will not be: it is 'any'. */
  final = false;
  /** Something was asked for in this pass that is not known. */
  asked = false;

  readonly #parks = new Set<FunctionNode>();
  readonly #escaped = new Set<FunctionNode>();
  readonly #types = new Map<Binding, Type>();
  readonly #returns = new Map<FunctionNode, Type>();
  readonly #attributes = new Map<ClassNode, Map<string, Type>>();
  /** Functions of the program that call loop.run(): they are async. */
  readonly #async = new Set<FunctionNode>();
  readonly #marks = new Set<string>();
  readonly numbered: (FunctionNode | ClassNode)[] = [];
  readonly #numbers = new Map<object, number>();

  /** All methods of the program's classes, by name. */
  readonly methods = new Map<string, FunctionNode[]>();
  /** Names of attributes that the program assigns. */
  readonly assigned = new Set<string>();
  /** Names of properties and their getters. */
  readonly properties = new Map<string, FunctionNode[]>();
  /** Entries of the libraries that the program imports: by the name of each member that parks. */
  readonly parkingMembers = new Set<string>();
  /** Names of the members of library classes that are in use. */
  readonly libraryMembers = new Set<string>();
  readonly classes: ClassNode[] = [];
  /** The classes of the program that each extends. */
  readonly basesOf = new Map<ClassNode, ClassNode[]>();
  /** The class of a library that one extends, by Python's name. */
  readonly libraryBases = new Map<ClassNode, string>();
  /** Classes that extend dict, or what the library derives from it. */
  readonly dicts = new Set<ClassNode>();
  /** The statement of each file from which on its statements are in main(). */
  readonly mainFrom = new Map<object, number>();
  /** Of a method that overrides one with fewer parameters: how many TypeScript may demand. */
  readonly optionalFrom = new Map<FunctionNode, number>();

  #new<T>(set: Set<T>, x: T): void {
    if (set.has(x)) return;
    set.add(x);
    this.changed = true;
  }

  parks(f: FunctionNode): boolean {
    return this.#parks.has(f);
  }

  setParks(f: FunctionNode): void {
    this.#new(this.#parks, f);
  }

  isAsync(f: FunctionNode): boolean {
    return this.#async.has(f);
  }

  setAsync(f: FunctionNode): void {
    this.#new(this.#async, f);
  }

  escaped(f: FunctionNode): boolean {
    return this.#escaped.has(f) || (this.has('attributes by name') && this.#isMethod(f));
  }

  setEscaped(f: FunctionNode): void {
    this.#new(this.#escaped, f);
  }

  #isMethod(f: FunctionNode): boolean {
    return f.nodeType !== 'Lambda' && (this.methods.get(f.name)?.includes(f) ?? false);
  }

  /** Any fact by name: 'named:f' (f is called with keywords where it is not known), 'iterates' … */
  has(mark: string): boolean {
    return this.#marks.has(mark);
  }

  mark(mark: string): void {
    this.#new(this.#marks, mark);
  }

  #join<K>(map: Map<K, Type>, key: K, type: Type): void {
    const old = map.get(key);
    const now = joined(old, type);
    if (now === old) return;
    map.set(key, now);
    this.changed = true;
  }

  /** The type of what is not known: it may still be found out, until the last pass. */
  unknown(): Type {
    this.asked = true;
    return this.final ? 'any' : undefined;
  }

  typeOf(binding: Binding): Type {
    return this.#types.get(binding) ?? this.unknown();
  }

  setType(binding: Binding, type: Type): void {
    this.#join(this.#types, binding, type);
  }

  returnOf(f: FunctionNode): Type {
    return this.#returns.get(f) ?? this.unknown();
  }

  setReturn(f: FunctionNode, type: Type): void {
    this.#join(this.#returns, f, type);
  }

  attribute(cls: ClassNode, name: string): Type {
    return this.#attributes.get(cls)?.get(name);
  }

  setAttribute(cls: ClassNode, name: string, type: Type): void {
    let own = this.#attributes.get(cls);
    if (own === undefined) this.#attributes.set(cls, (own = new Map<string, Type>()));
    this.#join(own, name, type);
  }

  numberOf(node: FunctionNode | ClassNode): number {
    let number = this.#numbers.get(node);
    if (number === undefined) {
      this.#numbers.set(node, (number = this.numbered.length));
      this.numbered.push(node);
    }
    return number;
  }

  functionOf(type: Type): FunctionNode | undefined {
    const node = type?.startsWith('func:') ? this.numbered[Number(type.slice(5))] : undefined;
    return node !== undefined && isFunction(node) ? node : undefined;
  }

  classOf(type: Type): ClassNode | undefined {
    const match = /^(?:inst|class):(\d+)$/.exec(type ?? '');
    const node = match === null ? undefined : this.numbered[Number(match[1])];
    return node !== undefined && !isFunction(node) ? node : undefined;
  }

  /** An escaped function parks: then whatever is called without being known may. */
  get unknownMayPark(): boolean {
    if (this.has('unknown parks')) return true;
    for (const f of this.#parks) if (this.escaped(f)) return true;
    return false;
  }

  /** A method of this name, of whatever class, may park. */
  mayPark(name: string): boolean {
    return this.parkingMembers.has(name) || (this.methods.get(name)?.some((one) => this.parks(one)) ?? false);
  }

  /** A library is in use: what parks of it may be met anywhere. */
  uses(entry: Entry): void {
    for (const member of entry.members.values()) {
      this.libraryMembers.add(member.name);
      if (member.parks && !member.name.startsWith('_')) this.parkingMembers.add(member.name);
    }
  }
}

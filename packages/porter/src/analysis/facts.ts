/**
 * What emission finds out of a program, again and again until nothing new comes: which functions park, which are used as values, what
 * of the libraries may be met. Facts only grow, so that comes to an end. Types are known before: see flow/types.ts.
 */
import { entryOf } from '../library/index.js';
import type { Entry } from '../library/table.js';
import { type FunctionNode, type Node, type Stmt, isFunction } from '../syntax.js';
import { FactMap, FactSet, type Reader, Reading } from './readers.js';
import type { Binding } from './scopes.js';
import type { Type } from './types.js';

export type ClassNode = Stmt<'ClassDef'>;

export class Facts {
  /** Something new was found in this pass. */
  changed = false;
  readonly #reading = new Reading();
  readonly #parks = new FactSet<FunctionNode>(this.#reading);
  readonly #escaped = new FactSet<FunctionNode>(this.#reading);
  readonly #iterations = new FactSet<Node>(this.#reading);
  /** Functions of the program that call loop.run(): they are async. */
  readonly #async = new FactSet<FunctionNode>(this.#reading);
  readonly #marks = new FactSet<string>(this.#reading);
  readonly #used = new Set<Entry>();
  readonly #met = new Set<Entry>();
  readonly numbered: (FunctionNode | ClassNode)[] = [];
  readonly #numbers = new Map<object, number>();

  /** All methods of the program's classes, by name. */
  readonly methods = new Map<string, FunctionNode[]>();
  /** Names of attributes that the program assigns. */
  readonly assigned = new Set<string>();
  /** Names of properties and their getters. */
  readonly properties = new Map<string, FunctionNode[]>();
  /** Entries of the libraries that the program imports: by the name of each member that parks. */
  readonly parkingMembers = new FactSet<string>(this.#reading);
  /** Names of the members of library classes that are in use. */
  readonly libraryMembers = new FactSet<string>(this.#reading);
  /** Functions that contextlib.contextmanager alone decorates. */
  readonly contextManagers = new FactSet<FunctionNode>(this.#reading);
  /** Generator functions of Python's. */
  readonly generators = new Set<FunctionNode>();
  /** Identifiers among the program's strings, and names of keyword arguments: any may be made an attribute. */
  readonly words = new Set<string>();
  readonly classes: ClassNode[] = [];
  /** Attributes that are read where an AttributeError is caught. */
  readonly tried = new Set<Node>();
  /** Sets of constants that a loop goes through. */
  readonly frozen = new Set<Node>();
  /** Functions that may be called from anywhere. */
  outOfSight: ReadonlySet<FunctionNode> = new Set();
  /** The classes of the program that each extends. */
  readonly bases = new Map<ClassNode, readonly ClassNode[]>();
  /** The class of a library that one extends, by Python's name. */
  readonly libraryBases = new FactMap<ClassNode, string>(this.#reading);
  /** Classes that extend dict, or what the library derives from it. */
  readonly dicts = new FactSet<ClassNode>(this.#reading);
  /** The statement of each file from which on its statements are in main(). */
  readonly mainFrom = new Map<object, number>();
  /** Variables of a module that main() assigns and functions see. */
  readonly hoisted = new FactSet<Binding>(this.#reading);
  /** Of a method that overrides one with fewer parameters: how many TypeScript may demand. */
  readonly optionalFrom = new FactMap<FunctionNode, number>(this.#reading);

  /** Emit something: what it reads is remembered. */
  read<T>(reader: Reader, body: () => T): T {
    const outer = this.#reading.reader;
    this.#reading.reader = reader;
    try {
      return body();
    } finally {
      this.#reading.reader = outer;
    }
  }

  #new<T>(set: FactSet<T>, x: T): void {
    if (!set.add(x)) return;
    this.changed = true;
  }

  /** Something that got out of sight parks: then whatever is called without being known may. */
  get anythingParks(): boolean {
    return this.has('anything parks');
  }

  /** A function that runs the loop is outside of all tasklets: nothing can park there. */
  parks(f: FunctionNode): boolean {
    return this.#parks.has(f) && !this.isAsync(f);
  }

  setParks(f: FunctionNode): void {
    this.#new(this.#parks, f);
    if (this.outOfSight.has(f)) this.mark('anything parks');
  }

  /** What a node makes is gone through with operations. */
  parksToIterate(node: Node): boolean {
    return this.#iterations.has(node);
  }

  setParksToIterate(node: Node): void {
    this.#new(this.#iterations, node);
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

  setHoisted(binding: Binding): void {
    this.#new(this.hoisted, binding);
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

  numberOf(node: FunctionNode | ClassNode): number {
    let number = this.#numbers.get(node);
    if (number === undefined) {
      this.#numbers.set(node, (number = this.numbered.length));
      this.numbered.push(node);
    }
    return number;
  }

  functionOf(type: Type): FunctionNode | undefined {
    const node = type.startsWith('func:') ? this.numbered[Number(type.slice(5))] : undefined;
    return node !== undefined && isFunction(node) ? node : undefined;
  }

  classOf(type: Type): ClassNode | undefined {
    const match = /^(?:inst|class):(\d+)$/.exec(type);
    const node = match === null ? undefined : this.numbered[Number(match[1])];
    return node !== undefined && !isFunction(node) ? node : undefined;
  }

  /** A method of this name, of whatever class, may park. */
  mayPark(name: string): boolean {
    return (
      this.parkingMembers.has(name) || (this.methods.get(name)?.some((one) => this.#callParks(one)) ?? false)
    );
  }

  /** Calling a generator function parks no more than making an iterator does; what is made of it may. */
  #callParks(f: FunctionNode): boolean {
    if (f.nodeType === 'Lambda' || !this.parks(f)) return false;
    return f.name.startsWith('__') || !this.generators.has(f);
  }

  /** The classes of the program that one extends. */
  basesOf(cls: ClassNode): readonly ClassNode[] {
    return this.bases.get(cls) ?? [];
  }

  /** The class of which something is an instance. */
  instanceOf(type: Type): ClassNode | undefined {
    return type.startsWith('inst:') ? this.classOf(type) : undefined;
  }

  /** A name of a library is mentioned. */
  mentions(entry: Entry): void {
    this.uses(entry);
    if (entry.iterates) this.mark('iterates');
    if (entry.js === 'UserString') this.mark('text enums');
  }

  /** A library is in use: what parks of it may be met anywhere. */
  uses(entry: Entry): void {
    if (this.#used.has(entry)) return;
    this.#used.add(entry);
    for (const { name } of entry.members.values()) this.#new(this.libraryMembers, name);
    this.#meets(entry);
  }

  /** What parks of a class of a library may be met, and of what that returns. */
  #meets(entry: Entry): void {
    if (this.#met.has(entry)) return;
    this.#met.add(entry);
    for (const member of [entry, ...entry.members.values()]) {
      if (member !== entry && member.parks && !member.name.startsWith('_')) {
        this.#new(this.parkingMembers, member.name);
        this.#new(this.#marks, 'members park');
      }
      const returned = member.returns.startsWith('lib.') ? entryOf(member.returns.slice(4)) : undefined;
      if (returned !== undefined) this.#meets(returned);
    }
  }
}

/** Types of what the analysis of values has found: of expressions and names, and what is in containers. */
import { broughtBy, isImport, type Imported, type ImportNode } from '../analysis/imports.js';
import type { ClassNode, Facts } from '../analysis/facts.js';
import type { Binding, Scope } from '../analysis/scopes.js';
import { type Type, isInstance, joined } from '../analysis/types.js';
import { entryOf } from '../library/index.js';
import type { Program, SourceFile } from '../program.js';
import type { ExprNode, FunctionNode, Stmt } from '../syntax.js';
import { isMapping } from './iteration.js';
import { Box, type Cell, type Value } from './values.js';
import type { World } from './world.js';

/** One thing of a library, by two names: Python 2's and Python 3's. */
function isSameEntry(a: Type, b: Type): boolean {
  if (!a.startsWith('entry.') || !b.startsWith('entry.')) return false;
  const [one, other] = [entryOf(a.slice(6)), entryOf(b.slice(6))];
  return one !== undefined && one.from === other?.from && one.js === other.js;
}

/** What a container has in it. */
export interface Contents {
  /** Of its items, or of the values of a dict. */
  readonly item: Type;
  /** It is a tuple of these. */
  readonly places: readonly Type[] | undefined;
  /** Each item is a tuple of these. */
  readonly parts: readonly Type[] | undefined;
}

export class Types {
  readonly #world: World;
  readonly #facts: Facts;
  readonly #files: ReadonlyMap<Scope, SourceFile>;
  /** Answers that no fact can change. */
  readonly #expressions = new Map<ExprNode, Type>();
  readonly #names = new Map<Binding, Type>();
  /** How much of an answer a fact may change. */
  #changing = 0;

  constructor(program: Program, world: World, facts: Facts) {
    this.#world = world;
    this.#facts = facts;
    this.#files = new Map(program.files.map((file) => [file.root, file]));
    for (const { node, scope, bases } of world.classes.values())
      facts.bases.set(
        node,
        node.bases.flatMap((base, i) => this.#base(base, scope.parent, bases[i]) ?? []),
      );
  }

  /** The class of the program that a base of a class is. */
  #base(node: ExprNode, scope: Scope | undefined, cell: Cell | undefined): ClassNode | undefined {
    const binding = node.nodeType === 'Name' ? scope?.lookup(node.id) : undefined;
    if (binding !== undefined) return this.#facts.classOf(this.ofName(binding));
    const [value, more] = cell?.values ?? [];
    return value?.kind === 'class' && more === undefined ? value.node : undefined;
  }

  /** The type of an expression. */
  of(node: ExprNode): Type {
    const known = this.#expressions.get(node);
    if (known !== undefined) return known;
    this.#changing = 0;
    const found = this.#find(node);
    if (this.#changing === 0) this.#expressions.set(node, found);
    return found;
  }

  #find(node: ExprNode): Type {
    const cell = this.#world.known(node);
    const type = cell === undefined ? 'any' : this.#ofCell(cell);
    // A class is called by its name only.
    return type.startsWith('class:') && node.nodeType !== 'Name' && node.nodeType !== 'Attribute'
      ? 'any'
      : type;
  }

  /** What a name is, wherever it is seen: a function or a class of the program, what is imported, or what its values are. */
  ofName(binding: Binding): Type {
    const known = this.#names.get(binding);
    if (known !== undefined) return known;
    this.#names.set(binding, 'any');
    this.#changing = 0;
    const found = this.#ofImports(binding) ?? this.#ofCell(this.#world.binding(binding));
    if (this.#changing === 0) this.#names.set(binding, found);
    else this.#names.delete(binding);
    return found;
  }

  /** The type of a name of another file. */
  exported(binding: Binding): Type {
    const { maker } = binding;
    if (maker?.nodeType === 'FunctionDef' && (maker as Stmt<'FunctionDef'>).decorator_list.length === 0)
      return this.#numbered('func', maker as FunctionNode);
    if (maker?.nodeType === 'ClassDef') return this.#numbered('class', maker as ClassNode);
    return this.ofName(binding);
  }

  /** Of a name that nothing but imports bind; undefined of another. */
  #ofImports({ name, makers, scope }: Binding): Type | undefined {
    const file = this.#files.get(scope.root);
    if (file === undefined || makers.length === 0 || !makers.every(isImport)) return undefined;
    const types = makers.flatMap((node) => this.#imported(file, node, name));
    return types.length === 0 ? undefined : types.reduce((a, b) => (isSameEntry(a, b) ? a : joined(a, b)));
  }

  /** A variable where the program runs: what is imported is none, unless it is one thing or another. */
  isVariable(binding: Binding): boolean {
    if (binding.makers.length === 0 || !binding.makers.every(isImport)) return true;
    return !binding.constant && !/^(?:entry|module|missing|file)\./.test(this.ofName(binding));
  }

  #imported(file: SourceFile, node: ImportNode, name: string): Type[] {
    return broughtBy(file, node)
      .filter(({ bound, what }) => bound === name && !(what.kind === 'missing' && file.tries(node)))
      .map(({ what }) => this.#ofImported(what));
  }

  #ofImported(what: Imported): Type {
    switch (what.kind) {
      case 'name':
        return what.binding === undefined ? 'any' : this.exported(what.binding);
      case 'file':
        return `file.${what.module}`;
      default:
        return `${what.kind}.${what.path}`;
    }
  }

  /** The type of an attribute by its name alone, if it can only be an instance, of a class that all who have it agree on. */
  ofAttributeNamed(name: string): Type {
    const type = this.#ofCell(this.#world.read(name));
    return isInstance(type) ? type : 'any';
  }

  /** What a function returns may be an instance of a class of the program. */
  returnsInstance(f: FunctionNode): boolean {
    return this.#world.functions.get(f)?.returns.values.some(({ kind }) => kind === 'instance') === true;
  }

  /** Objects of a class, or the class itself, have an attribute of a name that is assigned. */
  isAssigned(cls: ClassNode, name: string): boolean {
    const of = this.#world.classes.get(cls);
    if (of === undefined) return false;
    const isField = of.node.body.some(
      (one) => one.nodeType === 'AnnAssign' && one.target.nodeType === 'Name' && one.target.id === name,
    );
    const makers = of.scope.bindings.get(name)?.makers ?? [];
    return (
      isField ||
      makers.some(({ nodeType }) => nodeType !== 'FunctionDef') ||
      [of, of.instance].some((one) => this.#world.hasAttribute(one, name))
    );
  }

  /** What is in the containers that come to an expression; undefined if something else does. */
  contents(node: ExprNode): Contents | undefined {
    const values = this.#world.known(node)?.values ?? [];
    const boxes = values.filter((value) => value instanceof Box);
    if (boxes.length === 0 || boxes.length < values.length) return undefined;
    const items = boxes.flatMap(({ type, item, key }) => (isMapping(type) ? key : item).values);
    const tuples = items.filter((value) => value instanceof Box);
    return {
      item: this.#joined(boxes.map(({ item }) => item)),
      places: this.#places(boxes),
      parts: tuples.length === items.length ? this.#places(tuples) : undefined,
    };
  }

  #places(all: readonly Box[]): Type[] | undefined {
    const arity = all[0]?.arity;
    if (arity === undefined || all.some((box) => box.type !== 'tuple' || box.arity !== arity))
      return undefined;
    return Array.from({ length: arity }, (_place, i) => this.#joined(all.map((box) => box.place(i))));
  }

  #joined(cells: readonly Cell[]): Type {
    return this.#ofValues(cells.flatMap(({ values }) => values));
  }

  #ofCell({ values }: Cell): Type {
    return this.#ofValues(values);
  }

  /**
   * The type of what is one of several values; of nothing, anything. To take something else for an instance is an error when it is used;
   * to take it for a number would be silence.
   */
  #ofValues(values: readonly Value[]): Type {
    const { unseen } = this.#world;
    if (!values.includes(unseen)) return this.#ofAll(values);
    const type = this.#ofAll(values.filter((value) => value !== unseen));
    return isInstance(type) ? type : 'any';
  }

  #ofAll(values: readonly Value[]): Type {
    let type: Type | undefined;
    for (const value of values) {
      const own = this.#ofValue(value);
      type = type === undefined ? own : this.#either(type, own);
      if (type === 'any') return type;
    }
    return type ?? 'any';
  }

  #ofValue(value: Value): Type {
    switch (value.kind) {
      case 'plain':
        return NO_VALUE.test(value.type) ? 'any' : value.type;
      case 'box':
        if (value.type === 'iter') return this.#parksToIterate(value) ? 'coiter' : 'iter';
        return value.type === 'context' ? 'any' : value.type;
      case 'instance':
        return this.#numbered('inst', value.of.node);
      case 'class':
        return this.#numbered('class', value.node);
      case 'made':
        return value.by === 'class' ? 'namedtuple' : 'any';
      default:
        return 'any';
    }
  }

  /** Found out as whatever makes it is emitted. */
  #parksToIterate({ generator, maker }: Box): boolean {
    this.#changing++;
    return generator === undefined ? this.#facts.parksToIterate(maker) : this.#facts.parks(generator);
  }

  #numbered(kind: 'inst' | 'class' | 'func', node: ClassNode | FunctionNode): Type {
    return `${kind}:${String(this.#facts.numberOf(node))}`;
  }

  /** The type of what is of one type or of the other: of two classes, the one that both extend. */
  #either(a: Type, b: Type): Type {
    const [left, right] = [this.#facts.instanceOf(a), this.#facts.instanceOf(b)];
    if (a === b || left === undefined || right === undefined) return joined(a, b);
    const line = this.#lineOf(right);
    const common = this.#lineOf(left).find((cls) => line.includes(cls));
    return common === undefined ? 'any' : this.#numbered('inst', common);
  }

  #lineOf(cls: ClassNode): ClassNode[] {
    return [cls, ...this.#facts.basesOf(cls).flatMap((base) => this.#lineOf(base))];
  }
}

/** Names of libraries: they are no values of which a variable could have the type. */
const NO_VALUE = /^(?:builtin|exception|entry|module|file|unbound)\./;

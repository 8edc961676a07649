/**
 * What the values of a program are, found before anything is emitted: where each may come from, through names, attributes, containers,
 * arguments and results, in all files at once. What got out of sight, to a library that is not known or through a name that is made
 * at run time, is 'any' where it comes back. It says nothing of order: a variable has all the values that it ever gets.
 */
import type { ClassNode, Facts } from '../analysis/facts.js';
import { entryOf } from '../library/index.js';
import type { Program } from '../program.js';
import { type ExprNode, type FunctionNode, type Node, childrenOf, isFunction } from '../syntax.js';
import { apply } from './calls.js';
import { asWritten, eachHome } from './attributes.js';
import { Colours } from './colours.js';
import { methodOf } from './methods.js';
import { isRight, openParameters } from './parameters.js';
import { define } from './definitions.js';
import { walk } from './expressions.js';
import { statements } from './statements.js';
import { type Cell, ClassValue, FunctionValue, type Value } from './values.js';
import { Types } from './types.js';
import { Tuples } from './tuples.js';
import { isOwn } from './use.js';
import { World } from './world.js';

/** A list, or its like, that JavaScript goes through. */
const ofContainer = (value: Value): boolean =>
  value.kind === 'box'
    ? /^(?:list|tuple|dict|set)$/.test(value.type)
    : value.kind === 'plain' && /^(?:str|bytes|range)$/.test(value.type);

export class Flow {
  readonly #world: World;
  readonly #facts: Facts;
  readonly colours: Colours;
  readonly types: Types;
  readonly tuples: Tuples;

  constructor(program: Program, facts: Facts) {
    const world = new World(facts);
    this.#world = world;
    this.#facts = facts;
    const cooperates = program.files.some(({ cooperative, hasThreads }) => cooperative || hasThreads);
    this.colours = new Colours(world, facts, (path) => cooperates || !path.startsWith('time.'));
    world.python2 = python2In(program);
    world.apply = (callee, args, into, node): void => {
      apply(world, callee, args, into, node);
    };
    world.walk = (here, node): Cell => walk(world, here, node);
    world.block = (here, body): void => {
      statements(world, here, body);
    };
    world.define = (here, node): Cell => define(world, here, node);
    this.#watchEscapes();
    for (const file of program.files)
      for (const [node, scope] of file.scopes)
        if (isFunction(node)) world.functions.set(node, new FunctionValue(world.solver, node, scope, file));
        else if (node.nodeType === 'ClassDef') world.classes.set(node, new ClassValue(node, scope, file));
    world.hasSeveralBases = [...world.classes.keys()].some(({ bases }) => bases.length > 1);
    for (const file of program.files) statements(world, { file, scope: file.root }, file.tree.body);
    world.solver.run();
    this.colours.watch();
    this.types = new Types(program, world, facts);
    this.tuples = new Tuples(program, world);
  }

  #watchEscapes(): void {
    const world = this.#world;
    world.onPlainEscaped = (type): boolean =>
      type.startsWith('entry.') &&
      entryOf(type.slice(6))?.kind === 'function' &&
      entryOf(type.slice(6))?.parks === true;
    world.onMethodEscaped = (bound): void => {
      const { path, name } = methodOf(bound) ?? { path: '', name: '' };
      if (entryOf(path)?.members.get(name)?.parks === true) world.escapedLibrary = true;
    };
    const open = (cls: ClassValue, name: string, isCalled: boolean): void => {
      eachHome(
        world,
        cls,
        name,
        (_home, cell) => {
          cell.each((value) => {
            if (value.kind !== 'function') return;
            if (isCalled) world.escapeFunction(value);
            else openParameters(world, value);
          });
        },
        () => undefined,
      );
    };
    world.onClassEscaped = (cls): void => {
      open(cls, '__init__', false);
      world.escapedClasses.add(cls);
      open(cls, '__call__', true);
    };
    world.onInstanceEscaped = ({ of }): void => {
      open(of, '__call__', true);
    };
  }

  /** What an expression may be that is called: functions of the program, special methods of this name, and anything ('any'). */
  calledBy(node: ExprNode): readonly (FunctionNode | '__init__' | '__call__' | 'any')[] {
    const values = this.#world.known(node)?.values ?? [];
    return values.length === 0 ? ['any'] : values.flatMap((value) => this.#called(value, []));
  }

  #called(
    value: Value,
    within: readonly Value[],
  ): readonly (FunctionNode | '__init__' | '__call__' | 'any')[] {
    switch (value.kind) {
      case 'function':
        return [value.node];
      case 'bound':
        return typeof value.of === 'string' ? [] : [value.of.node];
      case 'class':
        return this.#special(value, '__init__');
      case 'instance':
        return this.#special(value.of, '__call__');
      case 'made':
        return [
          ...value.of.values.flatMap((one) =>
            within.includes(one) || one === value ? [] : this.#called(one, [...within, value]),
          ),
          'any',
        ];
      case 'plain':
        return value.type === 'any' ? ['any'] : [];
      case 'box':
        return value.type.startsWith('lib.') ? ['any'] : [];
    }
  }

  /** The functions that are a special method of a class; its name, if something else may be. */
  #special<Name extends '__init__' | '__call__'>(
    cls: ClassValue,
    name: Name,
  ): readonly (FunctionNode | Name)[] {
    const { values } = asWritten(this.#world, cls, name);
    return values.map((value) => (value.kind === 'function' ? value.node : name));
  }

  /** What an expression may be that is called; nothing if that is not known. */
  callees(node: ExprNode): readonly Value[] {
    return this.#world.known(node)?.values ?? [];
  }

  /** An expression is one of these functions, and nothing else: undefined if that is not known. */
  onlyFunctions(node: ExprNode): readonly FunctionValue[] | undefined {
    const values = this.#world.known(node)?.values ?? [];
    const all = values.filter((value) => value instanceof FunctionValue);
    return all.length > 0 && all.length === values.length ? all : undefined;
  }

  /** An expression is an object of the program, or of a library: never None, or what got out of sight. */
  isObject(node: ExprNode): boolean {
    const values = this.#world.known(node)?.values ?? [];
    return values.length > 0 && values.every(({ kind }) => kind === 'instance' || kind === 'box');
  }

  /** Whatever an expression is, JavaScript goes through it as Python does: containers, and objects with `__iter__`. */
  isIterable(node: ExprNode): boolean {
    const values = this.#world.known(node)?.values ?? [];
    return values.length > 0 && values.every((value) => ofContainer(value) || this.#iterates(value));
  }

  /** The object of a class of the program with an `__iter__` that cannot wait. */
  #iterates(value: Value): boolean {
    if (value.kind !== 'instance' || !isOwn(value.of)) return false;
    const { values } = asWritten(this.#world, value.of, '__iter__');
    return values.length > 0 && !this.#facts.mayPark('__iter__') && !this.#facts.mayPark('__next__');
  }

  /** An expression is what a function makes that is decorated with contextmanager, or an object of the program with `__enter__`. */
  isContext(node: ExprNode): boolean {
    const values = this.#world.known(node)?.values ?? [];
    return (
      values.length > 0 &&
      values.every((value) =>
        value.kind === 'instance'
          ? isOwn(value.of) && asWritten(this.#world, value.of, '__enter__').values.length > 0
          : value.kind === 'box' && value.type === 'context',
      )
    );
  }

  /** A class that extends nothing but errors of Python's, and classes of the program that do. */
  isOwnError(node: ClassNode): boolean {
    const { bases } = this.#world.classes.get(node) ?? { bases: [] };
    return (
      bases.length > 0 &&
      bases.every(({ values }) =>
        values.every((base) =>
          base.kind === 'class'
            ? base.node !== node && this.isOwnError(base.node)
            : base.kind === 'plain' && base.type.startsWith('exception.'),
        ),
      )
    );
  }

  /** What an expression may be is an object of a class of the program that extends nothing else, or errors only. */
  hasOwnClass(node: ExprNode): boolean {
    const values = this.#world.known(node)?.values ?? [];
    return (
      values.length > 0 && values.every((value) => value.kind === 'instance' && this.isPlainClass(value.of))
    );
  }

  /** It is such a class. */
  isOwnClass(node: ExprNode): boolean {
    const values = this.#world.known(node)?.values ?? [];
    return values.length > 0 && values.every((value) => value.kind === 'class' && this.isPlainClass(value));
  }

  /** It extends nothing but classes of the program, or errors. */
  isPlainClass(cls: ClassValue): boolean {
    return isOwn(cls) || this.isOwnError(cls.node);
  }

  /** The classes of the program that an expression is an instance of, and nothing else: undefined if that is not known. */
  instanceClasses(node: ExprNode): readonly ClassNode[] | undefined {
    const values = this.#world.known(node)?.values ?? [];
    const classes = values.flatMap((value) => (value.kind === 'instance' ? [value.of.node] : []));
    return classes.length > 0 && classes.length === values.length ? classes : undefined;
  }

  /** Attributes are read or assigned by names that are not known. */
  get reflects(): boolean {
    return this.#world.isReflected();
  }

  /** All calls of it are known, and each gives it what it takes. */
  isCalledRight(node: FunctionNode): boolean {
    let known = this.#right.get(node);
    if (known === undefined) {
      const f = this.#world.functions.get(node);
      known =
        f !== undefined &&
        !this.#world.opened.has(node) &&
        (this.#world.calls.get(node) ?? []).every(([args, more]) => isRight(f, args, more));
      this.#right.set(node, known);
    }
    return known;
  }
  readonly #right = new Map<FunctionNode, boolean>();

  /** It got out of sight: anything may call it. */
  isEscaped(f: FunctionNode): boolean {
    return this.#world.escaped.has(f);
  }
}

function python2In({ files }: Program): boolean | ReadonlySet<Node> {
  const old = files.filter(({ python2 }) => python2);
  if (old.length === 0 || old.length === files.length) return old.length > 0;
  const nodes = new Set<Node>();
  const visit = (node: Node): void => {
    nodes.add(node);
    childrenOf(node).forEach(visit);
  };
  for (const { tree } of old) visit(tree);
  return nodes;
}

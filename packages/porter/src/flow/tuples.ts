/**
 * Tuples of which nothing tells that they are none but lists: they are unpacked, gone through, kept in containers and handed to functions
 * of the program, and that is all. What is shown, compared, hashed or given to a library is a tuple, and so is what is in it.
 */
import type { Program } from '../program.js';
import { type FunctionNode, type Node, childrenOf, isFunction } from '../syntax.js';
import { type Use, isOwn } from './use.js';
import { USES } from './uses.js';
import type { Cell, Value } from './values.js';
import type { World } from './world.js';

export class Tuples {
  readonly #world: World;
  /** Looked at, with what is in containers. */
  readonly #seen = new Set<Value>();
  /** The same, with the attributes of objects. */
  readonly #taken = new Set<Value>();
  /** Tuples used as such: not what is in them. */
  readonly #tuples = new Set<Value>();
  readonly #use: Use;
  /** Expressions whose use tells nothing. */
  readonly #blind = new Set<Node>();
  /** Values that are compared with each other, and with nothing else. */
  readonly #compared: (readonly Value[])[] = [];

  constructor(program: Program, world: World) {
    this.#world = world;
    this.#use = this.#uses(world);
    for (const value of world.gone) this.#see(value, false);
    for (const f of world.opened) {
      const known = world.functions.get(f);
      for (const cell of [known?.returns, known?.yields]) this.#seeAll(cell?.values, false);
    }
    // What a generator returns is in the error that ends it.
    for (const { made, returns } of world.functions.values())
      if (made !== undefined) this.#seeAll(returns.values, false);
    for (const { tree } of program.files) this.#visit(tree);
    while (this.#compared.some((values) => this.#differ(values)));
  }

  /** The tuple that a node makes may be a list. */
  isPlain(node: Node): boolean {
    const [box] = this.#world.known(node)?.values ?? [];
    return box?.kind === 'box' && box.maker === node && this.#isPlain(box);
  }

  /** So may what takes the rest of the arguments of a function. */
  isPlainRest(f: FunctionNode): boolean {
    return this.#isPlain(this.#world.box(f, 'tuple'));
  }

  #isPlain(value: Value): boolean {
    return (
      value.kind === 'box' &&
      value.type === 'tuple' &&
      (value.maker.nodeType === 'Tuple' || isFunction(value.maker)) &&
      !this.#seen.has(value) &&
      !this.#tuples.has(value)
    );
  }

  #visit(node: Node): void {
    USES[node.nodeType]?.(this.#use, node as never);
    for (const child of childrenOf(node)) {
      if (child.nodeType === 'Constant') continue;
      if (!this.#blind.has(child)) this.#seeAll(this.#world.known(child)?.values, false);
      if (child.nodeType !== 'Name') this.#visit(child);
    }
  }

  /** What the uses of values do here. */
  #uses(world: World): Use {
    return {
      blind: (...nodes) => {
        for (const node of nodes) if (node !== undefined && node !== null) this.#blind.add(node);
      },
      asTuple: (node) => {
        this.#blind.add(node);
        for (const value of this.#values(node)) this.#tuples.add(value);
      },
      items: (node) => {
        this.#blind.add(node);
        for (const value of this.#values(node))
          if (value.kind === 'box')
            for (const cell of [value.item, value.key]) this.#seeAll(cell.values, false);
      },
      take: (node) => {
        this.#seeAll(this.#values(node), true);
      },
      look: ({ values }) => {
        this.#seeAll(values, false);
      },
      compare: (cell) => {
        this.#compared.push(cell.values);
        for (const value of cell.values)
          if (value.kind === 'box')
            this.#seeAll(
              value.item.values.filter(({ kind }) => kind === 'box'),
              false,
            );
      },
      values: (node) => this.#values(node),
      world,
      fields: new Set(),
    };
  }

  #values(node: Node): readonly Value[] {
    return this.#world.known(node)?.values ?? [];
  }

  /** Of values that are compared, one is a tuple, or something else: then all are what Python has. True if that was not known. */
  #differ(values: readonly Value[]): boolean {
    const plain = values.filter((value) => this.#isPlain(value));
    if (plain.length === 0 || plain.length === values.length) return false;
    this.#seeAll(plain, false);
    return true;
  }

  #seeAll(values: readonly Value[] | undefined, isTaken: boolean): void {
    if (values !== undefined) for (const value of values) this.#see(value, isTaken);
  }

  #see(value: Value, isTaken: boolean): void {
    if (value.kind === 'plain' || this.#taken.has(value) || (!isTaken && this.#seen.has(value))) return;
    this.#seen.add(value);
    if (isTaken) this.#taken.add(value);
    const all = (...cells: readonly Cell[]): void => {
      for (const { values } of cells) this.#seeAll(values, isTaken);
    };
    switch (value.kind) {
      case 'box':
        all(value.item, value.key);
        return;
      case 'instance':
        // A dataclass shows its fields, and compares them.
        if (isTaken || !isOwn(value.of)) all(...this.#world.attributesOf(value));
        return;
      case 'function':
        all(value.returns, value.yields);
        return;
      case 'bound':
        this.#see(value.self, isTaken);
        if (typeof value.of !== 'string') this.#see(value.of, isTaken);
        return;
      case 'made':
        all(value.of, ...(value.args?.named.values() ?? []));
        for (const { cell } of value.args?.positional ?? []) all(cell);
        return;
      case 'class':
        if (isTaken) {
          all(...this.#world.attributesOf(value));
          this.#see(value.instance, isTaken);
        }
    }
  }
}

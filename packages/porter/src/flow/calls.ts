/** Calls: what comes of the arguments, and what comes of the call, by what is called. */
import type { ExprNode, Node } from '../syntax.js';
import { eachHome, ifStrange } from './attributes.js';
import { escapeAll } from './arguments.js';
import { items, itemsOf } from './iteration.js';
import { applyPlain } from './library.js';
import { applyMethod } from './methods.js';
import { type Parameters, parametersOf } from './parameters.js';
import {
  type Arguments,
  type Cell,
  type ClassValue,
  type FunctionValue,
  type Instance,
  type Made,
  type Value,
} from './values.js';
import type { World } from './world.js';

/** A value is called; what comes of it goes into a cell. `node` is where. */
export function apply(world: World, callee: Value, args: Arguments, into: Cell, node: Node): void {
  switch (callee.kind) {
    case 'function':
      applyFunction(world, callee, undefined, args, into);
      return;
    case 'bound':
      if (typeof callee.of === 'string') applyMethod(world, callee.of, callee.self, args, into, node);
      else applyFunction(world, callee.of, callee.self, args, into);
      return;
    case 'class':
      construct(world, callee, args, into, node);
      return;
    case 'instance': {
      // One whose `__call__` is an object of its class would never come to an end.
      if (args.through?.includes(callee) === true) return;
      const further = { ...args, through: [...(args.through ?? []), callee] };
      eachHome(
        world,
        callee.of,
        '__call__',
        (_home, cell) => {
          cell.each((value) => {
            if (value.kind === 'function') apply(world, world.bound(value, callee), args, into, node);
            else apply(world, value, further, into, node);
          });
        },
        () => undefined,
      );
      escapeAll(world, args);
      return;
    }
    case 'made':
      applyMade(world, callee, args, into, node);
      return;
    case 'box':
      escapeAll(world, args);
      into.add(world.any);
      return;
    case 'plain':
      if (callee === world.unseen) {
        escapeAll(world, args);
        into.add(callee);
      } else applyPlain(world, callee.type, args, into, node);
  }
}

function applyMade(world: World, callee: Made, args: Arguments, into: Cell, node: Node): void {
  const { through = [] } = args;
  if (through.includes(callee)) {
    world.escape(callee.of);
    escapeAll(world, args);
    into.add(world.any);
    return;
  }
  const again = { ...args, through: [...through, callee] };
  switch (callee.by) {
    case 'partial': {
      const all = { ...together(callee.args, args), through: again.through };
      callee.of.each((value) => {
        apply(world, value, all, into, node);
      });
      return;
    }
    case 'identity':
      args.positional[0]?.cell.into(into);
      return;
    case 'contexts': {
      const made = world.cell();
      callee.of.each((value) => {
        apply(world, value, again, made, node);
      });
      made.each((value) => {
        into.add(value.kind === 'box' && value.generator !== undefined ? world.context(value) : world.any);
      });
      return;
    }
    case 'memo':
      callee.of.each((value) => {
        apply(world, value, again, into, node);
      });
      return;
    case 'memoizer':
      into.add(world.made(node, 'memo', args.positional[0]?.cell ?? world.cell()));
      return;
    default:
      escapeAll(world, args);
      into.add(world.any);
  }
}

function together(first: Arguments | undefined, more: Arguments): Arguments {
  if (first === undefined) return more;
  return {
    positional: [...first.positional, ...more.positional],
    named: new Map([...first.named, ...more.named]),
    spread: [...first.spread, ...more.spread],
  };
}

function applyFunction(
  world: World,
  f: FunctionValue,
  self: Value | undefined,
  args: Arguments,
  into: Cell,
): void {
  const parameters = parametersOf(world, f);
  world.called(f, args, self === undefined ? 0 : 1);
  let at = 0;
  if (self !== undefined) {
    if (parameters.cells[0] === undefined) parameters.rest?.place(0).add(self);
    else parameters.cells[0].add(self);
    at = 1;
  }
  let isOpen = false;
  for (const { cell, isStarred } of args.positional) {
    if (isStarred) {
      spreadInto(world, parameters, at, cell, isOpen);
      isOpen = true;
    } else if (isOpen) cell.each((value) => toAll(parameters, at, value));
    else cell.into(target(parameters, at++, world));
  }
  for (const [name, cell] of args.named) cell.into(named(parameters, name, world));
  for (const cell of args.spread)
    cell.each((value) => {
      if (value.kind !== 'box') {
        toAll(parameters, at, world.any);
        for (const one of parameters.named.values()) one.add(world.any);
        parameters.more?.rest.add(world.any);
        parameters.more?.item.add(world.any);
        return;
      }
      value.eachName((name, one) => {
        one.into(named(parameters, name, world));
      });
      const all = value.isKeywords ? value.rest : value.item;
      all.each((one) => {
        for (const each of parameters.named.values()) each.add(one);
        parameters.more?.rest.add(one);
        parameters.more?.item.add(one);
      });
    });
  if (f.made === undefined) f.returns.into(into);
  else into.add(f.made);
}

function target({ cells, rest }: Parameters, at: number, world: World): Cell {
  return cells[at] ?? rest?.place(at - cells.length) ?? world.cell();
}

function named(parameters: Parameters, name: string, world: World): Cell {
  return parameters.named.get(name) ?? parameters.more?.name(name) ?? world.cell();
}

/** A value that may be any argument from a place on. */
function toAll({ cells, rest }: Parameters, from: number, value: Value): void {
  for (const cell of cells.slice(from)) cell.add(value);
  rest?.rest.add(value);
}

/** `*args`: a tuple whose places are known, or anything that is gone through. */
function spreadInto(world: World, parameters: Parameters, at: number, cell: Cell, isOpen: boolean): void {
  cell.each((value) => {
    if (value.kind === 'box' && value.type === 'tuple' && !isOpen) {
      value.eachPlace((i, place) => {
        place.into(target(parameters, at + i, world));
      });
      value.rest.each((one) => {
        toAll(parameters, at, one);
      });
      return;
    }
    itemsOf(world, value).each((one) => {
      toAll(parameters, at, one);
    });
  });
}

/** `C(...)`. */
function construct(world: World, cls: ClassValue, args: Arguments, into: Cell, node: Node): void {
  into.add(cls.instance);
  ifStrange(cls, () => {
    into.add(world.any);
    escapeAll(world, args);
  });
  initialize(world, cls.instance, args, node);
  if (cls.node.body.some((one) => one.nodeType === 'FunctionDef' && one.name === '__new__')) {
    into.add(world.any);
    escapeAll(world, args);
  }
}

function initialize(world: World, of: Instance, args: Arguments, node: Node): void {
  eachHome(
    world,
    of.of,
    '__init__',
    (_home, cell) => {
      cell.each((value) => {
        if (value.kind === 'function') applyFunction(world, value, of, args, world.cell());
        else {
          apply(world, value, args, world.cell(), node);
          escapeAll(world, args);
        }
      });
    },
    () => {
      // A dataclass has one that is not written; what is given may become any attribute.
      if (args.positional.length + args.named.size + args.spread.length > 0) fields(world, of, args);
    },
  );
}

/** The fields of a dataclass. */
function fields(world: World, of: Instance, args: Arguments): void {
  const names = fieldsOf(of.of);
  const isInPlace = isInOrder(of.of);
  let isOpen = !isInPlace;
  for (const [i, { cell, isStarred }] of args.positional.entries()) {
    isOpen ||= isStarred;
    const given = isStarred ? items(world, cell) : cell;
    const among = isOpen ? names.slice(isInPlace ? i : 0) : names.slice(i, i + 1);
    for (const name of among) given.into(world.attribute(of, name));
  }
  for (const [name, cell] of args.named) cell.into(world.attribute(of, name));
  if (args.spread.length === 0) return;
  escapeAll(world, args);
  for (const name of names) world.attribute(of, name).add(world.any);
}

/** Its arguments are its annotations, as they come: none is an attribute of the class, or given by name only. */
function isInOrder(cls: ClassValue): boolean {
  return (
    cls.node.body.every(
      (one) => one.nodeType !== 'AnnAssign' || !(isSpecial(one.annotation) || isElsewhere(one.value)),
    ) &&
    cls.bases.every((base) => [...base.values].every((value) => value.kind !== 'class' || isInOrder(value)))
  );
}

/** `field(init=False)`, `field(kw_only=True)`. */
function isElsewhere(value: ExprNode | undefined): boolean {
  return value?.nodeType === 'Call' && value.keywords.some(({ arg }) => arg === 'init' || arg === 'kw_only');
}

function isSpecial(annotation: ExprNode): boolean {
  const of = annotation.nodeType === 'Subscript' ? annotation.value : annotation;
  const name = of.nodeType === 'Name' ? of.id : of.nodeType === 'Attribute' ? of.attr : undefined;
  return of.nodeType === 'Constant' || (name !== undefined && /^(?:ClassVar|InitVar|KW_ONLY)$/.test(name));
}

/** In the order of the classes, from the base on. */
function fieldsOf(cls: ClassValue): string[] {
  const inherited = cls.bases.flatMap((base) =>
    [...base.values].flatMap((value) => (value.kind === 'class' ? fieldsOf(value) : [])),
  );
  const own = cls.node.body.flatMap((one) =>
    one.nodeType === 'AnnAssign' && one.target.nodeType === 'Name' ? [one.target.id] : [],
  );
  return [...new Set([...inherited, ...own])];
}

/** Functions and classes: what their definitions bring to names, and what their decorators make of them. */
import { byName } from '../by-name.js';
import type { ClassNode } from '../analysis/facts.js';
import { ends } from '../analysis/returns.js';
import { entryOf } from '../library/index.js';
import type { ExprNode, FunctionNode, Stmt } from '../syntax.js';
import { returned } from './arguments.js';
import { HANDLED } from './library.js';
import { openParameters, parametersOf } from './parameters.js';
import { bind } from './targets.js';
import {
  type Cell,
  type ClassValue,
  type FunctionValue,
  type Made,
  NO_ARGUMENTS,
  type Value,
} from './values.js';
import type { Here, World } from './world.js';

/** The function or class of a definition, with its decorators. */
function decorated(world: World, here: Here, node: Stmt<'FunctionDef'> | ClassNode, given: Cell): Cell {
  let cell = given;
  for (const decorator of [...node.decorator_list].reverse())
    cell = decoratedBy(world, here, decorator, cell);
  return cell;
}

const KINDS: Readonly<Record<string, Made['by']>> = byName({
  property: 'property',
  cached_property: 'property',
  staticmethod: 'static',
  classmethod: 'classmethod',
});

function decoratedBy(world: World, here: Here, decorator: ExprNode, of: Cell): Cell {
  const name =
    decorator.nodeType === 'Name' ? decorator.id : decorator.nodeType === 'Attribute' ? decorator.attr : '';
  const kind = KINDS[name];
  if (kind !== undefined) {
    world.walk(here, decorator);
    return world.holding(world.made(decorator, kind, of));
  }
  // The property is there; its setter is found by its name.
  if (decorator.nodeType === 'Attribute' && /^(?:setter|getter|deleter)$/.test(decorator.attr))
    return world.cell();
  const result = world.cell();
  world.walk(here, decorator).each((value) => {
    if (value.kind === 'plain' && KEEPING.test(value.type)) of.into(result);
    else {
      if (value.kind === 'plain' && value.type === 'any') world.escape(of);
      world.apply(
        value,
        { ...NO_ARGUMENTS, positional: [{ cell: of, isStarred: false }] },
        result,
        decorator,
      );
    }
  });
  return result;
}

/** Decorators that return what they are given. */
const KEEPING =
  /^entry\.(?:abc\.abstract\w+|dataclasses\.dataclass|functools\.total_ordering|typing\.\w+|unittest\.skip\w*)$/;

/** A function of the program, with what its defaults bring; its body is walked once. */
export function define(world: World, here: Here, node: FunctionNode): Cell {
  const f = world.functions.get(node);
  if (f === undefined) return world.holding(world.any);
  const inner = { ...here, scope: f.scope };
  const { args } = node;
  const all = [...args.posonlyargs, ...args.args];
  const from = all.length - args.defaults.length;
  for (const [i, one] of args.defaults.entries()) bindDefault(world, here, inner, all[from + i]?.arg, one);
  for (const [i, one] of args.kw_defaults.entries())
    if (one !== null) bindDefault(world, here, inner, args.kwonlyargs[i]?.arg, one);
  parametersOf(world, f);
  if (node.nodeType === 'Lambda') world.walk(inner, node.body).into(f.returns);
  else {
    world.block(inner, node.body);
    if (!ends(node.body)) f.returns.add(world.plain('none'));
  }
  return world.holding(f);
}

function bindDefault(world: World, here: Here, inner: Here, name: string | undefined, node: ExprNode): void {
  const binding = name === undefined ? undefined : inner.scope.bindings.get(name);
  const given = world.walk(here, node);
  if (binding !== undefined) given.into(world.binding(binding));
}

export function functionDef(world: World, here: Here, node: Stmt<'FunctionDef'>): void {
  const f = define(world, here, node);
  bind(world, here, node.name, decorated(world, here, node, f));
  if (here.scope.isClass) method(world, here, node);
}

/** A method: its first argument is an instance, whoever calls it; Python itself calls the special ones. */
function method(world: World, here: Here, node: Stmt<'FunctionDef'>): void {
  const cls = world.classOf(here.scope.node);
  const f = world.functions.get(node);
  if (cls === undefined || f === undefined) return;
  if (/^__\w+__$/.test(node.name) && !/^__(?:init|call)__$/.test(node.name)) openParameters(world, f);
}

export function classDef(world: World, here: Here, node: ClassNode): void {
  const cls = world.classes.get(node);
  if (cls === undefined) return;
  for (const base of node.bases) {
    const given = world.walk(here, base);
    // What stands in brackets is for type checkers.
    cls.bases.push(base.nodeType === 'Subscript' ? world.expression(base.value) : given);
  }
  for (const { value } of node.keywords) world.walk(here, value);
  for (const base of cls.bases)
    base.each((value) => {
      if (value.kind === 'class') return;
      for (const one of cls.node.body) {
        const f = one.nodeType === 'FunctionDef' ? world.functions.get(one) : undefined;
        if (f === undefined || one.nodeType !== 'FunctionDef' || !isCalledBy(value, one.name)) continue;
        const types =
          value.kind === 'plain' && one.name === 'handle' ? HANDLED[value.type.slice(6)] : undefined;
        if (types === undefined) openParameters(world, f);
        else giveTo(world, f, types);
      }
    });
  inherit(world, cls, cls);
  world.block({ ...here, scope: cls.scope }, node.body);
  bind(world, here, node.name, decorated(world, here, node, world.holding(cls)));
}

/** A server calls a method with these. */
function giveTo(world: World, f: FunctionValue, types: readonly string[]): void {
  const { cells } = parametersOf(world, f);
  for (const [i, type] of types.entries()) cells[i + 1]?.add(returned(world, type, f.node));
}

/** A library calls a method of a class that extends one of its own. */
function isCalledBy(value: Value, name: string): boolean {
  if (name === '__init__') return false;
  const type = value.kind === 'plain' ? value.type : 'any';
  if (/^(?:builtin|exception)\./.test(type)) return false;
  if (type.startsWith('entry.gevent.server.') && /^(?:handle$|do_)/.test(name)) return true;
  if (/^entry\.(?:(?:patched\.)?(?:gevent|threading|queue)|collections|abc|typing)\./.test(type))
    return entryOf(type.slice(6))?.members.has(name) ?? false;
  return true;
}

/** Methods of a class, and of what it extends, are called with its instances. */
function inherit(world: World, cls: ClassValue, of: ClassValue): void {
  for (const one of of.node.body) {
    if (one.nodeType !== 'FunctionDef') continue;
    const f = world.functions.get(one);
    const [first] = [...one.args.posonlyargs, ...one.args.args];
    const binding = first === undefined ? undefined : f?.scope.bindings.get(first.arg);
    if (binding === undefined) continue;
    const kinds = one.decorator_list.flatMap((decorator) =>
      decorator.nodeType === 'Name' ? [decorator.id] : [],
    );
    if (kinds.includes('staticmethod')) continue;
    const isOfClass = kinds.includes('classmethod') || /^__(?:new|init_subclass)__$/.test(one.name);
    world.binding(binding).add(isOfClass ? cls : cls.instance);
  }
  for (const base of of.bases)
    base.each((value) => {
      if (value.kind === 'class' && value !== cls) inherit(world, cls, value);
    });
}

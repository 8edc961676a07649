/** Attributes that are assigned, and those that are read by names that are not known. */
import type { Stmt } from '../syntax.js';
import { member, read } from './attributes.js';
import {
  type Cell,
  type ClassValue,
  type FunctionValue,
  type Instance,
  NO_ARGUMENTS,
  type Value,
} from './values.js';
import type { World } from './world.js';

/** An attribute is read by a name of which only the beginning is known. */
export function readAny(world: World, of: Value, prefix: string, into: Cell): void {
  const name = (one: string): boolean => one.startsWith(prefix);
  if (of.kind === 'instance' || of.kind === 'class') {
    const seen = new Set<ClassValue>();
    // Where it may be any of them, that is all that is told of it.
    const found = (one: string): void => {
      if (prefix === '') world.escape(member(world, of, one));
      else read(world, of, one, into);
    };
    const members = (cls: ClassValue): void => {
      if (seen.has(cls)) return;
      seen.add(cls);
      for (const one of cls.scope.bindings.keys()) if (name(one)) found(one);
      for (const base of cls.bases)
        base.each((value) => {
          if (value.kind === 'class') members(value);
          else into.add(world.any);
        });
    };
    members(of.kind === 'instance' ? of.of : of);
    for (const one of world.facts.assigned) if (name(one)) found(one);
    if (prefix === '' || world.facts.methods.has('__getattr__')) into.add(world.any);
    return;
  }
  into.add(world.any);
  if (of.kind !== 'plain' || of.type !== 'any') return;
  for (const cls of world.classes.values())
    for (const one of cls.scope.bindings.keys())
      if (name(one)) world.escape(member(world, cls.instance, one));
  for (const one of world.facts.assigned) if (name(one)) world.escape(world.read(one));
}

/** An attribute is assigned. */
export function write(world: World, of: Value, name: string, from: Cell): void {
  switch (of.kind) {
    case 'instance':
      ifDefines(of.of, '__setattr__', () => {
        from.each(() => world.attribute(of, name).add(world.unseen));
      });
      from.into(world.attribute(of, name));
      setters(world, of, name, from);
      return;
    case 'class':
    case 'function':
      from.into(world.attribute(of, name));
      return;
    case 'bound':
      if (typeof of.of !== 'string') from.into(world.attribute(of.of, name));
      from.into(world.written(name));
      return;
    default:
      from.into(world.written(name));
      world.escape(from);
  }
}

/** Tell of a class that has a name of its own, or one that it extends does. */
function ifDefines(cls: ClassValue, name: string, tell: () => void, seen = new Set<ClassValue>()): void {
  if (seen.has(cls)) return;
  seen.add(cls);
  if (cls.scope.bindings.has(name)) tell();
  for (const base of cls.bases)
    base.each((value) => {
      if (value.kind === 'class') ifDefines(value, name, tell, seen);
    });
}

/** What is assigned to a property goes to its setter. */
function setters(world: World, of: Instance, name: string, from: Cell): void {
  for (const f of settersOf(world, name))
    world.apply(
      world.bound(f, of),
      { ...NO_ARGUMENTS, positional: [{ cell: from, isStarred: false }] },
      world.cell(),
      f.node,
    );
}

/** The setters of properties of a name, of whatever class. */
function settersOf(world: World, name: string): FunctionValue[] {
  return (world.facts.properties.get(name) ?? [])
    .filter((f) =>
      (f as Stmt<'FunctionDef'>).decorator_list.some(
        (one) => one.nodeType === 'Attribute' && one.attr === 'setter',
      ),
    )
    .flatMap((f) => world.functions.get(f) ?? []);
}

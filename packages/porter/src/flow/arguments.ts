/** Arguments of calls, and results of a given type. */
import type { Node } from '../syntax.js';
import type { Arguments, Box, Cell, Plain } from './values.js';
import type { World } from './world.js';

/** What a function of a library does with its arguments, and what comes of it. */
export type Model = (world: World, args: Arguments, into: Cell, node: Node) => void;

/** Arguments get out of sight. */
export function escapeAll(world: World, { positional, named, spread }: Arguments): void {
  // They may become attributes.
  for (const name of named.keys()) world.given.add(name);
  for (const { cell } of positional) world.escape(cell);
  for (const cell of named.values()) world.escape(cell);
  for (const cell of spread) world.escape(cell);
}

/** What is looked at only. */
export function exposeAll(world: World, { positional, named, spread }: Arguments): void {
  for (const { cell } of positional) world.expose(cell);
  for (const cell of named.values()) world.expose(cell);
  for (const cell of spread) world.expose(cell);
}

/** The first argument; nothing, if there is none. */
export function first(world: World, { positional }: Arguments): Cell {
  return positional[0]?.cell ?? world.cell();
}

const CONTAINERS = new Set(['list', 'tuple', 'dict', 'set', 'iter', 'coiter']);

/** A value of a type that a node makes, with nothing in it yet. */
export function made(world: World, type: string, node: Node): Box | Plain {
  return CONTAINERS.has(type) || type.startsWith('lib.')
    ? world.box(node, type)
    : world.plain(type === 'attr' ? 'any' : type);
}

/** The same, of which nothing is known of what is in it. */
export function returned(world: World, type: string, node: Node): Box | Plain {
  const value = made(world, type, node);
  if (value.kind === 'box' && !/^lib\.(?:gevent|queue|threading|concurrent)\./.test(value.type)) {
    value.rest.add(world.any);
    value.item.add(world.any);
    value.key.add(world.any);
  }
  return value;
}

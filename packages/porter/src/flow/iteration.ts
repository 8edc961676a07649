/** Items: what iteration over a value gives, and what `[]` does. */
import type { Node } from '../syntax.js';
import { read } from './attributes.js';
import { type Box, type Cell, NO_ARGUMENTS, type Value } from './values.js';
import type { World } from './world.js';

/** Values that are dicts, or behave like one. */
export function isMapping(type: string): boolean {
  return /^(?:dict|lib\.collections\.(?:OrderedDict|defaultdict|Counter))$/.test(type);
}

/** Containers of which all that goes in and out is seen. */
export function isKnown(type: string): boolean {
  return (
    isMapping(type) ||
    /^(?:list|tuple|set|iter|lib\.collections\.deque|lib\.(?:gevent\.queue|queue)\.\w+|lib\.gevent\.socket\.SocketFile)$/.test(
      type,
    )
  );
}

/** What iteration over whatever comes to a cell gives. */
export function items(world: World, cell: Cell): Cell {
  if (cell.items === undefined) {
    const all = (cell.items = world.cell());
    cell.each((value) => {
      itemsOf(world, value).into(all);
    });
  }
  return cell.items;
}

export function itemsOf(world: World, value: Value): Cell {
  switch (value.kind) {
    case 'box':
      if (isKnown(value.type)) return isMapping(value.type) ? value.key : value.item;
      return world.holding(world.any);
    case 'plain':
      if (value.type === 'range' || value.type === 'bytes') return world.holding(world.plain('int'));
      if (value.type === 'str') return world.holding(value);
      return world.holding(...(value.type === 'none' ? [] : [world.any]));
    case 'instance':
      return world.member(value, 'items of it', (into) => {
        const next = world.cell();
        read(world, value, '__next__', next);
        const made = world.cell();
        read(world, value, '__iter__', made);
        const iterators = world.cell();
        for (const [method, to] of [
          [next, into],
          [made, iterators],
        ] as const)
          method.each((one) => {
            if (one.kind === 'bound' && typeof one.of !== 'string')
              world.apply(one, NO_ARGUMENTS, to, one.of.node);
          });
        iterators.each((one) => {
          if (one !== value) itemsOf(world, one).into(into);
        });
        const { bindings } = value.of.scope;
        if (!bindings.has('__next__') && !bindings.has('__iter__')) into.add(world.any);
      });
    default:
      return world.holding(world.any);
  }
}

/** What `value[key]` gives; `at` is the key, if it is a number that is written there. */
export function itemAt(
  world: World,
  value: Value,
  key: Cell,
  at: number | 'slice' | undefined,
  into: Cell,
  node: Node,
): void {
  switch (value.kind) {
    case 'box':
      boxAt(world, value, at, into, node);
      return;
    case 'plain':
      if (at === 'slice') into.add(/^(?:str|bytes|range)$/.test(value.type) ? value : world.any);
      else if (value.type === 'str') into.add(value);
      else if (value.type === 'bytes' || value.type === 'range') into.add(world.plain('int'));
      else if (value.type !== 'none') into.add(world.any);
      return;
    case 'instance': {
      const method = world.cell();
      read(world, value, '__getitem__', method);
      method.each((one) => {
        world.apply(one, { ...NO_ARGUMENTS, positional: [{ cell: key, isStarred: false }] }, into, node);
      });
      return;
    }
    default:
      into.add(world.any);
  }
}

function boxAt(world: World, box: Box, at: number | 'slice' | undefined, into: Cell, node: Node): void {
  if (box.type === 'tuple') {
    if (at === 'slice') {
      const made = world.box(node, 'tuple');
      box.item.into(made.rest);
      into.add(made);
    } else if (at !== undefined && at >= 0) box.place(at).into(into);
    else box.item.into(into);
    return;
  }
  if (at === 'slice') into.add(box.type === 'list' ? box : world.any);
  else if (isKnown(box.type)) box.item.into(into);
  else into.add(world.any);
}

/** `value[key] = item`. */
export function putAt(world: World, value: Value, key: Cell, item: Cell, isSlice: boolean): void {
  if (value.kind === 'box' && isKnown(value.type)) {
    put(value, key, isSlice ? items(world, item) : item);
    return;
  }
  if (value.kind === 'instance') {
    const method = world.cell();
    read(world, value, '__setitem__', method);
    const args = { ...NO_ARGUMENTS, positional: [key, item].map((cell) => ({ cell, isStarred: false })) };
    method.each((one) => {
      world.apply(one, args, world.cell(), value.of.node);
    });
    return;
  }
  world.escape(key);
  world.escape(item);
}

/** Something goes into a container. */
export function put(box: Box, key: Cell, item: Cell): void {
  item.into(box.isKeywords || box.type === 'tuple' ? box.rest : box.item);
  if (isMapping(box.type)) key.into(box.key);
}

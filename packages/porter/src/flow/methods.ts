/** Methods of containers and of objects of libraries: what they put in, what they give. */
import { byName } from '../by-name.js';
import { METHODS_OF } from '../library/methods.js';
import type { Node } from '../syntax.js';
import { ofLibrary } from './objects.js';
import { isKnown, isMapping, items, put } from './iteration.js';
import { type Arguments, Bound, type Box, type Cell, type Value } from './values.js';
import { escapeAll, exposeAll, first, made } from './arguments.js';
import type { World } from './world.js';

/** The call of a method of a value that is no object of the program. */
export function applyMethod(
  world: World,
  method: string,
  self: Value,
  args: Arguments,
  into: Cell,
  node: Node,
): void {
  const [path, own] = method.split(' ');
  if (own !== undefined && path !== undefined) {
    ofLibrary(world, path, own, self, args, into, node);
    return;
  }
  const type = self.kind === 'box' || self.kind === 'plain' ? self.type : 'any';
  if (self.kind === 'box' && isKnown(type) && ofContainer(world, self, method, args, into, node)) return;
  if (type.startsWith('lib.')) {
    ofLibrary(world, type.slice(4), method, self, args, into, node);
    return;
  }
  if (self.kind === 'box') world.escape(world.holding(self));
  ofPlain(world, type, method, args, into, node);
}

/** Of a str, bytes, or a number. */
function ofPlain(world: World, type: string, method: string, args: Arguments, into: Cell, node: Node): void {
  const returns = METHODS_OF[type]?.[method];
  if (returns === undefined) escapeAll(world, args);
  else exposeAll(world, args);
  const item = type === 'bytes' || type === 'str' ? world.plain(type) : world.any;
  const result = made(world, returns ?? 'any', node);
  if (result.kind === 'box' && (result.type === 'list' || result.type === 'tuple')) {
    // Parts of a text.
    result.rest.add(item);
    result.item.add(item);
  }
  into.add(result);
}

const PUTS: Readonly<Record<string, number>> = byName({
  append: 0,
  appendleft: 0,
  add: 0,
  insert: 1,
  put: 0,
  put_nowait: 0,
});
const GIVES = /^(?:pop|popleft|get|get_nowait|peek|peek_nowait|__getitem__)$/;
const NOTHING = new Set(
  'remove discard clear sort reverse rotate move_to_end count index isdisjoint issubset issuperset task_done'.split(
    ' ',
  ),
);
const RETURNS: Readonly<Record<string, string>> = byName({
  count: 'int',
  index: 'int',
  isdisjoint: 'bool',
  issubset: 'bool',
  issuperset: 'bool',
});

/** Of a list, a dict, a queue; false if there is no such method of it. */
function ofContainer(
  world: World,
  box: Box,
  method: string,
  args: Arguments,
  into: Cell,
  node: Node,
): boolean {
  const type = box.type;
  const isQueue = /queue\.\w+$/.test(type);
  const at = PUTS[method];
  if (at !== undefined) {
    const item =
      args.positional[at] ??
      (isQueue ? { cell: args.named.get('item') ?? world.cell(), isStarred: false } : undefined);
    if (item !== undefined)
      (item.isStarred ? items(world, item.cell) : item.cell).into(box.isKeywords ? box.rest : box.item);
    into.add(world.plain('none'));
    return true;
  }
  if (GIVES.test(method) && (isQueue || !isMapping(type) || method !== '__getitem__')) {
    box.item.into(into);
    if (isMapping(type)) {
      args.positional[1]?.cell.into(into);
      if (method === 'get' && args.positional.length < 2) into.add(world.plain('none'));
    }
    return true;
  }
  if (NOTHING.has(method)) {
    exposeAll(world, args);
    into.add(world.plain(RETURNS[method] ?? 'none'));
    return true;
  }
  switch (method) {
    case 'extend':
    case 'extendleft':
      items(world, first(world, args)).into(box.item);
      into.add(world.plain('none'));
      return true;
    case 'copy':
      into.add(box);
      return true;
    case 'keys':
    case 'values':
    case 'items':
      if (!isMapping(type)) return false;
      view(world, box, method, into, node);
      return true;
    case 'setdefault':
      if (!isMapping(type)) return false;
      put(box, first(world, args), args.positional[1]?.cell ?? world.holding(world.plain('none')));
      box.item.into(into);
      return true;
    case 'popitem': {
      const pair = world.box(node, 'tuple');
      pair.arity = 2;
      box.key.into(pair.place(0));
      box.item.into(pair.place(1));
      into.add(pair);
      return true;
    }
    case 'update':
      update(world, box, args);
      into.add(world.plain('none'));
      return true;
    case 'union':
    case 'intersection':
    case 'difference':
    case 'symmetric_difference': {
      const result = world.box(node, 'set');
      box.item.into(result.item);
      for (const { cell } of args.positional) items(world, cell).into(result.item);
      into.add(result);
      return true;
    }
    case 'difference_update':
    case 'intersection_update':
      return true;
    default:
      return false;
  }
}

function view(world: World, box: Box, method: string, into: Cell, node: Node): void {
  const result = world.box(node, world.isPython2(node) ? 'list' : 'iter');
  if (method === 'keys') box.key.into(result.item);
  else if (method === 'values') box.item.into(result.item);
  else {
    const pair = world.box(node, 'tuple');
    pair.arity = 2;
    box.key.into(pair.place(0));
    box.item.into(pair.place(1));
    result.item.add(pair);
  }
  into.add(result);
}

/** `d.update(other, a=1)`, `s.update(items)`. */
export function update(world: World, box: Box, { positional, named, spread }: Arguments): void {
  for (const { cell } of positional)
    cell.each((value) => {
      if (!isMapping(box.type)) {
        items(world, cell).into(box.item);
        return;
      }
      if (value.kind === 'box' && isMapping(value.type)) put(box, value.key, value.item);
      else {
        // Pairs, or what has keys().
        const pairs = items(world, cell);
        pairs.each((pair) => {
          if (pair.kind === 'box' && pair.type === 'tuple') put(box, pair.place(0), pair.place(1));
          else put(box, world.holding(world.any), world.holding(world.any));
        });
      }
    });
  for (const cell of [...named.values()]) put(box, world.holding(world.plain('str')), cell);
  for (const cell of spread)
    cell.each((value) => {
      if (value.kind === 'box' && isMapping(value.type)) put(box, value.key, value.item);
      else put(box, world.holding(world.any), world.holding(world.any));
    });
}

/** The name of a method of a library that got out of sight. */
export function methodOf(bound: Bound): { path: string; name: string } | undefined {
  if (typeof bound.of !== 'string') return undefined;
  const [path = '', own] = bound.of.split(' ');
  if (own !== undefined) return { path, name: own };
  const { self } = bound;
  const type = self.kind === 'box' || self.kind === 'plain' ? self.type : '';
  return { path: type.replace(/^lib\./, ''), name: path };
}

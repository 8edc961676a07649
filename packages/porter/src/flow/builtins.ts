/** What Python's built-in functions give, and do with what they are given. */
import { byName } from '../by-name.js';
import { BUILTINS, RETURNS } from '../library/builtins.js';
import type { Node } from '../syntax.js';
import { type Model, escapeAll, exposeAll, first, returned } from './arguments.js';
import { readAny, write } from './assigning.js';
import { read } from './attributes.js';
import { items, itemsOf } from './iteration.js';
import { update } from './methods.js';
import { namespace } from './namespaces.js';
import { resultOf } from './numbers.js';
import { type Arguments, type Cell, NO_ARGUMENTS, type Value } from './values.js';
import type { World } from './world.js';

/** A new container with what is in the first argument. */
export function gathered(type: string): Model {
  return (world, args, into, node) => {
    const box = world.box(node, type);
    items(world, first(world, args)).into(box.type === 'tuple' ? box.rest : box.item);
    for (const cell of args.named.values()) world.expose(cell);
    keyOf(world, args);
    into.add(box);
  };
}

/** `key=f` is called with each item. */
function keyOf(world: World, args: Arguments): void {
  const all = items(world, first(world, args));
  args.named.get('key')?.each((f) => {
    world.apply(
      f,
      { ...args, named: new Map(), positional: [{ cell: all, isStarred: false }] },
      world.cell(),
      world.nowhere,
    );
  });
}

/** The least or the most of the items, or of the arguments. */
const extreme: Model = (world, args, into) => {
  const all = args.positional.length === 1 ? items(world, first(world, args)) : world.cell();
  if (args.positional.length > 1)
    for (const { cell, isStarred } of args.positional) (isStarred ? items(world, cell) : cell).into(all);
  all.into(into);
  args.named.get('default')?.into(into);
  args.named.get('key')?.each((f) => {
    world.apply(
      f,
      { ...args, named: new Map(), positional: [{ cell: all, isStarred: false }] },
      world.cell(),
      world.nowhere,
    );
  });
};

/** The type of numbers that become others: of anything else nothing is known. */
function numeric(types: Readonly<Record<string, string>>): Model {
  return (world, args, into) => {
    first(world, args).each((value) => {
      into.add(world.plain((value.kind === 'plain' ? types[value.type] : undefined) ?? 'any'));
    });
    exposeAll(world, args);
  };
}

const MODELS: Readonly<Record<string, Model>> = byName({
  list: gathered('list'),
  set: gathered('set'),
  frozenset: gathered('set'),
  tuple: gathered('tuple'),
  sorted: gathered('list'),
  reversed: gathered('iter'),
  iter(world, args, into, node) {
    if (args.positional.length === 1) {
      first(world, args).each((value) => {
        iterator(world, value, into, node);
      });
      return;
    }
    const box = world.box(node, 'iter');
    first(world, args).each((f) => {
      world.apply(f, { positional: [], named: new Map(), spread: [] }, box.item, node);
    });
    into.add(box);
  },
  enumerate(world, args, into, node) {
    const pair = world.box(node, 'tuple');
    pair.arity = 2;
    pair.place(0).add(world.plain('int'));
    const start = args.positional[1]?.cell ?? args.named.get('start');
    start?.each((value) => {
      if (value.kind !== 'plain' || value.type !== 'int') pair.place(0).add(world.plain('bigint'));
    });
    items(world, first(world, args)).into(pair.place(1));
    const box = world.box(node, 'iter');
    box.item.add(pair);
    into.add(box);
  },
  zip(world, args, into, node) {
    const one = world.box(node, 'tuple');
    if (args.positional.every(({ isStarred }) => !isStarred)) one.arity = args.positional.length;
    for (const [i, { cell, isStarred }] of args.positional.entries())
      if (isStarred) items(world, items(world, cell)).into(one.rest);
      else items(world, cell).into(one.place(i));
    const box = world.box(node, world.isPython2(node) ? 'list' : 'iter');
    box.item.add(one);
    into.add(box);
  },
  map(world, args, into, node) {
    const box = world.box(node, world.isPython2(node) ? 'list' : 'iter');
    const positional = args.positional
      .slice(1)
      .map(({ cell }) => ({ cell: items(world, cell), isStarred: false }));
    first(world, args).each((f) => {
      world.apply(f, { ...args, positional }, box.item, node);
    });
    into.add(box);
  },
  filter(world, args, into, node) {
    const box = world.box(node, world.isPython2(node) ? 'list' : 'iter');
    const [, source] = args.positional;
    const all = source === undefined ? world.cell() : items(world, source.cell);
    all.into(box.item);
    first(world, args).each((f) => {
      if (f.kind !== 'plain' || f.type !== 'none')
        world.apply(f, { ...args, positional: [{ cell: all, isStarred: false }] }, world.cell(), node);
    });
    into.add(box);
  },
  dict(world, args, into, node) {
    const box = world.box(node, 'dict');
    update(world, box, args);
    into.add(box);
  },
  next(world, args, into) {
    items(world, first(world, args)).into(into);
    args.positional[1]?.cell.into(into);
  },
  min: extreme,
  max: extreme,
  sum(world, args, into) {
    const all = items(world, first(world, args));
    world.escape(all);
    all.each((value) => {
      const type = value.kind === 'plain' ? value.type : 'any';
      into.add(
        world.plain(
          type === 'float' || type === 'num' ? 'num' : /^(?:int|bigint|bool)$/.test(type) ? 'bigint' : 'any',
        ),
      );
    });
    if (args.positional.length > 1 || args.named.size > 0) into.add(world.any);
    else into.add(world.plain('int'));
  },
  abs: numeric({ int: 'int', bigint: 'bigint', float: 'float', bool: 'int', num: 'num' }),
  round(world, args, into, node) {
    if (args.positional.length === 1 && args.named.size === 0) into.add(world.plain('bigint'));
    else numeric({ float: 'float' })(world, args, into, node);
    exposeAll(world, args);
  },
  divmod(world, args, into, node) {
    const pair = world.box(node, 'tuple');
    pair.arity = 2;
    const [a, b] = args.positional;
    for (const [i, operator] of ['FloorDiv', 'Mod'].entries())
      a?.cell.each((left) => {
        b?.cell.each((right) => {
          const types = [left, right].map((one) => (one.kind === 'plain' ? one.type : 'any'));
          const isKnown = types.every((type) => type !== 'any' && type !== 'str');
          pair
            .place(i)
            .add(world.plain(isKnown ? resultOf(operator, types[0] ?? '', types[1] ?? '', false) : 'any'));
        });
      });
    exposeAll(world, args);
    into.add(pair);
  },
  getattr(world, args, into, node) {
    const name = world.texts.get(node);
    const [object, , otherwise] = args.positional;
    otherwise?.cell.into(into);
    object?.cell.each((value) => {
      if (name === undefined) readAny(world, value, '', into);
      else if (typeof name === 'string') read(world, value, name, into);
      else readAny(world, value, name.prefix, into);
    });
  },
  setattr(world, args, into, node) {
    const name = world.texts.get(node);
    const [object, , value] = args.positional;
    if (typeof name !== 'string' || object === undefined || value === undefined) {
      world.reflect();
      escapeAll(world, args);
    } else
      object.cell.each((one) => {
        write(world, one, name, value.cell);
      });
    into.add(world.plain('none'));
  },
  vars(world, _args, into, node) {
    namespace(world, node, into);
  },
  type(world, args, into) {
    if (args.positional.length > 1) {
      world.reflect();
      escapeAll(world, args);
    }
    into.add(world.any);
    world.expose(first(world, args));
  },
});

/** What iter() makes of a value: an iterator is one already. */
function iterator(world: World, value: Value, into: Cell, node: Node): void {
  if (value.kind === 'box' && /^(?:list|tuple|dict|set|lib\.collections\.\w+)$/.test(value.type)) {
    const box = world.box(node, 'iter');
    itemsOf(world, value).into(box.item);
    into.add(box);
  } else if (value.kind === 'instance') {
    const method = world.cell();
    read(world, value, '__iter__', method);
    method.each((one) => {
      world.apply(one, NO_ARGUMENTS, into, node);
    });
  } else into.add(value.kind === 'box' && /^(?:co)?iter$/.test(value.type) ? value : world.any);
}

/** Built-in functions that only look at what they are given. */
const LOOKING = new Set(
  'print len str repr ascii int float bool bytes isinstance issubclass hasattr callable id hash ord chr hex oct bin any all input format range divmod round pow open exit quit delattr object bytearray slice'.split(
    ' ',
  ),
);

export function builtin(world: World, name: string, args: Arguments, into: Cell, node: Node): void {
  const model = MODELS[name];
  if (model !== undefined) {
    model(world, args, into, node);
    return;
  }
  if (LOOKING.has(name)) exposeAll(world, args);
  else escapeAll(world, args);
  into.add(returned(world, BUILTINS.has(name) ? (RETURNS[name] ?? 'any') : 'any', node));
}

/** What the functions of itertools give, and call. */
import { type Model, exposeAll, first } from './arguments.js';
import { items } from './iteration.js';
import { type Arguments, type Box, type Cell, NO_ARGUMENTS } from './values.js';
import type { World } from './world.js';

type Filled = (world: World, args: Arguments, into: Cell, at: (type: string) => Box) => void;

/** What gives an iterator: `fill` says of what. */
function iterator(fill: Filled): Model {
  return (world, args, into, node) => {
    const box = world.box(node, 'iter');
    fill(world, args, box.item, (type) => world.box(node, type));
    into.add(box);
  };
}

/** Call whatever comes to a cell, with these. */
function callEach(world: World, f: Cell | undefined, given: readonly Cell[], into: Cell): void {
  const positional = given.map((cell) => ({ cell, isStarred: false }));
  f?.each((value) => {
    if (value.kind !== 'plain' || value.type !== 'none')
      world.apply(value, { ...NO_ARGUMENTS, positional }, into, world.nowhere);
  });
}

/** `takewhile(f, x)`: items of x. */
const chosen = iterator((world, { positional: [f, source] }, into) => {
  const all = source === undefined ? world.cell() : items(world, source.cell);
  all.into(into);
  callEach(world, f?.cell, [all], world.cell());
});

const same = iterator((world, args, into) => {
  items(world, first(world, args)).into(into);
  for (const { cell } of args.positional.slice(1)) world.expose(cell);
});

/** Tuples of items of the first argument. */
const groups = iterator((world, args, into, at) => {
  const tuple = at('tuple');
  items(world, first(world, args)).into(tuple.rest);
  into.add(tuple);
});

/** Tuples of one item of each argument. */
function together(
  world: World,
  { positional }: Arguments,
  at: (type: string) => Box,
  others: readonly Cell[],
): Box {
  const tuple = at('tuple');
  for (const [i, { cell, isStarred }] of positional.entries()) {
    const all = isStarred ? items(world, items(world, cell)) : items(world, cell);
    for (const one of [all, ...others]) one.into(isStarred ? tuple.rest : tuple.place(i));
  }
  return tuple;
}

export const ITERTOOLS: Readonly<Record<string, Model>> = {
  'itertools.takewhile': chosen,
  'itertools.dropwhile': chosen,
  'itertools.filterfalse': chosen,
  'itertools.cycle': same,
  'itertools.compress': same,
  'itertools.permutations': groups,
  'itertools.combinations': groups,
  'itertools.combinations_with_replacement': groups,
  'itertools.chain.from_iterable': iterator((world, args, into) => {
    items(world, items(world, first(world, args))).into(into);
  }),
  'itertools.count': iterator((world, { positional: [start, step], named }, into) => {
    const isStepped = step !== undefined || named.size > 0;
    if (start === undefined) into.add(world.plain(isStepped ? 'any' : 'int'));
    start?.cell.each((value) => {
      const isInt = value.kind === 'plain' && value.type === 'int';
      into.add(isInt && !isStepped ? value : world.any);
    });
  }),
  'itertools.repeat': iterator((world, args, into) => {
    first(world, args).into(into);
  }),
  'itertools.product': iterator((world, args, into, at) => {
    const tuple = together(world, args, at, []);
    if (args.named.size > 0) tuple.item.into(tuple.rest);
    else if (args.positional.every(({ isStarred }) => !isStarred)) tuple.arity = args.positional.length;
    into.add(tuple);
  }),
  'itertools.zip_longest': iterator((world, args, into, at) => {
    const fill = args.named.get('fillvalue') ?? world.holding(world.plain('none'));
    const tuple = together(world, args, at, [fill]);
    if (args.positional.every(({ isStarred }) => !isStarred)) tuple.arity = args.positional.length;
    into.add(tuple);
  }),
  'itertools.pairwise': iterator((world, args, into, at) => {
    const tuple = at('tuple');
    tuple.arity = 2;
    for (const place of [tuple.place(0), tuple.place(1)]) items(world, first(world, args)).into(place);
    into.add(tuple);
  }),
  'itertools.groupby': (world, args, into, node) => {
    const all = items(world, first(world, args));
    const key = args.named.get('key') ?? args.positional[1]?.cell;
    const pair = world.box(node, 'tuple');
    pair.arity = 2;
    if (key === undefined) all.into(pair.place(0));
    else callEach(world, key, [all], pair.place(0));
    const group = world.box(node, 'iter', 'group');
    all.into(group.item);
    pair.place(1).add(group);
    const box = world.box(node, 'iter');
    box.item.add(pair);
    into.add(box);
  },
  'itertools.starmap': iterator((world, { positional: [f, source] }, into) => {
    if (source === undefined) return;
    const given = { ...NO_ARGUMENTS, positional: [{ cell: items(world, source.cell), isStarred: true }] };
    f?.cell.each((value) => {
      world.apply(value, given, into, world.nowhere);
    });
  }),
  'itertools.accumulate': iterator((world, args, into) => {
    const all = items(world, first(world, args));
    const f = args.named.get('func') ?? args.positional[1]?.cell;
    args.named.get('initial')?.into(into);
    if (f === undefined) {
      exposeAll(world, args);
      into.add(world.any);
      return;
    }
    all.into(into);
    callEach(world, f, [into, all], into);
  }),
};

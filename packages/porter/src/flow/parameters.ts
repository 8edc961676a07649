/** The parameters of functions: where arguments go. */
import type { Arguments, Box, Cell, FunctionValue } from './values.js';
import type { World } from './world.js';

/** Where the arguments of a function go. */
export interface Parameters {
  readonly cells: readonly Cell[];
  readonly names: readonly string[];
  readonly rest: Box | undefined;
  readonly named: ReadonlyMap<string, Cell>;
  readonly more: Box | undefined;
}

export function parametersOf(world: World, f: FunctionValue): Parameters {
  let known = world.parameters.get(f);
  if (known === undefined) {
    const { args } = f.node;
    const cellOf = (name: string): Cell => world.binding(f.scope.bindingHere(name));
    const names = [...args.posonlyargs, ...args.args].map(({ arg }) => arg);
    const self = isMethod(f) ? names[0] : undefined;
    const given = (name: string): Cell => (name === self ? objectOf(world, cellOf(name)) : cellOf(name));
    const named = new Map([...args.args, ...args.kwonlyargs].map(({ arg }) => [arg, given(arg)] as const));
    const boxOf = (arg: { arg: string } | undefined, type: string): Box | undefined => {
      if (arg === undefined) return undefined;
      const box = world.box(f.node, type);
      if (type === 'dict') {
        box.isKeywords = true;
        box.key.add(world.plain('str'));
      }
      cellOf(arg.arg).add(box);
      return box;
    };
    known = {
      cells: names.map((name) => named.get(name) ?? given(name)),
      names,
      rest: boxOf(args.vararg, 'tuple'),
      named,
      more: boxOf(args.kwarg, 'dict'),
    };
    world.parameters.set(f, known);
  }
  return known;
}

/** A function may be called with anything. */
export function openParameters(world: World, f: FunctionValue): void {
  world.opened.add(f.node);
  const { cells, named, rest, more } = parametersOf(world, f);
  for (const cell of [...cells, ...named.values()]) cell.add(world.any);
  for (const box of [rest, more]) {
    box?.rest.add(world.any);
    box?.item.add(world.any);
  }
}

/** A method is called with an object of its class, or the class, whoever calls it. */
function objectOf(world: World, self: Cell): Cell {
  const given = world.cell();
  given.each((value) => {
    if (value.kind !== 'plain') self.add(value);
  });
  return given;
}

/** Its first parameter is the object, or the class. */
function isMethod({ node, scope }: FunctionValue): boolean {
  if (scope.parent?.isClass !== true || node.nodeType === 'Lambda') return false;
  return !node.decorator_list.some((one) => one.nodeType === 'Name' && one.id === 'staticmethod');
}

/** A call gives a function as many arguments as it takes, by names that it has; `more` of them are not among those that are written. */
export function isRight(
  { node }: FunctionValue,
  { positional, named, spread }: Arguments,
  more: number,
): boolean {
  const { posonlyargs, args, defaults, vararg, kwonlyargs, kw_defaults: own, kwarg } = node.args;
  const placed = [...posonlyargs, ...args].map(({ arg }) => arg);
  let count = more;
  for (const { cell, isStarred } of positional) {
    const size = isStarred ? arityOf(cell) : 1;
    if (size === undefined) return false;
    count += size;
  }
  const names = new Set(named.keys());
  for (const cell of spread) {
    const given = namesIn(cell);
    if (given === undefined) return false;
    for (const name of given) names.add(name);
  }
  if (count > placed.length && vararg === undefined) return false;
  const byName = [...args.slice(Math.max(0, count - posonlyargs.length)), ...kwonlyargs].map(
    ({ arg }) => arg,
  );
  const required = [
    ...placed.slice(count, Math.max(count, placed.length - defaults.length)),
    ...kwonlyargs.filter((_one, i) => (own[i] ?? undefined) === undefined).map(({ arg }) => arg),
  ];
  return (
    required.every((name) => names.has(name) && byName.includes(name)) &&
    [...names].every((name) => byName.includes(name) || (kwarg !== undefined && !placed.includes(name)))
  );
}

/** How many items each tuple has that comes to a cell; undefined if that is not known. */
function arityOf({ values }: Cell): number | undefined {
  const sizes = new Set(values.map((value) => (value.kind === 'box' ? value.arity : undefined)));
  const [size] = sizes;
  return sizes.size === 1 ? size : undefined;
}

/** The names of the keyword arguments that come to a cell; undefined if they are not known. */
function namesIn({ values }: Cell): string[] | undefined {
  const [value, more] = values;
  if (value?.kind !== 'box' || more !== undefined || !value.isKeywords || value.rest.values.length > 0)
    return undefined;
  return [...value.named.keys()];
}

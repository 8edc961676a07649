/** The parameters of functions: where arguments go. */
import type { Box, Cell, FunctionValue } from './values.js';
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

/** Names of modules: of libraries, and of other files of the program. */
import { type Imported, type ImportNode, broughtBy } from '../analysis/imports.js';
import { entryOf, moduleOf } from '../library/index.js';
import { returned } from './arguments.js';
import { bind } from './targets.js';
import type { Cell, Value } from './values.js';
import type { Here, World } from './world.js';

export function ofModule(world: World, here: Here, module: string, attr: string, cell: Cell): void {
  const path = `${module}.${attr}`;
  const inner = moduleOf(path, here.file.patched);
  if (inner !== undefined) cell.add(world.plain(`module.${inner}`));
  else cell.add(entryValue(world, path));
}

/** A name of a library. */
export function entryValue(world: World, path: string): Value {
  const found = entryOf(path);
  if (found === undefined) return world.any;
  if (found.kind !== 'value') return world.plain(`entry.${path}`);
  if (found.returns.startsWith('lib.')) return returned(world, found.returns, world.nowhere);
  return world.plain(
    /^(?:int|bigint|float|str|bytes|bool)$/.test(found.returns) ? found.returns : `entry.${path}`,
  );
}

export function ofFile(world: World, here: Here, module: string, attr: string, cell: Cell): void {
  const file = here.file.program?.get(module);
  const binding = file?.root.bindings.get(attr);
  if (binding !== undefined) world.binding(binding).into(cell);
  else
    cell.add(
      here.file.program?.has(`${module}.${attr}`) === true
        ? world.plain(`file.${module}.${attr}`)
        : world.any,
    );
}

/** An import binds what it brings. What is not there brings nothing where that is expected. */
export function importing(world: World, here: Here, node: ImportNode): void {
  for (const { bound, what } of broughtBy(here.file, node))
    if (what.kind !== 'missing' || !here.file.tries(node)) bind(world, here, bound, brought(world, what));
}

function brought(world: World, what: Imported): Cell {
  switch (what.kind) {
    case 'name':
      return what.binding === undefined ? world.holding(world.any) : world.binding(what.binding);
    case 'file':
      return world.holding(world.plain(`file.${what.module}`));
    case 'module':
      return world.holding(world.plain(`module.${what.path}`));
    case 'entry':
      return world.holding(entryValue(world, what.path));
    case 'missing':
      return world.holding(world.any);
  }
}

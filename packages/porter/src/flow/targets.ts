/** Targets of assignments: what comes to a name, an attribute, an item, and to each of a tuple of them. */
import type { ExprNode } from '../syntax.js';
import { write } from './assigning.js';
import { itemsOf, putAt } from './iteration.js';
import type { Cell } from './values.js';
import type { Here, World } from './world.js';

/** A name gets what comes to a cell. */
export function bind(world: World, here: Here, name: string, from: Cell): void {
  const binding = here.scope.frame.lookup(name) ?? here.scope.lookup(name);
  const own = here.scope.bindings.get(name);
  const it = here.scope.isComprehension && own !== undefined ? own : binding;
  if (it !== undefined) from.into(world.binding(it));
}

export function assign(world: World, here: Here, target: ExprNode, from: Cell): void {
  switch (target.nodeType) {
    case 'Name':
      bind(world, here, target.id, from);
      from.into(world.expression(target));
      return;
    case 'Attribute':
      world.walk(here, target.value).each((value) => {
        write(world, value, target.attr, from);
      });
      return;
    case 'Subscript': {
      const key = world.walk(here, target.slice);
      world.walk(here, target.value).each((value) => {
        putAt(world, value, key, from, target.slice.nodeType === 'Slice');
      });
      return;
    }
    case 'Tuple':
    case 'List':
      unpack(world, here, target.elts, from);
      return;
    case 'Starred':
      assign(world, here, target.value, from);
  }
}

function unpack(world: World, here: Here, targets: readonly ExprNode[], from: Cell): void {
  const star = targets.findIndex(({ nodeType }) => nodeType === 'Starred');
  const cells = targets.map((target, i) => {
    const cell = world.cell();
    if (i !== star) {
      assign(world, here, target, cell);
      return cell;
    }
    const rest = world.box(target, 'list');
    cell.into(rest.item);
    assign(world, here, target, world.holding(rest));
    return cell;
  });
  from.each((value) => {
    if (value.kind === 'box' && value.type === 'tuple' && star < 0) {
      for (const [i, cell] of cells.entries()) value.place(i).into(cell);
      return;
    }
    const all = itemsOf(world, value);
    for (const cell of cells) all.into(cell);
  });
}

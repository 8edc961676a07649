/** What can be told of the use of values. */
import type { Node } from '../syntax.js';
import type { Cell, ClassValue, Value } from './values.js';
import type { World } from './world.js';

export interface Use {
  /** Nothing is told of these: what they are goes on as it is. */
  readonly blind: (...nodes: readonly (Node | undefined | null)[]) => void;
  /** It is used as a tuple, if it is one; what is in it goes on as it is. */
  readonly asTuple: (node: Node) => void;
  /** It is gone through, and what is in it is looked at. */
  readonly items: (node: Node) => void;
  /** It is looked at, and the attributes of objects, too. */
  readonly take: (node: Node) => void;
  readonly look: (cell: Cell) => void;
  /** Values are compared with each other. */
  readonly compare: (cell: Cell) => void;
  readonly values: (node: Node) => readonly Value[];
  readonly world: World;
  /** Statements in the bodies of classes that something else than the program reads. */
  readonly fields: Set<Node>;
}

/** A class of the program that extends nothing else, and that nothing decorates. */
export function isOwn(cls: ClassValue): boolean {
  return (
    cls.node.decorator_list.length === 0 &&
    cls.node.keywords.length === 0 &&
    cls.bases.every(({ values }) =>
      values.every((base) =>
        base.kind === 'class'
          ? base !== cls && isOwn(base)
          : base.kind === 'plain' && base.type === 'builtin.object',
      ),
    )
  );
}

/** What kind of class one is. */
import type { ClassNode } from '../analysis/facts.js';
import { methodOf } from './inheritance.js';
import type { Context } from './context.js';

export function libraryPath(cx: Context, node: ClassNode): string | undefined {
  return (
    cx.facts.libraryBases.get(node) ??
    cx.facts
      .basesOf(node)
      .map((base) => libraryPath(cx, base))
      .find((path) => path !== undefined)
  );
}

/** An instance of a class of the program that answers for an attribute. */
export function isDescriptor(cx: Context, type: string | undefined): boolean {
  const cls = type?.startsWith('inst:') === true ? cx.facts.classOf(type) : undefined;
  return (
    cls !== undefined && ['__get__', '__set__'].some((name) => methodOf(cx.facts, cls, name) !== undefined)
  );
}

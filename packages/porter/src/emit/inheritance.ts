/** What the classes of the program have from those that they extend. */
import type { ClassNode, Facts } from '../analysis/facts.js';
import type { FunctionNode } from '../syntax.js';
import type { Context } from './context.js';
import { isProperty } from '../method-kinds.js';

/** A method of a class, its own or the first that it inherits. */
export function methodOf(facts: Facts, cls: ClassNode, name: string): FunctionNode | undefined {
  for (const one of cls.body)
    if (one.nodeType === 'FunctionDef' && one.name === name && !isProperty(one)) return one;
  for (const base of facts.basesOf(cls)) {
    const found = methodOf(facts, base, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An attribute is assigned, of objects of the class or of those it extends or that extend it. */
export function isAssigned({ facts, flow }: Context, cls: ClassNode, name: string): boolean {
  if (!facts.assigned.has(name)) return false;
  const here = (one: ClassNode): boolean => flow.types.isAssigned(one, name);
  return (
    here(cls) ||
    ancestors(facts, cls).some(here) ||
    facts.classes.some((one) => here(one) && ancestors(facts, one).includes(cls))
  );
}

/** All classes of the program that a class extends. */
export function ancestors(facts: Facts, cls: ClassNode): ClassNode[] {
  return facts.basesOf(cls).flatMap((base) => [base, ...ancestors(facts, base)]);
}

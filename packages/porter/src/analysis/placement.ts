/**
 * Where a variable is declared. Python's are the function's, JavaScript's the block's: one is declared by its first assignment
 * if that comes before all other mentions and its block is around them; else at the top of its function.
 */
import type { Binding, Block, Mention } from './scopes.js';
import type { Node } from '../syntax.js';

export interface Placement {
  /** Statements that declare a binding where they bind it. */
  readonly declares: Map<Binding, Node>;
  /** Declared at the top. */
  readonly hoisted: Set<Binding>;
}

/** Decide for the bindings of one scope, parameters aside. */
export function placementOf(bindings: Iterable<Binding>): Placement {
  const declares = new Map<Binding, Node>();
  const hoisted = new Set<Binding>();
  for (const binding of bindings) {
    if (binding.isParameter) continue;
    const node = declaringNode(binding);
    if (node === undefined) hoisted.add(binding);
    else declares.set(binding, node);
  }
  together(declares, hoisted);
  return { declares, hoisted };
}

/** Names that one statement binds are declared by it all, or none. */
function together(declares: Map<Binding, Node>, hoisted: Set<Binding>): void {
  const boundBy = new Map<Node, Binding[]>();
  for (const binding of [...declares.keys(), ...hoisted])
    for (const maker of binding.makers) boundBy.set(maker, [...(boundBy.get(maker) ?? []), binding]);
  for (let again = true; again;) {
    again = false;
    for (const [binding, node] of declares) {
      if (boundBy.get(node)?.every((other) => declares.get(other) === node) ?? true) continue;
      declares.delete(binding);
      hoisted.add(binding);
      again = true;
    }
  }
}

function declaringNode(binding: Binding): Node | undefined {
  const own = binding.mentions.filter(({ inner }) => !inner);
  const first = own[0];
  const { maker } = binding;
  // Functions are hoisted by JavaScript, and imports stand at the top.
  if (maker !== undefined && (maker.nodeType === 'Import' || maker.nodeType === 'ImportFrom')) return maker;
  if (maker?.nodeType === 'FunctionDef') {
    const definition = own.find(({ node }) => node === maker);
    if (
      definition !== undefined &&
      binding.mentions.every((mention) => isWithin(mention.block, definition.block))
    )
      return inLoop(definition.block) && binding.captured ? undefined : maker;
  }
  if (first === undefined || first.how !== 'declares') return undefined;
  if (!binding.mentions.every((mention) => isWithin(mention.block, first.block))) return undefined;
  if (binding.captured && inLoop(first.block)) return undefined;
  return canDeclare(first) ? first.node : undefined;
}

function canDeclare({ node }: Mention): boolean {
  return (
    !node.nodeType.startsWith('Import') &&
    node.nodeType !== 'AugAssign' &&
    node.nodeType !== 'Delete' &&
    node.nodeType !== 'NamedExpr'
  );
}

function isWithin(block: Block, outer: Block): boolean {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

function inLoop(block: Block): boolean {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at.loop) return true;
  return false;
}

/** `self`, `cls` and `super()`: JavaScript's `this` and `super`, where those mean the same. */
import type { ClassNode } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import { Refusal } from '../program.js';
import { type Expr, type FunctionNode, isFunction } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import type { Frame } from './frame.js';
import { variable } from './names.js';
import { isStatic, isClassMethod } from '../method-kinds.js';
import { ancestors } from './inheritance.js';

/** The method whose first parameter a binding is. */
export function selfOf(binding: Binding): FunctionNode | undefined {
  const { node, parent } = binding.scope;
  if (
    !binding.isParameter ||
    binding.makers.length > 0 ||
    !isFunction(node) ||
    parent?.isClass !== true ||
    node.nodeType === 'Lambda'
  )
    return undefined;
  if (isStatic(node)) return undefined;
  const first = node.args.posonlyargs[0] ?? node.args.args[0];
  return first?.arg === binding.name ? node : undefined;
}

/** What stands for a first parameter: `this`, or a variable `self` where a function is in between. */
export function self(cx: Context, binding: Binding, method: FunctionNode): Out {
  const cls = binding.scope.parent?.node as ClassNode;
  const number = String(cx.facts.numberOf(cls));
  const type = isClassMethod(method) ? `class:${number}` : `inst:${number}`;
  for (let at: Frame | undefined = cx.frame; at !== undefined && at.scope !== binding.scope; at = at.outer) {
    if (!at.scope.isFunction || at.scope.node.nodeType === 'Lambda') continue;
    const home = frameOf(cx, binding);
    if (home !== undefined) home.needsSelf = true;
    return out('self', type);
  }
  const lambda = lambdaBetween(cx, binding);
  if (lambda) {
    const home = frameOf(cx, binding);
    if (home !== undefined) home.needsSelf = true;
    return out('self', type);
  }
  return out('this', type);
}

/** A lambda that parks is a generator function, which has a `this` of its own. */
function lambdaBetween(cx: Context, binding: Binding): boolean {
  for (let at: Frame | undefined = cx.frame; at !== undefined && at.scope !== binding.scope; at = at.outer)
    if (at.scope.node.nodeType === 'Lambda' && cx.facts.parks(at.scope.node)) return true;
  return false;
}

function frameOf(cx: Context, binding: Binding): Frame | undefined {
  for (let at: Frame | undefined = cx.frame; at !== undefined; at = at.outer)
    if (at.scope === binding.scope) return at;
  return undefined;
}

/** `super()`: JavaScript's where the class has one base, Python's order else. */
export function superObject(cx: Context, node: Expr<'Call'>): string {
  let at: Frame | undefined = cx.frame;
  while (at !== undefined && at.scope.parent?.isClass !== true) at = at.outer;
  const cls = at?.scope.parent?.node as ClassNode | undefined;
  if (at === undefined || cls === undefined)
    throw new Refusal(node, 'super()', 'there is no class around it');
  const isDirect = at === cx.function;
  const several = cx.facts.classes.some(
    (one) => one.bases.length > 1 && (one === cls || ancestors(cx.facts, one).includes(cls)),
  );
  if (isDirect && !several && !cx.frame.scope.isComprehension) return 'super';
  if (!isDirect) at.needsSelf = true;
  return `${cx.helper('superOf')}(${variable(cls.name)}, ${isDirect ? 'this' : 'self'})`;
}

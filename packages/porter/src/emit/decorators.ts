/** Decorators that return what they are given: what they decorate stays what it is. */
import type { ExprNode, Stmt } from '../syntax.js';
import { ownNodes } from '../syntax.js';
import { isStatic } from '../method-kinds.js';
import type { Context } from './context.js';

/** Each of these decorators returns what it is given. */
export function keepsAll(cx: Context, decorators: readonly ExprNode[]): boolean {
  return decorators.every((one) => keeps(cx, one));
}

function keeps(cx: Context, decorator: ExprNode): boolean {
  const isCall = decorator.nodeType === 'Call';
  const all = functionsOf(cx, isCall ? decorator.func : decorator);
  return (
    all.length > 0 &&
    all.every(({ f, skip }) => (isCall ? returnsKeeper(cx, f) : returnsParameter(cx, f, skip)))
  );
}

interface Found {
  readonly f: Stmt<'FunctionDef'>;
  readonly skip: number;
}

/** The functions of the program that a decorator means, all of that name. */
function functionsOf(cx: Context, node: ExprNode): Found[] {
  if (node.nodeType === 'Name') {
    const maker = cx.scope.lookup(node.id)?.maker;
    return maker?.nodeType === 'FunctionDef' && (maker as Stmt<'FunctionDef'>).decorator_list.length === 0
      ? [{ f: maker as Stmt<'FunctionDef'>, skip: 0 }]
      : [];
  }
  if (
    node.nodeType !== 'Attribute' ||
    cx.facts.assigned.has(node.attr) ||
    cx.facts.libraryMembers.has(node.attr)
  )
    return [];
  return (cx.facts.methods.get(node.attr) ?? []).flatMap((f) =>
    f.nodeType === 'FunctionDef' ? [{ f, skip: isStatic(f) ? 0 : 1 }] : [],
  );
}

/** Its only way out is to return the parameter at this place, which nobody assigns. */
function returnsParameter(cx: Context, f: Stmt<'FunctionDef'>, at: number): boolean {
  const name = f.args.args[at]?.arg;
  const binding = name === undefined ? undefined : cx.file.scopes.get(f)?.bindings.get(name);
  return (
    binding !== undefined &&
    binding.makers.length === 0 &&
    !binding.reassigned &&
    returns(cx, f, (value) => value.nodeType === 'Name' && value.id === name)
  );
}

/** All that it returns are functions inside it which return what they are given. */
function returnsKeeper(cx: Context, f: Stmt<'FunctionDef'>): boolean {
  return returns(cx, f, (value) => {
    const maker =
      value.nodeType === 'Name' ? cx.file.scopes.get(f)?.bindings.get(value.id)?.maker : undefined;
    if (maker?.nodeType !== 'FunctionDef') return false;
    const inner = maker as Stmt<'FunctionDef'>;
    return inner.decorator_list.length === 0 && returnsParameter(cx, inner, 0);
  });
}

/** It ends with a `return`, and all of its returns are so. */
function returns(cx: Context, f: Stmt<'FunctionDef'>, isSo: (value: ExprNode) => boolean): boolean {
  if (cx.file.scopes.get(f)?.yields !== false) return false;
  const last = f.body.filter(({ nodeType }) => nodeType !== 'Comment').at(-1);
  if (last?.nodeType !== 'Return') return false;
  for (const node of ownNodes(f))
    if (node.nodeType === 'Return') {
      const { value } = node as Stmt<'Return'>;
      if (value === undefined || !isSo(value)) return false;
    }
  return true;
}

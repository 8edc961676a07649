/** Targets of assignments: names, attributes, items, and tuples of them. */
import { ANY, ANY_LIST } from './typed.js';
import type { Type } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode } from '../syntax.js';
import type { Context } from './context.js';
import { variable } from './names.js';
import { attributeTarget } from './access.js';

/** A name that is assigned: its variable. */
export function bound(cx: Context, name: string, type: Type): string {
  const binding = cx.scope.frame.lookup(name) ?? cx.scope.lookup(name);
  const own = cx.scope.bindings.get(name);
  const it = cx.scope.isComprehension && own !== undefined ? own : binding;
  if (it === undefined) return variable(name);
  cx.facts.setType(it, type);
  return nameOf(it);
}

/** What a binding is called: of a class body, it is a static member. */
export function nameOf(binding: Binding): string {
  const { node } = binding.scope;
  if (node.nodeType === 'ClassDef') return `${variable(node.name)}.${binding.name}`;
  return variable(binding.name);
}

/** A target in an expression, such as that of `:=`. */
export function assigned(cx: Context, target: ExprNode, type: Type): string {
  if (target.nodeType === 'Name') return bound(cx, target.id, type);
  throw new Refusal(target, target.nodeType, 'it cannot be assigned there');
}

/** Statements that assign `code` to a target that declares nothing. */
export function assign(cx: Context, target: ExprNode, code: string, type: Type): void {
  switch (target.nodeType) {
    case 'Name':
      cx.line(`${bound(cx, target.id, type)} = ${code};`);
      return;
    case 'Attribute':
      attributeTarget(cx, target, code, type);
      return;
    case 'Subscript':
      assignItem(cx, target, code);
      return;
    case 'Tuple':
    case 'List': {
      if (isPattern(target)) {
        cx.line(`${pattern(cx, target)} = ${unpacked(cx, target, code, type)};`);
        return;
      }
      const items = target.elts.map(() => cx.temporary());
      cx.line(`[${items.join(', ')}] = ${unpacked(cx, target, code, type)};`);
      target.elts.forEach((one, i) =>
        assign(
          cx,
          one.nodeType === 'Starred' ? one.value : one,
          items[i] ?? '',
          one.nodeType === 'Starred' ? 'list' : 'any',
        ),
      );
      return;
    }
    default:
      throw new Refusal(target, target.nodeType, 'it cannot be assigned');
  }
}

function assignItem(cx: Context, target: Expr<'Subscript'>, code: string): void {
  const object = cx.expression(target.value);
  const key = cx.expression(target.slice);
  if (object.type === 'dict') {
    cx.line(`${object.code}.set(${key.code}, ${code});`);
    return;
  }
  const call = `${cx.helper('setitem')}(${object.code}, ${key.code}, ${code})`;
  cx.line(`${cx.facts.mayPark('__setitem__') ? cx.mayPark(target, call).code : call};`);
}

/** Names only: a pattern of JavaScript can take it. */
export function isPattern(target: ExprNode): boolean {
  if (target.nodeType === 'Name') return true;
  if (target.nodeType === 'Tuple' || target.nodeType === 'List')
    return target.elts.every((one) => one.nodeType === 'Name');
  return false;
}

/** `[a, b, c]`, of names. A star is in the middle: unpackStar() has made a list of it. */
export function pattern(cx: Context, target: ExprNode): string {
  if (target.nodeType === 'Name') return bound(cx, target.id, 'any');
  if (target.nodeType === 'Tuple' || target.nodeType === 'List')
    return `[${target.elts.map((one, i) => (isAgain(target.elts, i) ? '' : pattern(cx, one))).join(', ')}]`;
  if (target.nodeType === 'Starred') return bound(cx, (target.value as Expr<'Name'>).id, 'list');
  throw new Refusal(target, target.nodeType, 'it is no name');
}

/** A name that another one further on binds again: `_, x, _ = t`. */
export function isAgain(elements: readonly ExprNode[], at: number): boolean {
  const one = elements[at];
  return one?.nodeType === 'Name' && elements.slice(at + 1).some((later) => namesOf(later).includes(one.id));
}

/** The items of what is unpacked, as many as there must be. */
export function unpacked(
  cx: Context,
  target: Expr<'Tuple'> | Expr<'List'>,
  code: string,
  type: Type,
): string {
  const star = target.elts.findIndex(({ nodeType }) => nodeType === 'Starred');
  if (star >= 0)
    return `${cx.helper('unpackStar')}(${code}, ${String(star)}, ${String(target.elts.length - star - 1)})`;
  if (type === `tuple of ${String(target.elts.length)}`) return code;
  return `${cx.helper('unpack')}(${code}, ${String(target.elts.length)})`;
}

/** All names of a target. */
export function namesOf(target: ExprNode): string[] {
  switch (target.nodeType) {
    case 'Name':
      return [target.id];
    case 'Tuple':
    case 'List':
      return target.elts.flatMap(namesOf);
    case 'Starred':
      return namesOf(target.value);
    default:
      return [];
  }
}

/** True if every name of a target is declared by the statement that binds it here; those are marked so. */
export function declares(cx: Context, names: readonly string[], node: object): boolean {
  const { placement, declared, scope } = cx.frame;
  const bindings = names.map((name) => scope.bindings.get(name));
  if (bindings.length === 0) return false;
  const all = bindings.every(
    (binding) =>
      binding !== undefined &&
      placement.declares.get(binding) === node &&
      !declared.has(binding) &&
      !cx.file.hoistedToModule.has(binding),
  );
  if (all) for (const binding of bindings) if (binding !== undefined) declared.add(binding);
  return all;
}

/** Names that the statement declares though it binds others, too, which are there already: `let`, before it. */
export function declareRest(cx: Context, names: readonly string[], node: object): void {
  const own = [...new Set(names)].filter((name) => declares(cx, [name], node));
  if (own.length > 0)
    cx.line(`${cx.exported()}let ${own.map((name) => `${bound(cx, name, 'any')}${ANY}`).join(', ')};`);
}

/** `const` or `let`, for names that are declared together. */
export function keyword(cx: Context, names: readonly string[]): 'const' | 'let' {
  return names.every((name) => cx.scope.bindings.get(name)?.constant === true) ? 'const' : 'let';
}

/** A type, where TypeScript would infer something that is too narrow. */
export function annotation(cx: Context, name: string, kind: 'const' | 'let', type: Type): string {
  const binding = cx.scope.bindings.get(name);
  const known = binding === undefined ? 'any' : cx.facts.typeOf(binding);
  if (kind === 'const') return type === 'list' ? ANY_LIST : '';
  return known === type && (type === 'int' || type === 'str' || type === 'bool')
    ? ''
    : type === 'list' && known === 'list'
      ? ANY_LIST
      : ANY;
}

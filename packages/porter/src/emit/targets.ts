/** Targets of assignments: names, attributes, items, and tuples of them. */
import { isDict } from './dicts.js';
import { ANY, ANY_LIST, AS_ANY } from './typed.js';
import type { Binding } from '../analysis/scopes.js';
import type { Type } from '../analysis/types.js';
import { VALUES } from '../library/methods.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, Node } from '../syntax.js';
import type { Context } from './context.js';
import { member, text, variable } from './names.js';
import { setsNative } from './native-names.js';
import { hasTypeOfItsOwn } from './attributes.js';

/** A name that is assigned: its variable. */
export function bound(cx: Context, name: string): string {
  const binding = cx.scope.frame.lookup(name) ?? cx.scope.lookup(name);
  const own = cx.scope.bindings.get(name);
  const it = cx.scope.isComprehension && own !== undefined ? own : binding;
  return it === undefined ? variable(name) : nameOf(it);
}

/** What a binding is called: of a class body, it is a static member. */
export function nameOf(binding: Binding): string {
  const { node } = binding.scope;
  if (node.nodeType === 'ClassDef') return `${variable(node.name)}.${binding.name}`;
  return variable(binding.name);
}

/** A target in an expression, such as that of `:=`. */
export function assigned(cx: Context, target: ExprNode): string {
  if (target.nodeType === 'Name') return bound(cx, target.id);
  throw new Refusal(target, target.nodeType, 'it cannot be assigned there');
}

/** Statements that assign `code` to a target that declares nothing. */
export function assign(cx: Context, target: ExprNode, code: string, type: Type): void {
  switch (target.nodeType) {
    case 'Name':
      cx.line(`${bound(cx, target.id)} = ${code};`);
      return;
    case 'Attribute':
      assignAttribute(cx, target, code, type);
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

/** Names of modules that a program may assign, and what does it. */
const SETTERS: ReadonlyMap<string, string> = new Map([
  ...['sys.stdin', 'sys.stdout', 'sys.stderr'].map((name) => [name, 'setStandard'] as const),
  ...['warnings.showwarning', 'warnings.formatwarning'].map((name) => [name, 'setHook'] as const),
]);

/** `object.name = code`. */
function assignAttribute(cx: Context, target: Expr<'Attribute'>, code: string, type: Type): void {
  const object = cx.expression(target.value);
  if (object.type.startsWith('module.')) {
    const path = `${object.type.slice(7)}.${target.attr}`;
    const setter = SETTERS.get(path);
    if (setter !== undefined) {
      const module = `evergreen-port/python/${object.type.slice(7)}`;
      cx.line(`${cx.import(setter, module)}(${text(target.attr)}, ${code});`);
      return;
    }
    throw new Refusal(target, path, 'a name of a module cannot be assigned from outside');
  }
  if (object.type.startsWith('file.'))
    throw new Refusal(
      target,
      `${object.type.slice(5)}.${target.attr}`,
      'a name of a module cannot be assigned from outside',
    );
  if (target.attr === '__dict__')
    throw new Refusal(target, 'an assignment to __dict__', 'attributes are properties of JavaScript here');
  const isClass = object.type.startsWith('class:');
  if ((cx.facts.methods.has('__setattr__') && !isClass) || VALUES.has(object.type)) {
    cx.line(`${cx.helper('setattr')}(${object.code}, ${text(target.attr)}, ${code});`);
    return;
  }
  // A function becomes a method of the class, and the name of a class of JavaScript cannot be assigned.
  const isForClass = type === 'any' || type.startsWith('func:');
  if (setsNative(cx, object, target.attr) || (isForClass && isClass)) {
    cx.line(`${cx.helper('setMember')}(${object.code}, ${text(target.attr)}, ${code});`);
    return;
  }
  const isAny = (isClass || object.type.startsWith('func:')) && hasTypeOfItsOwn(cx, target.value);
  cx.line(`${isAny ? `(${object.code}${AS_ANY})` : object.code}.${member(target.attr)} = ${code};`);
}

function assignItem(cx: Context, target: Expr<'Subscript'>, code: string): void {
  const object = cx.expression(target.value);
  const key = cx.expression(target.slice);
  if (isDict(cx, target.value, object)) {
    cx.line(`${object.code}.set(${key.code}, ${code});`);
    return;
  }
  const call = `${cx.helper('setitem')}(${object.code}, ${key.code}, ${code})`;
  cx.line(`${cx.special(target.value, '__setitem__', target, call).code};`);
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
  if (target.nodeType === 'Name') return bound(cx, target.id);
  if (target.nodeType === 'Tuple' || target.nodeType === 'List')
    return `[${target.elts.map((one, i) => (isAgain(target.elts, i) ? '' : pattern(cx, one))).join(', ')}]`;
  if (target.nodeType === 'Starred') return bound(cx, (target.value as Expr<'Name'>).id);
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
  places?: readonly Type[],
): string {
  const star = target.elts.findIndex(({ nodeType }) => nodeType === 'Starred');
  if (star >= 0)
    return `${cx.helper('unpackStar')}(${code}, ${String(star)}, ${String(target.elts.length - star - 1)})`;
  if (type === 'tuple' && places?.length === target.elts.length) return code;
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

/** Names alone, in a tuple. */
export function isFlatPattern(node: ExprNode): node is Expr<'Tuple'> {
  return node.nodeType === 'Tuple' && node.elts.every(({ nodeType }) => nodeType === 'Name');
}

/** True if every name of a target is declared by the statement that binds it here; those are marked so. */
export function declares(cx: Context, names: readonly string[], node: object): boolean {
  const { placement, declared, scope } = cx.frame;
  // The names of a class's body are its static members.
  if (scope.isClass && (node as Node).nodeType !== 'ClassDef') return false;
  const bindings = names.map((name) => scope.bindings.get(name));
  if (bindings.length === 0) return false;
  const all = bindings.every(
    (binding) =>
      binding !== undefined &&
      placement.declares.get(binding) === node &&
      !declared.has(binding) &&
      !cx.facts.hoisted.has(binding),
  );
  if (all) for (const binding of bindings) if (binding !== undefined) declared.add(binding);
  return all;
}

/** Names that the statement declares though it binds others, too, which are there already: `let`, before it. */
export function declareRest(cx: Context, names: readonly string[], node: object): void {
  const own = [...new Set(names)].filter((name) => declares(cx, [name], node));
  if (own.length > 0)
    cx.line(`${cx.exported()}let ${own.map((name) => `${bound(cx, name)}${ANY}`).join(', ')};`);
}

/** `const` or `let`, for names that are declared together. */
export function keyword(cx: Context, names: readonly string[]): 'const' | 'let' {
  return names.every((name) => cx.scope.bindings.get(name)?.constant === true) ? 'const' : 'let';
}

/** A type, where TypeScript would infer something that is too narrow. */
export function annotation(cx: Context, name: string, kind: 'const' | 'let', type: Type): string {
  const binding = cx.scope.bindings.get(name);
  const known = binding === undefined ? 'any' : cx.flow.types.ofName(binding);
  if (kind === 'const') return type === 'list' ? ANY_LIST : '';
  return known === type && (type === 'int' || type === 'str' || type === 'bool')
    ? ''
    : type === 'list' && known === 'list'
      ? ANY_LIST
      : ANY;
}

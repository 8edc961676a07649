/** Assignments, with and without operators, and `del`. */
import { surelyParksToIterate } from './iterating.js';
import { ANY_LIST, AS_ANY } from './typed.js';
import { type Type, isNumeric } from '../analysis/types.js';
import { VALUES } from '../library/methods.js';
import { Refusal } from '../program.js';
import { type Expr, type ExprNode, type Stmt, childrenOf } from '../syntax.js';
import { hasTypeOfItsOwn } from './attributes.js';
import { type Context, type Out, out } from './context.js';
import { isDict } from './dicts.js';
import { escape } from './literals.js';
import { member, text } from './names.js';
import { binary, symbolOf } from './operators.js';
import {
  annotation,
  assign,
  bound,
  declareRest,
  declares,
  isFlatPattern,
  isPattern,
  keyword,
  namesOf,
  pattern,
  unpacked,
} from './targets.js';

function assignStatement(cx: Context, node: Stmt<'Assign'>): void {
  const given = cx.expression(node.value);
  escape(cx, node.value, given);
  const [first, ...more] = node.targets;
  if (first === undefined) return;
  if (more.length > 0) {
    several(cx, node, given);
    return;
  }
  if (swap(cx, first, node)) return;
  declareOrAssign(cx, first, given, node);
}

function declareOrAssign(
  cx: Context,
  target: ExprNode,
  given: Out,
  node: Stmt<'Assign'> | Stmt<'AnnAssign'>,
): void {
  const names = namesOf(target);
  if (target.nodeType === 'Name') {
    const name = bound(cx, target.id);
    if (declares(cx, names, node)) {
      const kind = keyword(cx, names);
      cx.line(
        `${cx.exported()}${kind} ${name}${annotation(cx, target.id, kind, given.type)} = ${given.code};`,
      );
    } else cx.line(`${name} = ${given.code};`);
    return;
  }
  if (
    (target.nodeType === 'Tuple' || target.nodeType === 'List') &&
    target.elts.every(
      (one) => one.nodeType === 'Name' || (one.nodeType === 'Starred' && one.value.nodeType === 'Name'),
    )
  ) {
    const source = surelyParksToIterate(cx, given)
      ? cx.park(node, `${cx.helper('collect')}(${given.code})`).code
      : given.code;
    const places = isFlatPattern(target) ? cx.contents(node.value ?? target)?.places : undefined;
    const code = unpacked(cx, target, source, given.type, places);
    if (declares(cx, names, node)) {
      cx.line(`${cx.exported()}${keyword(cx, names)} ${pattern(cx, target)}${ANY_LIST} = ${code};`);
      return;
    }
    declareRest(cx, names, node);
    cx.line(`${pattern(cx, target)} = ${code};`);
    return;
  }
  // What is declared here and now assigned piece by piece.
  declareRest(cx, names, node);
  assign(cx, target, given.code, given.type);
}

/** `a, b = b, a`, without making a tuple: all values are there before any target is assigned. */
function swap(cx: Context, target: ExprNode, statement: Stmt<'Assign'>): boolean {
  const { value } = statement;
  if (target.nodeType !== 'Tuple' || value.nodeType !== 'Tuple' || target.elts.length !== value.elts.length)
    return false;
  if (value.elts.some(({ nodeType }) => nodeType === 'Starred')) return false;
  if (onePerOne(cx, target, value)) return true;
  const names = namesOf(target);
  if (target.elts.some(({ nodeType }) => nodeType === 'Starred')) return false;
  const values = value.elts.map((one) => cx.expression(one));
  values.forEach((one, i) => escape(cx, value.elts[i] ?? value, one));
  if (!isPattern(target)) {
    declareRest(cx, names, statement);
    const kept = values.map(() => cx.temporary());
    cx.line(`[${kept.join(', ')}] = [${values.map(({ code }) => code).join(', ')}];`);
    target.elts.forEach((one, i) => assign(cx, one, kept[i] ?? '', values[i]?.type ?? 'any'));
    return true;
  }
  const node = cx.scope.bindings
    .get(names[0] ?? '')
    ?.makers.find((maker) => (maker as Partial<Stmt<'Assign'>>).targets?.[0] === target);
  const declared = node !== undefined && declares(cx, names, node);
  if (node !== undefined && !declared) declareRest(cx, names, node);
  const code = `[${target.elts.map((one) => bound(cx, (one as Expr<'Name'>).id)).join(', ')}]`;
  cx.line(
    `${declared ? `${cx.exported()}${keyword(cx, names)} ` : ''}${code}${declared ? ANY_LIST : ''} = [${values.map((one) => one.code).join(', ')}];`,
  );
  return true;
}

/** `self.a, self.b = a, 0`: assigning attributes of a name changes neither names nor constants. */
function onePerOne(cx: Context, target: Expr<'Tuple'>, value: Expr<'Tuple'>): boolean {
  if (target.elts.some((one) => one.nodeType !== 'Attribute' || one.value.nodeType !== 'Name')) return false;
  const isFixed = (one: ExprNode): boolean =>
    one.nodeType === 'Name' ||
    one.nodeType === 'Constant' ||
    ((one.nodeType === 'List' || one.nodeType === 'Dict') &&
      [...childrenOf(one)].every((child) => child.nodeType === 'Constant'));
  if (!value.elts.every(isFixed)) return false;
  target.elts.forEach((one, i) => {
    const node = value.elts[i];
    if (node === undefined) return;
    const given = cx.expression(node);
    escape(cx, node, given);
    assign(cx, one, given.code, given.type);
  });
  return true;
}

/** `a = b = value`: one value, assigned from left to right. */
function several(cx: Context, node: Stmt<'Assign'>, { code: once, type }: Out): void {
  let code = once;
  const given = out(code, type);
  const [first] = node.targets;
  const isSimple = node.value.nodeType === 'Constant' || node.value.nodeType === 'Name';
  if (!isSimple && first?.nodeType === 'Name') {
    declareOrAssign(cx, first, given, node);
    code = bound(cx, first.id);
    for (const target of node.targets.slice(1)) declareOrAssign(cx, target, out(code, given.type), node);
    return;
  }
  if (!isSimple) {
    const kept = cx.temporary();
    cx.line(`${kept} = ${code};`);
    code = kept;
  }
  for (const target of node.targets) declareOrAssign(cx, target, out(code, given.type), node);
}

function annAssign(cx: Context, node: Stmt<'AnnAssign'>): void {
  if (node.value === undefined) return;
  const given = cx.expression(node.value);
  escape(cx, node.value, given);
  declareOrAssign(cx, node.target, given, node);
}

function augAssign(cx: Context, node: Stmt<'AugAssign'>): void {
  const operator = node.op.nodeType;
  const right = cx.expression(node.value);
  const { target } = node;
  switch (target.nodeType) {
    case 'Name': {
      const left = cx.refined(target, cx.expression({ ...target, ctx: { nodeType: 'Load' } }));
      const result = combined(cx, operator, left, right, target, node.value);
      const name = bound(cx, target.id);
      const symbol = symbolOf(operator);
      const short =
        (left.type === 'int' && result.type === 'int') || (left.type === 'str' && right.type === 'str');
      cx.line(
        short && (symbol === '+' || symbol === '-')
          ? `${name} ${symbol}= ${right.code};`
          : `${name} = ${result.code};`,
      );
      return;
    }
    case 'Attribute': {
      const object = stable(cx, target.value);
      const isValue = VALUES.has(object.type);
      const left = isValue
        ? cx.expression(target)
        : out(`${object.code}.${member(target.attr)}`, cx.quietly(target).type);
      const result = combined(cx, operator, left, right, target, node.value);
      const isStatic = object.type.startsWith('class:') || object.type.startsWith('func:');
      const place =
        isStatic && hasTypeOfItsOwn(cx, target.value)
          ? `(${object.code}${AS_ANY}).${member(target.attr)}`
          : left.code;
      if ((cx.facts.methods.has('__setattr__') && !isStatic) || isValue) {
        cx.line(`${cx.helper('setattr')}(${object.code}, ${text(target.attr)}, ${result.code});`);
        return;
      }
      const symbol = symbolOf(operator);
      const short = left.type === 'int' && result.type === 'int' && (symbol === '+' || symbol === '-');
      cx.line(
        short
          ? `${place} ${symbol}= ${right.code};`
          : `${place} = ${combined(cx, operator, out(place, left.type), right, target, node.value).code};`,
      );
      return;
    }
    case 'Subscript': {
      const object = stable(cx, target.value);
      const key = stable(cx, target.slice);
      const inDict = isDict(cx, target.value, object);
      const read = inDict
        ? `${object.code}.at(${key.code})`
        : `${cx.helper('getitem')}(${object.code}, ${key.code})`;
      const result = combined(
        cx,
        operator,
        inDict ? out(read) : cx.special(target.value, '__getitem__', target, read),
        right,
        target,
        node.value,
      );
      if (inDict) cx.line(`${object.code}.set(${key.code}, ${result.code});`);
      else {
        const call = `${cx.helper('setitem')}(${object.code}, ${key.code}, ${result.code})`;
        cx.line(`${cx.special(target.value, '__setitem__', target, call).code};`);
      }
      return;
    }
    default:
      throw new Refusal(node, 'op=', 'its target cannot be assigned');
  }
}

/** What can be evaluated twice: kept in a variable if it is not simple. */
function stable(cx: Context, node: ExprNode): Out {
  const given = cx.expression(node);
  if (node.nodeType === 'Name' || node.nodeType === 'Constant') return given;
  if (node.nodeType === 'Attribute' && node.value.nodeType === 'Name' && !cx.facts.properties.has(node.attr))
    return given;
  const kept = cx.temporary();
  cx.line(`${kept} = ${given.code};`);
  return out(kept, given.type);
}

/** `left op right`; a list or a set is changed in place. */
function combined(
  cx: Context,
  operator: string,
  left: Out,
  right: Out,
  leftNode: ExprNode,
  rightNode: ExprNode,
): Out {
  if (isSure(operator, left.type, right.type))
    return binary(cx, operator, left, right, leftNode, rightNode, false);
  const { code, type } = binary(cx, operator, left, right, leftNode, rightNode, true);
  if (isNumeric(left.type) || SEQUENCES.has(left.type)) return out(code, type);
  if (left.type === 'list' || left.type === 'set') return out(code, left.type);
  return out(code);
}

const SEQUENCES: ReadonlySet<Type> = new Set(['str', 'tuple', 'bytes']);

/** What changes nothing in place and does not fail, or fails with the same words as the operator that is not in place. */
function isSure(operator: string, left: Type, right: Type): boolean {
  if (isNumeric(left)) return isNumeric(right);
  if (!SEQUENCES.has(left)) return false;
  return operator === 'Add' || operator === 'Mult' || (operator === 'Mod' && left === 'str');
}

function deleteStatement(cx: Context, node: Stmt<'Delete'>): void {
  for (const target of node.targets) remove(cx, target);
}

function remove(cx: Context, target: ExprNode): void {
  switch (target.nodeType) {
    case 'Subscript': {
      const object = cx.expression(target.value);
      const key = cx.expression(target.slice);
      const inDict = isDict(cx, target.value, object);
      const call = inDict
        ? `${object.code}.delete(${key.code})`
        : `${cx.helper('delitem')}(${object.code}, ${key.code})`;
      cx.line(`${inDict ? call : cx.special(target.value, '__delitem__', target, call).code};`);
      return;
    }
    case 'Attribute':
      cx.line(`${cx.helper('delattr')}(${cx.code(target.value)}, ${text(target.attr)});`);
      return;
    case 'Name':
      cx.line(`${bound(cx, target.id)} = undefined;`);
      return;
    case 'Tuple':
    case 'List':
      for (const one of target.elts) remove(cx, one);
      return;
    default:
      throw new Refusal(target, 'del', 'what is deleted is neither a name, nor an attribute or an item');
  }
}

export const assignments = {
  Assign: assignStatement,
  AnnAssign: annAssign,
  AugAssign: augAssign,
  Delete: deleteStatement,
};

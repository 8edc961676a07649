/** Assignments, with and without operators, and `del`. */
import { ANY_LIST, AS_ANY } from './typed.js';
import { isNumeric } from '../analysis/facts.js';
import { Refusal } from '../program.js';
import { type Expr, type ExprNode, type Stmt, childrenOf } from '../syntax.js';
import { valueType } from './calls.js';
import { type Context, type Out, out } from './context.js';
import { escape } from './literals.js';
import { member, text } from './names.js';
import { binary, symbolOf } from './operators.js';
import {
  annotation,
  assign,
  bound,
  declareRest,
  declares,
  isPattern,
  keyword,
  namesOf,
  pattern,
  unpacked,
} from './targets.js';

function assignStatement(cx: Context, node: Stmt<'Assign'>): void {
  const given = cx.expression(node.value);
  escape(cx, given);
  const [first, ...more] = node.targets;
  if (first === undefined) return;
  if (more.length > 0) {
    several(cx, node, given);
    return;
  }
  if (swap(cx, first, node.value)) return;
  declareOrAssign(cx, first, given, node);
}

function declareOrAssign(
  cx: Context,
  target: ExprNode,
  given: Out,
  node: Stmt<'Assign'> | Stmt<'AnnAssign'>,
): void {
  const names = namesOf(target);
  const type = valueType(given);
  if (target.nodeType === 'Name') {
    const name = bound(cx, target.id, type);
    if (declares(cx, names, node)) {
      const kind = keyword(cx, names);
      cx.line(`${cx.exported()}${kind} ${name}${annotation(cx, target.id, kind, type)} = ${given.code};`);
    } else cx.line(`${name} = ${given.code};`);
    return;
  }
  if (
    (target.nodeType === 'Tuple' || target.nodeType === 'List') &&
    target.elts.every(
      (one) => one.nodeType === 'Name' || (one.nodeType === 'Starred' && one.value.nodeType === 'Name'),
    )
  ) {
    const code = unpacked(cx, target, given.code, given.type);
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
  assign(cx, target, given.code, type);
}

/** `a, b = b, a`, without making a tuple: all values are there before any target is assigned. */
function swap(cx: Context, target: ExprNode, value: ExprNode): boolean {
  if (target.nodeType !== 'Tuple' || value.nodeType !== 'Tuple' || target.elts.length !== value.elts.length)
    return false;
  if (value.elts.some(({ nodeType }) => nodeType === 'Starred')) return false;
  if (onePerOne(cx, target, value)) return true;
  if (!isPattern(target)) return false;
  const names = namesOf(target);
  const values = value.elts.map((one) => cx.expression(one));
  values.forEach((one) => escape(cx, one));
  target.elts.forEach((one, i) =>
    cx.facts.setType(
      cx.scope.frame.lookup((one as Expr<'Name'>).id) ?? cx.scope.bindingHere((one as Expr<'Name'>).id),
      valueType(values[i] ?? out('')),
    ),
  );
  const node = cx.scope.bindings
    .get(names[0] ?? '')
    ?.makers.find((maker) => (maker as Stmt<'Assign'>).targets[0] === target);
  const declared = node !== undefined && declares(cx, names, node);
  if (node !== undefined && !declared) declareRest(cx, names, node);
  const code = `[${target.elts.map((one) => bound(cx, (one as Expr<'Name'>).id, undefined)).join(', ')}]`;
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
    escape(cx, given);
    assign(cx, one, given.code, valueType(given));
  });
  return true;
}

/** `a = b = value`: one value, assigned from left to right. */
function several(cx: Context, node: Stmt<'Assign'>, given: Out): void {
  let { code } = given;
  const [first] = node.targets;
  const isSimple = node.value.nodeType === 'Constant' || node.value.nodeType === 'Name';
  if (!isSimple && first?.nodeType === 'Name') {
    declareOrAssign(cx, first, given, node);
    code = bound(cx, first.id, undefined);
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
  escape(cx, given);
  declareOrAssign(cx, node.target, given, node);
}

function augAssign(cx: Context, node: Stmt<'AugAssign'>): void {
  const operator = node.op.nodeType;
  const right = cx.expression(node.value);
  const { target } = node;
  switch (target.nodeType) {
    case 'Name': {
      const left = cx.expression({ ...target, ctx: { nodeType: 'Load' } });
      const result = combined(cx, operator, left, right, target, node.value);
      const name = bound(
        cx,
        target.id,
        result.type === undefined
          ? undefined
          : left.type === 'int' && result.type === 'int'
            ? 'int'
            : result.type,
      );
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
      const left = out(`${object.code}.${member(target.attr)}`, cx.quietly(target).type);
      const result = combined(cx, operator, left, right, target, node.value);
      const cls = cx.facts.classOf(object.type);
      if (cls !== undefined) cx.facts.setAttribute(cls, target.attr, result.type);
      const isAny = object.type?.startsWith('class:') === true || object.type?.startsWith('func:') === true;
      const place = isAny ? `(${object.code}${AS_ANY}).${member(target.attr)}` : left.code;
      if (cx.facts.methods.has('__setattr__') && !isAny) {
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
      if (target.slice.nodeType === 'Slice')
        throw new Refusal(node, 'op= of a slice', 'it is not translated');
      const key = stable(cx, target.slice);
      const read =
        object.type === 'dict'
          ? `${object.code}.at(${key.code})`
          : `${cx.helper('getitem')}(${object.code}, ${key.code})`;
      const result = combined(
        cx,
        operator,
        out(cx.facts.mayPark('__getitem__') && object.type !== 'dict' ? cx.mayPark(target, read).code : read),
        right,
        target,
        node.value,
      );
      if (object.type === 'dict') cx.line(`${object.code}.set(${key.code}, ${result.code});`);
      else {
        const call = `${cx.helper('setitem')}(${object.code}, ${key.code}, ${result.code})`;
        cx.line(`${cx.facts.mayPark('__setitem__') ? cx.mayPark(target, call).code : call};`);
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
  const known = isNumeric(left.type) || left.type === 'str' || left.type === 'tuple' || left.type === 'bytes';
  const plain = binary(cx, operator, left, right, leftNode, rightNode);
  if (known) return plain;
  return out(
    `${cx.helper('inplace')}(${text(symbolOf(operator))}, ${left.code}, ${right.code})`,
    left.type === 'list' || left.type === 'set' ? left.type : left.type === undefined ? undefined : 'any',
  );
}

function deleteStatement(cx: Context, node: Stmt<'Delete'>): void {
  for (const target of node.targets) remove(cx, target);
}

function remove(cx: Context, target: ExprNode): void {
  switch (target.nodeType) {
    case 'Subscript': {
      const object = cx.expression(target.value);
      const key = cx.expression(target.slice);
      const call =
        object.type === 'dict'
          ? `${object.code}.delete(${key.code})`
          : `${cx.helper('delitem')}(${object.code}, ${key.code})`;
      cx.line(
        `${object.type !== 'dict' && cx.facts.mayPark('__delitem__') ? cx.mayPark(target, call).code : call};`,
      );
      return;
    }
    case 'Attribute':
      cx.line(`${cx.helper('delattr')}(${cx.code(target.value)}, ${text(target.attr)});`);
      return;
    case 'Name':
      cx.line(`${bound(cx, target.id, 'any')} = undefined;`);
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

/** Operators and comparisons: what they give, and what they do with objects that have methods for them. */
import type { Expr, ExprNode, Node } from '../syntax.js';
import { read } from './attributes.js';
import { noteNamespace } from './namespaces.js';
import { resultOf } from './numbers.js';
import type { Cell, Value } from './values.js';
import type { Here, World } from './world.js';

/** What an operator gives for two values. */
function combine(
  world: World,
  operator: string,
  a: Value,
  b: Value,
  isSmall: boolean,
  node: Node,
  into: Cell,
): void {
  if (a.kind === 'plain' && b.kind === 'plain' && a.type !== 'any' && b.type !== 'any') {
    if (operator === 'Div' && world.isPython2(node)) {
      into.add(world.plain(a.type === 'float' || b.type === 'float' ? 'float' : 'any'));
      return;
    }
    into.add(world.plain(resultOf(operator, a.type, b.type, isSmall)));
    return;
  }
  if (operator === 'Mod' && a.kind === 'plain' && a.type === 'str') {
    into.add(a);
    world.expose(world.holding(b));
    return;
  }
  if (a.kind === 'box' && combineBoxes(world, operator, a, b, node, into)) return;
  const pair = world.holding(a, b);
  world.escape(pair);
  into.add(world.any);
  const special = SPECIAL[operator];
  for (const one of [a, b]) {
    if (special === undefined || one.kind !== 'instance') continue;
    for (const method of [`__${special}__`, `__r${special}__`, `__i${special}__`]) {
      const found = world.cell();
      read(world, one, method, found);
      found.each((f) => {
        world.apply(
          f,
          { positional: [{ cell: pair, isStarred: false }], named: new Map(), spread: [] },
          into,
          node,
        );
      });
    }
  }
}

const SPECIAL: Readonly<Record<string, string>> = {
  Add: 'add',
  Sub: 'sub',
  Mult: 'mul',
  Div: 'truediv',
  FloorDiv: 'floordiv',
  Mod: 'mod',
  Pow: 'pow',
  BitAnd: 'and',
  BitOr: 'or',
  BitXor: 'xor',
  LShift: 'lshift',
  RShift: 'rshift',
  MatMult: 'matmul',
};

function combineBoxes(
  world: World,
  operator: string,
  a: Value & { kind: 'box' },
  b: Value,
  node: Node,
  into: Cell,
): boolean {
  if (operator === 'Mult' && b.kind === 'plain' && (a.type === 'list' || a.type === 'tuple')) {
    const made = world.box(node, a.type);
    a.item.into(made.rest);
    into.add(made);
    return true;
  }
  if (b.kind !== 'box' || a.type !== b.type) return false;
  const isSequence = operator === 'Add' && (a.type === 'list' || a.type === 'tuple');
  const isSet = a.type === 'set' && /^(?:Bit\w+|Sub)$/.test(operator);
  if (!isSequence && !isSet && !(operator === 'BitOr' && a.type === 'dict')) return false;
  const made = world.box(node, a.type);
  for (const one of [a, b]) {
    one.item.into(made.rest);
    one.key.into(made.key);
  }
  into.add(made);
  return true;
}

/** What an operator gives for whatever comes to two cells. */
export function combined(
  world: World,
  operator: string,
  left: Cell,
  right: Cell,
  isSmall: boolean,
  node: Node,
  into: Cell,
): void {
  left.each((a) => {
    right.each((b) => {
      combine(world, operator, a, b, isSmall, node, into);
    });
  });
}

/** A whole number that a counter may be changed by and stay exact. */
export function isSmall(node: ExprNode): boolean {
  const at = node.nodeType === 'UnaryOp' && node.op.nodeType === 'USub' ? node.operand : node;
  return (
    at.nodeType === 'Constant' &&
    typeof at.value === 'number' &&
    Number.isInteger(at.value) &&
    Math.abs(at.value) < 2 ** 31
  );
}

export function binary(world: World, here: Here, node: Expr<'BinOp'>, cell: Cell): void {
  const [left, right] = [world.walk(here, node.left), world.walk(here, node.right)];
  combined(world, node.op.nodeType, left, right, isSmall(node.left) || isSmall(node.right), node, cell);
}

export function unary(world: World, here: Here, node: Expr<'UnaryOp'>, cell: Cell): void {
  const operand = world.walk(here, node.operand);
  const operator = node.op.nodeType;
  if (operator === 'Not') {
    cell.add(world.plain('bool'));
    return;
  }
  operand.each((value) => {
    const type = value.kind === 'plain' ? value.type : 'any';
    const isNumber = /^(?:int|bigint|float|num|bool)$/.test(type);
    const whole = operator === 'Invert' ? 'bigint' : type === 'bool' ? 'int' : type;
    cell.add(world.plain(isNumber ? whole : 'any'));
    if (value.kind === 'instance') world.escape(operand);
  });
}

export function compare(world: World, here: Here, node: Expr<'Compare'>, cell: Cell): void {
  for (const one of node.comparators) noteNamespace(world, one);
  const operands = [node.left, ...node.comparators].map((one) => world.walk(here, one));
  cell.add(world.plain('bool'));
  // What has methods for it is given the other.
  for (const operand of operands)
    operand.each((value) => {
      if (value.kind !== 'instance' && (value.kind !== 'plain' || value.type !== 'any')) return;
      for (const one of operands) world.expose(one);
      // It may return what is no truth value.
      for (const method of ['__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__'])
        for (const f of world.facts.methods.get(method) ?? []) world.functions.get(f)?.returns.into(cell);
    });
}

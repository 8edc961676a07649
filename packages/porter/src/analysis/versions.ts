/** Conditions that only ask which Python it is: the branch that Python 3 would not take is not there. */
import type { ExprNode, Module, StmtNode } from '../syntax.js';

/** What sys.version_info and sys.hexversion are here. */
const VERSION = [3, 11, 2] as const;
const HEX = 0x030b02f0;

type Constant = number | readonly number[] | boolean | undefined;

/** Take the branches that are not taken out of a tree. */
export function pruned(module: Module): Module {
  if (!/\bsys\b/.test(namesIn(module.body))) return module;
  return { ...module, body: module.body.flatMap(kept) };
}

/** Names of the modules that are imported, as text. */
function namesIn(body: readonly StmtNode[]): string {
  return body
    .flatMap((one) => (one.nodeType === 'Import' ? one.names.map(({ name }) => name) : []))
    .join(' ');
}

function kept(statement: StmtNode): StmtNode[] {
  if (statement.nodeType !== 'If') return [statement];
  const test = valueOf(statement.test);
  if (test === undefined) return [{ ...statement, orelse: statement.orelse.flatMap(kept) }];
  return (truth(test) ? statement.body : statement.orelse).flatMap(kept);
}

function truth(value: Constant): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What an expression of versions and constants is; undefined if it is anything else. */
function valueOf(node: ExprNode): Constant {
  switch (node.nodeType) {
    case 'Constant':
      return typeof node.value === 'number' ? node.value : undefined;
    case 'Tuple': {
      const items = node.elts.map(valueOf);
      return items.every((item) => typeof item === 'number') ? items : undefined;
    }
    case 'Attribute':
      if (node.value.nodeType === 'Name' && node.value.id === 'sys') {
        if (node.attr === 'version_info') return VERSION;
        return node.attr === 'hexversion' ? HEX : undefined;
      }
      return node.attr === 'major' && valueOf(node.value) === VERSION ? VERSION[0] : undefined;
    case 'Subscript':
      return part(valueOf(node.value), node.slice);
    case 'UnaryOp': {
      const value = node.op.nodeType === 'Not' ? valueOf(node.operand) : undefined;
      return value === undefined ? undefined : !truth(value);
    }
    case 'BoolOp': {
      const values = node.values.map(valueOf);
      if (values.includes(undefined)) return undefined;
      return node.op.nodeType === 'And' ? values.every(truth) : values.some(truth);
    }
    case 'Compare':
      return compared(node.left, node.ops, node.comparators);
    default:
      return undefined;
  }
}

/** `sys.version_info[0]`, or `[:2]`. */
function part(value: Constant, slice: ExprNode): Constant {
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly number[];
  if (slice.nodeType !== 'Slice') {
    const at = valueOf(slice);
    return typeof at === 'number' ? list[at] : undefined;
  }
  const to = slice.upper === undefined ? undefined : valueOf(slice.upper);
  return slice.lower === undefined && slice.step === undefined && typeof to === 'number'
    ? list.slice(0, to)
    : undefined;
}

function compared(
  first: ExprNode,
  ops: readonly { nodeType: string }[],
  rest: readonly ExprNode[],
): boolean | undefined {
  const values = [first, ...rest].map(valueOf);
  let all = true;
  for (const [i, { nodeType }] of ops.entries()) {
    const order = orderOf(values[i], values[i + 1]);
    const holds = order === undefined ? undefined : HOLDS[nodeType]?.(order);
    if (holds === undefined) return undefined;
    all &&= holds;
  }
  return all;
}

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  Lt: (order) => order < 0,
  LtE: (order) => order <= 0,
  Gt: (order) => order > 0,
  GtE: (order) => order >= 0,
  Eq: (order) => order === 0,
  NotEq: (order) => order !== 0,
};

function orderOf(a: Constant, b: Constant): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (!Array.isArray(a) || !Array.isArray(b)) return undefined;
  const [left, right] = [a as readonly number[], b as readonly number[]];
  for (const [i, one] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (one !== other) return one - other;
  }
  return left.length - right.length;
}

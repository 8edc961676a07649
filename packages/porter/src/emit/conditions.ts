/** What is true: JavaScript's idea of it where that is Python's, bool() else. */
import type { ExprNode } from '../syntax.js';
import type { Context, Out } from './context.js';
import { numberLiteral } from './literals.js';

/** Types of which JavaScript's idea of what is true is Python's. */
export const SAME_TRUTH = new Set(['bool', 'int', 'str', 'none', 'bigint']);
const BY_LENGTH = new Set(['list', 'tuple', 'bytes', 'range']);

/** What `if` asks. */
export function condition(cx: Context, node: ExprNode): string {
  if (node.nodeType === 'BoolOp') {
    const symbol = node.op.nodeType === 'And' ? '&&' : '||';
    return `(${node.values.map((one) => condition(cx, one)).join(` ${symbol} `)})`;
  }
  const remainder = remainderOf(cx, node);
  if (remainder !== undefined) return remainder;
  return truth(cx, cx.expression(node));
}

/** `i % 3`, of which only counts whether it is 0: the sign of it is another in JavaScript. */
export function remainderOf(cx: Context, node: ExprNode): string | undefined {
  if (node.nodeType !== 'BinOp' || node.op.nodeType !== 'Mod') return undefined;
  const by = numberLiteral(cx, node.right);
  if (by === undefined || !/^[1-9]\d*$/.test(by) || cx.quietly(node.right).type !== 'int') return undefined;
  return cx.quietly(node.left).type === 'int' ? `(${cx.code(node.left)} % ${by})` : undefined;
}

export function truth(cx: Context, { code, type }: Out): string {
  if (SAME_TRUTH.has(type)) return code;
  if (BY_LENGTH.has(type)) return `(${code}.length > 0)`;
  if (type === 'dict' || type === 'set') return `(${code}.size > 0)`;
  if (type.startsWith('func:') || type.startsWith('entry.')) return code;
  const cls = cx.facts.classOf(type);
  if (
    cls !== undefined &&
    !['__bool__', '__len__', '__nonzero__'].some((name) => cx.facts.methods.has(name))
  ) {
    if (cls.bases.every((base) => base.nodeType === 'Name' && base.id === 'object'))
      return `(${code} != null)`;
  }
  return `${cx.helper('bool')}(${code})`;
}

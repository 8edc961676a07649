/** What is true: JavaScript's idea of it where that is Python's, bool() else. */
import type { ExprNode } from '../syntax.js';
import type { Context, Out } from './context.js';

/** Types of which JavaScript's idea of what is true is Python's. */
export const SAME_TRUTH = new Set(['bool', 'int', 'str', 'none', 'bigint']);
const BY_LENGTH = new Set(['list', 'tuple', 'bytes', 'range']);

/** What `if` asks. */
export function condition(cx: Context, node: ExprNode): string {
  if (node.nodeType === 'BoolOp') {
    const symbol = node.op.nodeType === 'And' ? '&&' : '||';
    return `(${node.values.map((one) => condition(cx, one)).join(` ${symbol} `)})`;
  }
  return truth(cx, cx.expression(node));
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

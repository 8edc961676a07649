/** Numbers of which only the value counts. */
import type { ExprNode } from '../syntax.js';
import type { Context } from './context.js';
import { numberLiteral } from './literals.js';

/** Arithmetic with floats of which only the number counts: nobody sees whether it is 4 or 4.0. */
export function asNumber(cx: Context, node: ExprNode): string {
  if (node.nodeType !== 'BinOp') return cx.code(node);
  const symbol = { Add: '+', Sub: '-', Mult: '*', Div: '/' }[node.op.nodeType as 'Add'] as string | undefined;
  const types = [node.left, node.right].map((one) => cx.quietly(one).type);
  const isKnown = types.every((type) => type === 'int' || type === 'float');
  const by = numberLiteral(cx, node.right);
  const isSure = symbol === '/' ? by !== undefined && Number(by) !== 0 : types.includes('float');
  if (symbol === undefined || !isKnown || !isSure) return cx.code(node);
  return `(${number(cx, node.left)} ${symbol} ${number(cx, node.right)})`;
}

function number(cx: Context, node: ExprNode): string {
  const literal = numberLiteral(cx, node);
  return literal ?? asNumber(cx, node);
}

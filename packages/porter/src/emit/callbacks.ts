/** Functions that are given to be called: whether they park, and what calls them where they do. */
import { entryOf } from '../library/index.js';
import type { Expr, ExprNode } from '../syntax.js';
import { keywordsOf, positional } from './arguments.js';
import type { Context, Out } from './context.js';

/** What is given to be called may park. */
function mayParkCalled(cx: Context, callback: ExprNode): boolean {
  if (callback.nodeType === 'Lambda') {
    cx.quietly(callback);
    return cx.facts.parks(callback);
  }
  if (callback.nodeType === 'Starred') return false;
  const { type } = cx.quietly(callback);
  const f = cx.facts.functionOf(type);
  if (f !== undefined) return cx.facts.parks(f);
  if (type.startsWith('entry.')) return entryOf(type.slice(6))?.parks ?? false;
  const method = callback.nodeType === 'Attribute' ? callback.attr : undefined;
  return (cx.flow.colours.ofCall(callback, method) ?? false) !== false;
}

/** The first argument is called, and may park. */
export function firstParks(cx: Context, { args: [callback] }: Expr<'Call'>): boolean {
  return callback !== undefined && mayParkCalled(cx, callback);
}

/** The `key` by which something is sorted may park. */
export function keyParks(cx: Context, { keywords }: Expr<'Call'>): boolean {
  return keywords.some(({ arg, value }) => arg === 'key' && mayParkCalled(cx, value));
}

/** `x.sort(key=f)`, where f may park. */
export function sorts(cx: Context, node: Expr<'Call'>, object: Out, method: string): Out | undefined {
  if (method !== 'sort' || !keyParks(cx, node)) return undefined;
  const given = [object.code, ...positional(cx, node.args), keywordsOf(cx, node)];
  return cx.park(node, `${cx.helper('coSort')}(${given.join(', ')})`);
}

/** Functions of the library that call what they are given, and cannot wait for it. */
const CANNOT_WAIT =
  /^(?:re\.subn?|itertools\.(?:accumulate|dropwhile|filterfalse|groupby|starmap)|heapq\.(?:merge|nlargest|nsmallest)|bisect\..*)$/;

export function checkCallbacks(cx: Context, node: Expr<'Call'>, python: string): void {
  if (!CANNOT_WAIT.test(python)) return;
  const given = [...node.args, ...node.keywords.map(({ value }) => value)];
  const isCalled = (one: ExprNode): boolean =>
    one.nodeType === 'Lambda' || one.nodeType === 'Name' || one.nodeType === 'Attribute';
  if (given.some((one) => isCalled(one) && mayParkCalled(cx, one)))
    cx.check(node, python, 'it cannot wait for what it calls: a RuntimeError if that parks');
}

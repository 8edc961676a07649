/** Calls that are told where they stand in the source: those that may log, if the program asks for it, and warnings. */
import type { Expr, ExprNode } from '../syntax.js';
import { isFunction } from '../syntax.js';
import { methodOf } from './inheritance.js';
import { type Context, type Out, out } from './context.js';
import { text } from './names.js';

/** What stands last among the arguments of a call, and is none: an expression of the porter's own. */
export interface PlaceNode {
  readonly nodeType: 'Place';
  readonly of: Expr<'Call'>;
  readonly warns: boolean;
}

/** Methods that log. */
export const LOGS: ReadonlySet<string> = new Set(
  'debug info warning warn error critical fatal exception log'.split(' '),
);

/** The call with its place, if what it calls wants to know it. */
export function withPlace(cx: Context, node: Expr<'Call'>): Expr<'Call'> {
  const warns = isWarn(cx, node.func);
  if (warns) checkLevel(cx, node, 2);
  else if (cx.file.program?.asksForPlaces !== true || !mayLog(cx, node)) return node;
  else checkLevel(cx, node, Infinity);
  const { lineno, col_offset } = node;
  const value = { nodeType: 'Place', of: node, warns } as unknown as ExprNode;
  if (node.keywords.length > 0)
    return { ...node, keywords: [...node.keywords, { nodeType: 'Keyword', value, lineno, col_offset }] };
  const given = { nodeType: 'Starred', value, lineno, col_offset } as unknown as ExprNode;
  return { ...node, args: [...node.args, given] };
}

const isWarn = (cx: Context, func: ExprNode): boolean =>
  (func.nodeType === 'Name' || (func.nodeType === 'Attribute' && func.attr === 'warn')) &&
  cx.quietly(func).type === 'entry.warnings.warn';

function mayLog(cx: Context, { func }: Expr<'Call'>): boolean {
  if (func.nodeType !== 'Attribute') {
    // A method that was kept, perhaps.
    const { type } = cx.quietly(func);
    return type === 'any' ? cx.flow.onlyFunctions(func) === undefined : /^entry\.logging\.\w+$/.test(type);
  }
  if (!LOGS.has(func.attr)) return false;
  const cls = cx.facts.classOf(cx.quietly(func.value).type);
  return cls === undefined || methodOf(cx.facts, cls, func.attr) === undefined;
}

/** Whose place is meant, if not that of the call, is known at run time only. */
function checkLevel(cx: Context, node: Expr<'Call'>, position: number): void {
  const given = node.keywords.find(({ arg }) => arg === 'stacklevel')?.value ?? node.args[position];
  if (given === undefined || (given.nodeType === 'Constant' && given.value === 1)) return;
  cx.check(node, 'stacklevel', 'the file and line of a caller are those of the ported program');
}

function place(cx: Context, { of, warns }: PlaceNode): Out {
  const { path } = cx.file;
  const line = (of.func.nodeType === 'Attribute' ? of.func.end_lineno : undefined) ?? of.lineno;
  const given = [text(path), String(line), text(nameOf(cx))];
  if (warns)
    given.push(
      text(cx.file.isMain ? '__main__' : cx.file.moduleName),
      text(cx.file.lines[line - 1]?.trim() ?? ''),
    );
  return out(`${cx.helper('at')}(${given.join(', ')})`, 'dict');
}

/** What Python calls the code around a place. */
function nameOf(cx: Context): string {
  const { node } = cx.scope;
  if (isFunction(node)) return node.nodeType === 'Lambda' ? '<lambda>' : node.name;
  return NAMES[node.nodeType] ?? (node as { name?: string }).name ?? '<module>';
}

const NAMES: Readonly<Record<string, string>> = {
  ListComp: '<listcomp>',
  SetComp: '<setcomp>',
  DictComp: '<dictcomp>',
  GeneratorExp: '<genexpr>',
};

export const places = { Place: place };

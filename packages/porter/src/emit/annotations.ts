/** Annotations as values, where a program asks for them. */
import type { ClassNode } from '../analysis/facts.js';
import type { ExprNode, FunctionNode } from '../syntax.js';
import { annotated } from './class-bases.js';
import type { Context } from './context.js';
import { value } from './literals.js';
import { text } from './names.js';

/** `annotated(f, ['a', int])`; nothing where nobody asks, or there are none. */
function said(cx: Context, code: string, found: readonly (readonly [string, ExprNode])[]): string[] {
  if (!cx.file.asksForAnnotations || found.length === 0) return [];
  const areText = cx.file.lines.some((line) => /^from __future__ import .*\bannotations\b/.test(line));
  const pairs = found.map(([name, node]) => {
    if (node.nodeType === 'Subscript')
      cx.check(node, 'an annotation', 'of a generic type, the dict has what is before the brackets');
    const made = areText ? text(sourceOf(cx, node)) : value(cx, node);
    return `[${text(name)}, ${made}]`;
  });
  return [`${cx.helper('annotated')}(${[code, ...pairs].join(', ')});`];
}

function sourceOf(cx: Context, { lineno, col_offset: from, end_col_offset: to }: ExprNode): string {
  return cx.file.lines[lineno - 1]?.slice(from, to) ?? '';
}

export function ofClass(cx: Context, node: ClassNode): string[] {
  return said(
    cx,
    'this',
    annotated(node).flatMap(({ target, annotation }) =>
      target.nodeType === 'Name' ? [[target.id, annotation] as const] : [],
    ),
  );
}

export function ofFunction(cx: Context, node: FunctionNode, code: string): string[] {
  const { args } = node;
  const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
  const found = all.flatMap((arg) =>
    arg?.annotation === undefined ? [] : [[arg.arg, arg.annotation] as const],
  );
  const returned = node.nodeType === 'Lambda' ? undefined : node.returns;
  return said(cx, code, [...found, ...(returned === undefined ? [] : [['return', returned] as const])]);
}

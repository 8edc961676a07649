/** Dicts, and what the library derives from them. */
import type { ExprNode } from '../syntax.js';
import type { Context, Out } from './context.js';

/** It is a dict, or surely one of the library's: no subclass of the program's with methods of its own. */
export function isDict(cx: Context, node: ExprNode, { type }: Out): boolean {
  return type === 'dict' || (DERIVED.test(type) && cx.flow.isObject(node));
}

const DERIVED = /^lib\.collections\.(?:defaultdict|OrderedDict|Counter)$/;

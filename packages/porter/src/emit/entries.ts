/** Names of libraries, as values. */
import type { Type } from '../analysis/types.js';
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { ExprNode } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import type { Entry } from '../library/table.js';

/** A name of a library, as a value. */
export function entry(cx: Context, python: string, node: ExprNode): Out {
  const found = entryOf(python);
  if (found === undefined) throw new Refusal(node, python, 'it is not there');
  cx.facts.mentions(found);
  const code = blocks(cx, found) ? cx.import(BLOCK, found.from) : cx.library(found);
  return out(code, typeOfEntry(found.kind, found.returns, python));
}

/** time.sleep() where there are no tasklets. */
export const blocks = (cx: Context, found: Entry): boolean => found.parks && !cx.cooperates(found);
export const BLOCK = 'block';

/** The type of a name: what a value is, or which name it is. */
export function typeOfEntry(kind: string, returns: string, path: string): Type {
  return kind === 'value' ? returns : `entry.${path}`;
}

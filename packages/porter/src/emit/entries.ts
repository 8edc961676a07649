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
  const sleep = sleeps(cx, found);
  const code = sleep === undefined ? cx.library(found) : cx.import(sleep, found.from);
  return out(code, typeOfEntry(found.kind, found.returns, python));
}

/** What takes the place of time.sleep() where it does not simply park: there are no tasklets, or threads beside them. */
export function sleeps(cx: Context, found: Entry): 'block' | 'sleepOrBlock' | undefined {
  if (!found.parks || found.from !== 'evergreen-port/python/time' || cx.file.cooperative) return undefined;
  return cx.file.hasThreads ? 'sleepOrBlock' : 'block';
}

/** The type of a name: what a value is, or which name it is. */
export function typeOfEntry(kind: string, returns: string, path: string): Type {
  return kind === 'value' ? returns : `entry.${path}`;
}

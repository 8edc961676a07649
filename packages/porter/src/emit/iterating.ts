/** Iteration whose next() may park: when that is so, and what takes the place of functions that go through it. */
import { byName } from '../by-name.js';
import type { Expr } from '../syntax.js';
import type { Context, Out } from './context.js';

/** Next() of what is iterated parks, as far as is known. */
export function surelyParksToIterate(cx: Context, { type }: Out): boolean {
  return type === 'coiter' || (type.startsWith('lib.') && cx.iterates(type.slice(4)));
}

/** Next() of what is iterated may park. */
export function parksToIterate(cx: Context, source: Out): boolean {
  if (surelyParksToIterate(cx, source)) return true;
  const unknown = source.type === 'any' || source.type.startsWith('inst:');
  if (!unknown || cx.function.cannotPark !== undefined || cx.function.scope.isClass) return false;
  return cx.facts.has('iterates') || cx.facts.mayPark('__next__') || cx.facts.mayPark('__iter__');
}

/** Functions that hand on items one by one, and what does so where getting one may park. */
const LAZY: Readonly<Record<string, string>> = byName({
  enumerate: 'coEnumerate',
  zip: 'coZip',
  'itertools.islice': 'coIslice',
  'itertools.takewhile': 'coTakewhile',
  'itertools.chain': 'coChain',
});

/** The function that goes through parking items as `name` does; undefined if none of the arguments parks, or if there is none. */
export function lazily(cx: Context, name: string, node: Expr<'Call'>): string | undefined {
  const instead = LAZY[name];
  if (instead === undefined) return undefined;
  const parks = node.args.some((arg) => arg.nodeType !== 'Starred' && parksToIterate(cx, cx.quietly(arg)));
  return parks ? cx.helper(instead) : undefined;
}

/** What a greenlet runs, as its repr() has it. */
import { AttributeError } from '../python/exceptions.js';
import { repr } from '../python/text.js';
import { nameOf } from '../python/types.js';
import type { Value } from '../python/value.js';

export function shownOf(target: Value, args: readonly Value[], named: Value): string {
  const cut = (x: Value): string => repr(x).slice(0, 50);
  const parts = args.map(cut);
  for (const [name, value] of named.items() as Iterable<[string, Value]>) parts.push(`${name}=${cut(value)}`);
  const list = parts.length === 0 ? '' : `(${parts.join(', ')})`;
  return `${target === null ? '_run' : targetName(target)}${list}`;
}

function targetName(target: Value): string {
  try {
    return nameOf(target);
  } catch (error) {
    if (error instanceof AttributeError) return repr(target);
    throw error;
  }
}

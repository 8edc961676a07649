/** Built-in functions that a test can replace for a while: they ask here what is to be called in their place. */
import type { Callable, Value } from './value.js';

export const builtins: Record<string, Value> = {};

/** What stands in the place of one of them; undefined if nothing does. */
export function insteadOf(name: string, own: Callable): Callable | undefined {
  const now: Value = builtins[name];
  return now === own || now === undefined ? undefined : now;
}

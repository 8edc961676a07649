/** singledispatch(): functions that are chosen by the class of their first argument. */
import { TypeError as PyTypeError } from './exceptions.js';
import { Kw, takeKw } from './keywords.js';
import { mroOf } from './object.js';
import { apply } from './plain.js';
import { isinstance, object, type } from './types.js';
import type { Value } from './value.js';

/** How near a class is to that of a value: 0 is the class itself, undefined if the value is none of it. */
function distance(cls: Value, x: Value): number | undefined {
  if (!isinstance(x, cls)) return undefined;
  const own: Value = type(x);
  if (own === cls) return 0;
  if (cls === object) return Infinity;
  const at = typeof x === 'object' && x !== null ? mroOf(x.constructor).indexOf(cls) : -1;
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

function chosen(known: ReadonlyMap<Value, Value>, x: Value): Value {
  let [best, nearest]: [Value, number] = [known.get(object), Infinity];
  for (const [cls, f] of known) {
    const away = distance(cls, x);
    if (away !== undefined && away < nearest) [best, nearest] = [f, away];
  }
  return best;
}

/** Classes that a function says its first argument is of: the porter writes them down where `register` has none. */
export function dispatching(f: Value, at: number): Value {
  const known = new Map<Value, Value>([[object, f]]);
  const wrapper: Value = function (this: Value, ...args: Value[]): Value {
    if (args.length <= at || args[at] instanceof Kw)
      throw new PyTypeError(`${String(f.name)} requires at least 1 positional argument`);
    const named = takeKw(args);
    return apply(chosen(known, args[at]), args, named);
  };
  wrapper.register = (cls: Value, own?: Value): Value => {
    if (own === undefined) return (g: Value): Value => wrapper.register(cls, g);
    known.set(cls, own);
    return own;
  };
  wrapper.dispatch = (cls: Value): Value => known.get(cls) ?? f;
  return wrapper;
}

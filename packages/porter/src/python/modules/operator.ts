/** Python's operator. */
import { getattr } from '../attributes.js';
import { contains as isIn, ge, gt, is, le, lt, eq, ne } from '../compare.js';
import { bool } from '../iteration.js';
import { delitem, getitem, setitem } from '../items.js';
import { method } from '../plain.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

export {
  add,
  floordiv,
  mod,
  mul,
  neg,
  pos,
  pow,
  lshift,
  rshift,
  invert,
  invert as inv,
  sub,
  and as and_,
  or as or_,
  xor,
  div as truediv,
  add as concat,
} from '../arithmetic.js';
export { eq, ge, gt, le, lt, ne, getitem, setitem, delitem, is as is_ };

export const is_not = (x: Value, y: Value): boolean => !is(x, y);
export const truth = (x: Value): boolean => bool(x);

export const not_ = (x: Value): boolean => !bool(x);
export const contains = (container: Value, x: Value): boolean => isIn(x, container);

export function itemgetter(...keys: Value[]): Value {
  return (x: Value): Value =>
    keys.length === 1 ? getitem(x, keys[0]) : tuple_(keys.map((key) => getitem(x, key) as Value));
}

const through = (x: Value, path: string): Value =>
  path.split('.').reduce((at: Value, name) => getattr(at, name) as Value, x);

export function attrgetter(...paths: string[]): Value {
  return (x: Value): Value =>
    paths.length === 1 ? through(x, paths[0] ?? '') : tuple_(paths.map((path) => through(x, path)));
}

export function methodcaller(name: string, ...args: Value[]): Value {
  return (x: Value): Value => method(x, name, ...args);
}

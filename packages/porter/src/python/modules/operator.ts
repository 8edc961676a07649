/** Python's operator. */
import { getattr } from '../attributes.js';
import { contains as isIn, ge, gt, is, le, lt, eq, ne } from '../compare.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { bool, items } from '../iteration.js';
import { isInt } from '../numbers.js';
import { typeName } from '../type-name.js';
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
  matmul,
} from '../arithmetic.js';
export {
  iadd,
  iadd as iconcat,
  iand,
  idiv as itruediv,
  ifloordiv,
  ilshift,
  imatmul,
  imod,
  imul,
  ior,
  ipow,
  irshift,
  isub,
  ixor,
} from '../inplace.js';
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

/** The int that a value stands for. */
export function index(x: Value): Value {
  if (isInt(x)) return x;
  if (typeof x?.__index__ === 'function') return x.__index__();
  throw new PyTypeError(`'${typeName(x)}' object cannot be interpreted as an integer`);
}

export const countOf = (all: Value, x: Value): number => [...items(all)].filter((one) => eq(one, x)).length;

export function indexOf(all: Value, x: Value): number {
  const at = [...items(all)].findIndex((one) => one === x || eq(one, x));
  if (at < 0) throw new ValueError('sequence.index(x): x not in sequence');
  return at;
}

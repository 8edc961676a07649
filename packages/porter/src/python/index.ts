/**
 * Python's types and built-in functions, for programs that were ported: numbers, text, containers, exceptions, classes, by the letter.
 *
 * @module evergreen-port/python
 */
// Buffer is the type of bytes.
/// <reference types="node" preserve="true" />
import './end.js';
export * from './exceptions.js';
export {
  abs,
  add,
  and,
  div,
  divmod,
  floordiv,
  inplace,
  invert,
  lshift,
  matmul,
  mod,
  mul,
  neg,
  oldDiv,
  or,
  pos,
  pow,
  round,
  rshift,
  sub,
  xor,
} from './arithmetic.js';
export { attribute, delattr, docOf, documented, getattr, hasattr, setattr, setOwn } from './attributes.js';
export { bin, chr, exit, hex, id, input, notPorted, NotPorted, oct, ord, print, vars } from './builtins.js';
export { coChain, coEnumerate, coIslice, coTakewhile, coZip } from './coiterate.js';
export { compare, contains, eq, ge, gt, is, le, lt, ne, NotImplemented } from './compare.js';
export { currentError, handling, lastError } from './current.js';
export { Dict, dict_, View } from './dict.js';
export { Float } from './float.js';
export { format } from './format-spec.js';
export { CoGenerator, cogenerator, generator, item } from './generator.js';
export { hash } from './hash.js';
export { delitem, getitem, setitem, Slice, slice, unpack, unpackStar } from './items.js';
export {
  all,
  any,
  bool,
  callable,
  coiter,
  enumerate,
  filter,
  items,
  iter,
  len,
  map,
  max,
  min,
  next,
  reversed,
  sorted,
  sum,
  zip,
} from './iteration.js';
export { Kw, keyword, keywords, kw, noMore, signature } from './keywords.js';
export { abstract, bases, PyObject, slots, superOf } from './object.js';
export { open } from './open.js';
export { apply, applyMethod, call, method, op, plain } from './plain.js';
export { Range, range } from './range.js';
export { FrozenSet, PySet, set_ } from './set.js';
export {
  asMethod,
  coFilter,
  coMap,
  coUntil,
  textIfText,
  collect,
  construct,
  defined,
  delegate,
  dir,
  enter,
  fromBytes,
  fromHex,
  leave,
  maketrans,
  matchArgument,
  matchSequence,
  named,
  pairs,
  seconds,
  unbound,
  undefinedName,
  without,
  wrongArguments,
} from './support.js';
export { ascii, repr } from './text.js';
export { tup, Tuple, tuple_ } from './tuple.js';
export {
  base,
  bool_,
  bytearray,
  bytes,
  dict,
  float,
  frozenset,
  int,
  isinstance,
  issubclass,
  list,
  nameOf,
  NoneType,
  object,
  set,
  str,
  tuple,
  type,
} from './types.js';
export type { Value } from './value.js';

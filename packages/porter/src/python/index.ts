/**
 * Python's types and built-in functions, for programs that were ported: numbers, text, containers, exceptions, classes, by the letter.
 *
 * @module evergreen-port/python
 */
// Buffer is the type of bytes.
/// <reference types="node" preserve="true" />
import './builtin-functions.js';
import './containers/views.js';
import './end.js';
import './special-methods.js';
import './subclassed/index.js';
export * from './exceptions.js';
export { qualifiedAs } from './homes.js';
export { IndentationError, SyntaxError, TabError } from './syntax-error.js';
export { UnicodeDecodeError, UnicodeEncodeError } from './unicode-errors.js';
export {
  abs,
  add,
  and,
  div,
  divmod,
  floordiv,
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
export {
  asMethod,
  attribute,
  delattr,
  docOf,
  documented,
  getattr,
  hasattr,
  setattr,
  setMember,
  setOwn,
  unbound,
} from './attributes.js';
export { bin, chr, exit, hex, id, input, notPorted, NotPorted, oct, ord, print, vars } from './builtins.js';
export { coAll, coAny, coChain, coContains, coEnumerate, coIslice, coTakewhile, coZip } from './coiterate.js';
export { cmp, orderedByCmp } from './python2.js';
export { compare, contains, eq, ge, gt, is, le, lt, ne, rich } from './compare.js';
export { currentError, handling, lastError } from './current.js';
export { attached, ClassMethod, descriptor, Property, StaticMethod } from './descriptor.js';
export { Dict, dict_ } from './dict.js';
export { View } from './dict-views.js';
export { Float } from './float.js';
export { format } from './format-spec.js';
export { CoGenerator, cogenerator, generator, item } from './generator.js';
export { hash } from './hash.js';
export { host } from './host.js';
export {
  annotated,
  annotationsOf,
  codeOf,
  localsOf,
  namedDefaults,
  positionalDefaults,
  qualnameOf,
} from './insides.js';
export { delitem, getitem, setitem, Slice, slice, unpack, unpackStar } from './items.js';
export {
  all,
  any,
  bool,
  callable,
  coiter,
  delegated,
  enumerate,
  filter,
  items,
  iter,
  len,
  map,
  next,
  reversed,
  sum,
  zip,
} from './iteration.js';
export { coMax, coMin, coSort, coSorted, max, min, sorted } from './ordering.js';
export {
  iadd,
  iand,
  idiv,
  ifloordiv,
  ilshift,
  imatmul,
  imod,
  imul,
  ioldDiv,
  ior,
  ipow,
  irshift,
  isub,
  ixor,
} from './inplace.js';
export { Kw, keyword, keywords, kw, noMore, signature, withDefaults } from './keywords.js';
export { abstract, bases, PyObject, slots, superOf } from './object.js';
export { baseOf, basesOf, issubclass, makeClass, moduleOf, mro, registered, subclasses } from './lineage.js';
export { matchArguments, matchSequence } from './matching.js';
export { open } from './open.js';
export { at } from './place.js';
export { applied, apply, applyMethod, call, method, op, plain } from './plain.js';
export { Range } from './range.js';
export { FrozenSet, PySet, frozen, set_ } from './set.js';
export { Ellipsis, NotImplemented } from './singletons.js';
export {
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
  inherited,
  initSubclass,
  fromHex,
  leave,
  leaving,
  maketrans,
  named,
  pairs,
  seconds,
  undefinedName,
  withNames,
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
  complex,
  memoryview,
  dict,
  float,
  frozenset,
  int,
  isinstance,
  list,
  nameOf,
  NoneType,
  object,
  range,
  set,
  str,
  tuple,
  type,
} from './types.js';
export type { Value } from './value.js';
export { bytesMaketrans } from './methods/bytes.js';

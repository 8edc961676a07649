import { byName } from '../by-name.js';

/** The methods of Python's built-in types: those that are no members of a class of the runtime, and what they return. */
const STR: Readonly<Record<string, string>> = byName({
  split: 'list',
  rsplit: 'list',
  strip: 'str',
  lstrip: 'str',
  rstrip: 'str',
  find: 'int',
  rfind: 'int',
  index: 'int',
  rindex: 'int',
  count: 'int',
  replace: 'str',
  splitlines: 'list',
  join: 'str',
  capitalize: 'str',
  title: 'str',
  swapcase: 'str',
  center: 'str',
  zfill: 'str',
  partition: 'tuple',
  rpartition: 'tuple',
  encode: 'bytes',
  format: 'str',
  format_map: 'str',
  expandtabs: 'str',
  translate: 'str',
  upper: 'str',
  lower: 'str',
  casefold: 'str',
  startswith: 'bool',
  endswith: 'bool',
  removeprefix: 'str',
  removesuffix: 'str',
  ljust: 'str',
  rjust: 'str',
  isdigit: 'bool',
  isdecimal: 'bool',
  isnumeric: 'bool',
  isalpha: 'bool',
  isalnum: 'bool',
  isspace: 'bool',
  isascii: 'bool',
  isidentifier: 'bool',
  isprintable: 'bool',
  isupper: 'bool',
  islower: 'bool',
  istitle: 'bool',
});

/** Of bytes there is none of these. */
const TEXT_ONLY = new Set(
  'encode format format_map casefold isdecimal isnumeric isidentifier isprintable'.split(' '),
);

const BYTES: Readonly<Record<string, string>> = byName({
  ...Object.fromEntries(
    Object.entries(STR)
      .filter(([name]) => !TEXT_ONLY.has(name))
      .map(([name, type]) => [name, type === 'str' ? 'bytes' : type]),
  ),
  decode: 'str',
  hex: 'str',
});

const LIST: Readonly<Record<string, string>> = byName({
  append: 'none',
  extend: 'none',
  insert: 'none',
  remove: 'none',
  pop: 'any',
  sort: 'none',
  reverse: 'none',
  index: 'int',
  count: 'int',
  clear: 'none',
  copy: 'list',
});

const DICT: Readonly<Record<string, string>> = byName({
  get: 'any',
  keys: 'iter',
  values: 'iter',
  items: 'iter',
  pop: 'any',
  popitem: 'tuple',
  setdefault: 'any',
  update: 'none',
  clear: 'none',
  copy: 'dict',
  fromkeys: 'dict',
});

const SET: Readonly<Record<string, string>> = byName({
  add: 'none',
  discard: 'none',
  remove: 'none',
  pop: 'any',
  clear: 'none',
  update: 'none',
  union: 'set',
  intersection: 'set',
  difference: 'set',
  symmetric_difference: 'set',
  issubset: 'bool',
  issuperset: 'bool',
  isdisjoint: 'bool',
  copy: 'set',
  difference_update: 'none',
  intersection_update: 'none',
  symmetric_difference_update: 'none',
});

const NUMBER: Readonly<Record<string, string>> = byName({
  bit_length: 'int',
  bit_count: 'int',
  to_bytes: 'bytes',
  is_integer: 'bool',
  conjugate: 'any',
  as_integer_ratio: 'tuple',
});

/** By type: what each method returns. */
export const METHODS_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = byName({
  str: STR,
  bytes: BYTES,
  list: LIST,
  dict: DICT,
  set: SET,
  tuple: byName({ index: 'int', count: 'int' }),
});

/** Names of methods that a value may have without being of a class here. */
export const METHODS: ReadonlySet<string> = new Set(
  [STR, BYTES, LIST, NUMBER].flatMap((methods) => Object.keys(methods)),
);

/** Names of the methods of any built-in type. */
export const ALL_METHODS: ReadonlySet<string> = new Set([
  ...METHODS,
  ...Object.keys(DICT),
  ...Object.keys(SET),
]);

/** Types of which all values are such as JavaScript has, or the runtime: what they have is known there. */
export const VALUES: ReadonlySet<string> = new Set(
  'int bigint float bool str bytes list dict set tuple range ellipsis'.split(' '),
);

const OPERATORS = 'add sub mul truediv floordiv mod pow divmod and or xor lshift rshift'
  .split(' ')
  .flatMap((name) => [name, `r${name}`]);

/** A special method that Python's own types have. */
export const SPECIAL_METHODS = new RegExp(
  `^__(?:${[...OPERATORS, 'next iter reversed getitem setitem delitem contains len call eq ne lt le gt ge str repr hash format bool neg pos abs invert int float index trunc round floor ceil iadd imul ior enter exit'.replaceAll(' ', '|')].join('|')})__$`,
);

/**
 * Types of Python's values: 'int' (exact as a number, as counters and lengths are), 'bigint' (an int of any size), 'float', 'bool', 'str',
 * 'bytes', 'list', 'tuple', 'dict', 'set', 'none', 'range', 'iter', 'coiter', 'super', 'any'; or of something: 'func:3', 'class:3', 'inst:3'
 * (of the program, by number), 'lib.gevent.Greenlet' (an instance), 'entry.gevent.spawn' (a name of a library), 'module.time', 'file.util'.
 */
export type Type = string;

const NUMERIC = new Set(['int', 'bigint', 'float', 'num', 'bool']);

export function isNumeric(type: Type): boolean {
  return NUMERIC.has(type);
}

export function isWhole(type: Type): boolean {
  return type === 'int' || type === 'bigint' || type === 'bool';
}

/** An instance of a class: None may take its place, as nothing but its truth tells them apart before an attribute is asked for. */
export function isInstance(type: Type): boolean {
  return /^(?:inst:|lib\.)/.test(type);
}

/** 'entry.gevent.spawn' is an entry, and which. */
export function kindOf(type: Type): [kind: string, name: string] {
  const at = type.indexOf('.');
  return at < 0 ? [type, ''] : [type.slice(0, at), type.slice(at + 1)];
}

export function joined(a: Type, b: Type): Type {
  if (a === b) return b;
  if (a === 'none' && isInstance(b)) return b;
  if (b === 'none' && isInstance(a)) return a;
  if ((a === 'int' && b === 'bigint') || (a === 'bigint' && b === 'int')) return 'bigint';
  if (a !== 'bool' && b !== 'bool' && isNumeric(a) && isNumeric(b)) return 'num';
  return 'any';
}

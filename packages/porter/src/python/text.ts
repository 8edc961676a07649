/** str() and repr(): how Python shows values. */
import { isMock } from './mocks.js';
import {
  BaseException,
  TypeError as PyTypeError,
  KeyError,
  OSError,
  RuntimeError,
  setMessageOf,
} from './exceptions.js';
import { Dict } from './dict.js';
import { View } from './dict-views.js';
import { Float, floatText } from './float.js';
import { numberOf } from './hash.js';
import { CLASS_KIND, className, qualified } from './object.js';
import { Range } from './range.js';
import { isSet } from './set.js';
import { Tuple } from './tuple.js';
import { ITERATOR_NAME, isBuiltinFunction, typeName } from './type-name.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

/** `str(x)`. */
export function text(x: Value): string {
  switch (typeof x) {
    case 'string':
      return x;
    case 'number':
      return Number.isInteger(x) ? wholeText(x) : floatText(x);
    case 'object':
      if (x === null) return 'None';
      return textOfObject(x);
    default:
      return repr(x);
  }
}

function wholeText(x: number): string {
  return Number.isSafeInteger(x) ? String(x) : BigInt(x).toString();
}

function textOfObject(x: Value): string {
  if (x instanceof Error) return textOfError(x);
  const own: Value = x.__str__;
  if (typeof own === 'function') {
    const result: Value = own.call(x);
    if (typeof result !== 'string')
      throw new PyTypeError(`__str__ returned non-string (type ${typeName(result)})`);
    return result;
  }
  return repr(x);
}

function textOfError(error: Value): string {
  if (!Function.prototype[Symbol.hasInstance].call(BaseException, error)) return String(error.message);
  const own: Value = error.__str__;
  return typeof own === 'function' ? (own.call(error) as string) : plainText(error);
}

/** What an exception says, whatever its class has made of that. */
export function plainText(error: Value): string {
  if (error instanceof OSError && error.errno !== null && error.strerror !== null) {
    const name: Value = error.filename;
    return `[Errno ${text(error.errno)}] ${text(error.strerror)}${name === null ? '' : `: ${repr(name)}`}`;
  }
  const { args } = error as BaseException;
  if (args.length === 0) return '';
  if (args.length > 1) return repr(args);
  return Function.prototype[Symbol.hasInstance].call(KeyError, error) ? repr(args[0]) : text(args[0]);
}
setMessageOf((error) => {
  try {
    return textOfError(error);
  } catch {
    // A __str__ that does not work, or not yet.
    return '';
  }
});

/** Containers that are being shown: one that contains itself is shown as `[...]`. */
const SHOWING = new Set<Value>();

/** `repr(x)`. */
export function repr(x: Value): string {
  switch (typeof x) {
    case 'undefined':
      return 'None';
    case 'boolean':
      return x ? 'True' : 'False';
    case 'number':
      return Number.isInteger(x) ? wholeText(x) : floatText(x);
    case 'bigint':
      return x.toString();
    case 'string':
      return quoted(x);
    case 'function':
      return reprOfFunction(x);
    case 'symbol':
      return String(x);
    case 'object':
      return x === null ? 'None' : reprOfObject(x);
  }
}

function reprOfFunction(x: Value): string {
  if (isMock(x)) return (x as Value).__repr__();
  if (Object.hasOwn(x as object, '__type__')) return `<class '${className(x)}'>`;
  if (/^class\b/.test(Function.prototype.toString.call(x)))
    return CLASS_KIND in x
      ? `<${String(x[CLASS_KIND])} '${className(x)}'>`
      : `<class '${qualified(x as object)}'>`;
  const name = String(x.__name__ ?? x.name);
  if (isBuiltinFunction(x)) return `<built-in function ${name}>`;
  return `<function ${name === '' ? '<lambda>' : name} at 0x${address(x)}>`;
}
function address(x: object): string {
  return (0x7f0000000000 + numberOf(x) * 64).toString(16);
}

function reprOfObject(x: Value): string {
  if (x instanceof Float) return floatText(x.value);
  const own: Value = x.__repr__;
  if (typeof own === 'function') {
    const result: Value = own.call(x);
    if (typeof result !== 'string')
      throw new PyTypeError(`__repr__ returned non-string (type ${typeName(result)})`);
    return result;
  }
  return plainRepr(x);
}

/** As if its class had no `__repr__`. */
export function plainRepr(x: Value): string {
  if (x instanceof Error) return reprOfError(x);
  if (x instanceof Uint8Array) return reprOfBytes(x);
  const around = bracketsOf(x);
  if (around === undefined) return reprOfInstance(x);
  return shownOnce(x, around[3], () => around[0] + around[1]().join(', ') + around[2]);
}

/** What `show` makes of an object; `again` if that is being done already. */
export function shownOnce(x: object, again: string, show: () => string): string {
  if (SHOWING.has(x)) return again;
  SHOWING.add(x);
  try {
    return show();
  } finally {
    SHOWING.delete(x);
  }
}

type Brackets = [open: string, items: () => string[], close: string, again: string];

function bracketsOf(x: Value): Brackets | undefined {
  if (x instanceof Tuple)
    return ['(', () => x.map((item) => repr(item)), x.length === 1 ? ',)' : ')', '(...)'];
  if (Array.isArray(x)) return ['[', () => x.map((item) => repr(item)), ']', '[...]'];
  if (x instanceof Dict)
    return ['{', () => [...x].map((key) => `${repr(key)}: ${repr(x.get(key))}`), '}', '{...}'];
  if (isSet(x)) {
    const name = typeName(x);
    const items = (): string[] => [...x].map((item) => repr(item));
    const isEmpty = x._items.size === 0;
    if (name === 'set') return isEmpty ? ['set(', () => [], ')', ''] : ['{', items, '}', '{...}'];
    return isEmpty ? [`${name}(`, () => [], ')', ''] : [`${name}({`, items, '})', `${name}(...)`];
  }
  if (x instanceof View) return [`${typeName(x)}([`, () => [...x].map((item) => repr(item)), '])', '...'];
  if (x instanceof Range) {
    const { start, stop, step } = x;
    return ['range(', () => [start, stop, ...(step === 1 ? [] : [step])].map(String), ')', ''];
  }
  return undefined;
}

function reprOfError(error: Value): string {
  const name = className(error.constructor);
  if (!Function.prototype[Symbol.hasInstance].call(BaseException, error))
    return `${name}(${quoted(String(error.message))})`;
  return `${name}(${(error.args as Value[]).map((item) => repr(item)).join(', ')})`;
}

const STEPS = Object.getPrototypeOf(
  function* () {
    /* for its prototype */
  }.prototype as object,
) as object;

function reprOfInstance(x: Value): string {
  if (ITERATOR_NAME in x) return `<${typeName(x)} object at 0x${address(x as object)}>`;
  if (Object.prototype.isPrototypeOf.call(STEPS, x as object) && x[GENERATOR_NAME] === undefined)
    throw new RuntimeError('something that parks was called as if it did not: its result is not there yet');
  if ('next' in x && typeof x.next === 'function')
    return `<generator object ${String(x[GENERATOR_NAME] ?? '')} at 0x${address(x as object)}>`;
  const cls: Value = x.constructor;
  if (typeof cls === 'function') return `<${qualified(cls)} object at 0x${address(x as object)}>`;
  return '<object>';
}
export const GENERATOR_NAME = Symbol('name of the generator');

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** A string in Python's quotes: single ones unless that would need escapes and double ones would not. */
function quoted(x: string): string {
  const quote = x.includes("'") && !x.includes('"') ? '"' : "'";
  let result = '';
  for (const char of x) {
    if (char === quote || char in ESCAPES) result += ESCAPES[char] ?? `\\${char}`;
    else result += isPrintable(char) ? char : escaped(char);
  }
  return quote + result + quote;
}

function isPrintable(char: string): boolean {
  return char === ' ' || !/[\p{C}\p{Z}]/u.test(char);
}

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

function reprOfBytes(x: Uint8Array): string {
  const characters = Buffer.from(x.buffer, x.byteOffset, x.length).toString('latin1');
  const quote = characters.includes("'") && !characters.includes('"') ? '"' : "'";
  let result = '';
  for (const char of characters) {
    if (char === quote || char in ESCAPES) result += ESCAPES[char] ?? `\\${char}`;
    else result += char >= ' ' && char <= '~' ? char : escaped(char);
  }
  const shown = `b${quote}${result}${quote}`;
  return (x as Value).__bytearray__ === true ? `bytearray(${shown})` : shown;
}

/** `ascii(x)`. */
export function ascii(x: Value): string {
  return repr(x).replace(/[^\0-~]/gu, escaped);
}

/** What str() does to bytes with an encoding, and bytes.decode(). */
export function checkText(given: Value, index: number): string {
  const x = underlying(given);
  if (typeof x !== 'string')
    throw new PyTypeError(`sequence item ${String(index)}: expected str instance, ${typeName(x)} found`);
  return x;
}

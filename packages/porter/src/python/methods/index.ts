/** The methods of Python's types that are values of JavaScript here: of str, bytes, list, tuple, int and float. */
import { Float } from '../float.js';
import { Tuple } from '../tuple.js';
import type { Callable, Value } from '../value.js';
import { bytearrayMethods } from './bytearray.js';
import { bytesMethods } from './bytes.js';
import { listMethods, tupleMethods } from './list.js';
import { floatMethods, intMethods } from './number.js';
import { strMethods } from './str.js';

export type Methods = Readonly<Record<string, Callable>>;

/** The table of methods for a value; undefined if its own class has them. */
function tableOf(x: Value): Methods | undefined {
  switch (typeof x) {
    case 'string':
      return strMethods;
    case 'number':
      return Number.isInteger(x) ? intMethods : floatMethods;
    case 'bigint':
    case 'boolean':
      return intMethods;
    case 'object':
      if (x instanceof Float) return floatMethods;
      if (x instanceof Tuple) return tupleMethods;
      if (Array.isArray(x)) return listMethods;
      if (x instanceof Uint8Array)
        return (x as Value).__bytearray__ === true ? bytearrayMethods : bytesMethods;
      return undefined;
    default:
      return undefined;
  }
}

function tableOfType(name: unknown): Methods | undefined {
  switch (name) {
    case 'str':
      return strMethods;
    case 'bytes':
      return bytesMethods;
    case 'bytearray':
      return bytearrayMethods;
    case 'list':
      return listMethods;
    case 'tuple':
      return tupleMethods;
    case 'int':
    case 'bool':
      return intMethods;
    case 'float':
      return floatMethods;
    default:
      return undefined;
  }
}

/** `str.upper`: the method of a type, which takes the object first. */
export function methodOfType(type: Value, name: string): Callable | undefined {
  if (!Object.hasOwn(type as object, '__type__')) return undefined;
  const table = tableOfType(type.__name__);
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The method of a builtin type by Python's name; it takes the object first. */
export function builtinMethod(x: Value, name: string): Callable | undefined {
  // The field of a namedtuple may be called as a method of tuples is.
  if (x instanceof Tuple && x.constructor !== Tuple && name in x && !(name in Tuple.prototype))
    return undefined;
  const table = tableOf(x);
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

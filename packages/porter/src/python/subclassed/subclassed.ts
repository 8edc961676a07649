/**
 * Instances of a program's classes that extend int, float, str, list or tuple: objects with a value of that type, which is what they count
 * as. `__new__` makes the value of its arguments, as in Python; that of a list is filled by `__init__`.
 */
import { internal } from '../homes.js';
import { MAKERS } from '../mro.js';
import { PyObject, UNBORN, bare, born, isBare } from '../object.js';
import { UNDERLYING } from '../underlying.js';
import type { Value } from '../value.js';

export abstract class Subclassed extends PyObject {
  declare [UNDERLYING]: Value;

  constructor(...args: Value[]) {
    super(UNBORN);
    const cls = this.constructor as typeof Subclassed;
    Object.defineProperty(this, UNDERLYING, { value: cls._made(isBare(args) ? [] : args), writable: true });
    born(this, args);
  }

  /** The value that arguments of the type make. */
  static _made(_args: Value[]): Value {
    return undefined;
  }

  static override __new__(cls: Value, ...args: Value[]): Value {
    const made: Value = bare(cls);
    made[UNDERLYING] = cls._made(args);
    return made;
  }
}
internal(Subclassed);
MAKERS.add(Subclassed.__new__);

/** Python's pickle: protocol 4 (and 5) is written, 2 to 5 are read. The porter says which classes a program has. */
import { Kw } from '../keywords.js';
import { PyObject, className, isClass } from '../object.js';
import { Reader } from '../pickle/reader.js';
import { Writer } from '../pickle/writer.js';
import type { Value } from '../value.js';

export { PickleError, PicklingError, UnpicklingError } from '../pickle/errors.js';

export const HIGHEST_PROTOCOL = 5;
export const DEFAULT_PROTOCOL = 4;

/** Classes that were written: what is read in the same process needs no list. */
const written = new Map<string, Value>();

/** `dumps(x, protocol=4)`: lower protocols are written as 4, which any CPython from 3.4 on reads. */
export function dumps(x: Value, ...args: Value[]): Buffer {
  const [first] = args;
  const asked: Value = first instanceof Kw ? first.get('protocol') : (first ?? null);
  const protocol = asked === null ? DEFAULT_PROTOCOL : Number(asked);
  const writer = new Writer((cls) => written.set(className(cls), cls));
  return writer.whole(x, protocol < 0 || protocol === 5 ? 5 : 4);
}

export function dump(x: Value, file: Value, ...args: Value[]): void {
  file.write(dumps(x, ...args));
}

/** The classes of a program, from what the porter adds to a call. */
function finder(args: readonly Value[]): (name: string) => Value {
  const classes = new Map(written);
  for (const one of args.flat()) if (isClass(one)) classes.set(className(one), one);
  return (name) => classes.get(name);
}

/** `loads(data)`; the porter adds the classes of the program. */
export function loads(data: Uint8Array, ...args: Value[]): Value {
  return new Reader(data, finder(args)).whole();
}

/** What was read of a file that holds more than one pickle. */
const LEFT = new WeakMap<object, Buffer>();

export function load(file: Value, ...args: Value[]): Value {
  const data = Buffer.concat([LEFT.get(file as object) ?? Buffer.alloc(0), file.read() as Uint8Array]);
  const reader = new Reader(data, finder(args));
  const value: Value = reader.whole();
  LEFT.set(file as object, data.subarray(reader.end));
  return value;
}

export class Pickler extends PyObject {
  override __init__(file: Value, ...args: Value[]): void {
    Object.assign(this, { _file: file, _args: args });
  }

  dump(x: Value): void {
    dump(x, this._file, ...(this._args as Value[]));
  }
}

export class Unpickler extends PyObject {
  override __init__(file: Value, ...args: Value[]): void {
    Object.assign(this, { _file: file, _args: args });
  }

  load(): Value {
    return load(this._file, ...(this._args as Value[]));
  }
}

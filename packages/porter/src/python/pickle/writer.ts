/** Values as a pickle of protocol 4, which CPython reads. */
import { Dict } from '../dict.js';
import { BaseException, PicklingError, TypeError as PyTypeError } from './errors.js';
import { Float } from '../float.js';
import { isPythonGenerator } from '../generator.js';
import { isInt } from '../numbers.js';
import { PyObject, className } from '../object.js';
import { FrozenSet, PySet } from '../set.js';
import { repr } from '../text.js';
import { Tuple, tuple_ } from '../tuple.js';
import { isBuiltinFunction, typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { Global, KNOWN, type Reduced, stateOf } from './reduce.js';

/** So many items are put into a list or a dict at once. */
const BATCH = 1000;

/** Instances of Enum know their members by value. */
const isMember = (x: Value): boolean =>
  typeof x === 'object' && x !== null && '_value_' in x && '_name_' in x;

export class Writer {
  readonly #parts: Buffer[] = [];
  /** Where a value was put, so that it is written once. */
  readonly #memo = new Map<Value, number>();
  /** What is remembered lives as long as this: the numbers of the memo go on. */
  #count = 0;
  readonly #seen: (cls: Value) => void;

  constructor(seen: (cls: Value) => void) {
    this.#seen = seen;
  }

  whole(x: Value, protocol: number): Buffer {
    this.#save(x);
    this.#op('.');
    const body = Buffer.concat(this.#parts);
    const frame = Buffer.alloc(9);
    frame.write('\x95', 'latin1');
    frame.writeBigUInt64LE(BigInt(body.length), 1);
    return Buffer.concat([Buffer.from([0x80, protocol]), ...(body.length >= 4 ? [frame] : []), body]);
  }

  #op(code: string, ...bytes: (number[] | Uint8Array)[]): void {
    this.#parts.push(Buffer.from(code, 'latin1'), ...bytes.map((part) => Buffer.from(part)));
  }

  #memoize(x: Value): void {
    this.#memo.set(x, this.#count++);
    this.#op('\x94');
  }

  #get(at: number): void {
    if (at < 256) this.#op('h', [at]);
    else this.#op('j', little(at, 4));
  }

  #save(x: Value): void {
    const known = this.#memo.get(x);
    if (known !== undefined) this.#get(known);
    else if (x === null || x === undefined) this.#op('N');
    else if (typeof x === 'boolean') this.#op(x ? '\x88' : '\x89');
    else if (isInt(x)) this.#int(BigInt(x as number));
    else if (typeof x === 'number' || x instanceof Float) this.#float(Number(x));
    else if (typeof x === 'string') this.#text(x);
    else if (x instanceof Uint8Array && (x as Value).__bytearray__ !== true) this.#bytes(x);
    else if (typeof x === 'function') this.#function(x);
    else if (x instanceof Tuple && x.constructor === Tuple) this.#tuple(x);
    else if (Array.isArray(x) && x.constructor === Array) this.#list(x as Value[]);
    else if (x instanceof Dict && typeName(x) === 'dict') this.#dict(x);
    else if (x instanceof PySet && x.constructor === PySet) this.#set(x);
    else if (x instanceof FrozenSet && x.constructor === FrozenSet) this.#frozen(x);
    else this.#object(x);
  }

  #int(x: bigint): void {
    if (x >= 0n && x < 256n) this.#op('K', [Number(x)]);
    else if (x >= 0n && x < 65536n) this.#op('M', little(Number(x), 2));
    else if (x >= -(2n ** 31n) && x < 2n ** 31n) this.#op('J', little(Number(x), 4));
    else {
      const bytes: number[] = [];
      let rest = x;
      for (; !(rest === 0n || rest === -1n); rest >>= 8n) bytes.push(Number(rest & 255n));
      // The last bit is the sign.
      if ((bytes.at(-1) ?? 0) >= 128 !== rest < 0n) bytes.push(rest < 0n ? 255 : 0);
      if (bytes.length < 256) this.#op('\x8a', [bytes.length], bytes);
      else this.#op('\x8b', little(bytes.length, 4), bytes);
    }
  }

  #float(x: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(x);
    this.#op('G', bytes);
  }

  #text(x: string): void {
    const bytes = Buffer.from(x);
    if (bytes.length < 256) this.#op('\x8c', [bytes.length], bytes);
    else this.#op('X', little(bytes.length, 4), bytes);
    this.#memoize(x);
  }

  #bytes(x: Uint8Array): void {
    if (x.length < 256) this.#op('C', [x.length], x);
    else this.#op('B', little(x.length, 4), x);
    this.#memoize(x);
  }

  #tuple(x: Tuple): void {
    if (x.length === 0) {
      this.#op(')');
      return;
    }
    if (x.length > 3) this.#op('(');
    for (const item of x) this.#save(item);
    // It may be in itself, by way of a list.
    this.#op(x.length > 3 ? 't' : (['', '\x85', '\x86', '\x87'][x.length] ?? ''));
    this.#memoize(x);
  }

  #list(x: readonly Value[]): void {
    this.#op(']');
    this.#memoize(x);
    this.#appends(x);
  }

  #appends(x: readonly Value[]): void {
    for (let i = 0; i < x.length; i += BATCH) {
      const batch = x.slice(i, i + BATCH);
      if (batch.length > 1) this.#op('(');
      for (const item of batch) this.#save(item);
      this.#op(batch.length > 1 ? 'e' : 'a');
    }
  }

  #dict(x: Dict): void {
    this.#op('}');
    this.#memoize(x);
    this.#setItems([...x].map((key) => [key, x.at(key) as Value]));
  }

  #setItems(pairs: readonly (readonly [Value, Value])[]): void {
    for (let i = 0; i < pairs.length; i += BATCH) {
      const batch = pairs.slice(i, i + BATCH);
      if (batch.length > 1) this.#op('(');
      for (const [key, value] of batch) {
        this.#save(key);
        this.#save(value);
      }
      this.#op(batch.length > 1 ? 'u' : 's');
    }
  }

  #set(x: PySet): void {
    this.#op('\x8f');
    this.#memoize(x);
    if (x.size === 0) return;
    this.#op('(');
    for (const item of x) this.#save(item);
    this.#op('\x90');
  }

  #frozen(x: FrozenSet): void {
    this.#op('(');
    for (const item of x) this.#save(item);
    this.#op('\x91');
    this.#memoize(x);
  }

  #global({ module, name }: Global, of: Value = undefined): void {
    const known = of === undefined ? undefined : this.#memo.get(of);
    if (known !== undefined) {
      this.#get(known);
      return;
    }
    for (const text of [module, name]) {
      const at = this.#memo.get(text);
      if (at === undefined) this.#text(text);
      else this.#get(at);
    }
    this.#op('\x93');
    if (of === undefined) this.#count++;
    else this.#memo.set(of, this.#count++);
    this.#op('\x94');
  }

  /** A class or a function is written as its name. */
  #function(x: Value): void {
    const library = KNOWN.find(({ cls }) => cls === x);
    if (library !== undefined) {
      this.#global(new Global(library.module, library.name), x);
      return;
    }
    const isBuiltin = Object.hasOwn(x as object, '__type__') || isBuiltinError(x) || isBuiltinFunction(x);
    const name = String(isBuiltin ? className(x) : (x.__name__ ?? x.name));
    // What has no prototype is no class, and no function of a `def`.
    if (!isBuiltin && x.prototype === undefined)
      throw new PicklingError(`Can't pickle ${repr(x)}: attribute lookup <lambda> on __main__ failed`);
    if (!isBuiltin) this.#seen(x);
    this.#global(new Global(isBuiltin ? 'builtins' : '__main__', name), x);
  }

  #object(x: Value): void {
    const { callable, args, state, list, dict, isNew } = this.#reduced(x);
    if (callable instanceof Global) this.#global(callable);
    else this.#save(callable);
    this.#save(tuple_([...args]));
    this.#op(isNew === true ? '\x81' : 'R');
    this.#memoize(x);
    if (list !== undefined) this.#appends(list);
    if (dict !== undefined) this.#setItems(dict);
    if (state === undefined || state === null) return;
    this.#save(state);
    this.#op('b');
  }

  #reduced(x: Value): Reduced {
    for (const name of ['__reduce_ex__', '__reduce__'])
      if (typeof x[name] === 'function') {
        const [callable, args, state]: Value[] = x[name](4);
        return { callable, args, state };
      }
    const known = KNOWN.find(({ cls }) => x.constructor === cls);
    if (known !== undefined) return { callable: known.cls, ...known.reduce(x) };
    if (x instanceof Uint8Array)
      return { callable: new Global('builtins', 'bytearray'), args: [Buffer.from(x)] };
    const cls: Value = x.constructor;
    this.#seen(cls);
    if (isMember(x)) return { callable: cls, args: [x.value] };
    if (x instanceof Error && 'args' in x) {
      const state = stateOf(x);
      return { callable: cls, args: [...(x as BaseException).args], state };
    }
    if (x instanceof Tuple) return { callable: cls, args: [...x], isNew: true };
    if (!(x instanceof PyObject) || isPythonGenerator(x) || typeof cls !== 'function')
      throw new PyTypeError(`cannot pickle '${typeName(x)}' object`);
    const own: Value = typeof x.__getnewargs__ === 'function' ? x.__getnewargs__() : [];
    return { callable: cls, args: own, state: stateOf(x), isNew: true };
  }
}

const isBuiltinError = (x: Value): boolean =>
  (x === BaseException || x.prototype instanceof BaseException) &&
  repr(x).startsWith("<class '") &&
  !repr(x).includes('__main__');

function little(x: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 4) bytes.writeInt32LE(x | 0);
  else bytes.writeUInt16LE(x);
  return bytes;
}

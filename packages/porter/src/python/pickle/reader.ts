/** Pickles of CPython, of protocols 2 to 5, as values. What they name is looked for among the classes of the program, and in the library. */
import { setOwn } from '../attributes.js';
import { bytearray_ } from '../methods/bytearray.js';
import { Dict } from '../dict.js';
import { AttributeError, EOFError, ModuleNotFoundError, UnpicklingError } from './errors.js';
import * as exceptions from '../exceptions.js';
import { float_ } from '../float.js';
import { setitem } from '../items.js';
import { int_ } from '../numbers.js';
import { bare } from '../object.js';
import { call, method } from '../plain.js';
import { FrozenSet, PySet } from '../set.js';
import { Tuple, tuple_ } from '../tuple.js';
import { builtinNamed } from '../type-name.js';
import * as types from '../types.js';
import type { Value } from '../value.js';
import { KNOWN } from './reduce.js';

const MARK = Symbol('mark');

export class Reader {
  readonly #data: Buffer;
  readonly #classes: (name: string) => Value;
  readonly #stack: Value[] = [];
  readonly #memo: Value[] = [];
  #at: number;

  constructor(data: Uint8Array, classes: (name: string) => Value, at = 0) {
    this.#data = Buffer.from(data.buffer, data.byteOffset, data.length);
    this.#classes = classes;
    this.#at = at;
  }

  get end(): number {
    return this.#at;
  }

  whole(): Value {
    if (this.#at >= this.#data.length) throw new EOFError('Ran out of input');
    for (;;) {
      const code = String.fromCharCode(this.#uint(1));
      if (code === '.') return this.#pop();
      const step = STEPS[code];
      if (step === undefined)
        throw new UnpicklingError(
          `invalid load key, '${/[ -~]/.test(code) ? code : `\\x${code.charCodeAt(0).toString(16).padStart(2, '0')}`}'.`,
        );
      this[step]();
    }
  }

  #take(count: number): Buffer {
    if (this.#at + count > this.#data.length) throw new UnpicklingError('pickle data was truncated');
    this.#at += count;
    return this.#data.subarray(this.#at - count, this.#at);
  }

  #uint(size: number): number {
    const bytes = this.#take(size);
    return size === 8 ? Number(bytes.readBigUInt64LE()) : bytes.readUIntLE(0, size);
  }

  #pop(): Value {
    return this.#stack.pop();
  }

  #push(x: Value): void {
    this.#stack.push(x);
  }

  /** What was put on the stack since the last mark. */
  #marked(): Value[] {
    const at = this.#stack.lastIndexOf(MARK);
    const found = this.#stack.splice(at);
    return found.slice(1);
  }

  #line(): string {
    const end = this.#data.indexOf(10, this.#at);
    const line = this.#data.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return line;
  }

  #text(size: number): void {
    this.#push(this.#take(this.#uint(size)).toString());
  }

  #bytes(size: number): void {
    this.#push(Buffer.from(this.#take(this.#uint(size))));
  }

  #long(size: number): void {
    const bytes = this.#take(this.#uint(size));
    let value = 0n;
    for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte);
    this.#push(int_(BigInt.asIntN(bytes.length * 8, value)));
  }

  #tuple(items: Value[]): void {
    this.#push(tuple_(items));
  }

  #find(module: string, name: string): Value {
    const known = KNOWN.find((one) => one.module === module && one.name === name);
    if (known !== undefined) return known.make;
    if (module === 'builtins' || module === '__builtin__') {
      const found: Value =
        { bool: types.bool_, ...types, ...exceptions }[name as 'int'] ?? builtinNamed(name);
      if (found !== undefined) return found;
    }
    if (module === 'copyreg' && name === '_reconstructor') return (cls: Value): Value => bare(cls);
    const found = this.#classes(name);
    if (found !== undefined) return found;
    if (module === '__main__')
      throw new AttributeError(`Can't get attribute '${name}' on <module '__main__' from 'snippet.py'>`);
    throw new ModuleNotFoundError(`No module named '${module}'`);
  }

  protected proto(): void {
    this.#take(1);
  }
  protected frame(): void {
    this.#take(8);
  }
  protected mark(): void {
    this.#push(MARK);
  }
  protected none(): void {
    this.#push(null);
  }
  protected yes(): void {
    this.#push(true);
  }
  protected no(): void {
    this.#push(false);
  }
  protected int1(): void {
    this.#push(this.#uint(1));
  }
  protected int2(): void {
    this.#push(this.#uint(2));
  }
  protected int4(): void {
    this.#push(this.#take(4).readInt32LE());
  }
  protected long1(): void {
    this.#long(1);
  }
  protected long4(): void {
    this.#long(4);
  }
  protected float(): void {
    this.#push(float_(this.#take(8).readDoubleBE()));
  }
  protected text1(): void {
    this.#text(1);
  }
  protected text4(): void {
    this.#text(4);
  }
  protected text8(): void {
    this.#text(8);
  }
  protected bytes1(): void {
    this.#bytes(1);
  }
  protected bytes4(): void {
    this.#bytes(4);
  }
  protected bytes8(): void {
    this.#bytes(8);
  }
  protected bytearray(): void {
    this.#push(bytearray_(this.#take(this.#uint(8))));
  }
  protected list(): void {
    this.#push([]);
  }
  protected dict(): void {
    this.#push(new Dict());
  }
  protected set(): void {
    this.#push(new PySet([]));
  }
  protected empty(): void {
    this.#tuple([]);
  }
  protected tuple1(): void {
    this.#tuple(this.#stack.splice(-1));
  }
  protected tuple2(): void {
    this.#tuple(this.#stack.splice(-2));
  }
  protected tuple3(): void {
    this.#tuple(this.#stack.splice(-3));
  }
  protected tuple(): void {
    this.#tuple(this.#marked());
  }
  protected frozen(): void {
    this.#push(new FrozenSet(this.#marked()));
  }
  protected append(): void {
    const item = this.#pop();
    method(this.#stack.at(-1), 'append', item);
  }
  protected appends(): void {
    for (const item of this.#marked()) method(this.#stack.at(-1), 'append', item);
  }
  protected add(): void {
    for (const item of this.#marked()) method(this.#stack.at(-1), 'add', item);
  }
  protected setItem(): void {
    const [key, value] = this.#stack.splice(-2);
    setitem(this.#stack.at(-1), key, value);
  }
  protected setItems(): void {
    const all = this.#marked();
    for (let i = 0; i < all.length; i += 2) setitem(this.#stack.at(-1), all[i], all[i + 1]);
  }
  protected memoize(): void {
    this.#memo.push(this.#stack.at(-1));
  }
  protected put1(): void {
    this.#memo[this.#uint(1)] = this.#stack.at(-1);
  }
  protected put4(): void {
    this.#memo[this.#uint(4)] = this.#stack.at(-1);
  }
  protected get1(): void {
    this.#known(this.#uint(1));
  }
  protected get4(): void {
    this.#known(this.#uint(4));
  }
  #known(at: number): void {
    if (!(at in this.#memo)) throw new UnpicklingError(`Memo value not found at index ${String(at)}`);
    this.#push(this.#memo[at]);
  }

  protected global(): void {
    this.#push(this.#find(this.#line(), this.#line()));
  }
  protected stackGlobal(): void {
    const [module, name] = this.#stack.splice(-2);
    this.#push(this.#find(module as string, name as string));
  }
  protected reduce(): void {
    const [callable, args] = this.#stack.splice(-2);
    this.#push(call(callable, ...(args as Value[])));
  }
  protected make(): void {
    const [cls, args] = this.#stack.splice(-2);
    this.#push(
      cls.prototype instanceof Tuple
        ? call(cls, ...(args as Value[]))
        : cls.__new__(cls, ...(args as Value[])),
    );
  }
  protected build(): void {
    const state = this.#pop();
    const made: Value = this.#stack.at(-1);
    if (typeof made.__setstate__ === 'function') made.__setstate__(state);
    else for (const part of state instanceof Tuple ? state : [state]) this.#attributes(made, part);
  }

  #attributes(made: Value, state: Value): void {
    if (state instanceof Dict)
      for (const name of state as Iterable<string>) setOwn(made, name, state.at(name));
  }
}

type Step =
  'proto' | 'frame' | 'mark' | 'none' | 'yes' | 'no' | 'int1' | 'int2' | 'int4' | 'long1' | 'long4' | 'float';

/** What each code does. */
const STEPS: Readonly<Record<string, Step>> = Object.fromEntries(
  (
    '\x80 proto|\x95 frame|( mark|N none|\x88 yes|\x89 no|K int1|M int2|J int4|\x8a long1|\x8b long4|G float|\x8c text1|X text4|\x8d text8|' +
    'C bytes1|B bytes4|\x8e bytes8|\x96 bytearray|] list|} dict|\x8f set|) empty|\x85 tuple1|\x86 tuple2|\x87 tuple3|t tuple|\x91 frozen|' +
    'a append|e appends|\x90 add|s setItem|u setItems|\x94 memoize|q put1|r put4|h get1|j get4|c global|\x93 stackGlobal|R reduce|\x81 make|b build'
  )
    .split('|')
    .map((one) => one.split(' ') as [string, Step]),
);

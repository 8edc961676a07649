/**
 * Values on their way through the store, which keeps JSON: what JSON would change (Map, Set, Date, bytes, bigint, NaN, undefined, …)
 * becomes an object with the key "$", which says what it was. Plain JSON stays as it is, so that people can read it in the store.
 * The result is a text, not the JSON itself: PostgreSQL's jsonb changes the order of keys, and refuses NUL and lone surrogates.
 *
 * As structured clone does, it takes the own enumerable properties of instances of classes, not their prototype. Unlike it, what is
 * referred to twice arrives as two, and what refers to itself is refused.
 */
import { type ErrorClasses, type Flat, KNOWN_ERRORS, flatten, rebuild } from 'evergreen-ts/executors/base';
import { isObject, kindOf, tagOf } from './check.js';

/** The key that says what an object was. */
const KIND = '$';

type Packed = string | number | boolean | null | Packed[] | { [key: string]: Packed };
type View = ArrayBufferView & { readonly buffer: ArrayBufferLike };
type ViewClass = new (memory: ArrayBuffer) => ArrayBufferView;

const VIEWS = new Map<string, ViewClass>(
  [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  ].map((one) => [one.name, one as ViewClass]),
);

/** The text of a value. TypeError, which begins with `what`, for what cannot cross. */
export function encode(what: string, value: unknown): string {
  return JSON.stringify(
    new Packer((refused, why) => {
      throw new TypeError(`${what} cannot cross: ${kindOf(refused)} ${why}`);
    }).pack(value),
  );
}

/** The text of what was thrown. Never fails: fields of an error that cannot cross are left behind. */
export function encodeError(thrown: unknown): string {
  return JSON.stringify(new Packer(() => ({ [KIND]: 'undefined' })).pack(flatten(thrown)));
}

/** The value of a text. `classes`: the errors that are known here. */
export function decode(text: string, classes: ErrorClasses = KNOWN_ERRORS): unknown {
  return unpack(JSON.parse(text) as Packed, classes);
}

export function decodeError(text: string, classes: ErrorClasses = KNOWN_ERRORS): unknown {
  return rebuild(decode(text, classes) as Flat, classes);
}

class Packer {
  readonly #refuse: (value: unknown, why: string) => Packed;
  /** Those that contain what is looked at. */
  readonly #around = new Set<object>();

  constructor(refuse: (value: unknown, why: string) => Packed) {
    this.#refuse = refuse;
  }

  pack(value: unknown): Packed {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return { [KIND]: 'number', is: Object.is(value, -0) ? '-0' : String(value) };
      case 'undefined':
        return { [KIND]: 'undefined' };
      case 'bigint':
        return { [KIND]: 'bigint', is: String(value) };
      case 'object':
        return value === null ? null : this.#object(value);
      default:
        return this.#refuse(value, 'is not data');
    }
  }

  #object(value: object): Packed {
    if (this.#around.has(value)) return this.#refuse(value, 'contains itself');
    this.#around.add(value);
    try {
      return this.#inside(value);
    } finally {
      this.#around.delete(value);
    }
  }

  #inside(value: object): Packed {
    if (Array.isArray(value)) return Array.from(value, (one: unknown) => this.pack(one));
    if (ArrayBuffer.isView(value)) return this.#view(value);
    const tag = tagOf(value);
    switch (tag) {
      case 'Object':
        return this.#fields(value as Readonly<Record<string, unknown>>);
      case 'Map':
        return this.#kind(
          tag,
          Array.from(value as Map<unknown, unknown>, (entry) => this.pack(entry)),
        );
      case 'Set':
        return this.#kind(
          tag,
          Array.from(value as Set<unknown>, (one) => this.pack(one)),
        );
      case 'Date':
        return this.#kind(tag, this.pack((value as Date).getTime()));
      case 'RegExp':
        return this.#kind(tag, [(value as RegExp).source, (value as RegExp).flags]);
      case 'ArrayBuffer':
        return this.#kind(tag, Buffer.from(value as ArrayBuffer).toString('base64'));
      case 'Error':
      case 'DOMException':
        return this.#kind('Error', this.pack(flatten(value)));
      default:
        return this.#refuse(value, tag === 'URL' ? 'is not data: pass its href' : 'is not data');
    }
  }

  #kind(kind: string, is: Packed): Packed {
    return { [KIND]: kind, is };
  }

  #view(view: View): Packed {
    const kind = Buffer.isBuffer(view) ? 'Buffer' : tagOf(view);
    if (kind !== 'Buffer' && !VIEWS.has(kind)) return this.#refuse(view, 'is not known to this codec');
    const { buffer, byteOffset, byteLength } = view;
    return this.#kind(kind, Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64'));
  }

  #fields(value: Readonly<Record<string, unknown>>): Packed {
    if (Object.hasOwn(value, KIND))
      return this.#kind(
        'Object',
        Object.entries(value).map((entry) => this.pack(entry)),
      );
    const packed: Record<string, Packed> = {};
    for (const key of Object.keys(value)) put(packed, key, this.pack(value[key]));
    return packed;
  }
}

/** In place: what JSON.parse has made is ours. */
function unpack(packed: Packed, classes: ErrorClasses): unknown {
  if (!isObject(packed)) return packed;
  if (Array.isArray(packed)) {
    for (let i = 0; i < packed.length; i++) {
      const inner = packed[i] as Packed;
      if (isObject(inner)) (packed as unknown[])[i] = unpack(inner, classes);
    }
    return packed;
  }
  if (Object.hasOwn(packed, KIND)) return unpackKind(packed as { $: string; is?: Packed }, classes);
  for (const key of Object.keys(packed)) {
    const inner = packed[key] as Packed;
    if (isObject(inner)) put(packed, key, unpack(inner, classes));
  }
  return packed;
}

function unpackKind({ [KIND]: kind, is }: { $: string; is?: Packed }, classes: ErrorClasses): unknown {
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(is);
    case 'bigint':
      return BigInt(is as string);
    case 'Buffer':
      return bytesOf(is);
    case 'ArrayBuffer':
      return memoryOf(is);
  }
  const View = VIEWS.get(kind);
  if (View !== undefined) return new View(memoryOf(is));
  const inner = unpack(is as Packed, classes);
  switch (kind) {
    case 'Map':
      return new Map(inner as [unknown, unknown][]);
    case 'Set':
      return new Set(inner as unknown[]);
    case 'Date':
      return new Date(inner as number);
    case 'RegExp':
      return new RegExp(...(inner as [string, string]));
    case 'Error':
      return rebuild(inner as Flat, classes);
    case 'Object': {
      const object: Record<string, unknown> = {};
      for (const [key, value] of inner as [string, unknown][]) put(object, key, value);
      return object;
    }
  }
  throw new TypeError(`a value of the kind ${kindOf(kind)}, which this version does not know`);
}

function bytesOf(text: Packed | undefined): Buffer {
  return Buffer.from(text as string, 'base64');
}

/** Of its own, not of Buffer's pool. */
function memoryOf(text: Packed | undefined): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytesOf(text);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** As an own property, whatever its name ("__proto__"). */
function put(object: object, key: string, value: unknown): void {
  if (key !== '__proto__') (object as Record<string, unknown>)[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

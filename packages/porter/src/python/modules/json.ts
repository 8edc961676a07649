/** Python's json. */
import { decode } from '../encodings.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { type Hooks, JSONDecodeError, Reader } from '../json/reader.js';
import { encoded, styleOf } from '../json/writer.js';
import { Kw, takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { call, isOp, op } from '../plain.js';
import { tuple_, type Tuple } from '../tuple.js';
import { typeName } from '../type-name.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

export { JSONDecodeError };

const OPTIONS = [
  'skipkeys',
  'ensure_ascii',
  'check_circular',
  'allow_nan',
  'sort_keys',
  'indent',
  'separators',
  'default',
];

/** What writes JSON: a program's own overrides default(). */
export class JSONEncoder extends PyObject {
  override __init__(...args: Value[]): void {
    const named: Dict = takeKw(args);
    for (const name of OPTIONS) if (named.has(name) && name !== 'default') this[name] = named.get(name);
    if (named.has('default') && named.get('default') !== null) this.default = named.get('default');
  }

  default(x: Value): Value {
    throw new PyTypeError(`Object of type ${typeName(x)} is not JSON serializable`);
  }

  encode(x: Value): string {
    const options = new Kw();
    for (const name of OPTIONS) if (Object.hasOwn(this, name)) options.set(name, this[name]);
    options.set('default', (inner: Value): Value => this.default(inner) as Value);
    return encoded(x, styleOf(options), '');
  }

  iterencode(x: Value): Value {
    return [this.encode(x)][Symbol.iterator]();
  }
}

export function dumps(x: Value, options: Kw = new Kw()): string {
  const cls: Value = options.get('cls');
  if (cls === null) return encoded(x, styleOf(options), '');
  const own = new Kw();
  for (const name of options) if (name !== 'cls') own.set(name, options.at(name));
  return call(cls, own).encode(x) as string;
}

export function dump(x: Value, file: Value, options?: Kw): void {
  file.write(dumps(x, options));
}

const HOOKS: Readonly<Record<string, keyof Hooks>> = {
  object_hook: 'object',
  object_pairs_hook: 'pairs',
  parse_int: 'int',
  parse_float: 'float',
  parse_constant: 'constant',
};

function hooksOf(options: Dict): Hooks {
  const entries = Object.entries(HOOKS)
    .filter(([name]) => options.get(name) !== null)
    .map(([name, hook]) => [hook, options.get(name) as Value]);
  return Object.fromEntries(entries) as Hooks;
}

/** What reads JSON. */
export class JSONDecoder extends PyObject {
  override __init__(...args: Value[]): void {
    const named: Dict = takeKw(args);
    for (const name of Object.keys(HOOKS)) this[name] = named.get(name);
  }

  #hooks(): Hooks {
    const options = new Dict();
    for (const name of Object.keys(HOOKS)) options.set(name, this[name] ?? null);
    return hooksOf(options);
  }

  decode(source: Value): Value {
    return new Reader(underlying(source) as string, this.#hooks()).whole();
  }

  raw_decode(source: string, at = 0): Tuple {
    return tuple_(new Reader(source, this.#hooks(), at).first());
  }
}

export function loads(given: Value, options: Kw = new Kw()): Value {
  const source: Value = underlying(given);
  if (typeof source !== 'string' && !(source instanceof Uint8Array))
    throw new PyTypeError(`the JSON object must be str, bytes or bytearray, not ${typeName(given)}`);
  const text = typeof source === 'string' ? source : decode(source, encodingOf(source), 'surrogatepass');
  if (typeof source === 'string' && text.startsWith('\ufeff'))
    throw new JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', text, 0);
  const cls: Value = options.get('cls');
  if (cls === null) return new Reader(text, hooksOf(options)).whole();
  const own = new Kw();
  for (const name of options) if (name !== 'cls') own.set(name, options.at(name));
  return call(cls, own).decode(text) as Value;
}

/** Which encoding of Unicode the first bytes, which are ASCII, say that it is. */
function encodingOf(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  const begins = (...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
  if (begins(0, 0, 0xfe, 0xff) || begins(0xff, 0xfe, 0, 0)) return 'utf-32';
  if (begins(0xfe, 0xff) || begins(0xff, 0xfe)) return 'utf-16';
  if (begins(0xef, 0xbb, 0xbf)) return 'utf-8-sig';
  if (bytes.length >= 4) {
    if (a === 0) return b === 0 ? 'utf-32-be' : 'utf-16-be';
    if (b === 0) return c !== 0 || d !== 0 ? 'utf-16-le' : 'utf-32-le';
  } else if (bytes.length === 2) {
    if (a === 0) return 'utf-16-be';
    if (b === 0) return 'utf-16-le';
  }
  return 'utf-8';
}

/** Reading may park: then it returns steps. */
export function load(file: Value, options?: Kw): Value {
  const read: Value = file.read();
  return isOp(read) ? laterLoaded(read, options) : loads(read, options);
}

function* laterLoaded(reading: Value, options?: Kw): Generator<Value> {
  return loads(yield* op(reading), options);
}

home('json', JSONEncoder, JSONDecoder);

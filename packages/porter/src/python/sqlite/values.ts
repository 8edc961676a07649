/** Values on their way to a database, and back. */
import { OverflowError } from '../exceptions.js';
import { date } from '../datetime/date.js';
import { datetime } from '../datetime/datetime.js';
import { Dict } from '../dict.js';
import { Float, float_ } from '../float.js';
import { homeOf } from '../homes.js';
import { int_ } from '../numbers.js';
import { PyObject } from '../object.js';
import { call, plain } from '../plain.js';
import { text } from '../text.js';
import { typeName } from '../type-name.js';
import { str, type as typeOf } from '../types.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { ProgrammingError } from './errors.js';

/** What node:sqlite takes and gives: a bigint is an INTEGER, a number a REAL. */
export type Stored = bigint | number | string | Uint8Array | null;

/** Asked for by an object's `__conform__`. */
export class PrepareProtocol extends PyObject {}

const adapters = new Dict();
const converters = new Map<string, Value>();

export function register_adapter(cls: Value, adapter: Value): void {
  adapters.set(cls, adapter);
}

export function register_converter(name: string, converter: Value): void {
  converters.set(name.toUpperCase(), converter);
}

register_adapter(date, (one: Value) => one.isoformat() as string);
register_adapter(datetime, (one: Value) => one.isoformat(' ') as string);
register_converter('date', (given: Buffer) => date.fromisoformat(given.toString()));
register_converter('timestamp', (given: Buffer) => {
  const [, whole = '', part = ''] = /^([^.]*)\.?(\d*)$/.exec(given.toString()) ?? [];
  return datetime.fromisoformat(part === '' ? whole : `${whole}.${part.padEnd(6, '0').slice(0, 6)}`);
});

/** The converter that is called by a name: of a column, or of its type. */
export const converterOf = (name: string | undefined): Value =>
  name === undefined ? undefined : converters.get(name.toUpperCase());

const largest = 1n << 63n;

/** A value that can be stored as it is; undefined if it cannot. */
function simple(given: Value): Stored | undefined {
  const value: Value = underlying(given);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Float) return Number(value);
  if (typeof value === 'number' && !Number.isInteger(value)) return Number.isNaN(value) ? null : value;
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return undefined;
  const number = BigInt(value);
  if (number >= largest || number < -largest)
    throw new OverflowError('Python int too large to convert to SQLite INTEGER');
  return number;
}

/** A parameter as it is stored. */
export function stored(given: Value, position: number): Stored {
  const adapter: Value = typeof given === 'object' && given !== null ? adapters.get(typeOf(given)) : null;
  const known = adapter === null ? simple(given) : undefined;
  if (known !== undefined) return known;
  const conform: Value = adapter === null && given instanceof PyObject ? given.__conform__ : undefined;
  const adapted: Value =
    adapter !== null
      ? plain(call(adapter, given))
      : typeof conform === 'function'
        ? plain(conform.call(given, PrepareProtocol))
        : given;
  const value = simple(adapted);
  if (value !== undefined) return value;
  const name = typeName(adapted);
  const module = homeOf(typeOf(adapted) as object);
  const shown = name.includes('.') || ['builtins', '__main__'].includes(module) ? name : `${module}.${name}`;
  throw new ProgrammingError(`Error binding parameter ${String(position)}: type '${shown}' is not supported`);
}

/** What a function of the program returns, to SQLite; undefined if that takes no such value. */
export const returned = (value: Value): Stored | undefined => simple(value);

/** A stored value as Python has it. */
export function loaded(value: Stored, textFactory: Value = str): Value {
  if (typeof value === 'bigint') return int_(value);
  if (typeof value === 'number') return float_(value);
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value === 'string' && textFactory !== str) return plain(call(textFactory, Buffer.from(value)));
  return value;
}

/** What a converter is given. */
export const asBytes = (value: Stored): Buffer =>
  value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(text(loaded(value)));

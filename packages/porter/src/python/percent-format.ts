/** `'%s is %5.2f' % values`. */
import { TypeError as PyTypeError, ValueError } from './exceptions.js';
import { fixed, general, scientific } from './decimal.js';
import { Dict } from './dict.js';
import { getitem } from './items.js';
import { bigOf, isInt, isNumber, truncated } from './numbers.js';
import { plain } from './plain.js';
import { ascii, repr, text } from './text.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

const FIELD =
  /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([diouxXeEfFgGcrsab%])?/gs;

/** A string or bytes with its fields filled in. */
export function percentFormat(pattern: Value, values: Value): Value {
  if (typeof pattern === 'string') return filled(pattern, values);
  const latin = Buffer.from(pattern as Uint8Array).toString('latin1');
  return Buffer.from(filled(latin, values, true), 'latin1');
}

/** Whether CPython takes it for a mapping here: what has items, but no tuple and no text. */
const hasItems = (x: Value): boolean =>
  typeof x === 'object' &&
  x !== null &&
  !(x instanceof Tuple) &&
  (x instanceof Dict || Array.isArray(x) || x instanceof Uint8Array || typeof x.__getitem__ === 'function');

function filled(pattern: string, given: Value, inBytes = false): string {
  const values = underlying(given) instanceof Tuple ? underlying(given) : given;
  const list: Value[] = values instanceof Tuple ? values : [values];
  const isMapping = hasItems(values);
  let used = 0;
  let named = false;
  const next = (): Value => {
    if (used >= list.length) throw new PyTypeError('not enough arguments for format string');
    return list[used++];
  };
  const result = pattern.replace(
    FIELD,
    (
      all,
      key: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      type: string | undefined,
      at: number,
    ) => {
      if (type === undefined) throw new ValueError(unsupported(pattern, at + all.length));
      if (type === '%' && all === '%%') return '%';
      let value: Value;
      if (key !== undefined) {
        named = true;
        if (!isMapping) throw new PyTypeError('format requires a mapping');
        value = plain(getitem(values, inBytes ? Buffer.from(key) : key));
      }
      let size = width === '*' ? Number(next()) : Number(width ?? 0);
      const hasPoint = /\.(?:\*|\d*)[hlL]?.$/s.test(all) && all.includes('.');
      const places =
        precision === '*'
          ? Number(next())
          : precision !== undefined
            ? Number(precision)
            : hasPoint
              ? 0
              : undefined;
      if (key === undefined) value = next();
      let left = flags.includes('-');
      if (size < 0) [size, left] = [-size, true];
      const [lead, body] = field(value, type, flags, places, inBytes);
      const missing = Math.max(0, size - [...lead].length - [...body].length);
      if (left) return lead + body + ' '.repeat(missing);
      const zeros = flags.includes('0') && !'rsac'.includes(type);
      return zeros ? lead + '0'.repeat(missing) + body : ' '.repeat(missing) + lead + body;
    },
  );
  if (!named && used < list.length && !isMapping)
    throw new PyTypeError(`not all arguments converted during ${inBytes ? 'bytes' : 'string'} formatting`);
  return result;
}

function unsupported(pattern: string, at: number): string {
  const char = pattern[at];
  if (char === undefined) return 'incomplete format';
  const code = (char.codePointAt(0) ?? 0).toString(16);
  return `unsupported format character '${char}' (0x${code}) at index ${String(at)}`;
}

/** The sign or prefix, and the rest. */
function field(
  value: Value,
  type: string,
  flags: string,
  places: number | undefined,
  inBytes: boolean,
): [string, string] {
  switch (type) {
    case 's':
    case 'b':
      if (inBytes && value instanceof Uint8Array) return ['', Buffer.from(value).toString('latin1')];
      return ['', cut(text(value), places)];
    case 'r':
      return ['', cut(repr(value), places)];
    case 'a':
      return ['', cut(ascii(value), places)];
    case 'c': {
      const x: Value = underlying(value);
      return ['', typeof x === 'string' ? x : String.fromCodePoint(Number(x))];
    }
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return whole(value, type, flags, places);
    default:
      return float(value, type, flags, places ?? 6);
  }
}

function cut(x: string, places: number | undefined): string {
  return places === undefined ? x : [...x].slice(0, places).join('');
}

function signOf(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function whole(value: Value, type: string, flags: string, places: number | undefined): [string, string] {
  if (!isNumber(value) && typeof value?.__index__ === 'function')
    return whole(value.__index__(), type, flags, places);
  if (!isNumber(value) && typeof value?.__int__ === 'function' && !'oxX'.includes(type))
    return whole(value.__int__(), type, flags, places);
  if (!isNumber(value)) {
    const wanted = 'oxX'.includes(type) ? 'an integer' : 'a real number';
    throw new PyTypeError(`%${type} format: ${wanted} is required, not ${typeName(value)}`);
  }
  if (!isInt(value) && 'oxX'.includes(type))
    throw new PyTypeError(`%${type} format: an integer is required, not float`);
  const big = bigOf(isInt(value) ? value : truncated(Number(value)));
  const [radix, prefix] = { o: [8, '0o'], x: [16, '0x'], X: [16, '0X'] }[type] ?? [10, ''];
  let digits = (big < 0n ? -big : big).toString(radix as number).padStart(places ?? 0, '0');
  if (type === 'X') digits = digits.toUpperCase();
  return [signOf(big < 0n, flags) + (flags.includes('#') ? String(prefix) : ''), digits];
}

function float(value: Value, type: string, flags: string, places: number): [string, string] {
  if (
    typeof value === 'object' &&
    value !== null &&
    typeof value.__float__ === 'function' &&
    !isNumber(value)
  )
    return float(value.__float__(), type, flags, places);
  if (!isNumber(value)) throw new PyTypeError(`must be real number, not ${typeName(value)}`);
  const number = Number(value);
  const size = Math.abs(number);
  const make = { e: scientific, f: fixed, g: general }[type.toLowerCase()] ?? fixed;
  const digits = Number.isFinite(size) ? make(size, places) : Number.isNaN(size) ? 'nan' : 'inf';
  const negative = number < 0 || Object.is(number, -0);
  return [signOf(negative, flags), type === type.toUpperCase() ? digits.toUpperCase() : digits];
}

/** format(): the mini-language of format specifications, for str.format(), f-strings and format(). */
import { OverflowError, ValueError, TypeError as PyTypeError } from './exceptions.js';
import { floatDigits } from './float-format.js';
import { bigOf, floatValue, isFloat, isInt, isNumber } from './numbers.js';
import { text } from './text.js';
import { typeName } from './type-name.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([_,]*)(?:\.(\d*))?([^]*)$/su;

export interface Spec {
  fill: string;
  align: string | undefined;
  sign: string;
  /** What rounds to zero is no negative zero. */
  coerces: boolean;
  alternate: boolean;
  /** Zeros are asked for before the width. */
  zeros: boolean;
  width: number;
  grouping: string;
  precision: number | undefined;
  type: string;
}

/** `format(x, spec)`. */
export function format(x: Value, spec = ''): string {
  if (typeof x === 'object' && x !== null && typeof x.__format__ === 'function') return formatted(x, spec);
  if (spec === '') return text(x);
  if (typeof x === 'string') return formatText(x, parseSpec(spec, x));
  if (isNumber(x)) return formatNumber(x, parseSpec(spec, x));
  throw new PyTypeError(`unsupported format string passed to ${typeName(x)}.__format__`);
}

/** What `__format__` says. */
function formatted(x: Value, spec: string): string {
  const said: Value = underlying(x.__format__(spec));
  if (typeof said !== 'string') throw new PyTypeError(`__format__ must return a str, not ${typeName(said)}`);
  return said;
}

export function parseSpec(spec: string, x: Value): Spec {
  const [, fill, align, sign, z, alternate, zero, width, grouping = '', precision, type = ''] =
    SPEC.exec(spec) ?? [];
  if (grouping.includes('_') && grouping.includes(','))
    throw new ValueError("Cannot specify both ',' and '_'.");
  if (grouping.length > 1)
    throw new ValueError(`Cannot specify '${grouping[0] ?? ''}' with '${grouping[0] ?? ''}'.`);
  if (precision === '') throw new ValueError('Format specifier missing precision');
  if (Math.max(Number(width ?? 0), Number(precision ?? 0)) > 2 ** 53)
    throw new ValueError('Too many decimal digits in format string');
  if ([...type].length > 1)
    throw new ValueError(`Invalid format specifier '${spec}' for object of type '${typeName(x)}'`);
  if (grouping !== '' && !(grouping === ',' ? '' : 'box').includes(type.toLowerCase()) && !GROUPED.has(type))
    throw new ValueError(`Cannot specify '${grouping}' with '${type}'.`);
  const isText = typeof x === 'string';
  return {
    fill: fill ?? (zero !== undefined ? '0' : ' '),
    align: align ?? (zero !== undefined && !isText ? '=' : undefined),
    sign: sign ?? '-',
    coerces: z !== undefined,
    alternate: alternate !== undefined,
    zeros: zero !== undefined,
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
    ...(isText ? checkedForText(sign, z, alternate, align) : {}),
  };
}

/** Types of numbers whose digits may be in groups of three. */
const GROUPED = new Set(['', 'd', 'e', 'E', 'f', 'F', 'g', 'G', '%']);

function checkedForText(sign?: string, z?: string, alternate?: string, align?: string): object {
  const wrong =
    sign !== undefined
      ? sign === ' '
        ? 'Space not allowed'
        : 'Sign not allowed'
      : z !== undefined
        ? 'Negative zero coercion (z) not allowed'
        : alternate !== undefined
          ? 'Alternate form (#) not allowed'
          : align === '='
            ? "'=' alignment not allowed"
            : undefined;
  if (wrong !== undefined) throw new ValueError(`${wrong} in string format specifier`);
  return {};
}

function formatText(x: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') unknownCode(spec.type, 'str');
  if (spec.grouping !== '') throw new ValueError(`Cannot specify '${spec.grouping}' with 's'.`);
  return padded('', spec.precision === undefined ? x : [...x].slice(0, spec.precision).join(''), spec, '<');
}

export function unknownCode(type: string, of: string): never {
  const code = type.codePointAt(0) ?? 0;
  const shown = code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
  throw new ValueError(`Unknown format code '${shown}' for object of type '${of}'`);
}

const RADIX: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function formatNumber(x: Value, spec: Spec): string {
  const { type } = spec;
  if (isInt(x) && (type === '' || 'bcdnoxX'.includes(type))) return formatWhole(bigOf(x), spec);
  if (!isInt(x) && !isFloat(x)) unknownCode(type, typeName(x));
  if (type !== '' && !'eEfFgGn%'.includes(type)) unknownCode(type, isInt(x) ? 'int' : 'float');
  const value = floatValue(x);
  const digits = floatDigits(Math.abs(value), spec);
  const isZero = spec.coerces && !/[1-9a-z]/i.test(digits.replace(/e.*$/i, ''));
  return finish((value < 0 || Object.is(value, -0)) && !isZero, '', digits, spec, 3);
}

function formatWhole(big: bigint, spec: Spec): string {
  const { type, precision } = spec;
  if (precision !== undefined) throw new ValueError('Precision not allowed in integer format specifier');
  if (spec.coerces)
    throw new ValueError('Negative zero coercion (z) not allowed in integer format specifier');
  if (type === 'c') return padded('', character(big, spec), spec, '<');
  const [radix, prefix] = RADIX[type] ?? [10, ''];
  let digits = (big < 0n ? -big : big).toString(radix);
  if (type === 'X') digits = digits.toUpperCase();
  return finish(big < 0n, spec.alternate ? prefix : '', digits, spec, radix === 10 ? 3 : 4);
}

function character(big: bigint, spec: Spec): string {
  if (spec.sign !== '-') throw new ValueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate)
    throw new ValueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (big < 0n || big > 0x10ffffn) throw new OverflowError('%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(big));
}

export function finish(negative: boolean, prefix: string, digits: string, spec: Spec, group: number): string {
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  let body = digits;
  if (spec.grouping !== '') {
    const [whole] = (group === 4 ? /^[0-9a-f]*/i : /^\d*/).exec(digits) ?? [''];
    const rest = digits.slice(whole.length);
    const zeros =
      spec.align === '=' && spec.fill === '0' ? spec.width - sign.length - prefix.length - rest.length : 0;
    body = whole === '' ? rest : grouped(whole, group, spec.grouping, zeros) + rest;
  }
  return padded(sign + prefix, body, spec, '>');
}

/** Groups of digits; with zeros in front, in groups too, to a width. */
function grouped(digits: string, size: number, separator: string, width: number): string {
  const group = (x: string): string =>
    x.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${String(size)}})+$)`, 'g'), separator);
  let all = digits;
  while (group(all).length < width) all = `0${all}`;
  return group(all);
}

/** `lead` (sign and prefix) and `body` to the width. */
export function padded(
  lead: string,
  body: string,
  spec: Pick<Spec, 'fill' | 'align' | 'width'>,
  otherwise: string,
): string {
  const missing = spec.width - [...lead].length - [...body].length;
  if (missing <= 0) return lead + body;
  const { fill } = spec;
  switch (spec.align ?? otherwise) {
    case '<':
      return lead + body + fill.repeat(missing);
    case '^':
      return fill.repeat(Math.floor(missing / 2)) + lead + body + fill.repeat(Math.ceil(missing / 2));
    case '=':
      return lead + fill.repeat(missing) + body;
    default:
      return fill.repeat(missing) + lead + body;
  }
}

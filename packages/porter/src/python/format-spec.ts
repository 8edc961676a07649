/** format(): the mini-language of format specifications, for str.format(), f-strings and format(). */
import { ValueError, TypeError as PyTypeError } from './exceptions.js';
import { fixed, general, scientific } from './decimal.js';
import { floatText } from './float.js';
import { bigOf, isFloat, isInt, isNumber } from './numbers.js';
import { text } from './text.js';
import { typeName } from './type-name.js';
import type { Value } from './value.js';

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

export interface Spec {
  fill: string;
  align: string | undefined;
  sign: string;
  alternate: boolean;
  width: number;
  grouping: string;
  precision: number | undefined;
  type: string;
}

/** `format(x, spec)`. */
export function format(x: Value, spec = ''): string {
  if (typeof x === 'object' && x !== null && typeof x.__format__ === 'function')
    return x.__format__(spec) as string;
  if (spec === '') return text(x);
  const parsed = parseSpec(spec, x);
  if (typeof x === 'string') return formatText(x, parsed);
  if (isNumber(x)) return formatNumber(x, parsed, spec);
  throw new PyTypeError(`unsupported format string passed to ${typeName(x)}.__format__`);
}

export function parseSpec(spec: string, x: Value): Spec {
  const match = SPEC.exec(spec);
  if (match === null)
    throw new ValueError(`Invalid format specifier '${spec}' for object of type '${typeName(x)}'`);
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = match;
  return {
    fill: fill ?? (zero !== undefined && align === undefined ? '0' : ' '),
    align: align ?? (zero !== undefined ? '=' : undefined),
    sign: sign ?? '-',
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
  };
}

function formatText(x: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's') unknownCode(spec.type, 'str');
  if (spec.align === '=' && spec.fill !== '0')
    throw new ValueError("'=' alignment not allowed in string format specifier");
  const cut = spec.precision === undefined ? x : [...x].slice(0, spec.precision).join('');
  return padded('', cut, { ...spec, align: spec.align === '=' ? '<' : spec.align }, '<');
}

function unknownCode(type: string, of: string): never {
  throw new ValueError(`Unknown format code '${type}' for object of type '${of}'`);
}

const RADIX: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function formatNumber(x: Value, spec: Spec, whole: string): string {
  const isWhole = isInt(x);
  const { type, precision } = spec;
  if (isWhole && (type === '' || 'bcdnoxX'.includes(type))) {
    if (precision !== undefined) throw new ValueError('Precision not allowed in integer format specifier');
    const big = bigOf(x);
    const negative = big < 0n;
    const [radix, prefix] = RADIX[type] ?? [10, ''];
    if (type === 'c') return padded('', String.fromCodePoint(Number(big)), spec, '<');
    let digits = (negative ? -big : big).toString(radix);
    if (type === 'X') digits = digits.toUpperCase();
    return finish(negative, spec.alternate ? prefix : '', digits, spec, radix === 10 ? 3 : 4);
  }
  if (!isWhole && !isFloat(x)) unknownCode(type, typeName(x));
  if (type !== '' && !'eEfFgGn%'.includes(type)) {
    if (SPEC.test(whole)) unknownCode(type, 'float');
  }
  const value = Number(x);
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  return finish(negative, '', floatDigits(size, spec), spec, 3);
}

function floatDigits(size: number, { type, precision, alternate }: Spec): string {
  const upper = (x: string): string => ('EFG'.includes(type) && type !== '' ? x.toUpperCase() : x);
  if (Number.isNaN(size)) return upper('nan') + (type === '%' ? '%' : '');
  if (!Number.isFinite(size)) return upper('inf') + (type === '%' ? '%' : '');
  switch (type.toLowerCase()) {
    case 'e':
      return upper(scientific(size, precision ?? 6));
    case 'f':
      return fixed(size, precision ?? 6);
    case '%':
      return `${fixed(size * 100, precision ?? 6)}%`;
    case 'g':
    case 'n':
      return upper(general(size, precision ?? 6, alternate));
    default: {
      if (precision === undefined) return floatText(size);
      const digits = general(size, precision);
      const power = size === 0 ? 0 : Number(scientific(size, Math.max(0, precision - 1)).split('e')[1]);
      if (power >= precision && !digits.includes('e')) return scientificShort(size, precision);
      return /[.e]/.test(digits)
        ? digits
        : power < precision - 0 && precision > digits.length - 0
          ? `${digits}.0`
          : scientificShort(size, precision);
    }
  }
}

function scientificShort(size: number, precision: number): string {
  const [mantissa = '', exponent = ''] = scientific(size, Math.max(0, precision - 1)).split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return `${short}e${exponent}`;
}

export function finish(negative: boolean, prefix: string, digits: string, spec: Spec, group: number): string {
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  let body = digits;
  if (spec.grouping !== '') {
    const [, whole = '', rest = ''] = /^([0-9a-fA-F]+)?(.*)$/s.exec(digits) ?? [];
    const zeros =
      spec.align === '=' && spec.fill === '0' ? spec.width - sign.length - prefix.length - rest.length : 0;
    body = grouped(whole, group, spec.grouping, zeros) + rest;
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

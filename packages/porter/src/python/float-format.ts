/** The digits of floats as formats ask for them. */
import { fixed, general, scientific } from './decimal.js';
import { floatText } from './float.js';

/** What a format says of the digits. */
interface Digits {
  readonly type: string;
  readonly precision: number | undefined;
  /** There is always a point, and %g keeps its zeros. */
  readonly alternate: boolean;
}

/** The digits of a float that is not negative. */
export function floatDigits(size: number, { type, precision, alternate }: Digits): string {
  const upper = (x: string): string => ('EFG'.includes(type) && type !== '' ? x.toUpperCase() : x);
  const percent = type === '%' ? '%' : '';
  if (!Number.isFinite(size)) return upper(Number.isNaN(size) ? 'nan' : 'inf') + percent;
  const pointed = (x: string): string => (alternate ? withPoint(x) : x);
  switch (type.toLowerCase()) {
    case 'e':
      return upper(pointed(scientific(size, precision ?? 6)));
    case 'f':
    case '%':
      return pointed(fixed(percent === '' ? size : size * 100, precision ?? 6)) + percent;
    case 'g':
    case 'n':
      return upper(pointed(general(size, precision ?? 6, alternate)));
    default:
      return pointed(precision === undefined ? floatText(size) : short(size, precision, alternate));
  }
}

/** A point after the digits, if there is none. */
export const withPoint = (digits: string): string =>
  digits.includes('.') ? digits : digits.replace(/^\d+/, '$&.');

/** As %g has it, but with a digit after the point, which counts. */
function short(size: number, precision: number, alternate: boolean): string {
  const places = Math.max(1, precision);
  const text = scientific(size, places - 1);
  const power = Number(text.slice(text.indexOf('e') + 1));
  if (size !== 0 && (power < -4 || power >= places - 1)) {
    const [mantissa = '', exponent = ''] = text.split('e');
    return `${alternate || !mantissa.includes('.') ? mantissa : mantissa.replace(/\.?0+$/, '')}e${exponent}`;
  }
  const plain = general(size, places, alternate);
  return plain.includes('.') ? plain : `${plain}.0`;
}

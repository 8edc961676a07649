/** What a decimal number is made of, and how it is rounded: a sign, digits as one whole number, an exponent of ten. */

/** `special` is Infinity or NaN; else the value is ±digits × 10**exponent. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: bigint;
  readonly exponent: number;
  readonly special?: 'Infinity' | 'NaN' | undefined;
}

export const ten = (power: number): bigint => 10n ** BigInt(power);

export const count = (digits: bigint): number => (digits === 0n ? 1 : digits.toString().length);

/** The exponent of the first digit. */
export const adjusted = ({ digits, exponent }: Digits): number => exponent + count(digits) - 1;

export type Rounding =
  | 'ROUND_HALF_EVEN'
  | 'ROUND_HALF_UP'
  | 'ROUND_HALF_DOWN'
  | 'ROUND_DOWN'
  | 'ROUND_UP'
  | 'ROUND_FLOOR'
  | 'ROUND_CEILING'
  | 'ROUND_05UP';

/** `digits` without its last `places` digits. */
function cut(digits: bigint, places: number, rounding: Rounding, negative: boolean): bigint {
  if (places <= 0) return digits * ten(-places);
  const unit = ten(places);
  const whole = digits / unit;
  const rest = digits % unit;
  if (rest === 0n) return whole;
  const half = rest * 2n - unit;
  const up = {
    ROUND_HALF_EVEN: half > 0n || (half === 0n && whole % 2n === 1n),
    ROUND_HALF_UP: half >= 0n,
    ROUND_HALF_DOWN: half > 0n,
    ROUND_DOWN: false,
    ROUND_UP: true,
    ROUND_FLOOR: negative,
    ROUND_CEILING: !negative,
    ROUND_05UP: whole % 5n === 0n,
  }[rounding];
  return up ? whole + 1n : whole;
}

/** The same number with another exponent: rounded, if that is the larger one. */
export function rescaled(x: Digits, exponent: number, rounding: Rounding): Digits {
  if (x.special !== undefined) return x;
  return { ...x, digits: cut(x.digits, exponent - x.exponent, rounding, x.negative), exponent };
}

/** Rounded to so many digits, if there are more. */
export function toPrecision(x: Digits, precision: number, rounding: Rounding): Digits {
  if (x.special !== undefined) return x;
  const extra = count(x.digits) - precision;
  if (extra <= 0) return x;
  const made = rescaled(x, x.exponent + extra, rounding);
  return count(made.digits) > precision ? rescaled(made, made.exponent + 1, rounding) : made;
}

/** As str() shows it. */
export function textOf({ negative, digits, exponent, special }: Digits, exponentLetter = 'E'): string {
  const sign = negative ? '-' : '';
  if (special !== undefined) return sign + special;
  const text = digits.toString();
  const left = exponent + text.length;
  const point = exponent <= 0 && left > -6 ? left : 1;
  const whole = point <= 0 ? '0' : text.slice(0, point).padEnd(point, '0');
  const rest = point <= 0 ? '0'.repeat(-point) + text : text.slice(point);
  const power = left - point;
  const shown = power === 0 ? '' : `${exponentLetter}${power < 0 ? '' : '+'}${String(power)}`;
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}${shown}`;
}

/** Without an exponent. */
export function plainText({ negative, digits, exponent }: Digits): string {
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + (digits * ten(exponent)).toString();
  const text = digits.toString().padStart(-exponent + 1, '0');
  return `${sign}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

/** Below zero if `a` is the smaller. NaN is not compared here. */
export function order(a: Digits, b: Digits): number {
  const rank = (x: Digits): bigint | undefined =>
    x.special === 'Infinity' ? undefined : (x.negative ? -1n : 1n) * x.digits;
  const [x, y] = [rank(a), rank(b)];
  if (x === undefined || y === undefined) {
    const far = (one: Digits, whole: bigint | undefined): number =>
      whole !== undefined ? 0 : one.negative ? -1 : 1;
    return far(a, x) - far(b, y);
  }
  const low = Math.min(a.exponent, b.exponent);
  const difference = x * ten(a.exponent - low) - y * ten(b.exponent - low);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

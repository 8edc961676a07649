/** A float in decimal, exactly: JavaScript's toFixed() rounds ties up, Python's formats round the exact value, ties to even. */

/** The exact value as digits: value = digits * 10 ** -scale. */
function exact(value: number): { digits: bigint; scale: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const power = (exponent === 0 ? 1 : exponent) - 1075;
  if (power >= 0) return { digits: mantissa << BigInt(power), scale: 0 };
  // m * 2**-p is m * 5**p * 10**-p.
  return { digits: mantissa * 5n ** BigInt(-power), scale: -power };
}

/** `digits` rounded to be a multiple of 10**places, divided by it. */
function rounded(digits: bigint, places: number): bigint {
  if (places <= 0) return digits * 10n ** BigInt(-places);
  const unit = 10n ** BigInt(places);
  const whole = digits / unit;
  const twice = (digits % unit) * 2n;
  return twice > unit || (twice === unit && whole % 2n === 1n) ? whole + 1n : whole;
}

function withPoint(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** With so many digits after the point. */
export function fixed(value: number, places: number): string {
  const { digits, scale } = exact(value);
  return sign(value) + withPoint(rounded(digits, scale - places), places);
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** As C's %e, with so many digits after the point. */
export function scientific(value: number, places: number): string {
  const { digits, scale } = exact(value);
  let power = digits === 0n ? 0 : digits.toString().length - 1 - scale;
  let mantissa = rounded(digits, scale + power - places);
  if (mantissa.toString().length > places + 1 && digits !== 0n)
    mantissa = rounded(digits, scale + ++power - places);
  const exponent = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return `${sign(value)}${withPoint(mantissa, places)}e${exponent}`;
}

/** As C's %g, with so many significant digits; `alternate` keeps zeros at the end. */
export function general(value: number, precision: number, alternate = false): string {
  const places = Math.max(1, precision);
  const text = scientific(value, places - 1);
  const power = Number(text.slice(text.indexOf('e') + 1));
  const plain = power < -4 || power >= places ? text : fixed(value, places - 1 - power);
  if (alternate) return plain;
  const [mantissa = '', exponent] = plain.split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return exponent === undefined ? short : `${short}e${exponent}`;
}

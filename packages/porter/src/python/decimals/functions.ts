/** Roots, exponentials and logarithms of decimals, by whole numbers of more digits than are asked for. */
import { root } from '../rational.js';
import { type Digits, adjusted, count, ten } from './digits.js';

/** A fixed-point number: `x / 10**places`. */
type Fixed = bigint;

function toFixed({ negative, digits, exponent }: Digits, places: number): Fixed {
  const power = exponent + places;
  const size = power >= 0 ? digits * ten(power) : digits / ten(-power);
  return negative ? -size : size;
}

const ofFixed = (x: Fixed, places: number): Digits => ({
  negative: x < 0n,
  digits: x < 0n ? -x : x,
  exponent: -places,
});

/** The square root with so many digits; exact if it can be. */
export function squareRoot(x: Digits, precision: number): Digits {
  let shift = Math.max(0, 2 * (precision + 2) - count(x.digits));
  if ((x.exponent - shift) % 2 !== 0) shift++;
  const scaled = x.digits * ten(shift);
  const whole = root(scaled);
  const exponent = (x.exponent - shift) / 2;
  // A digit more says that there are more.
  if (whole * whole !== scaled) return { negative: false, digits: whole * 10n + 1n, exponent: exponent - 1 };
  let [digits, at] = [whole, exponent];
  const ideal = Math.floor(x.exponent / 2);
  while (at < ideal && digits % 10n === 0n && digits !== 0n) [digits, at] = [digits / 10n, at + 1];
  return { negative: false, digits, exponent: at };
}

/** e**x. */
export function exponential(x: Digits, precision: number): Digits {
  const places = precision + 10 + Math.max(0, adjusted(x) + 1) * 2;
  // e**x = (e**(x / 2**k))**(2**k)
  const halvings = Math.max(0, adjusted(x) + 1) * 4 + 8;
  const deep = places + halvings;
  const unit = ten(deep);
  const small = toFixed(x, deep) / (1n << BigInt(halvings));
  let [sum, term] = [unit, unit];
  for (let i = 1n; term !== 0n; i++) {
    term = (term * small) / (unit * i);
    sum += term;
  }
  // Of a result that is small more digits are needed: it is the inverse of a large one.
  if (x.negative) {
    const large = exponential({ ...x, negative: false }, precision + 5);
    return quotient({ negative: false, digits: 1n, exponent: 0 }, large, precision + 5);
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) / unit;
  return ofFixed(sum, deep);
}

/** The natural logarithm, by Newton's method on e**y = x. */
export function logarithm(x: Digits, precision: number): Digits {
  const places = precision + 12;
  // x = m * 10**power, m between 0.1 and 1.
  const power = adjusted(x) + 1;
  const mantissa = toFixed({ ...x, exponent: x.exponent - power }, places);
  const natural = series(mantissa, places) + BigInt(power) * series10(places);
  return ofFixed(natural, places);
}

/** ln(x / 10**places), as 2 * artanh((x - 1) / (x + 1)) after square roots have brought x near to 1. */
function series(x: Fixed, places: number): Fixed {
  const unit = ten(places);
  let near = x;
  let roots = 0;
  while (near * 10n < unit * 9n || near * 10n > unit * 11n) {
    near = root(near * unit);
    roots++;
  }
  const y = ((near - unit) * unit) / (near + unit);
  const square = (y * y) / unit;
  let [sum, term] = [0n, y];
  for (let i = 1n; term !== 0n; i += 2n) {
    sum += term / i;
    term = (term * square) / unit;
  }
  return (sum * 2n) << BigInt(roots);
}

const series10 = (places: number): Fixed => series(10n * ten(places + 5), places + 5) / ten(5);

function quotient(a: Digits, b: Digits, precision: number): Digits {
  const shift = Math.max(0, precision + count(b.digits) - count(a.digits) + 1);
  return {
    negative: a.negative !== b.negative,
    digits: (a.digits * ten(shift)) / b.digits,
    exponent: a.exponent - shift - b.exponent,
  };
}

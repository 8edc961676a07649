/**
 * Python's floats that are whole. JavaScript has one kind of number: 4 and 4.0 are the same there, in Python they print,
 * divide and format differently. So an int is a number that is whole (a bigint beyond 2**53), a float that is not whole is a
 * number, and a float that is whole is a Float. Operators of JavaScript see its value; the runtime's keep what it is.
 */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return floatText(this.value);
  }

  toJSON(): number {
    return this.value;
  }
}

/** A number that is a float in Python. */
export function float_(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** As repr() of a float: the shortest text that reads back the same, with Python's exponents. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    const size = String(Math.abs(power)).padStart(2, '0');
    return `${mantissa}e${power < 0 ? '-' : '+'}${size}`;
  }
  const text = plainText(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** Without an exponent, which JavaScript writes from 1e21 and below 1e-6. */
function plainText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(20).replace(/0+$/, '');
}

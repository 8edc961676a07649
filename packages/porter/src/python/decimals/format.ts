/** format() of a decimal: all its digits are exact, however many are asked for. */
import { ValueError } from '../exceptions.js';
import { type Spec, finish, padded, parseSpec } from '../format-spec.js';
import { getcontext } from './context.js';
import { type Digits, adjusted, plainText, rescaled, textOf, toPrecision } from './digits.js';

export function formatted(x: Digits, spec: string): string {
  const parsed = parseSpec(spec, x);
  const { type } = parsed;
  if (x.special !== undefined) return padded(x.negative ? '-' : '', x.special, { ...parsed, fill: ' ' }, '>');
  if (type !== '' && !'eEfFgGn%'.includes(type)) throw new ValueError('invalid format string');
  return finish(x.negative, '', digitsFor({ ...x, negative: false }, parsed), parsed, 3);
}

function digitsFor(x: Digits, { type, precision }: Spec): string {
  const { rounding } = getcontext();
  switch (type) {
    case 'f':
    case 'F':
      return plainText(
        precision === undefined
          ? x.exponent > 0
            ? rescaled(x, 0, rounding)
            : x
          : rescaled(x, -precision, rounding),
      );
    case '%': {
      const hundredfold = { ...x, exponent: x.exponent + 2 };
      const kept = precision === undefined ? hundredfold : rescaled(hundredfold, -precision, rounding);
      return `${plainText(kept)}%`;
    }
    case 'e':
    case 'E': {
      const kept = precision === undefined ? x : rescaled(x, adjusted(x) - precision, rounding);
      const text = kept.digits.toString();
      const power = adjusted(kept);
      return `${text[0] ?? '0'}${text.length > 1 ? `.${text.slice(1)}` : ''}${type}${power < 0 ? '' : '+'}${String(power)}`;
    }
    default:
      return textOf(
        precision === undefined ? x : toPrecision(x, Math.max(1, precision), rounding),
        type === 'g' ? 'e' : 'E',
      );
  }
}

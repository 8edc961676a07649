/** `class Money(int)`, `class Celsius(float)`. */
import { internal } from '../homes.js';
import {
  abs,
  add,
  and,
  div,
  divmod,
  floordiv,
  invert,
  lshift,
  mod,
  mul,
  neg,
  or,
  pow,
  round,
  rshift,
  sub,
  xor,
} from '../arithmetic.js';
import { format } from '../format-spec.js';
import { bool } from '../iteration.js';
import { floatMethods, intMethods } from '../methods/number.js';
import { isInt } from '../numbers.js';
import { repr, text } from '../text.js';
import { float, int, subclassedBy } from '../types.js';
import { UNDERLYING } from '../underlying.js';
import type { Value } from '../value.js';
import { alike, comparisons, delegated, operators } from './operators.js';
import { Subclassed } from './subclassed.js';

class NumberValue extends Subclassed {
  __int__(): Value {
    return int(this[UNDERLYING]);
  }

  __float__(): Value {
    return float(this[UNDERLYING]);
  }

  __bool__(): boolean {
    return bool(this[UNDERLYING]);
  }

  __neg__(): Value {
    return neg(this[UNDERLYING]);
  }

  __pos__(): Value {
    return this[UNDERLYING];
  }

  __abs__(): Value {
    return abs(this[UNDERLYING]);
  }

  __round__(...digits: Value[]): Value {
    return round(this[UNDERLYING], ...(digits as [Value?]));
  }

  __repr__(): string {
    return repr(this[UNDERLYING]);
  }

  __format__(spec: string): string {
    return spec === '' ? text(this) : format(this[UNDERLYING], spec);
  }

  /** What JavaScript's own functions of numbers see. */
  override valueOf(): Value {
    return Number(this[UNDERLYING]);
  }
}
comparisons(NumberValue);
operators(NumberValue, alike, { add, sub, mul, truediv: div, floordiv, mod, pow, divmod });

const isRepeatable = (x: Value): boolean =>
  typeof x === 'string' || Array.isArray(x) || x instanceof Uint8Array;

export class IntValue extends NumberValue {
  static override _made(args: Value[]): Value {
    return int(...(args as [Value?, Value?]));
  }

  __index__(): Value {
    return this[UNDERLYING];
  }

  __invert__(): Value {
    return invert(this[UNDERLYING]);
  }
}
operators(IntValue, (a, b) => alike(a, b) || isRepeatable(a) || isRepeatable(b), { mul });
operators(IntValue, (a, b) => isInt(a) && isInt(b), { and, or, xor, lshift, rshift });
delegated(IntValue, intMethods);

export class FloatValue extends NumberValue {
  static override _made(args: Value[]): Value {
    return float(...(args as [Value?]));
  }
}
delegated(FloatValue, floatMethods);

subclassedBy(int, IntValue);
subclassedBy(float, FloatValue);
internal(NumberValue);

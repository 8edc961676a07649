/**
 * The numeric tower: what of JavaScript's values is an int or a float in Python, and how they get from one to the other. An
 * int is a number as long as it is exact, and a bigint beyond: never a number that has lost digits.
 */
import { OverflowError, ValueError } from './exceptions.js';
import { Float, float_ } from './float.js';
import type { Value } from './value.js';

export type Int = number | bigint;

export function isInt(x: Value): x is number | bigint | boolean {
  return typeof x === 'number' ? Number.isInteger(x) : typeof x === 'bigint' || typeof x === 'boolean';
}

export function isFloat(x: Value): x is number | Float {
  return typeof x === 'number' ? !Number.isInteger(x) : x instanceof Float;
}

export function isNumber(x: Value): boolean {
  return typeof x === 'number' || typeof x === 'bigint' || typeof x === 'boolean' || x instanceof Float;
}

/** The int that a bigint is: a number if that is exact. */
export function int_(value: bigint): Int {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

export function bigOf(x: number | bigint | boolean): bigint {
  return BigInt(x);
}

/** The value of a number as a float. */
export function floatValue(x: Value): number {
  const value = Number(x);
  if (typeof x === 'bigint' && !Number.isFinite(value))
    throw new OverflowError('int too large to convert to float');
  return value;
}

/** The int that is the whole part of a number. */
export function truncated(value: number): Int {
  if (Number.isNaN(value)) throw new ValueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw new OverflowError('cannot convert float infinity to integer');
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : int_(BigInt(whole));
}

export { Float, float_ };

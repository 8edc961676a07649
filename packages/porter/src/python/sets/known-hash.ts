/** Hashes that are the same in every run of CPython: those of numbers, and of tuples of them. */
import { Float } from '../float.js';
import { type Int, int_ } from '../numbers.js';
import { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

const MODULUS = (1n << 61n) - 1n;

/** The hash as CPython has it; undefined if it differs from run to run there. */
export function knownHash(x: Value): Int | undefined {
  switch (typeof x) {
    case 'boolean':
      return Number(x);
    case 'number':
      if (Number.isSafeInteger(x)) return x === -1 ? -2 : x + 0;
      return ofFloat(x);
    case 'bigint':
      return ofInt(x);
    case 'object':
      if (x instanceof Float) return ofFloat(x.value);
      return x instanceof Tuple && (x as Value).__hash__ === undefined ? ofTuple(x) : undefined;
    default:
      return undefined;
  }
}

function ofInt(x: bigint): Int {
  const rest = int_(x % MODULUS);
  return rest === -1 ? -2 : rest;
}

/** That of the fraction which the float is, modulo 2**61 - 1. */
function ofFloat(x: number): Int | undefined {
  if (Number.isNaN(x)) return undefined;
  if (!Number.isFinite(x)) return x > 0 ? 314159 : -314159;
  let [whole, halvings] = [x, 0n];
  while (!Number.isInteger(whole)) [whole, halvings] = [whole * 2, halvings + 1n];
  // Halving is a rotation of the 61 bits.
  const size = BigInt(Math.abs(whole)) % MODULUS;
  const by = (61n - (halvings % 61n)) % 61n;
  const turned = ((size << by) & MODULUS) | (size >> (61n - by));
  return ofInt(x < 0 ? -turned : turned);
}

const [FIRST, SECOND, FIFTH] = [11400714785074694791n, 14029467366897019727n, 2870177450012600261n];

/** xxHash, as CPython has it for tuples. */
function ofTuple(x: Tuple): Int | undefined {
  let sum = FIFTH;
  for (let i = 0; i < x.length; i++) {
    const hash = knownHash(x[i]);
    if (hash === undefined) return undefined;
    sum = BigInt.asUintN(64, sum + BigInt.asUintN(64, BigInt(hash)) * SECOND);
    sum = BigInt.asUintN(64, ((sum << 31n) | (sum >> 33n)) * FIRST);
  }
  sum = BigInt.asUintN(64, sum + (BigInt(x.length) ^ FIFTH ^ 3527539n));
  return sum === (1n << 64n) - 1n ? 1546275796 : int_(BigInt.asIntN(64, sum));
}

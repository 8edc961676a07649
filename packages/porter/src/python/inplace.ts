/** `a op= b`: what can be changed is changed in place; of anything else it is `a op b`, but for what errors call the operator. */
import * as arithmetic from './arithmetic.js';
import { NotImplemented } from './singletons.js';
import { Dict } from './dict.js';
import { TypeError as PyTypeError } from './exceptions.js';
import { items } from './iteration.js';
import { isBytearray, splice } from './methods/bytearray.js';
import { isInt } from './numbers.js';
import { PySet, isSet } from './set.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { pairsOf } from './types.js';
import type { Value } from './value.js';

type Operator = (a: Value, b: Value) => Value;

/** By the special method of `a`, else by the operator that is not in place. */
function own(name: string, plain: Operator): Operator {
  const method = `__i${name}__`;
  return (a, b) => {
    if (typeof a === 'object' && a !== null) {
      const known: Value = a[method];
      const result: Value = typeof known === 'function' ? known.call(a, b) : NotImplemented;
      if (result !== NotImplemented) return result;
    }
    return plain(a, b);
  };
}

const isList = (x: Value): x is Value[] => Array.isArray(x) && !(x instanceof Tuple);

const otherIadd = own('add', (a, b) => arithmetic.add(a, b, '+='));

export function iadd(a: Value, b: Value): Value {
  if (typeof a !== 'object') return arithmetic.add(a, b, '+=');
  if (isList(a)) {
    for (const x of [...items(b)]) a.push(x);
    return a;
  }
  if (isBytearray(a)) {
    if (!(b instanceof Uint8Array)) throw new PyTypeError(`can't concat ${typeName(b)} to bytearray`);
    splice(a as Uint8Array, (a as Uint8Array).length, 0, b);
    return a;
  }
  return otherIadd(a, b);
}

const otherImul = own('mul', (a, b) => arithmetic.mul(a, b, '*='));

export function imul(a: Value, b: Value): Value {
  if (!isInt(b)) return otherImul(a, b);
  if (isList(a)) {
    const once = a.splice(0);
    for (let i = 0; i < Number(b); i++) for (const x of once) a.push(x);
    return a;
  }
  if (isBytearray(a)) {
    splice(a as Uint8Array, 0, (a as Uint8Array).length, arithmetic.repeat(a, Number(b)));
    return a;
  }
  return otherImul(a, b);
}

/** Of two sets, by a method of the first; of a dict, if there is a way. */
function ofSets(name: string, update: string, plain: Operator): Operator {
  const other = own(name, plain);
  return (a, b) => {
    if (!(a instanceof PySet) || !isSet(b)) return other(a, b);
    (a as Value)[update](b);
    return a;
  };
}

export const ior = ofSets('or', 'update', (a, b) => {
  if (!(a instanceof Dict)) return arithmetic.or(a, b, '|=');
  a.update(pairsOf(b));
  return a;
});

export const iand = ofSets('and', 'intersection_update', (a, b) => arithmetic.and(a, b, '&='));
export const ixor = ofSets('xor', 'symmetric_difference_update', (a, b) => arithmetic.xor(a, b, '^='));
export const isub = ofSets('sub', 'difference_update', (a, b) => arithmetic.sub(a, b, '-='));
export const idiv = own('truediv', (a, b) => arithmetic.div(a, b, '/='));
export const ioldDiv = own('truediv', (a, b) => arithmetic.oldDiv(a, b, '/='));
export const ifloordiv = own('floordiv', (a, b) => arithmetic.floordiv(a, b, '//='));
export const imod = own('mod', (a, b) => arithmetic.mod(a, b, '%='));
export const ipow = own('pow', (a, b) => arithmetic.pow(a, b, undefined, '**='));
export const ilshift = own('lshift', (a, b) => arithmetic.lshift(a, b, '<<='));
export const irshift = own('rshift', (a, b) => arithmetic.rshift(a, b, '>>='));
export const imatmul = own('matmul', (a, b) => arithmetic.matmul(a, b, '@='));

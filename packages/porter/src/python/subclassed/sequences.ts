/** `class Name(str)`, `class Stack(list)`, `class Point(tuple)`. */
import { internal } from '../homes.js';
import { add, mod, mul } from '../arithmetic.js';
import { contains } from '../compare.js';
import { format } from '../format-spec.js';
import { UNHASHABLE } from '../hash.js';
import { delitem, getitem, setitem } from '../items.js';
import { iter, len, reversed } from '../iteration.js';
import { listMethods, tupleMethods } from '../methods/list.js';
import { strMethods } from '../methods/str.js';
import { isInt } from '../numbers.js';
import { repr, text } from '../text.js';
import { list, str, subclassedBy, tuple } from '../types.js';
import { UNDERLYING, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { alike, comparisons, delegated, operators } from './operators.js';
import { Subclassed } from './subclassed.js';

class SequenceValue extends Subclassed {
  __len__(): number {
    return len(this[UNDERLYING]);
  }

  __iter__(): Value {
    return iter(this[UNDERLYING]);
  }

  __reversed__(): Value {
    return reversed(this[UNDERLYING]);
  }

  __contains__(x: Value): boolean {
    const own: Value = this[UNDERLYING];
    return contains(typeof own === 'string' ? underlying(x) : x, own);
  }

  __getitem__(at: Value): Value {
    return getitem(this[UNDERLYING], at);
  }

  __repr__(): string {
    return repr(this[UNDERLYING]);
  }
}
comparisons(SequenceValue);
operators(SequenceValue, alike, { add });
operators(SequenceValue, (a, b) => isInt(a) || isInt(b), { mul });

export class StrValue extends SequenceValue {
  static override _made(args: Value[]): Value {
    return str(...(args as [Value?]));
  }

  __str__(): string {
    return this[UNDERLYING] as string;
  }

  __format__(spec: string): string {
    return format(text(this), spec);
  }

  override toString(): string {
    return this[UNDERLYING] as string;
  }
}
operators(StrValue, (a) => typeof a === 'string', { mod });
delegated(StrValue, strMethods);

export class TupleValue extends SequenceValue {
  static override _made(args: Value[]): Value {
    return tuple(...(args as [Value?]));
  }
}
delegated(TupleValue, tupleMethods);

export class ListValue extends SequenceValue {
  static override _made(): Value {
    return [];
  }

  override __init__(source: Value = []): Value {
    this[UNDERLYING] = list(source);
  }

  __setitem__(at: Value, x: Value): void {
    setitem(this[UNDERLYING], at, x);
  }

  __delitem__(at: Value): void {
    delitem(this[UNDERLYING], at);
  }

  __iadd__(other: Value): Value {
    this[UNDERLYING].push(...(list(other) as Value[]));
    return this;
  }

  get [UNHASHABLE](): boolean {
    return true;
  }
}
delegated(ListValue, listMethods);

subclassedBy(str, StrValue);
subclassedBy(tuple, TupleValue);
subclassedBy(list, ListValue);
internal(SequenceValue);

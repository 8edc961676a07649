/** The context of decimal arithmetic: how many digits are kept, and how they are rounded. And the errors. */
import { ArithmeticError, ZeroDivisionError } from '../exceptions.js';
import { Kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { type Digits, type Rounding, toPrecision } from './digits.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

export class DecimalException extends ArithmeticError {}
export class InvalidOperation extends DecimalException {}
/** Of two classes in Python; that it is a ZeroDivisionError is what is caught. */
export class DivisionByZero extends ZeroDivisionError {}
export class Inexact extends DecimalException {}
export class Rounded extends DecimalException {}

/** Shown as CPython does: the error has its signals for arguments. */
export function signalled(kind: new (...args: Value[]) => Error, shown: string): Error {
  return new kind([new Signal(shown)]);
}

/** `<class 'decimal.InvalidOperation'>`, among the arguments of an error. */
class Signal extends PyObject {
  declare shown: string;

  override __init__(shown: string): void {
    this.shown = shown;
  }

  __repr__(): string {
    return `<class 'decimal.${this.shown}'>`;
  }
}

export class Context extends PyObject {
  declare prec: number;
  declare rounding: Rounding;

  override __init__(prec: Value = 28, rounding: Value = 'ROUND_HALF_EVEN', named?: Kw): void {
    const given = [prec, rounding, named].find((one): one is Kw => one instanceof Kw);
    this.prec = Number(given?.get('prec', 28) ?? prec);
    this.rounding = (given?.get('rounding', 'ROUND_HALF_EVEN') ?? rounding) as Rounding;
  }

  copy(): Context {
    return new Context(this.prec, this.rounding);
  }

  rounded(x: Digits): Digits {
    return toPrecision(x, this.prec, this.rounding);
  }
}

let current = new Context();

export const getcontext = (): Context => current;

export function setcontext(context: Context): void {
  current = context;
}

/** `with localcontext() as ctx:`. */
class LocalContext extends PyObject {
  declare context: Context;
  declare before: Context;

  override __init__(context: Context): void {
    this.context = context;
  }

  __enter__(): Context {
    this.before = current;
    current = this.context;
    return current;
  }

  __exit__(): boolean {
    current = this.before;
    return false;
  }
}

export function localcontext(given: Value = null, named?: Kw): LocalContext {
  const options = given instanceof Kw ? given : named;
  const context = given === null || given instanceof Kw ? current.copy() : (given as Context).copy();
  if (options !== undefined)
    for (const [name, value] of options.items() as Iterable<[string, Value]>) context[name] = value;
  return new LocalContext(context);
}

home('decimal', DecimalException, InvalidOperation, DivisionByZero, Inexact, Rounded, Context);

/** Python's numbers: what kind of number a value is. */
import { Complex as ComplexNumber } from '../complex.js';
import { kind } from '../containers/abstract.js';
import { derived, home } from '../homes.js';
import { isInt, isNumber } from '../numbers.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { Decimal } from './decimal.js';
import { Fraction } from './fractions.js';

const isRational = (x: Value): boolean => isInt(x) || x instanceof Fraction;
const isReal = (x: Value): boolean => isNumber(x) || x instanceof Fraction;

export class Number_ extends PyObject {}
Object.defineProperty(Number_, 'name', { value: 'Number' });
export { Number_ as Number };
kind(Number_, (x) => isReal(x) || x instanceof ComplexNumber || x instanceof Decimal);
export class Complex extends Number_ {}
kind(Complex, (x) => isReal(x) || x instanceof ComplexNumber);
export class Real extends Complex {}
kind(Real, isReal);
export class Rational extends Real {}
kind(Rational, isRational);
export class Integral extends Rational {}
kind(Integral, isInt);

home('numbers', Number_, Complex, Real, Rational, Integral);
derived(Fraction, Rational);

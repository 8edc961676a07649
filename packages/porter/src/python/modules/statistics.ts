/** Python's statistics: sums are exact, and rounded once. */
import { compare, eq } from '../compare.js';
import { add, div, mul, sub } from '../arithmetic.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { bool, items } from '../iteration.js';
import { Kw, ordered as inOrder } from '../keywords.js';
import { isFloat, isInt, isNumber } from '../numbers.js';
import { type Ratio, minus, over, plus, ratioOf, rootOf, times, toFloat, toInt } from '../rational.js';
import { parsed } from '../signature.js';
import { repr } from '../text.js';
import { typeName } from '../type-name.js';
import { float } from '../types.js';
import type { Value } from '../value.js';
import { Counter, namedtuple } from './collections.js';
import { Decimal } from './decimal.js';
import { Fraction } from './fractions.js';
import { fsum } from './math.js';

export class StatisticsError extends ValueError {}

function exactly(x: Value): Ratio {
  if (isNumber(x)) return ratioOf(x);
  if (typeof x?.as_integer_ratio !== 'function')
    throw new PyTypeError(`can't convert type '${typeName(x)}' to numerator/denominator`);
  const [top, bottom] = x.as_integer_ratio() as [Value, Value];
  return [BigInt(top), BigInt(bottom)];
}

/** A result of the kind that the data are of. */
function ofKind(x: Ratio, data: readonly Value[]): Value {
  if (data.some((one) => one instanceof Fraction)) return Fraction.of(x);
  if (data.some((one) => one instanceof Decimal))
    return div(new Decimal(toInt(x[0])), new Decimal(toInt(x[1])));
  return x[1] === 1n && data.every(isInt) ? toInt(x[0]) : toFloat(x);
}

function listed(data: Value, least: number, what: string, points = 'one data point'): Value[] {
  const all = [...items(data)];
  if (all.length < least) throw new StatisticsError(`${what} requires at least ${points}`);
  return all;
}

const whole = (x: number): Ratio => [BigInt(x), 1n];
const total = (data: readonly Value[]): Ratio => data.map(exactly).reduce(plus, [0n, 1n]);

export function mean(data: Value): Value {
  const all = listed(data, 1, 'mean');
  // Infinities and what is no number have no exact sum.
  if (all.some((x) => isFloat(x) && !Number.isFinite(Number(x))))
    return float_(all.map(Number).reduce((sum, x) => sum + x));
  return ofKind(over(total(all), whole(all.length)), all);
}

export function fmean(data: Value, weights: Value = null): Value {
  const all = [...items(data)];
  if (all.length === 0) throw new StatisticsError('fmean requires at least one data point');
  const given: Value = weights instanceof Kw ? weights.get('weights') : weights;
  if (given === null) return div(fsum(all), all.length);
  const each = [...items(given)];
  if (each.length !== all.length) throw new StatisticsError('data and weights must be the same length');
  const below = fsum(each);
  if (Number(below) === 0) throw new StatisticsError('sum of weights must be non-zero');
  return div(fsum(all.map((x, i) => float_(Number(x) * Number(each[i])))), below);
}

export function geometric_mean(data: Value): Value {
  const all = [...items(data)];
  if (all.length === 0 || all.some((x) => !(Number(x) > 0)))
    throw new StatisticsError('geometric mean requires a non-empty dataset containing positive numbers');
  return float_(Math.exp(Number(fmean(all.map((x) => float_(Math.log(Number(x))))))));
}

const HARMONIC = parsed(['harmonic_mean()', 'data', 'weights=']);

export function harmonic_mean(...args: Value[]): Value {
  const [data, given = null] = inOrder(HARMONIC, args);
  const all = listed(data, 1, 'harmonic_mean');
  const weights: Value[] = given === null ? all.map(() => 1) : [...items(given)];
  if (weights.length !== all.length) throw new StatisticsError('Number of weights does not match data size');
  if ([...all, ...weights].some((x) => compare(x, 0) < 0))
    throw new StatisticsError('harmonic mean does not support negative values');
  if (all.length === 1 && given === null) return all[0];
  if (all.some((x, i) => eq(x, 0) && !eq(weights[i], 0))) return 0;
  const inverses = weights.map((weight, i): Value => (eq(weight, 0) ? 0 : div(weight, all[i])));
  const sum = total(inverses);
  if (sum[0] <= 0n) throw new StatisticsError('Weighted sum must be positive');
  return ofKind(over(total(weights), sum), inverses);
}

function ordered(data: Value): Value[] {
  const all = [...items(data)].sort(compare);
  if (all.length === 0) throw new StatisticsError('no median for empty data');
  return all;
}

export function median(data: Value): Value {
  const all = ordered(data);
  const middle = all.length >> 1;
  return all.length % 2 === 1 ? all[middle] : div(add(all[middle - 1], all[middle]), 2);
}

export const median_low = (data: Value): Value => {
  const all = ordered(data);
  return all[(all.length - 1) >> 1] as Value;
};

export const median_high = (data: Value): Value => {
  const all = ordered(data);
  return all[all.length >> 1] as Value;
};

const GROUPED = parsed(['median_grouped()', 'data', 'interval=']);

export function median_grouped(...args: Value[]): Value {
  const [data, interval = 1] = inOrder(GROUPED, args);
  const all = ordered(data);
  const middle: Value = all[all.length >> 1];
  const before = all.filter((x) => compare(x, middle) < 0).length;
  const within = all.filter((x) => eq(x, middle)).length;
  const [x, width] = [middle, interval].map((one: Value) => {
    if (typeof one === 'string') throw new PyTypeError('Value cannot be converted to a float');
    return Number(float(one));
  }) as [number, number];
  return float_(x - width / 2 + (width * (all.length / 2 - before)) / within);
}

/** How often each value is there, in order of the first of them. */
const counted = (data: Value): Counter => new Counter([...items(data)]);

export function mode(data: Value): Value {
  const [first] = counted(data).most_common(1);
  if (first === undefined) throw new StatisticsError('no mode for empty data');
  return first[0];
}

export function multimode(data: Value): Value[] {
  const all = counted(data).most_common();
  return all.filter(([, times_]) => eq(times_, all[0]?.[1])).map(([value]) => value as Value);
}

/** The sum of the squares of what each is away from the mean. */
function squares(data: readonly Value[], center: Value): Ratio {
  const exact = data.map(exactly);
  const middle = center === null ? over(exact.reduce(plus, [0n, 1n]), whole(data.length)) : exactly(center);
  return exact
    .map((x) => minus(x, middle))
    .map((x) => times(x, x))
    .reduce(plus, [0n, 1n]);
}

const centerOf = (given: Value, name: string): Value =>
  (given instanceof Kw ? given.get(name) : given) as Value;

export function variance(data: Value, xbar: Value = null): Value {
  const all = listed(data, 2, 'variance', 'two data points');
  return ofKind(over(squares(all, centerOf(xbar, 'xbar')), whole(all.length - 1)), all);
}

export function pvariance(data: Value, mu: Value = null): Value {
  const all = listed(data, 1, 'pvariance');
  return ofKind(over(squares(all, centerOf(mu, 'mu')), whole(all.length)), all);
}

function rooted(x: Ratio, data: readonly Value[]): Value {
  if (data.some((one) => one instanceof Decimal)) return (ofKind(x, data) as Decimal).sqrt();
  return float_(rootOf(x));
}

export function stdev(data: Value, xbar: Value = null): Value {
  const all = listed(data, 2, 'stdev', 'two data points');
  return rooted(over(squares(all, centerOf(xbar, 'xbar')), whole(all.length - 1)), all);
}

export function pstdev(data: Value, mu: Value = null): Value {
  const all = listed(data, 1, 'pstdev');
  return rooted(over(squares(all, centerOf(mu, 'mu')), whole(all.length)), all);
}

export function quantiles(data: Value, n: Value = 4, method: Value = 'exclusive', named?: Kw): Value[] {
  const options = [n, method, named].find((one): one is Kw => one instanceof Kw);
  const parts = Number(options?.get('n') ?? (n instanceof Kw ? 4 : n));
  const how: Value = options?.get('method') ?? (method instanceof Kw ? 'exclusive' : method);
  const inclusive = how === 'inclusive';
  if (parts < 1) throw new StatisticsError('n must be at least 1');
  const all = [...items(data)].sort(compare);
  if (all.length < 2) throw new StatisticsError('must have at least two data points');
  if (!inclusive && how !== 'exclusive') throw new ValueError(`Unknown method: ${repr(how)}`);
  const m = inclusive ? all.length - 1 : all.length + 1;
  return Array.from({ length: parts - 1 }, (_x, at): Value => {
    const i = at + 1;
    let j = Math.floor((i * m) / parts);
    if (!inclusive) j = Math.min(Math.max(j, 1), all.length - 1);
    const delta = i * m - j * parts;
    const [low, high] = inclusive ? [all[j], all[j + 1] ?? all[j]] : [all[j - 1], all[j]];
    return div(add(mul(low, parts - delta), mul(high, delta)), parts);
  });
}

function away(data: readonly Value[]): Value[] {
  const center = div(fsum(data), data.length);
  return data.map((x): Value => sub(x, center));
}

const products = (a: readonly Value[], b: readonly Value[]): number =>
  Number(fsum(a.map((x, i) => float_(Number(x) * Number(b[i])))));

function pair(x: Value, y: Value, what: string): readonly [Value[], Value[]] {
  const [first, second] = [[...items(x)], [...items(y)]];
  if (first.length !== second.length)
    throw new StatisticsError(`${what} requires that both inputs have same number of data points`);
  if (first.length < 2) throw new StatisticsError(`${what} requires at least two data points`);
  return [first, second];
}

export function covariance(x: Value, y: Value): Value {
  const [first, second] = pair(x, y, 'covariance');
  return float_(products(away(first), away(second)) / (first.length - 1));
}

export function correlation(x: Value, y: Value): Value {
  const [first, second] = pair(x, y, 'correlation').map(away) as [Value[], Value[]];
  const below = Math.sqrt(products(first, first) * products(second, second));
  if (below === 0) throw new StatisticsError('at least one of the inputs is constant');
  return float_(products(first, second) / below);
}

const LinearRegression: Value = namedtuple('LinearRegression', 'slope intercept');

const REGRESSION = parsed(['linear_regression()', 'x', 'y', '*', 'proportional=']);

export function linear_regression(...args: Value[]): Value {
  const [x, y, proportional = false] = inOrder(REGRESSION, args);
  const [first, second] = pair(x, y, 'linear regression');
  const through = bool(proportional);
  const [dx, dy] = through ? [first, second] : [away(first), away(second)];
  const below = products(dx, dx);
  if (below === 0) throw new StatisticsError('x is constant');
  const slope = products(dx, dy) / below;
  const meanOf = (data: Value[]): number => Number(div(fsum(data), data.length));
  const intercept = through ? 0 : meanOf(second) - slope * meanOf(first);
  return LinearRegression.__make__(float_(slope), float_(intercept));
}

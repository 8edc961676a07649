/** What an object is made of, for pickle: a callable of a module with its arguments, then state and items. */
import { Complex } from '../complex.js';
import { Dict } from '../dict.js';
import { Float } from '../float.js';
import { Range } from '../range.js';
import { call } from '../plain.js';
import { tuple_ } from '../tuple.js';
import { text } from '../text.js';
import { vars } from '../builtins.js';
import type { Value } from '../value.js';
import { Counter, OrderedDict, defaultdict, deque } from '../modules/collections.js';
import { date, datetime, time, timedelta } from '../modules/datetime.js';
import { Decimal } from '../modules/decimal.js';
import { Fraction } from '../modules/fractions.js';

/** A name of a module, as a pickle writes it. */
export class Global {
  readonly module: string;
  readonly name: string;

  constructor(module: string, name: string) {
    this.module = module;
    this.name = name;
  }
}

export interface Reduced {
  readonly callable: Value;
  readonly args: readonly Value[];
  readonly state?: Value;
  readonly list?: readonly Value[];
  readonly dict?: readonly (readonly [Value, Value])[];
  /** `cls.__new__(cls, *args)`, not a call. */
  readonly isNew?: boolean;
}

/** Types of the library: what makes one again, and of which arguments. */
interface Known {
  readonly cls: Value;
  readonly module: string;
  readonly name: string;
  readonly reduce: (x: Value) => Omit<Reduced, 'callable'>;
  readonly make: (...args: Value[]) => Value;
}

const two = (x: number): number[] => [x >> 8, x & 255];
const three = (x: number): number[] => [x >> 16, ...two(x & 0xffff)];
const dateBytes = (x: Value): number[] => [...two(Number(x.year)), Number(x.month), Number(x.day)];
const timeBytes = (x: Value): number[] => [
  Number(x.hour),
  Number(x.minute),
  Number(x.second),
  ...three(Number(x.microsecond)),
];
const withZone = (bytes: number[], x: Value): Value[] => [
  Buffer.from(bytes),
  ...((x.tzinfo ?? null) === null ? [] : [x.tzinfo as Value]),
];
const number = (bytes: Value, from: number, count: number): number =>
  [...(bytes as Uint8Array).slice(from, from + count)].reduce((sum, byte) => sum * 256 + byte, 0);
const timeOf = (bytes: Value, from: number): number[] => [
  number(bytes, from, 1),
  number(bytes, from + 1, 1),
  number(bytes, from + 2, 1),
  number(bytes, from + 3, 3),
];
const dateOf = (bytes: Value): number[] => [number(bytes, 0, 2), number(bytes, 2, 1), number(bytes, 3, 1)];
const pairs = (x: Value): [Value, Value][] => [...(x as Dict)].map((key) => [key, x.at(key) as Value]);

export const KNOWN: readonly Known[] = [
  {
    cls: OrderedDict,
    module: 'collections',
    name: 'OrderedDict',
    reduce: (x) => ({ args: [], dict: pairs(x) }),
    make: (...args) => call(OrderedDict, ...args),
  },
  {
    cls: defaultdict,
    module: 'collections',
    name: 'defaultdict',
    reduce: (x) => ({
      args: (x.default_factory ?? null) === null ? [] : [x.default_factory],
      dict: pairs(x),
    }),
    make: (...args) => call(defaultdict, ...args),
  },
  {
    cls: Counter,
    module: 'collections',
    name: 'Counter',
    reduce(x) {
      const plain = new Dict();
      plain.update(x);
      return { args: [plain] };
    },
    make: (...args) => call(Counter, ...args),
  },
  {
    cls: deque,
    module: 'collections',
    name: 'deque',
    reduce: (x) => ({
      args: [tuple_([]), ...((x.maxlen ?? null) === null ? [] : [x.maxlen as Value])],
      list: [...x],
    }),
    make: (...args) => call(deque, ...args),
  },
  {
    cls: datetime,
    module: 'datetime',
    name: 'datetime',
    reduce: (x) => ({ args: withZone([...dateBytes(x), ...timeBytes(x)], x) }),
    make: (bytes, zone = null) => call(datetime, ...dateOf(bytes), ...timeOf(bytes, 4), zone),
  },
  {
    cls: date,
    module: 'datetime',
    name: 'date',
    reduce: (x) => ({ args: [Buffer.from(dateBytes(x))] }),
    make: (bytes) => call(date, ...dateOf(bytes)),
  },
  {
    cls: time,
    module: 'datetime',
    name: 'time',
    reduce: (x) => ({ args: withZone(timeBytes(x), x) }),
    make: (bytes, zone = null) => call(time, ...timeOf(bytes, 0), zone),
  },
  {
    cls: timedelta,
    module: 'datetime',
    name: 'timedelta',
    reduce: (x) => ({ args: [x.days, x.seconds, x.microseconds] }),
    make: (...args) => call(timedelta, ...args),
  },
  {
    cls: Decimal,
    module: 'decimal',
    name: 'Decimal',
    reduce: (x) => ({ args: [text(x)] }),
    make: (...args) => call(Decimal, ...args),
  },
  {
    cls: Fraction,
    module: 'fractions',
    name: 'Fraction',
    reduce: (x) => ({ args: [x.numerator, x.denominator] }),
    make: (...args) => call(Fraction, ...args),
  },
  {
    cls: Range,
    module: 'builtins',
    name: 'range',
    reduce: ({ start, stop, step }) => ({ args: [start, stop, step] }),
    make: (start, stop, step) => new Range(start as number, stop as number, step as number),
  },
  {
    cls: Complex,
    module: 'builtins',
    name: 'complex',
    reduce: ({ re, im }) => ({ args: [new Float(re), new Float(im)] }),
    make: (re, im) => new Complex(Number(re), Number(im)),
  },
];

/** The state of an instance: what `__getstate__` says, or its attributes. */
export function stateOf(x: Value): Value {
  if (typeof x.__getstate__ === 'function') return x.__getstate__();
  const plain = new Dict();
  plain.update(vars(x));
  return plain.size === 0 ? null : plain;
}

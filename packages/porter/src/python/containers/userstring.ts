/** Python's UserString: an object that has a text, and its methods. */
import { eq, lt } from '../compare.js';
import { hash } from '../hash.js';
import { home } from '../homes.js';
import { getitem } from '../items.js';
import { builtinMethod } from '../methods/index.js';
import { percentFormat } from '../percent-format.js';
import { repr, text } from '../text.js';
import { float, int } from '../types.js';
import type { Value } from '../value.js';
import { Sequence } from './abstract.js';

const plain = (x: Value): Value => (x instanceof UserString ? x.data : x) as Value;

/** One of the same class. */
const like = (x: Value, data: Value): Value => new x.constructor(data);

export class UserString extends Sequence {
  declare data: string;

  override __init__(given: Value): void {
    this.data = text(given);
  }

  __str__(): string {
    return this.data;
  }

  __repr__(): string {
    return repr(this.data);
  }

  __hash__(): Value {
    return hash(this.data);
  }

  __len__(): number {
    return [...this.data].length;
  }

  __getitem__(at: Value): Value {
    return like(this, getitem(this.data, at));
  }

  override __contains__(part: Value): boolean {
    return this.data.includes(plain(part) as string);
  }

  __eq__(other: Value): boolean {
    return eq(this.data, plain(other));
  }

  __lt__(other: Value): boolean {
    return lt(this.data, plain(other));
  }

  __le__(other: Value): boolean {
    return !lt(plain(other), this.data);
  }

  __gt__(other: Value): boolean {
    return lt(plain(other), this.data);
  }

  __ge__(other: Value): boolean {
    return !lt(this.data, plain(other));
  }

  __add__(other: Value): Value {
    return like(this, this.data + text(other));
  }

  __radd__(other: Value): Value {
    return like(this, text(other) + this.data);
  }

  __mul__(count: number): Value {
    return like(this, this.data.repeat(Math.max(0, count)));
  }

  __rmul__(count: number): Value {
    return this.__mul__(count);
  }

  __mod__(values: Value): Value {
    return like(this, percentFormat(this.data, values));
  }

  __int__(): Value {
    return int(this.data);
  }

  __float__(): Value {
    return float(this.data);
  }
}

/** Methods whose results are of the same class. */
const SAME =
  'capitalize casefold center expandtabs ljust lower lstrip replace removeprefix removesuffix rjust rstrip strip swapcase title translate upper zfill';
const OTHERS =
  'count encode endswith find format format_map index isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join partition rfind rindex rpartition rsplit split splitlines startswith';
for (const name of `${SAME} ${OTHERS}`.split(' '))
  Object.defineProperty(UserString.prototype, name, {
    value(this: UserString, ...given: Value[]): Value {
      const result: Value = builtinMethod(this.data, name)?.(this.data, ...given.map(plain));
      return SAME.split(' ').includes(name) ? like(this, result) : result;
    },
    writable: true,
    configurable: true,
  });

home('collections', UserString);

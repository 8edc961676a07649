/** Enums whose members are ints, or strings. */
import {
  add,
  and,
  div,
  divmod,
  floordiv,
  lshift,
  mod,
  mul,
  or,
  pow,
  rshift,
  sub,
  xor,
} from '../arithmetic.js';
import { eq, lt } from '../compare.js';
import { format } from '../format-spec.js';
import { generator } from '../generator.js';
import { getitem } from '../items.js';
import { items, len } from '../iteration.js';
import { method } from '../plain.js';
import { text } from '../text.js';
import { int, str } from '../types.js';
import { UNDERLYING } from '../underlying.js';
import type { Value } from '../value.js';
import { Enum } from './member.js';
import { derived, home, internal } from '../homes.js';

/** `class Level(int, Enum)`. */
export class NumberEnum extends Enum {
  /** Its members count as their values. */
  get [UNDERLYING](): Value {
    return this.value;
  }

  __eq__(other: Value): boolean {
    return this === other || eq(this.value, other instanceof NumberEnum ? other.value : other);
  }

  __lt__(other: Value): boolean {
    return this.value < (other instanceof Enum ? other.value : other);
  }

  __gt__(other: Value): boolean {
    return this.value > (other instanceof Enum ? other.value : other);
  }

  __le__(other: Value): boolean {
    return this.value <= (other instanceof Enum ? other.value : other);
  }

  __ge__(other: Value): boolean {
    return this.value >= (other instanceof Enum ? other.value : other);
  }

  override __key__(): Value {
    return this.value;
  }

  __int__(): Value {
    return this.value;
  }

  __index__(): Value {
    return this.value;
  }
}

const plainOf = (x: Value): Value => (x instanceof NumberEnum ? x.value : x) as Value;
for (const [name, operator] of Object.entries({
  add,
  sub,
  mul,
  floordiv,
  mod,
  divmod,
  pow,
  truediv: div,
  and,
  or,
  xor,
  lshift,
  rshift,
}) as [string, (x: Value, y: Value) => Value][])
  Object.assign(NumberEnum.prototype, {
    [`__${name}__`](this: Value, other: Value): Value {
      return operator(this.value, plainOf(other));
    },
    [`__r${name}__`](this: Value, other: Value): Value {
      return operator(plainOf(other), this.value);
    },
  });

export class IntEnum extends NumberEnum {
  override __str__(): string {
    return text(this.value);
  }

  __format__(spec: string): string {
    return format(this.value, spec);
  }
}

/** `class Status(str, Enum)`: members that are strings. */
export class TextEnum extends Enum {
  get [UNDERLYING](): Value {
    return this.value;
  }

  __eq__(other: Value): boolean {
    return this === other || this.value === other;
  }

  override __key__(): Value {
    return this.value;
  }

  __len__(): number {
    return len(this.value);
  }

  __add__(other: Value): Value {
    return add(this.value, other instanceof TextEnum ? other.value : other);
  }

  __radd__(other: Value): Value {
    return add(other, this.value);
  }

  __lt__(other: Value): boolean {
    return lt(this.value, other instanceof TextEnum ? other.value : other);
  }

  __getitem__(at: Value): Value {
    return getitem(this.value, at);
  }

  *__iter__(): Generator<Value> {
    yield* items(this.value);
  }
}
generator(TextEnum.prototype.__iter__);
for (const name of 'upper lower title capitalize startswith endswith split join replace strip format center ljust rjust encode find count'.split(
  ' ',
))
  Object.defineProperty(TextEnum.prototype, name, {
    value(this: Value, ...args: Value[]): Value {
      return method(this.value, name, ...args);
    },
  });

/** Members that print as their strings. */
export class StrEnum extends TextEnum {
  static _generate_next_value_(name: string): string {
    return name.toLowerCase();
  }

  override __str__(): string {
    return text(this.value);
  }

  __format__(spec: string): string {
    return format(this.value, spec);
  }
}

/** What IntEnum and StrEnum extend besides, in Python. */
export class ReprEnum extends Enum {}

home('enum', IntEnum, StrEnum, ReprEnum);
derived(NumberEnum, int, Enum);
derived(TextEnum, str, Enum);
derived(IntEnum, int, ReprEnum);
derived(StrEnum, str, ReprEnum);
internal(NumberEnum, TextEnum);

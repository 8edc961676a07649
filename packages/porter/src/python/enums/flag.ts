/** Python's Flag and IntFlag. */
import {
  add,
  and,
  div,
  divmod,
  floordiv,
  invert,
  lshift,
  mod,
  mul,
  or,
  rshift,
  sub,
  xor,
} from '../arithmetic.js';
import { eq, ge, gt, le, lt } from '../compare.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { format } from '../format-spec.js';
import { generator } from '../generator.js';
import { CLASS_KIND, className } from '../object.js';
import { repr, text } from '../text.js';
import { typeName } from '../type-name.js';
import { UNDERLYING } from '../underlying.js';
import type { Value } from '../value.js';
import { int } from '../types.js';
import { Enum } from './member.js';
import { ReprEnum } from './plain.js';
import { derived, home } from '../homes.js';

/** Members whose values are bits, and that can be combined. */
export class Flag extends Enum {
  static override readonly [CLASS_KIND] = 'flag';

  static override _found(value: Value): Value {
    return combined(this, value);
  }

  static override _after(values: readonly Value[]): Value {
    const sizes = values.filter((one) => typeof one === 'number' && one > 0).map(Number);
    return sizes.length === 0 ? 1 : 2 ** (Math.floor(Math.log2(Math.max(...sizes))) + 1);
  }

  /** What combines several, or none, is no member of its own. */
  static override _isMember(value: Value): boolean {
    return value > 0 && (BigInt(value) & (BigInt(value) - 1n)) === 0n;
  }

  __or__(other: Value): Value {
    return combined(this.constructor, or(this.value, bitsOf(this, other)));
  }

  __and__(other: Value): Value {
    return combined(this.constructor, and(this.value, bitsOf(this, other)));
  }

  __xor__(other: Value): Value {
    return combined(this.constructor, xor(this.value, bitsOf(this, other)));
  }

  __invert__(): Value {
    return combined(this.constructor, and(allOf(this.constructor), invert(this.value)));
  }

  __contains__(other: Value): boolean {
    return and(this.value, other.value) === other.value;
  }

  __bool__(): boolean {
    return this.value !== 0;
  }

  *__iter__(): Generator<Value> {
    for (const member of (this.constructor as Value)._members as Enum[])
      if (and(this.value, member.value) === member.value) yield member;
  }

  __len__(): number {
    return [...this.__iter__()].length;
  }

  override __str__(): string {
    return `${className(this.constructor)}.${String(this.name ?? this.value)}`.replace(/\.0$/, '(0)');
  }

  override __repr__(): string {
    const name: Value = this.name;
    return `<${className(this.constructor)}${name === null ? '' : `.${String(name)}`}: ${repr(this.value)}>`;
  }
}
generator(Flag.prototype.__iter__);

const allOf = (cls: Value): Value =>
  (cls._members as Enum[]).reduce((all: Value, one) => or(all, one.value), 0);

/** What another operand has for bits. */
function bitsOf(x: Flag, other: Value): Value {
  if (other instanceof Enum) return other.value;
  if (x instanceof IntFlag) return other;
  throw new PyTypeError(
    `unsupported operand type(s) for |: '${className(x.constructor)}' and '${typeName(other)}'`,
  );
}

/** The member, or the combination of members, with this value: one object for one value. */
function combined(cls: Value, value: Value): Value {
  const known = (cls._combined as Enum[]).find((member) => eq(member.value, value));
  if (known !== undefined) return known;
  const parts = (cls._members as Enum[]).filter((member) => and(member.value, value) === member.value);
  if (
    value < 0 ||
    !eq(
      parts.reduce((all: Value, one) => or(all, one.value), 0),
      value,
    )
  )
    throw new ValueError(`${repr(value)} is not a valid ${className(cls)}`);
  const made: Value = Object.create(cls.prototype as object);
  const name = parts.length === 0 ? null : parts.map((part) => part.name as string).join('|');
  Object.defineProperty(made, 'name', { value: name, enumerable: true });
  Object.defineProperty(made, 'value', { value, enumerable: true });
  cls._combined = [...(cls._combined as Enum[]), made];
  return made;
}

/** Flags that are ints. */
export class IntFlag extends Flag {
  get [UNDERLYING](): Value {
    return this.value;
  }

  __eq__(other: Value): boolean {
    return this === other || eq(this.value, other instanceof Enum ? other.value : other);
  }

  override __key__(): Value {
    return this.value;
  }

  override __str__(): string {
    return text(this.value);
  }

  __format__(spec: string): string {
    return format(this.value, spec);
  }

  __int__(): Value {
    return this.value;
  }

  __index__(): Value {
    return this.value;
  }
}

const plain = (x: Value): Value => (x instanceof Enum ? x.value : x) as Value;
for (const [name, operator] of Object.entries({
  add,
  sub,
  mul,
  mod,
  floordiv,
  divmod,
  truediv: div,
  lshift,
  rshift,
}))
  Object.assign(IntFlag.prototype, {
    [`__${name}__`](this: Value, other: Value): Value {
      return operator(this.value, plain(other));
    },
    [`__r${name}__`](this: Value, other: Value): Value {
      return operator(plain(other), this.value);
    },
  });
for (const [name, operator] of Object.entries({ lt, le, gt, ge }))
  Object.assign(IntFlag.prototype, {
    [`__${name}__`](this: Value, other: Value): boolean {
      return operator(this.value, plain(other));
    },
  });
for (const name of ['or', 'and', 'xor'])
  Object.assign(Flag.prototype, {
    [`__r${name}__`](this: Value, other: Value): Value {
      return this[`__${name}__`](other);
    },
  });

home('enum', Flag, IntFlag);
derived(IntFlag, int, ReprEnum, Flag);

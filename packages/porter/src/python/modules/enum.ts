/** Python's enum. */
import { Dict } from '../dict.js';
import { add, and, div, floordiv, lshift, mod, mul, or, pow, rshift, sub, xor } from '../arithmetic.js';
import { eq } from '../compare.js';
import { KeyError, ValueError } from '../exceptions.js';
import { PyObject, className } from '../object.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';

/** In place of a value: the next number. */
class Auto {}

export const auto = (): Auto => new Auto();

export class Enum extends PyObject {
  static __make__(value: Value): Value {
    const found = ((this as Value)._members as Enum[]).find((member) => eq(member.value, value));
    if (found === undefined) throw new ValueError(`${repr(value)} is not a valid ${className(this)}`);
    return found;
  }

  /** `Color['RED']`. */
  static __class_getitem__(name: string): Value {
    const found = ((this as Value)._members as Enum[]).find((member) => member.name === name);
    if (found === undefined) throw new KeyError(name);
    return found;
  }

  static get __members__(): Value {
    return new Dict(((this as Value)._members as Enum[]).map((member): Value[] => [member.name, member]));
  }

  static __len__(): number {
    return ((this as Value)._members as Enum[]).length;
  }

  static *[Symbol.iterator](this: Value): Generator<Value> {
    yield* this._members as Enum[];
  }

  __str__(): string {
    return `${className(this.constructor)}.${String(this.name)}`;
  }

  __repr__(): string {
    return `<${className(this.constructor)}.${String(this.name)}: ${repr(this.value)}>`;
  }

  __key__(): string {
    return `${className(this.constructor)}.${String(this.name)}`;
  }
}

export class IntEnum extends Enum {
  __eq__(other: Value): boolean {
    return this === other || eq(this.value, other instanceof Enum ? other.value : other);
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

  override __str__(): string {
    return String(this.value);
  }

  __int__(): Value {
    return this.value;
  }

  __index__(): Value {
    return this.value;
  }
}

const plainOf = (x: Value): Value => (x instanceof IntEnum ? x.value : x) as Value;
for (const [name, operator] of Object.entries({
  add,
  sub,
  mul,
  floordiv,
  mod,
  pow,
  truediv: div,
  and,
  or,
  xor,
  lshift,
  rshift,
}) as [string, (x: Value, y: Value) => Value][])
  Object.assign(IntEnum.prototype, {
    [`__${name}__`](this: Value, other: Value): Value {
      return operator(this.value, plainOf(other));
    },
    [`__r${name}__`](this: Value, other: Value): Value {
      return operator(plainOf(other), this.value);
    },
  });

/** A class whose members all have values of their own; ValueError if it is not so. */
export function unique(cls: Value): Value {
  for (const name of Object.keys(cls as object))
    if (cls[name] instanceof Enum && cls[name].name !== name)
      throw new ValueError(
        `duplicate values found in ${repr(cls)}: ${name} -> ${String((cls[name] as Value).name)}`,
      );
  return cls;
}

/** Make members of the static fields of a class: what the body of an enum does. */
export function finish(cls: Value): void {
  const members: Enum[] = [];
  let last = 0;
  for (const name of Object.keys(cls as object)) {
    const given: Value = cls[name];
    if (name.startsWith('_') || typeof given === 'function') continue;
    const value: Value = given instanceof Auto ? ++last : given;
    if (typeof value === 'number') last = value;
    const same = members.find((member) => eq(member.value, value));
    if (same !== undefined) {
      cls[name] = same;
      continue;
    }
    const member: Value = Object.create(cls.prototype as object);
    Object.defineProperty(member, 'name', { value: name, enumerable: true });
    Object.defineProperty(member, 'value', { value, enumerable: true });
    member.__init__(...(Array.isArray(value) ? (value as Value[]) : [value]));
    members.push(member);
    cls[name] = member;
  }
  Object.defineProperty(cls, '_members', { value: members });
}

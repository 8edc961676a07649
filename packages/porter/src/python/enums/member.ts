/** Python's Enum: a class whose attributes are its instances. */
import { and, or, xor } from '../arithmetic.js';
import { eq } from '../compare.js';
import { Dict } from '../dict.js';
import { KeyError, ValueError } from '../exceptions.js';
import { items } from '../iteration.js';
import { bound } from '../keywords.js';
import { attributeName } from '../natives.js';
import { CLASS_KIND, NO_ATTRIBUTE, PyObject, className } from '../object.js';
import { parsed } from '../signature.js';
import { repr } from '../text.js';
import { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

/** In place of a value: the next one, or what is made of several such. It is known when the class is finished. */
class Auto extends PyObject {
  declare value: Value;
  declare make: (() => Value) | undefined;

  override __init__(make?: () => Value): void {
    this.make = make;
  }

  #with(operator: (a: Value, b: Value) => Value, other: Value): Auto {
    return new Auto(() => operator(known(this), other instanceof Auto ? known(other) : other) as Value);
  }

  __or__(other: Value): Auto {
    return this.#with(or, other);
  }

  __ror__(other: Value): Auto {
    return this.#with(or, other);
  }

  __and__(other: Value): Auto {
    return this.#with(and, other);
  }

  __xor__(other: Value): Auto {
    return this.#with(xor, other);
  }
}

const known = (x: Auto): Value => (x.make === undefined ? x.value : x.make()) as Value;

export const auto = (): Auto => new Auto();

const CALL = parsed([
  'EnumType.__call__(cls)',
  'value',
  'names=',
  '*',
  'module=',
  'qualname=',
  'type=',
  'start=',
  'boundary=',
]);

export class Enum extends PyObject {
  static readonly [CLASS_KIND]: string = 'enum';

  /** Of a member that is not there, CPython says no more than its name. */
  static [NO_ATTRIBUTE](name: string): string {
    return name;
  }

  static __make__(...args: Value[]): Value {
    const given = bound(CALL, args);
    const value: Value = given.get('value');
    const names: Value = given.get('names');
    return names === undefined ? this._found(value) : functional(this, value as string, names);
  }

  /** The member with a value. */
  static _found(value: Value): Value {
    const found = ((this as Value)._members as Enum[]).find((member) => eq(member.value, value));
    if (found !== undefined) return found;
    const instead: Value = '_missing_' in this ? (this as Value)._missing_(value) : null;
    if (instead !== null && instead !== undefined) return instead;
    throw new ValueError(`${repr(value)} is not a valid ${className(this)}`);
  }

  /** `Color.RED in Color`. */
  static __contains__(x: Value): boolean {
    return ((this as Value)._members as Enum[]).includes(x as Enum);
  }

  static __reversed__(): Value {
    return [...((this as Value)._members as Enum[])].reverse();
  }

  static get _value2member_map_(): Value {
    return new Dict(((this as Value)._members as Enum[]).map((member): Value[] => [member.value, member]));
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(): this {
    return this;
  }

  get _value_(): Value {
    return this.value;
  }

  get _name_(): Value {
    return this.name;
  }

  /** `Color['RED']`. */
  static __class_getitem__(name: string): Value {
    const found = ((this as Value)._names as [string, Enum][]).find(([key]) => key === name);
    if (found === undefined) throw new KeyError(name);
    return found[1];
  }

  static get __members__(): Value {
    return new Dict(
      ((this as Value)._names as [string, Enum][]).map(([name, member]): Value[] => [name, member]),
    );
  }

  /** The value that auto() stands for, after others. */
  static _after(values: readonly Value[]): Value {
    const numbers = values.filter((one): one is number => typeof one === 'number');
    return numbers.length === 0 ? 1 : Math.max(...numbers) + 1;
  }

  /** Whether a name with this value is a member that is iterated. */
  static _isMember(_value: Value): boolean {
    return true;
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

  __key__(): Value {
    return `${className(this.constructor)}.${String(this.name)}`;
  }
}

/** A class whose members all have values of their own; ValueError if it is not so. */
export function unique(cls: Value): Value {
  for (const name of Object.keys(cls as object))
    if (cls[name] instanceof Enum && cls[name].name !== name)
      throw new ValueError(
        `duplicate values found in ${repr(cls)}: ${name} -> ${String((cls[name] as Value).name)}`,
      );
  return cls;
}

/** `Enum('Color', 'RED GREEN')`. */
function functional(base: Value, name: string, members: Value): Value {
  const cls: Value = class extends base {};
  Object.defineProperty(cls, '__name__', { value: name });
  const listed: Value[] =
    members instanceof Dict
      ? [...members.items()]
      : typeof members === 'string'
        ? members.split(/[\s,]+/).filter((one) => one !== '')
        : [...items(members)];
  for (const one of listed)
    if (Array.isArray(one)) cls[one[0]] = one[1];
    else cls[one as string] = auto();
  finish(cls);
  return cls;
}

/** The value after some others: what auto() stands for. */
function next(cls: Value, name: string, values: readonly Value[]): Value {
  const own: Value = '_generate_next_value_' in cls ? cls._generate_next_value_ : undefined;
  return typeof own === 'function' ? own.call(cls, name, 1, values.length, [...values]) : cls._after(values);
}

const OWN = new Set(['name', 'value', 'length', 'prototype']);

/** A class of numbers, or of strings, has members that are equal to these. */
function isPlainMember(name: string, given: Value): boolean {
  return !name.startsWith('_') && typeof given !== 'function' && !(OWN.has(name) && given === undefined);
}

/** Make members of the static fields of a class: what the body of an enum does. */
export function finish(cls: Value): void {
  const members: Enum[] = [];
  const names: [string, Enum][] = [];
  const values: Value[] = [];
  for (const key of Object.keys(cls as object)) {
    const name = attributeName(key);
    const given: Value = cls[key];
    if (!isPlainMember(name, given)) continue;
    let value: Value = given;
    if (given instanceof Auto)
      value = given.value = given.make === undefined ? next(cls, name, values) : known(given);
    const member: Value = Object.create(cls.prototype as object);
    Object.defineProperty(member, 'name', { value: name, enumerable: true });
    if (Object.hasOwn(cls as object, '__new__')) {
      const made: Value = cls.__new__(cls, ...(value instanceof Tuple ? value : [value]));
      for (const [key, own] of Object.entries(made as object)) if (key !== '_value_') member[key] = own;
      if (Object.hasOwn(made as object, '_value_'))
        value = Object.getOwnPropertyDescriptor(made, '_value_')?.value;
    }
    values.push(value);
    const same = members.find((other) => eq(other.value, value));
    if (same !== undefined) {
      cls[key] = same;
      names.push([name, same]);
      continue;
    }
    Object.defineProperty(member, 'value', { value, enumerable: true, configurable: true });
    Object.defineProperty(member, '_value_', {
      get: () => member.value,
      set: (own: Value) => {
        Object.defineProperty(member, 'value', { value: own, enumerable: true, configurable: true });
      },
      enumerable: false,
    });
    member.__init__(...(value instanceof Tuple ? value : [value]));
    members.push(member);
    names.push([name, member]);
    cls[key] = member;
  }
  Object.defineProperty(cls, '_names', { value: names });
  Object.defineProperty(cls, '_members', { value: members.filter((member) => cls._isMember(member.value)) });
  Object.defineProperty(cls, '_combined', { value: members, writable: true });
}

home('enum', Enum);

/** Python's built-in functions that are not types and do not iterate. */
import { SystemExit, TypeError as PyTypeError, ValueError, EOFError } from './exceptions.js';
import { unbound } from './attributes.js';
import { attributeName, memberName } from './natives.js';
import { isClass, setAttributesOf } from './object.js';
import { Property, apart, isGuarded } from './descriptor.js';
import { Dict } from './dict.js';
import { numberOf } from './hash.js';
import { Kw } from './keywords.js';
import { bigOf, isInt } from './numbers.js';
import { invokePlain, plain } from './plain.js';
import { builtins, insteadOf } from './replaceable.js';
import { __stderr__, __stdout__, stdin, stdout } from './streams.js';
import { text } from './text.js';
import { typeName } from './type-name.js';
import { counting, indexed } from './underlying.js';
import type { Value } from './value.js';

/** `print(*values, sep=' ', end='\n', file=sys.stdout)`. */
export function print(...values: Value[]): void {
  const instead = insteadOf('print', print);
  if (instead !== undefined) {
    invokePlain(instead, ...values);
    return;
  }
  const options = values.at(-1) instanceof Kw ? (values.pop() as Kw) : undefined;
  const sep: Value = options?.get('sep') ?? ' ';
  const isSoft: Value = options?.get('soft') ?? false;
  const end: Value = isSoft === true ? '' : (options?.get('end') ?? '\n');
  const shown = values.map(text);
  const before = softSpace && values.length > 0 ? ' ' : '';
  softSpace = isSoft === true && shown.at(-1)?.endsWith('\n') !== true;
  const file: Value = options?.get('file') ?? stdout;
  if (file === null) return;
  const parts = [
    ...(before === '' ? [] : [before]),
    ...shown.flatMap((one, i) => (i === 0 ? [one] : [sep, one])),
    end,
  ];
  // Whoever counts sees each part; the standard streams make no difference.
  if (file === __stdout__ || file === __stderr__) file.write(parts.join(''));
  else for (const part of parts) plain(file.write(part));
  if (options?.get('flush') === true) plain(file.flush());
}

builtins.print = print;

/** Python 2's `print x,` wants a space before what is printed next on the line. */
let softSpace = false;

/** `input(prompt)`: the next line of standard input. */
export function input(...given: Value[]): string {
  const instead = insteadOf('input', input);
  if (instead !== undefined) return invokePlain(instead, ...given) as string;
  const [prompt = '']: Value[] = given;
  stdout?.write(text(prompt));
  const line: string = stdin.readline();
  if (line === '') throw new EOFError('EOF when reading a line');
  return line.replace(/\n$/, '');
}

builtins.input = input;

export function id(x: Value): number {
  const isObject = (typeof x === 'object' && x !== null) || typeof x === 'function';
  return numberOf(isObject ? (x as object) : boxOf(x)) * 64;
}

/** What stands for a value that is no object: the same for the same. */
function boxOf(x: Value): object {
  let box = BOXES.get(x);
  if (box === undefined) BOXES.set(x, (box = Object(x) as object));
  return box;
}
const BOXES = new Map<Value, object>();

export const ord = counting(function ord(x: Value): number {
  if (x instanceof Uint8Array && x.length === 1) return x[0] ?? 0;
  if (typeof x !== 'string')
    throw new PyTypeError(`ord() expected string of length 1, but ${typeName(x)} found`);
  const [char, more] = x;
  if (char === undefined || more !== undefined)
    throw new PyTypeError(`ord() expected a character, but string of length ${String([...x].length)} found`);
  return char.codePointAt(0) ?? 0;
});

export function chr(given: Value): string {
  const x: Value = indexed(given);
  if (!isInt(x)) throw new PyTypeError(`'${typeName(given)}' object cannot be interpreted as an integer`);
  if (Number(x) < 0 || Number(x) > 0x10ffff) throw new ValueError('chr() arg not in range(0x110000)');
  return String.fromCodePoint(Number(x));
}

function inBase(radix: number, prefix: string) {
  return (given: Value): string => {
    const x: Value = indexed(given);
    if (!isInt(x)) throw new PyTypeError(`'${typeName(given)}' object cannot be interpreted as an integer`);
    const big = bigOf(x);
    return `${big < 0n ? '-' : ''}${prefix}${(big < 0n ? -big : big).toString(radix)}`;
  };
}

export const hex = inBase(16, '0x');
export const oct = inBase(8, '0o');
export const bin = inBase(2, '0b');

/** What a class defines for its instances: methods as functions, and properties. */
function methodsOf(cls: Value): [name: string, value: Value][] {
  return Object.entries(Object.getOwnPropertyDescriptors(cls.prototype as object))
    .filter(([name]) => name !== 'constructor' && !apart(cls).has(name))
    .map(([name, { value, get, set }]) => [
      attributeName(name),
      typeof value === 'function'
        ? unbound(value)
        : new Property(get === undefined ? null : unbound(get), set === undefined ? null : unbound(set)),
    ]);
}

/** The attributes of an object as they are now; what is written to them, or deleted, is the object's, too. */
class Attributes extends Dict {
  readonly #of: Value;

  constructor(of: Value) {
    super();
    const own = apart(of);
    for (const name of Object.keys(of as object))
      super.set(attributeName(name), own.has(name) ? own.get(name) : of[name]);
    for (const [name, value] of own) super.set(name, value);
    if (isClass(of)) for (const [name, value] of methodsOf(of)) super.set(name, value);
    this.#of = of;
  }

  override set(key: Value, value: Value): void {
    super.set(key, value);
    if (isGuarded(this.#of, key as string)) apart(this.#of).set(key as string, value);
    else this.#of[memberName(key as string)] = value;
  }

  override delete(key: Value): void {
    super.delete(key);
    apart(this.#of).delete(key as string);
    Reflect.deleteProperty(this.#of as object, memberName(key as string));
  }

  override pop(key: Value, ...otherwise: [Value?]): Value {
    const value: Value = super.pop(key, ...otherwise);
    apart(this.#of).delete(key as string);
    Reflect.deleteProperty(this.#of as object, memberName(key as string));
    return value;
  }

  override clear(): void {
    for (const key of this.keys()) Reflect.deleteProperty(this.#of as object, memberName(key as string));
    super.clear();
  }
}
Object.defineProperty(Attributes, 'name', { value: 'dict' });

/** `vars(x)`, `x.__dict__`. */
export function vars(x: Value): Dict {
  return new Attributes(x);
}
setAttributesOf(vars);

/** `exit()`, `quit()`. */
export function exit(code: Value = null): never {
  throw new SystemExit(...(code === null ? [] : [code]));
}

/** What a spot does that could not be ported. It gives anything, for the types of what is around it. */
export function notPorted(what: string): Value {
  throw new NotPorted(what);
}

/** Thrown where the porter has refused something: it says so in its report, and in the text. No `except` of Python's catches it. */
export class NotPorted extends Error {
  constructor(what: string) {
    super(`not ported: ${what}`);
    this.name = 'NotPorted';
  }
}

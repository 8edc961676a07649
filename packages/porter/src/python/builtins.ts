/** Python's built-in functions that are not types and do not iterate. */
import { SystemExit, TypeError as PyTypeError, ValueError, EOFError } from './exceptions.js';
import { setAttributesOf } from './object.js';
import { Dict } from './dict.js';
import { numberOf } from './hash.js';
import { host } from './host.js';
import { Kw } from './keywords.js';
import { bigOf, isInt } from './numbers.js';
import { text } from './text.js';
import { typeName } from './type-name.js';
import type { Value } from './value.js';

/** What print() and sys.stdout write to, when the program has not put another in its place. */
export const standard: { stdout: Value; stderr: Value } = { stdout: null, stderr: null };

/** `print(*values, sep=' ', end='\n', file=sys.stdout)`. */
export function print(...values: Value[]): void {
  const options = values.at(-1) instanceof Kw ? (values.pop() as Kw) : undefined;
  const sep: Value = options?.get('sep') ?? ' ';
  const end: Value = options?.get('end') ?? '\n';
  const shown = values.map(text).join(sep as string) + (end as string);
  const file: Value = options?.get('file') ?? standard.stdout;
  if (file === null) host.write(shown, 'stdout');
  else file.write(shown);
}

let lines: string[] | undefined;

/** `input(prompt)`: the next line of standard input. */
export function input(prompt: Value = ''): string {
  host.write(text(prompt), 'stdout');
  lines ??= host.input().match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const line = lines.shift();
  if (line === undefined) throw new EOFError('EOF when reading a line');
  return line.replace(/\n$/, '');
}

export function id(x: Value): number {
  return typeof x === 'object' && x !== null
    ? numberOf(x as object) * 64
    : typeof x === 'function'
      ? numberOf(x as object) * 64
      : 1;
}

export function ord(x: Value): number {
  if (x instanceof Uint8Array && x.length === 1) return x[0] ?? 0;
  if (typeof x !== 'string')
    throw new PyTypeError(`ord() expected string of length 1, but ${typeName(x)} found`);
  const [char, more] = x;
  if (char === undefined || more !== undefined)
    throw new PyTypeError(`ord() expected a character, but string of length ${String([...x].length)} found`);
  return char.codePointAt(0) ?? 0;
}

export function chr(x: Value): string {
  if (Number(x) < 0 || Number(x) > 0x10ffff) throw new ValueError('chr() arg not in range(0x110000)');
  return String.fromCodePoint(Number(x));
}

function inBase(radix: number, prefix: string) {
  return (x: Value): string => {
    if (!isInt(x)) throw new PyTypeError(`'${typeName(x)}' object cannot be interpreted as an integer`);
    const big = bigOf(x);
    return `${big < 0n ? '-' : ''}${prefix}${(big < 0n ? -big : big).toString(radix)}`;
  };
}

export const hex = inBase(16, '0x');
export const oct = inBase(8, '0o');
export const bin = inBase(2, '0b');

/** `vars(x)`: a copy of the attributes. */
export function vars(x: Value): Dict {
  const made = new Dict();
  for (const [name, value] of Object.entries(x as object)) made.set(name, value);
  return made;
}
setAttributesOf(vars);

/** `exit()`, `quit()`. */
export function exit(code: Value = null): never {
  throw new SystemExit(...(code === null ? [] : [code]));
}

/** What a spot does that could not be ported. */
export function notPorted(what: string): never {
  throw new NotPorted(what);
}

/** Thrown where the porter has refused something: it says so in its report, and in the text. No `except` of Python's catches it. */
export class NotPorted extends Error {
  constructor(what: string) {
    super(`not ported: ${what}`);
    this.name = 'NotPorted';
  }
}

/** UnicodeDecodeError and UnicodeEncodeError, which know what was wrong where, in what. */
import { TypeError as PyTypeError, UnicodeError } from './exceptions.js';
import { home } from './homes.js';
import { isRoot } from './object.js';
import type { Value } from './value.js';

const NAMES = ['encoding', 'object', 'start', 'end', 'reason'];

function keep(error: Value, args: readonly Value[]): void {
  if (args.length !== NAMES.length)
    throw new PyTypeError(`function takes exactly 5 arguments (${String(args.length)} given)`);
  NAMES.forEach((name, i) => {
    Object.defineProperty(error, name, {
      value: args[i],
      writable: true,
      enumerable: false,
      configurable: true,
    });
  });
}

function said({ encoding, start, end, reason }: Value, does: string, one: string, several: string): string {
  const what =
    end - start === 1
      ? `${one} in position ${String(start)}`
      : `${several} in position ${String(start)}-${String(end - 1)}`;
  return `'${String(encoding)}' codec can't ${does} ${what}: ${String(reason)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** A character by its number, as Python writes it in a text. */
export const escaped = (code: number): string =>
  code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;

export class UnicodeDecodeError extends UnicodeError {
  constructor(...args: Value[]) {
    super(...args);
    keep(this, args);
  }

  __str__(): string {
    return said(this, 'decode', `byte 0x${hex(Number(this.object[this.start] ?? 0), 2)}`, 'bytes');
  }
}

export class UnicodeEncodeError extends UnicodeError {
  constructor(...args: Value[]) {
    super(...args);
    keep(this, args);
  }

  __str__(): string {
    const char = [...String(this.object)][this.start as number] ?? '';
    return said(this, 'encode', `character '${escaped(char.codePointAt(0) ?? 0)}'`, 'characters');
  }
}

isRoot(UnicodeDecodeError);
isRoot(UnicodeEncodeError);
home('builtins', UnicodeDecodeError, UnicodeEncodeError);

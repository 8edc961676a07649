/** Texts as bytes, and back. */
import { Kw } from './keywords.js';
import { LookupError, UnicodeDecodeError, UnicodeEncodeError } from './exceptions.js';
import type { Value } from './value.js';

type Encoding = 'utf8' | 'latin1' | 'ascii' | 'utf16le';

/** The encoding as Node names it; undefined if there is none of that name. */
export function encodingOf(name: Value): Encoding | undefined {
  const plain = String(name).toLowerCase().replace(/[-_ ]/g, '');
  return (
    {
      utf8: 'utf8',
      latin1: 'latin1',
      iso88591: 'latin1',
      ascii: 'ascii',
      usascii: 'ascii',
      utf16le: 'utf16le',
    } as const
  )[plain];
}

/** The encoding, and what is to be done about errors: both by position or name. */
function codec(encoding: Value, errors: Value): [known: Encoding, mode: Value] {
  const named = encoding instanceof Kw ? encoding : errors instanceof Kw ? errors : undefined;
  const name: Value = encoding instanceof Kw ? encoding.get('encoding', 'utf-8') : encoding;
  const mode: Value = named === undefined ? errors : named.get('errors', 'strict');
  const known = encodingOf(name);
  if (known === undefined) throw new LookupError(`unknown encoding: ${String(name)}`);
  return [known, mode];
}

/** `str.encode()`. */
export function encode(x: string, encoding: Value = 'utf-8', errors: Value = 'strict'): Buffer {
  const [known, mode] = codec(encoding, errors);
  const most = known === 'ascii' ? 0x7f : known === 'latin1' ? 0xff : 0x10ffff;
  const at = [...x].findIndex((char) => (char.codePointAt(0) ?? 0) > most);
  if (at >= 0 && mode === 'strict')
    throw new UnicodeEncodeError(
      `'${known === 'latin1' ? 'latin-1' : known}' codec can't encode character in position ${String(at)}: ordinal not in range(${String(most + 1)})`,
    );
  const text =
    at < 0
      ? x
      : [...x]
          .map((char) => ((char.codePointAt(0) ?? 0) <= most ? char : mode === 'ignore' ? '' : '?'))
          .join('');
  return Buffer.from(text, known);
}

/** `bytes.decode()`. */
export function decode(x: Uint8Array, encoding: Value = 'utf-8', errors: Value = 'strict'): string {
  const [known, mode] = codec(encoding, errors);
  const bytes = Buffer.from(x.buffer, x.byteOffset, x.length);
  if (known === 'ascii') {
    const at = bytes.findIndex((byte) => byte > 0x7f);
    if (at >= 0 && mode === 'strict')
      throw new UnicodeDecodeError(
        `'ascii' codec can't decode byte 0x${(bytes[at] ?? 0).toString(16)} in position ${String(at)}: ordinal not in range(128)`,
      );
    return [...bytes]
      .map((byte) => (byte > 0x7f ? (mode === 'ignore' ? '' : '\ufffd') : String.fromCharCode(byte)))
      .join('');
  }
  const text = bytes.toString(known);
  if (known !== 'utf8' || !text.includes('\ufffd') || bytes.includes('\ufffd')) return text;
  if (mode === 'ignore') return text.replaceAll('\ufffd', '');
  if (mode === 'replace') return text;
  const at = firstInvalid(bytes);
  throw new UnicodeDecodeError(
    `'utf-8' codec can't decode byte 0x${(bytes[at] ?? 0).toString(16)} in position ${String(at)}: invalid ${(bytes[at] ?? 0) < 0xc2 || (bytes[at] ?? 0) > 0xf4 ? 'start' : 'continuation'} byte`,
  );
}

/** Where bytes stop being UTF-8. */
function firstInvalid(bytes: Buffer): number {
  let at = 0;
  while (
    at < bytes.length &&
    !bytes
      .subarray(0, at + 1)
      .toString()
      .endsWith('\ufffd')
  )
    at++;
  return Math.min(at, bytes.length - 1);
}

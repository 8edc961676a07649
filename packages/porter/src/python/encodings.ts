/** Texts as bytes, and back: `str.encode()` and `bytes.decode()`. */
import type { Codec } from './codecs/codec.js';
import { codecOf } from './codecs/codecs.js';
import { LookupError, TypeError as PyTypeError } from './exceptions.js';
import { given } from './keywords.js';
import { UnicodeDecodeError, UnicodeEncodeError, escaped } from './unicode-errors.js';
import type { Value } from './value.js';

/** The encoding, and what is to be done about errors: both by position or name. */
function asked(args: readonly Value[]): [codec: Codec, errors: string] {
  const [encoding = 'utf-8', errors = 'strict'] = given(args, ['encoding', 'errors']);
  const known = codecOf(String(encoding));
  if (known === undefined) throw new LookupError(`unknown encoding: ${String(encoding)}`);
  return [known, String(errors)];
}

/** `str.encode()`. */
export function encode(x: string, ...args: Value[]): Buffer {
  const [codec, errors] = asked(args);
  const quick = codec.encodeAll(x);
  if (quick !== undefined) return quick;
  const chars = [...x];
  const parts: Uint8Array[] = [...codec.mark];
  for (let at = 0; at < chars.length;) {
    const bytes = codec.encode(codeOf(chars[at]));
    if (bytes !== undefined) {
      parts.push(bytes);
      at++;
      continue;
    }
    let end = at + 1;
    while (end < chars.length && codec.encode(codeOf(chars[end])) === undefined) end++;
    const instead = insteadOfChars(codec, errors, x, chars, at, end);
    for (const one of typeof instead === 'string' ? instead : [])
      parts.push(codec.encode(codeOf(one)) ?? Buffer.alloc(0));
    if (typeof instead !== 'string') parts.push(instead);
    at = end;
  }
  return Buffer.concat(parts);
}

const codeOf = (char = ''): number => char.codePointAt(0) ?? 0;

/** What stands for characters that an encoding does not have: text in that encoding, or bytes. */
function insteadOfChars(
  codec: Codec,
  errors: string,
  text: string,
  chars: readonly string[],
  from: number,
  to: number,
): string | Uint8Array {
  const codes = chars.slice(from, to).map(codeOf);
  const wrong = (): Error => new UnicodeEncodeError(codec.encodesAs, text, from, to, codec.cannotEncode);
  switch (errors) {
    case 'strict':
      throw wrong();
    case 'ignore':
      return '';
    case 'replace':
      return '?'.repeat(codes.length);
    case 'backslashreplace':
      return codes.map(escaped).join('');
    case 'xmlcharrefreplace':
      return codes.map((code) => `&#${String(code)};`).join('');
    case 'surrogateescape':
      if (codes.every((code) => code >= 0xdc80 && code <= 0xdcff))
        return Buffer.from(codes.map((code) => code - 0xdc00));
      throw wrong();
    case 'surrogatepass':
      if (codec.surrogate !== undefined && codes.every((code) => code >= 0xd800 && code <= 0xdfff))
        return Buffer.concat(codes.map(codec.surrogate));
      throw wrong();
    default:
      throw new LookupError(`unknown error handler name '${errors}'`);
  }
}

/** `bytes.decode()`. */
export function decode(x: Uint8Array, ...args: Value[]): string {
  const [codec, errors] = asked(args);
  const bytes = Buffer.from(x.buffer, x.byteOffset, x.length);
  const quick = codec.decodeAll(bytes);
  if (quick !== undefined) return quick;
  let text = '';
  const [decodes, begins] = codec.begin(bytes);
  for (let at = begins; at < bytes.length;) {
    const half = errors === 'surrogatepass' ? decodes.half?.(bytes, at) : undefined;
    const step =
      half === undefined
        ? decodes.decode(bytes, at)
        : { code: half, size: decodes.surrogate?.(half).length ?? 1 };
    if ('code' in step) text += String.fromCodePoint(step.code);
    else text += insteadOfBytes(decodes.decodesAs, step.why, errors, bytes, at, at + step.size);
    at += step.size;
  }
  return text;
}

/** What stands for bytes that mean nothing. */
function insteadOfBytes(
  name: string,
  why: string,
  errors: string,
  bytes: Buffer,
  from: number,
  to: number,
): string {
  const wrong = [...bytes.subarray(from, to)];
  switch (errors) {
    case 'strict':
    case 'surrogatepass':
      throw new UnicodeDecodeError(name, bytes, from, to, why);
    case 'ignore':
      return '';
    case 'replace':
      return '\ufffd';
    case 'backslashreplace':
      return wrong.map((byte) => escaped(byte)).join('');
    case 'surrogateescape':
      if (wrong.some((byte) => byte < 0x80)) throw new UnicodeDecodeError(name, bytes, from, to, why);
      return String.fromCharCode(...wrong.map((byte) => 0xdc00 + byte));
    case 'xmlcharrefreplace':
      throw new PyTypeError("don't know how to handle UnicodeDecodeError in error callback");
    default:
      throw new LookupError(`unknown error handler name '${errors}'`);
  }
}

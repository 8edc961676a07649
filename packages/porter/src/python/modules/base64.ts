/** Python's base64. */
import { BASE32, BASE32_HEX, fromBase32, toBase32 } from '../base-n/base32.js';
import { fromBase64 } from '../base-n/base64.js';
import { ASCII85, BASE85, fromAscii85, fromBase85, toBase85 } from '../base-n/base85.js';
import { Error as BinasciiError, toDecode, toEncode } from '../base-n/data.js';
import { ValueError } from '../exceptions.js';
import { given } from '../keywords.js';
import type { Value } from '../value.js';

const latin = (x: Value): string => toDecode(x).toString('latin1');

export function b64encode(...args: Value[]): Buffer {
  const [s, altchars = null] = given(args, ['s', 'altchars']);
  const text = toEncode(s).toString('base64');
  if (altchars === null) return Buffer.from(text);
  const [plus = '+', slash = '/'] = latin(altchars);
  return Buffer.from(text.replaceAll('+', plus).replaceAll('/', slash));
}

export function b64decode(...args: Value[]): Buffer {
  const [s, altchars = null, validate = false] = given(args, ['s', 'altchars', 'validate']);
  const data = toDecode(s);
  if (altchars === null) return fromBase64(data, validate === true);
  const [plus, slash] = latin(altchars);
  const text = data
    .toString('latin1')
    .replace(/[^]/g, (char) => (char === plus ? '+' : char === slash ? '/' : char));
  return fromBase64(Buffer.from(text, 'latin1'), validate === true);
}

export const standard_b64encode = (s: Value): Buffer => b64encode(s);
export const standard_b64decode = (s: Value): Buffer => b64decode(s);
export const urlsafe_b64encode = (s: Value): Buffer => b64encode(s, '-_');
export const urlsafe_b64decode = (s: Value): Buffer => b64decode(s, '-_');

export const encodebytes = (s: Value): Buffer =>
  Buffer.from(
    toEncode(s)
      .toString('base64')
      .replace(/.{1,76}/g, '$&\n'),
  );
export const decodebytes = (s: Value): Buffer => fromBase64(toEncode(s), false);

export const b32encode = (s: Value): Buffer => toBase32(toEncode(s), BASE32);
export const b32hexencode = (s: Value): Buffer => toBase32(toEncode(s), BASE32_HEX);

export function b32decode(...args: Value[]): Buffer {
  const [s, casefold = false, map01 = null] = given(args, ['s', 'casefold', 'map01']);
  const text = map01 === null ? latin(s) : latin(s).replaceAll('0', 'O').replaceAll('1', latin(map01));
  return fromBase32(casefold === true ? text.toUpperCase() : text, BASE32);
}

export function b32hexdecode(...args: Value[]): Buffer {
  const [s, casefold = false] = given(args, ['s', 'casefold']);
  return fromBase32(casefold === true ? latin(s).toUpperCase() : latin(s), BASE32_HEX);
}

export const b16encode = (s: Value): Buffer => Buffer.from(toEncode(s).toString('hex').toUpperCase());

export function b16decode(...args: Value[]): Buffer {
  const [s, casefold = false] = given(args, ['s', 'casefold']);
  const text = casefold === true ? latin(s).toUpperCase() : latin(s);
  if (/[^0-9A-F]/.test(text)) throw new BinasciiError('Non-base16 digit found');
  if (text.length % 2 > 0) throw new BinasciiError('Odd-length string');
  return Buffer.from(text, 'hex');
}

export function b85encode(...args: Value[]): Buffer {
  const [b, pad = false] = given(args, ['b', 'pad']);
  return Buffer.from(
    toBase85(toEncode(b), { digits: BASE85, pad: pad === true, foldsNuls: false, foldsSpaces: false }),
  );
}

export const b85decode = (b: Value): Buffer => fromBase85(toDecode(b));

export function a85encode(...args: Value[]): Buffer {
  const [b, foldspaces = false, wrapcol = 0, pad = false, adobe = false] = given(args, [
    'b',
    'foldspaces',
    'wrapcol',
    'pad',
    'adobe',
  ]);
  const data = toBase85(toEncode(b), {
    digits: ASCII85,
    pad: pad === true,
    foldsNuls: true,
    foldsSpaces: foldspaces === true,
  });
  const text = adobe === true ? `<~${data}` : data;
  const end = adobe === true ? '~>' : '';
  if (wrapcol === 0) return Buffer.from(text + end);
  const width = Math.max(adobe === true ? 2 : 1, Number(wrapcol));
  const lines = Array.from({ length: Math.ceil(text.length / width) }, (_none, i) =>
    text.slice(i * width, (i + 1) * width),
  );
  if (adobe === true && (lines.at(-1)?.length ?? 0) + 2 > width) lines.push('');
  return Buffer.from(lines.join('\n') + end);
}

export function a85decode(...args: Value[]): Buffer {
  const [b, foldspaces = false, adobe = false, ignorechars = Buffer.from(' \t\n\r\v')] = given(args, [
    'b',
    'foldspaces',
    'adobe',
    'ignorechars',
  ]);
  let text = latin(b);
  if (adobe === true) {
    if (!text.endsWith('~>')) throw new ValueError("Ascii85 encoded byte sequences must end with b'~>'");
    text = text.slice(text.startsWith('<~') ? 2 : 0, -2);
  }
  return fromAscii85(text, foldspaces === true, latin(ignorechars));
}

/** Encodings: those of Unicode, ASCII, Latin-1 and those of one byte for each character. */
import { charmap } from './charmap.js';
import { type Codec, codec } from './codec.js';
import { utf16, utf32, utf8 } from './unicode.js';

/** Bytes up to a limit are characters of the same numbers. */
function upTo(name: string, limit: number, node: 'ascii' | 'latin1'): Codec {
  const range = `ordinal not in range(${String(limit)})`;
  return codec(name, range, {
    encodeAll: (text) => {
      for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= limit) return undefined;
      return Buffer.from(text, 'latin1');
    },
    decodeAll: (bytes) =>
      node === 'latin1' || bytes.every((byte) => byte < limit) ? bytes.toString('latin1') : undefined,
    encode: (code) => (code < limit ? Buffer.from([code]) : undefined),
    decode: (bytes, at) => {
      const code = bytes[at] ?? 0;
      return code < limit ? { code, size: 1 } : { why: range, size: 1 };
    },
  });
}

const CODECS: Readonly<Record<string, Codec>> = {
  utf8: utf8(false),
  utf8sig: utf8(true),
  utf16: utf16(true, 'utf-16'),
  utf16le: utf16(true),
  utf16be: utf16(false),
  utf32: utf32(true, 'utf-32'),
  utf32le: utf32(true),
  utf32be: utf32(false),
  ascii: upTo('ascii', 0x80, 'ascii'),
  latin1: upTo('latin-1', 0x100, 'latin1'),
};

const ALIASES: Readonly<Record<string, string>> = {
  u8: 'utf8',
  utf: 'utf8',
  cp65001: 'utf8',
  u16: 'utf16',
  u32: 'utf32',
  '646': 'ascii',
  usascii: 'ascii',
  l1: 'latin1',
  latin: 'latin1',
  iso88591: 'latin1',
  '88591': 'latin1',
  cp819: 'latin1',
};

/** By one of its names. */
export function codecOf(name: string): Codec | undefined {
  const plain = name.toLowerCase().replace(/[-_ ]/g, '');
  return CODECS[ALIASES[plain] ?? plain] ?? charmap(plain);
}

/** Bytes stand for characters one by one, and those of ASCII for themselves. */
export function isSimple(name: string): boolean {
  return !/^u(?:tf)?_?-?(?:16|32)/i.test(name) && codecOf(name) !== undefined;
}

/** The encodings of Unicode. */
import { type Codec, type Step, codec } from './codec.js';

const NO_SURROGATES = 'surrogates not allowed';
const MARK = Buffer.from('\ufeff');

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** A half of a pair that is alone. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export function utf8(signed: boolean): Codec {
  return codec('utf-8', NO_SURROGATES, {
    mark: signed ? [MARK] : [],
    encodeAll: (text) => (LONE.test(text) ? undefined : Buffer.from(signed ? `\ufeff${text}` : text)),
    decodeAll: (bytes) => {
      const text = (signed ? bytes.subarray(marked(bytes)) : bytes).toString();
      return text.includes('\ufffd') ? undefined : text;
    },
    encode: (code) => (isSurrogate(code) ? undefined : Buffer.from(String.fromCodePoint(code))),
    surrogate: (code) =>
      Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]),
    half: (bytes, at) => {
      const [a, b = 0, c = 0] = bytes.subarray(at, at + 3);
      return a === 0xed && b >= 0xa0 && b <= 0xbf && c >= 0x80 && c <= 0xbf
        ? 0xd000 | ((b & 0x3f) << 6) | (c & 0x3f)
        : undefined;
    },
    decode: decodedUtf8,
    begin: (bytes) => [utf8(false), signed ? marked(bytes) : 0],
  });
}

const marked = (bytes: Buffer): number => (bytes.subarray(0, 3).equals(MARK) ? 3 : 0);

/** The lowest and the highest byte that may follow a first one. */
function second(first: number): [least: number, most: number] {
  return [
    first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80,
    first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf,
  ];
}

function decodedUtf8(bytes: Buffer, at: number): Step {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, size: 1 };
  if (first < 0xc2 || first > 0xf4) return { why: 'invalid start byte', size: 1 };
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let code = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return { why: 'unexpected end of data', size: i };
    const [least, most] = i === 1 ? second(first) : [0x80, 0xbf];
    if (byte < least || byte > most) return { why: 'invalid continuation byte', size: i };
    code = (code << 6) | (byte & 0x3f);
  }
  return { code, size: length };
}

/** With a mark before it if it is called by its short name: that says which byte is first. */
export function utf16(little: boolean, marks?: string): Codec {
  const unit = (code: number): Buffer =>
    Buffer.from(little ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff]);
  const read = (bytes: Buffer, at: number): number =>
    little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const made = codec(`utf-16-${little ? 'le' : 'be'}`, NO_SURROGATES, {
    encode: (code) => {
      if (isSurrogate(code)) return undefined;
      return code < 0x10000
        ? unit(code)
        : Buffer.concat([unit(0xd7c0 + (code >> 10)), unit(0xdc00 | (code & 0x3ff))]);
    },
    surrogate: unit,
    half: (bytes, at) => {
      const code = at + 1 < bytes.length ? read(bytes, at) : 0;
      const pairs = code < 0xdc00 && at + 3 < bytes.length && read(bytes, at + 2) >> 10 === 0x37;
      return isSurrogate(code) && !pairs ? code : undefined;
    },
    decode: (bytes, at) => {
      if (at + 1 >= bytes.length) return { why: 'truncated data', size: 1 };
      const code = read(bytes, at);
      if (!isSurrogate(code)) return { code, size: 2 };
      if (code >= 0xdc00) return { why: 'illegal encoding', size: 2 };
      if (at + 3 >= bytes.length) return { why: 'unexpected end of data', size: bytes.length - at };
      const low = read(bytes, at + 2);
      return low >= 0xdc00 && low <= 0xdfff
        ? { code: 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff), size: 4 }
        : { why: 'illegal UTF-16 surrogate', size: 2 };
    },
  });
  return marks === undefined ? made : withMark(made, marks, unit(0xfeff), () => utf16(false));
}

export function utf32(little: boolean, marks?: string): Codec {
  const unit = (code: number): Buffer => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(code);
    else bytes.writeUInt32BE(code);
    return bytes;
  };
  const made = codec(`utf-32-${little ? 'le' : 'be'}`, NO_SURROGATES, {
    encode: (code) => (isSurrogate(code) ? undefined : unit(code)),
    surrogate: unit,
    decode: (bytes, at) => {
      if (at + 3 >= bytes.length) return { why: 'truncated data', size: bytes.length - at };
      const code = little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
      if (isSurrogate(code))
        return { why: 'code point in surrogate code point range(0xd800, 0xe000)', size: 4 };
      return code > 0x10ffff ? { why: 'code point not in range(0x110000)', size: 4 } : { code, size: 4 };
    },
  });
  return marks === undefined ? made : withMark(made, marks, unit(0xfeff), () => utf32(false));
}

/** The little end first, unless the mark says otherwise. */
function withMark(little: Codec, encodesAs: string, mark: Buffer, big: () => Codec): Codec {
  return {
    ...little,
    encodesAs,
    mark: [mark],
    begin: (bytes) => {
      const first = bytes.subarray(0, mark.length);
      if (first.equals(mark)) return [little, mark.length];
      return first.equals(Buffer.from(mark).reverse()) ? [big(), mark.length] : [little, 0];
    },
  };
}

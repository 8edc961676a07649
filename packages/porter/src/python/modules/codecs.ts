/** Python's codecs: texts and bytes by the names of encodings. */
import { declared, kw } from '../keywords.js';
import { open as openFile } from '../open.js';
import { method } from '../plain.js';
import type { Value } from '../value.js';

export const BOM_UTF8 = Buffer.from([0xef, 0xbb, 0xbf]);
export const BOM_UTF16_LE = Buffer.from([0xff, 0xfe]);
export const BOM_UTF16_BE = Buffer.from([0xfe, 0xff]);

/** What turns a text into another one. */
const rotated = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const first = code & 0x60;
    return String.fromCharCode(first + ((code - first + 12) % 26) + 1);
  });
const isRotation = (encoding: Value): boolean => /^rot[-_]?13$/i.test(String(encoding));

export const encode = declared(
  'encode(obj, encoding=, errors=)',
  (x: Value, encoding: Value = 'utf-8', errors: Value = 'strict'): Value => {
    if (isRotation(encoding)) return rotated(x as string);
    if (/^hex(?:_codec)?$/.test(String(encoding))) return Buffer.from((x as Buffer).toString('hex'));
    return method(x, 'encode', encoding, errors);
  },
);

export const decode = declared(
  'decode(obj, encoding=, errors=)',
  (x: Value, encoding: Value = 'utf-8', errors: Value = 'strict'): Value => {
    if (isRotation(encoding)) return rotated(x as string);
    if (/^hex(?:_codec)?$/.test(String(encoding))) return Buffer.from(String(x), 'hex');
    return method(x, 'decode', encoding, errors);
  },
);

/** A file of text, if there is an encoding; of bytes otherwise. */
export const open = declared(
  'open(filename, mode=, encoding=, errors=)',
  (name: Value, mode: Value = 'r', encoding: Value = null, errors: Value = 'strict'): Value => {
    if (encoding === null) return openFile(name, mode);
    return openFile(name, String(mode).replace('b', ''), kw({ encoding, errors, newline: '' }));
  },
);

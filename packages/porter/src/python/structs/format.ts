/** Formats of struct: which fields there are, and where. */
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { error } from './fields.js';

/** A field: so many values of a size. */
export interface Field {
  readonly code: string;
  readonly at: number;
  readonly size: number;
  readonly values: number;
}

export interface Format {
  readonly text: string;
  readonly little: boolean;
  readonly native: boolean;
  readonly fields: readonly Field[];
  readonly size: number;
  /** How many values it takes. */
  readonly wanted: number;
}

const SIZES: Readonly<Record<string, number>> = {
  ...{ x: 1, c: 1, b: 1, B: 1, '?': 1, s: 1, p: 1, h: 2, H: 2, e: 2 },
  ...{ i: 4, I: 4, l: 4, L: 4, f: 4, q: 8, Q: 8, d: 8 },
};
const NATIVE: Readonly<Record<string, number>> = { l: 8, L: 8, n: 8, N: 8, P: 8 };

const KEPT = new Map<string, Format>();

export function parsed(given: Value): Format {
  const format: Value = underlying(given);
  const text = typeof format === 'string' ? format : Buffer.from(format as Uint8Array).toString('latin1');
  let known = KEPT.get(text);
  if (known === undefined) {
    known = read(text);
    if (KEPT.size > 100) KEPT.clear();
    KEPT.set(text, known);
  }
  return known;
}

function read(text: string): Format {
  const [, order = '', rest = ''] = /^([@=<>!]?)([^]*)$/.exec(text) ?? [];
  const native = order === '' || order === '@';
  const fields: Field[] = [];
  let size = 0;
  if (text.includes('\0')) throw new error('embedded null character');
  for (const [, count = '', code = ''] of rest.replace(/\s+(?=\D|$)/g, '').matchAll(/(\d*)([^]|$)/g)) {
    if (code === '' && count === '') break;
    if (code === '' || /\s/.test(code)) throw new error('repeat count given without format specifier');
    const one = (native ? NATIVE[code] : undefined) ?? SIZES[code];
    if (one === undefined) throw new error('bad char in struct format');
    // Native fields are where their size says; what is only as long as it is written is anywhere.
    if (native && size % one !== 0) size += one - (size % one);
    const times = count === '' ? 1 : Number(count);
    const isText = code === 's' || code === 'p';
    if (code !== 'x') fields.push({ code, at: size, size: isText ? times : one, values: isText ? 1 : times });
    size += times * one;
    if (size > Number.MAX_SAFE_INTEGER) throw new error('total struct size too long');
  }
  const wanted = fields.reduce((sum, { values }) => sum + values, 0);
  return { text, little: order !== '>' && order !== '!', native, fields, size, wanted };
}

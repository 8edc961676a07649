/** The quoting of urllib.parse: percent signs and two digits, of the bytes of UTF-8. */
import { Kw } from './keywords.js';
import type { Value } from './value.js';

const ALWAYS = /[A-Za-z0-9_.~-]/;

export function quote(x: Value, safe: Value = '/'): string {
  const kept = String(safe instanceof Kw ? safe.get('safe', '/') : safe);
  const data = x instanceof Uint8Array ? x : Buffer.from(String(x));
  return Array.from(data, (byte) => {
    const char = String.fromCharCode(byte);
    return ALWAYS.test(char) || (byte < 128 && kept.includes(char))
      ? char
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

export function quote_plus(x: Value, safe: Value = ''): string {
  const kept = String(safe instanceof Kw ? safe.get('safe', '') : safe);
  return quote(x, `${kept} `).replaceAll(' ', '+');
}

export function unquote_to_bytes(x: Value): Buffer {
  const data = Buffer.from(x as string);
  return Buffer.from(
    data
      .toString('latin1')
      .replace(/%([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}

export function unquote(x: Value): string {
  return unquote_to_bytes(x).toString();
}

export function unquote_plus(x: Value): string {
  return unquote(String(x).replaceAll('+', ' '));
}

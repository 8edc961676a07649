/** Base 85, of git and of Adobe: four bytes are five digits. */
import { ValueError } from '../exceptions.js';

export const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
export const ASCII85 = Array.from({ length: 85 }, (_none, i) => String.fromCharCode(33 + i)).join('');

const SPACES = 0x20202020;

interface Style {
  readonly digits: string;
  /** What is missing of four bytes is kept as nulls. */
  readonly pad: boolean;
  readonly foldsNuls: boolean;
  readonly foldsSpaces: boolean;
}

function digitsOf(word: number, digits: string): string {
  let text = '';
  for (let [i, rest] = [0, word]; i < 5; i++, rest = Math.floor(rest / 85))
    text = (digits[rest % 85] ?? '') + text;
  return text;
}

export function toBase85(data: Buffer, { digits, pad, foldsNuls, foldsSpaces }: Style): string {
  const padding = (4 - (data.length % 4)) % 4;
  const all = Buffer.concat([data, Buffer.alloc(padding)]);
  const chunks: string[] = [];
  for (let at = 0; at < all.length; at += 4) {
    const word = all.readUInt32BE(at);
    chunks.push(
      foldsNuls && word === 0 ? 'z' : foldsSpaces && word === SPACES ? 'y' : digitsOf(word, digits),
    );
  }
  if (padding > 0 && !pad) {
    const last = chunks.pop() ?? '';
    chunks.push((last === 'z' ? (digits[0] ?? '').repeat(5) : last).slice(0, -padding));
  }
  return chunks.join('');
}

function wordOf(values: readonly number[]): number {
  return values.reduce((word, value) => word * 85 + value, 0);
}

function bytesOf(word: number): number[] {
  return [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
}

export function fromBase85(data: Buffer): Buffer {
  const padding = (5 - (data.length % 5)) % 5;
  const text = data.toString('latin1') + '~'.repeat(padding);
  const found: number[] = [];
  for (let at = 0; at < text.length; at += 5) {
    const values = [...text.slice(at, at + 5)].map((char) => BASE85.indexOf(char));
    const bad = values.indexOf(-1);
    if (bad >= 0) throw new ValueError(`bad base85 character at position ${String(at + bad)}`);
    const word = wordOf(values);
    if (word > 0xffffffff) throw new ValueError(`base85 overflow in hunk starting at byte ${String(at)}`);
    found.push(...bytesOf(word));
  }
  return Buffer.from(found.slice(0, found.length - padding));
}

export function fromAscii85(text: string, foldsSpaces: boolean, ignored: string): Buffer {
  const found: number[] = [];
  let held: number[] = [];
  for (const char of `${text}uuuu`) {
    const value = ASCII85.indexOf(char);
    if (value >= 0) {
      held.push(value);
      if (held.length < 5) continue;
      const word = wordOf(held);
      if (word > 0xffffffff) throw new ValueError('Ascii85 overflow');
      found.push(...bytesOf(word));
      held = [];
    } else if (char === 'z' || (foldsSpaces && char === 'y')) {
      if (held.length > 0) throw new ValueError(`${char} inside Ascii85 5-tuple`);
      found.push(...bytesOf(char === 'z' ? 0 : SPACES));
    } else if (!ignored.includes(char)) throw new ValueError(`Non-Ascii85 digit found: ${char}`);
  }
  return Buffer.from(found.slice(0, found.length - (4 - held.length)));
}

/** Python's uuid. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { given } from '../keywords.js';
import { bigOf } from '../numbers.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { md5, sha1 } from './hashlib.js';

/** The digits of what one is made of: a text, sixteen bytes, a number. */
function digitsOf(args: readonly Value[]): string {
  const [hex, bytes, , , int]: Value[] = given(args, ['hex', 'bytes', 'bytes_le', 'fields', 'int']);
  if (typeof hex === 'string') {
    const digits = hex.replaceAll(/urn:|uuid:|-/g, '').replaceAll(/^[{}]+|[{}]+$/g, '');
    if (!/^[0-9a-f]{32}$/i.test(digits)) throw new ValueError('badly formed hexadecimal UUID string');
    return digits.toLowerCase();
  }
  if (bytes instanceof Uint8Array) {
    if (bytes.length !== 16) throw new ValueError('bytes is not a 16-char string');
    return Buffer.from(bytes).toString('hex');
  }
  if (typeof int === 'number' || typeof int === 'bigint') {
    if (int < 0 || BigInt(int) >> 128n !== 0n)
      throw new ValueError('int is out of range (need a 128-bit value)');
    return int.toString(16).padStart(32, '0');
  }
  throw new PyTypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given');
}

export class UUID extends PyObject {
  readonly #text: string;

  constructor(...args: Value[]) {
    super();
    this.#text = digitsOf(args).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  get hex(): string {
    return this.#text.replaceAll('-', '');
  }

  get bytes(): Buffer {
    return Buffer.from(this.hex, 'hex');
  }

  get int(): Value {
    return bigOf(BigInt(`0x${this.hex}`));
  }

  get urn(): string {
    return `urn:uuid:${this.#text}`;
  }

  /** None if it is not of the kind that has one. */
  get version(): number | null {
    return /^.{16}[89ab]/.test(this.hex) ? parseInt(this.hex.charAt(12), 16) : null;
  }

  __str__(): string {
    return this.#text;
  }

  __repr__(): string {
    return `UUID('${this.#text}')`;
  }

  __key__(): string {
    return this.#text;
  }

  __eq__(other: Value): boolean {
    return other instanceof UUID && other.#text === this.#text;
  }
}

export const uuid4 = (): UUID => new UUID(crypto.randomUUID());

/** Of a name in a namespace, always the same. */
function ofName(version: number, hash: typeof md5, args: readonly Value[]): UUID {
  const [namespace, name]: Value[] = given(args, ['namespace', 'name']);
  const bytes = hash(Buffer.concat([namespace.bytes as Buffer, Buffer.from(name as string)])).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return new UUID(null, bytes.subarray(0, 16));
}

export const uuid3 = (...args: Value[]): UUID => ofName(3, md5, args);
export const uuid5 = (...args: Value[]): UUID => ofName(5, sha1, args);

export const NAMESPACE_DNS = new UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8');
export const NAMESPACE_URL = new UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8');
export const NAMESPACE_OID = new UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8');
export const NAMESPACE_X500 = new UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8');

home('uuid', UUID);

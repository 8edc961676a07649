/** Python's hashlib, by Node's crypto. */
import { NotImplementedError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { nodeModule } from '../host.js';
import { given } from '../keywords.js';
import { PyObject } from '../object.js';
import { method, plain } from '../plain.js';
import { PySet } from '../set.js';
import type { Value } from '../value.js';

/** How many bytes a block has, by the names of the algorithms. */
const BLOCKS = new Map(
  Object.entries({
    md5: 64,
    sha1: 64,
    sha224: 64,
    sha256: 64,
    sha384: 128,
    sha512: 128,
    sha3_224: 144,
    sha3_256: 136,
    sha3_384: 104,
    sha3_512: 72,
    blake2b: 128,
    blake2s: 64,
  }),
);

/** What Node calls them, if otherwise. */
const NODE: Readonly<Record<string, string>> = { blake2b: 'blake2b512', blake2s: 'blake2s256' };

class Hash extends PyObject {
  readonly #hash: Value;

  constructor(name: string, data: Value, begun?: Value) {
    super();
    const crypto = nodeModule('node:crypto');
    if (crypto === undefined) throw new NotImplementedError('there are no hashes here');
    this.name = name.toLowerCase();
    if (!BLOCKS.has(this.name as string)) throw new ValueError(`unsupported hash type ${name}`);
    this.#hash = begun ?? crypto.createHash(NODE[this.name as string] ?? this.name.replace('_', '-'));
    this.update(data);
  }

  get digest_size(): number {
    return this.digest().length;
  }

  get block_size(): number | undefined {
    return BLOCKS.get(this.name as string);
  }

  update(data: Value): void {
    if (!(data instanceof Uint8Array))
      throw new PyTypeError(
        typeof data === 'string'
          ? 'Strings must be encoded before hashing'
          : 'object supporting the buffer API required',
      );
    this.#hash.update(data);
  }

  copy(): Hash {
    return new Hash(this.name as string, EMPTY, this.#hash.copy());
  }

  digest(): Buffer {
    return this.#hash.copy().digest() as Buffer;
  }

  hexdigest(): string {
    return this.digest().toString('hex');
  }
}

const EMPTY = new Uint8Array();

const named =
  (name: string) =>
  (...args: Value[]): Hash => {
    const [data = EMPTY]: Value[] = given(args, ['string']);
    return new Hash(name, data);
  };

export const md5 = named('md5');
export const sha1 = named('sha1');
export const sha224 = named('sha224');
export const sha256 = named('sha256');
export const sha384 = named('sha384');
export const sha512 = named('sha512');
export const sha3_224 = named('sha3_224');
export const sha3_256 = named('sha3_256');
export const sha3_384 = named('sha3_384');
export const sha3_512 = named('sha3_512');
export const blake2b = named('blake2b');
export const blake2s = named('blake2s');

export const algorithms_guaranteed: Value = new PySet(BLOCKS.keys());
export const algorithms_available: Value = new PySet(BLOCKS.keys());

/** The hash of what is in a file that is open in binary mode. */
export function file_digest(file: Value, name: Value): Hash {
  return new Hash(String(name), plain(method(file, 'read')));
}

/** A key of a password. */
export function pbkdf2_hmac(...args: Value[]): Buffer {
  const [name, password, salt, iterations, dklen = null] = given(args, [
    'hash_name',
    'password',
    'salt',
    'iterations',
    'dklen',
  ]);
  const { digest_size: size } = new Hash(String(name), EMPTY);
  const crypto = nodeModule('node:crypto');
  return crypto.pbkdf2Sync(password, salt, Number(iterations), Number(dklen ?? size), String(name)) as Buffer;
}

/** `hashlib.new('md5', b'data')`. */
export function new_(...args: Value[]): Hash {
  const [name, data = EMPTY]: Value[] = given(args, ['name', 'data']);
  return new Hash(String(name), data);
}

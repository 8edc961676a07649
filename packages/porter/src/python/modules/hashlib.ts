/** Python's hashlib, by Node's crypto. */
import { NotImplementedError, ValueError } from '../exceptions.js';
import { nodeModule } from '../host.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';

class Hash extends PyObject {
  readonly #hash: Value;

  constructor(name: string, data: Value) {
    super();
    const crypto = nodeModule('node:crypto');
    if (crypto === undefined) throw new NotImplementedError('there are no hashes here');
    if (!crypto.getHashes().includes(name)) throw new ValueError(`unsupported hash type ${name}`);
    this.name = name;
    this.#hash = crypto.createHash(name);
    this.#hash.update(data);
  }

  update(data: Value): void {
    this.#hash.update(data);
  }

  digest(): Buffer {
    return this.#hash.copy().digest() as Buffer;
  }

  hexdigest(): string {
    return this.digest().toString('hex');
  }
}

const EMPTY = new Uint8Array();
export const md5 = (data: Value = EMPTY): Hash => new Hash('md5', data);
export const sha1 = (data: Value = EMPTY): Hash => new Hash('sha1', data);
export const sha256 = (data: Value = EMPTY): Hash => new Hash('sha256', data);
export const sha512 = (data: Value = EMPTY): Hash => new Hash('sha512', data);

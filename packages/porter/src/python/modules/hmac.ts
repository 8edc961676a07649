/** Python's hmac, by Node's crypto. */
import { NotImplementedError, TypeError as PyTypeError } from '../exceptions.js';
import { home } from '../homes.js';
import { nodeModule } from '../host.js';
import { given } from '../keywords.js';
import { PyObject } from '../object.js';
import { invokePlain } from '../plain.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { new_ as hash } from './hashlib.js';

export { compare_digest } from './secrets.js';

/** A hash by its name, or by what makes one. */
const hashOf = (digestmod: Value): Value =>
  typeof digestmod === 'string' ? hash(digestmod) : invokePlain(digestmod);

export class HMAC extends PyObject {
  readonly #key: Value;
  readonly #parts: Uint8Array[] = [];
  readonly #hash: Value;

  constructor(...args: Value[]) {
    super();
    const [key, msg = null, digestmod = ''] = given(args, ['key', 'msg', 'digestmod']);
    if (!(key instanceof Uint8Array))
      throw new PyTypeError(`key: expected bytes or bytearray, but got '${typeName(key)}'`);
    if (digestmod === '' || digestmod === null)
      throw new PyTypeError("Missing required parameter 'digestmod'.");
    this.#key = Buffer.from(key);
    this.#hash = hashOf(digestmod);
    if (msg !== null) this.update(msg);
  }

  get name(): string {
    return `hmac-${String(this.#hash.name)}`;
  }

  get digest_size(): Value {
    return this.#hash.digest_size;
  }

  get block_size(): Value {
    return this.#hash.block_size;
  }

  update(msg: Value): void {
    this.#hash.update(msg);
    this.#parts.push(Buffer.from(msg as Uint8Array));
  }

  copy(): HMAC {
    return new HMAC(this.#key, Buffer.concat(this.#parts), this.#hash.name);
  }

  digest(): Buffer {
    const crypto = nodeModule('node:crypto');
    if (crypto === undefined) throw new NotImplementedError('there are no hashes here');
    const made: Value = crypto.createHmac(String(this.#hash.name).replace('_', '-'), this.#key);
    return made.update(Buffer.concat(this.#parts)).digest() as Buffer;
  }

  hexdigest(): string {
    return this.digest().toString('hex');
  }
}

/** `hmac.new(key, msg, digestmod)`. */
export const new_ = (...args: Value[]): HMAC => new HMAC(...args);

export function digest(...args: Value[]): Buffer {
  const [key, msg, digestmod] = given(args, ['key', 'msg', 'digest']);
  return new HMAC(key, msg, digestmod).digest();
}

home('hmac', HMAC);

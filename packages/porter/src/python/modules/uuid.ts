/** Python's uuid: random ones. */
import { bigOf } from '../numbers.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';

export class UUID extends PyObject {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  get hex(): string {
    return this.#text.replaceAll('-', '');
  }

  get int(): Value {
    return bigOf(BigInt(`0x${this.hex}`));
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

/**
 * The writes of a TLS handle that are not done yet: how many there are, and how large.
 */
export class UnderWay {
  /** In order. */
  readonly #sizes: number[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#sizes.length;
  }

  /** Of the first; undefined if there is none. */
  get first(): number | undefined {
    return this.#sizes[0];
  }

  add({ length }: Uint8Array): void {
    this.#sizes.push(length);
    this.#bytes += length;
  }

  /** The first is done. */
  shift(): void {
    this.#bytes -= this.#sizes.shift() ?? 0;
  }
}

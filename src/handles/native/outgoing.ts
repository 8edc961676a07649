/**
 * What a stream has under way: writes that the system has not taken yet, or not all of, in order.
 */
import { Ring } from '../../loop/ring.js';

export type Done = (errno: number) => void;

interface Write {
  /** What the system has not taken yet. */
  rest: Uint8Array;
  readonly done: Done;
}

export class Outgoing {
  #first: Write | undefined = undefined;
  readonly #others = new Ring<Write>();
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(rest: Uint8Array, done: Done): void {
    const write = { rest, done };
    this.#bytes += rest.length;
    if (this.#first === undefined) this.#first = write;
    else this.#others.add(write);
  }

  /** Send, as far as the system takes it. `send` returns how much that is, or an error, which ends it and is returned; else 0. */
  flush(send: (bytes: Uint8Array) => number): number {
    for (let write; (write = this.#first) !== undefined;) {
      const sent = send(write.rest);
      if (sent < 0) return sent;
      this.#bytes -= sent;
      if (sent < write.rest.length) {
        write.rest = write.rest.subarray(sent);
        return 0;
      }
      this.#next();
      write.done(0);
    }
    return 0;
  }

  /** All of it has failed. */
  fail(errno: number): void {
    this.#bytes = 0;
    for (let write; (write = this.#first) !== undefined;) {
      this.#next();
      write.done(errno);
    }
  }

  #next(): void {
    this.#first = this.#others.take();
  }
}

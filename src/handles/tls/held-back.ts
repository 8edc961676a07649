/**
 * What a TLS handle was given before its handshake was over: the writes, and then perhaps a shutdown.
 */
type Done = (errno: number) => void;

interface Write {
  readonly data: Uint8Array;
  readonly done: Done;
}

export class HeldBack {
  #writes: Write[] = [];
  #end: Done | undefined = undefined;

  get isEmpty(): boolean {
    return this.#writes.length === 0 && this.#end === undefined;
  }

  write(data: Uint8Array, done: Done): void {
    this.#writes.push({ data, done });
  }

  shutdown(done: Done): void {
    this.#end = done;
  }

  /** Do now what was held back. */
  release(send: (data: Uint8Array, done: Done) => number, shutdown: (done: Done) => void): void {
    const [writes, end] = this.#take();
    for (const { data, done } of writes) {
      const result = send(data, done);
      if (result <= 0) done(result);
    }
    if (end !== undefined) shutdown(end);
  }

  /** It will not be done. */
  fail(errno: number): void {
    const [writes, end] = this.#take();
    for (const { done } of writes) done(errno);
    end?.(errno);
  }

  #take(): [Write[], Done | undefined] {
    const taken: [Write[], Done | undefined] = [this.#writes, this.#end];
    this.#writes = [];
    this.#end = undefined;
    return taken;
  }
}

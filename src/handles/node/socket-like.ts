/**
 * SocketLike: a Duplex over a stream of ours, with those members of a net.Socket that packages call on any connection. What it
 * stands on calls back from within the hub; the listeners of a Duplex are called a tick later, as if the system had called.
 */
import { Duplex } from 'node:stream';

export type { Duplex };

/** The stream beneath. `done` is called once, at once or later. */
export interface Beneath {
  /** The next bytes; none at the end. */
  read(done: (error: unknown, bytes?: Buffer) => void): void;
  /** True if all was sent; else `done` is called when it is, or has failed. The bytes do not change until then. */
  write(chunks: readonly Uint8Array[], done: (error?: unknown) => void): boolean;
  end(done: (error?: unknown) => void): void;
  close(): void;
  /** Whether it keeps the process alive. */
  keepAlive(on: boolean): void;
  setNoDelay(enable: boolean): void;
  /** `delay` in seconds. */
  setKeepAlive(enable: boolean, delay: number | undefined): void;
  /** Undefined where it has no address. */
  address(end: 'local' | 'remote'): readonly [host: string, port: number] | undefined;
}

type Callback = (error?: Error | null) => void;

export class SocketLike extends Duplex {
  readonly #beneath: Beneath;
  #reading = false;
  #idle: NodeJS.Timeout | undefined = undefined;
  /** Of setTimeout(), in milliseconds; 0 for none. */
  timeout = 0;
  /** Connected from the start. */
  readonly connecting = false;
  readonly pending = false;

  constructor(beneath: Beneath, allowHalfOpen: boolean) {
    super({ allowHalfOpen });
    this.#beneath = beneath;
  }

  get remoteAddress(): string | undefined {
    return this.#beneath.address('remote')?.[0];
  }

  get remotePort(): number | undefined {
    return this.#beneath.address('remote')?.[1];
  }

  get localAddress(): string | undefined {
    return this.#beneath.address('local')?.[0];
  }

  get localPort(): number | undefined {
    return this.#beneath.address('local')?.[1];
  }

  /** For packages that connect what they are given: it is connected, and says so. */
  connect(...args: readonly unknown[]): this {
    const listener = args.at(-1);
    if (typeof listener === 'function') this.once('connect', listener as () => void);
    process.nextTick(() => {
      if (!this.destroyed) this.emit('connect');
    });
    return this;
  }

  setNoDelay(enable = true): this {
    if (!this.destroyed) this.#beneath.setNoDelay(enable);
    return this;
  }

  /** `initialDelay` in milliseconds; 0 leaves it to the system. */
  setKeepAlive(enable = false, initialDelay = 0): this {
    const delay = initialDelay > 0 ? Math.max(Math.floor(initialDelay / 1000), 1) : undefined;
    if (!this.destroyed) this.#beneath.setKeepAlive(enable, delay);
    return this;
  }

  /** Emit 'timeout' when nothing was read or sent for so many milliseconds, and no more: 0 ends it. */
  setTimeout(timeout: number, listener?: () => void): this {
    if (typeof timeout !== 'number' || !(timeout >= 0 && timeout < Infinity))
      throw new RangeError(`a timeout must be a number of milliseconds, zero or more, not ${timeout}`);
    clearTimeout(this.#idle);
    this.timeout = timeout;
    this.#idle =
      timeout > 0 && !this.destroyed ? setTimeout(() => this.emit('timeout'), timeout).unref() : undefined;
    if (listener !== undefined && timeout > 0) this.once('timeout', listener);
    else if (listener !== undefined) this.off('timeout', listener);
    return this;
  }

  ref(): this {
    if (!this.destroyed) this.#beneath.keepAlive(true);
    return this;
  }

  unref(): this {
    if (!this.destroyed) this.#beneath.keepAlive(false);
    return this;
  }

  override _read(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#beneath.read((error, bytes) => process.nextTick(() => this.#came(error, bytes)));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: Callback): void {
    this.#write([chunk], callback);
  }

  override _writev(items: readonly { chunk: Buffer }[], callback: Callback): void {
    this.#write(
      items.map(({ chunk }) => chunk),
      callback,
    );
  }

  override _final(callback: Callback): void {
    this.#beneath.end((error) => process.nextTick(callback, error));
  }

  override _destroy(error: Error | null, callback: Callback): void {
    clearTimeout(this.#idle);
    let failure = error;
    try {
      this.#beneath.close();
    } catch (thrown) {
      // A close() of the user's.
      failure ??= thrown as Error;
    }
    callback(failure);
  }

  #came(error: unknown, bytes: Buffer | undefined): void {
    this.#reading = false;
    if (this.destroyed) return;
    this.#idle?.refresh();
    if (bytes === undefined) this.destroy(error as Error);
    else this.push(bytes.length > 0 ? bytes : null);
  }

  #write(chunks: readonly Uint8Array[], callback: Callback): void {
    this.#idle?.refresh();
    const sent = this.#beneath.write(chunks, (error) =>
      process.nextTick(() => {
        this.#idle?.refresh();
        callback(error as Error | undefined);
      }),
    );
    if (sent) callback();
  }
}

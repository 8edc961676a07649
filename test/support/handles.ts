// For tests of handles, of any kind: an owner that notes each callback, and checks that none comes from within a call of its
// own.
import { expect } from 'chai';
import { type Op, until } from 'evergreen-ts';
import { errno } from 'evergreen-ts/io';
import type { ListenHandle, ListenOwner, StreamHandle, StreamOwner } from '../../src/handles/handle.js';

/** The callbacks of a handle, in order. */
export class Notes {
  readonly trace: string[] = [];
  #calls = 0;
  #waiting: (() => void)[] = [];

  /** Call a handle, which must not call back before the call returns. */
  call<T>(handle: () => T): T {
    this.#calls++;
    try {
      return handle();
    } finally {
      this.#calls--;
    }
  }

  tell(what: string): void {
    this.trace.push(this.#calls > 0 ? `${what}, within a call` : what);
    for (const go of this.#waiting.splice(0)) go();
  }

  /** For `done`: notes how it went. */
  done(what: string): (errno: number) => void {
    return (errno) => this.tell(`${what}: ${nameOf(errno)}`);
  }

  /** Wait until `count` callbacks have come. */
  *until(count: number): Op<void> {
    while (this.trace.length < count) yield* until(new Promise<void>((go) => this.#waiting.push(go)));
  }
}

/** The owner of a stream handle. */
export class End<H extends StreamHandle = StreamHandle> extends Notes implements StreamOwner, Disposable {
  readonly handle: H;
  bytes = 0;
  #text = '';
  #awaited: { ready: () => boolean; go: () => void } | undefined = undefined;

  constructor(handle: H) {
    super();
    this.handle = handle;
    handle.owner = this;
  }

  _onData(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#text = (this.#text + chunk.toString('latin1')).slice(-1000);
    if (this.#awaited?.ready() === true) this.#awaited.go();
    if (this.trace.at(-1) !== 'data') this.tell('data');
  }

  _onEnd(): void {
    this.tell('end');
  }

  _onReadError(errno: number): void {
    this.tell(`read error: ${nameOf(errno)}`);
  }

  readStart(): number {
    return this.call(() => this.handle.readStart());
  }

  readStop(): number {
    return this.call(() => this.handle.readStop());
  }

  write(data: Uint8Array | string, name = 'written'): number {
    return this.call(() => this.handle.write(data, this.done(name)));
  }

  shutdown(): number {
    return this.call(() => this.handle.shutdown(this.done('shut down')));
  }

  close(): void {
    this.call(() => this.handle.close());
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** The last thousand bytes that came. */
  get text(): string {
    return this.#text;
  }

  /** Wait until `bytes` bytes have come. */
  *received(bytes: number): Op<void> {
    if (this.bytes >= bytes) return;
    yield* until(
      new Promise<void>((go) => {
        this.#awaited = { ready: () => this.bytes >= bytes, go };
      }),
    );
  }

  /** Write until the system takes no more. Returns the number of bytes, including those under way. */
  fill(): number {
    const chunk = Buffer.alloc(2 ** 16, 'x');
    let size = chunk.length;
    while (this.write(chunk) === 0) size += chunk.length;
    return size;
  }
}

/** The owner of a listening handle: hands out the connections that come. */
export class Door<H extends StreamHandle> extends Notes implements ListenOwner<H>, Disposable {
  readonly listener: ListenHandle<H>;
  readonly #came: H[] = [];

  constructor(listener: ListenHandle<H>) {
    super();
    this.listener = listener;
  }

  listen(backlog = 16): this {
    expect(this.call(() => this.listener.listen(backlog, this))).to.equal(0);
    return this;
  }

  _onConnection(handle: H): void {
    this.#came.push(handle);
    this.tell('connection');
  }

  _onAcceptError(errno: number): void {
    this.tell(`accept error: ${nameOf(errno)}`);
  }

  /** The next connection. */
  *accept(): Op<H> {
    while (this.#came.length === 0) yield* this.until(this.trace.length + 1);
    return this.#came.shift() as H;
  }

  close(): void {
    this.call(() => this.listener.close());
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** 'ECONNRESET' for -104; 'ok' for 0. */
export function nameOf(number: number): string {
  return number === 0 ? 'ok' : (errno.errorcode[number] ?? String(number));
}

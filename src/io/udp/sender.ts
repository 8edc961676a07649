/**
 * The sending half of a UDP endpoint. A datagram goes to the handle at once, and mostly to the system, too; what is under
 * way is counted, so that flush() can wait for it. An error that comes only then is kept for the next flush().
 */
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { type Address, textOf } from '../address.js';
import { type StreamError, UDPError, systemError } from '../errors.js';
import type { UDPHandle } from '../../handles/handle.js';

export class DatagramSender {
  readonly name: string;
  readonly flushers = new WaitQueue<Flusher>();
  readonly #maxQueued: number;
  #handle: UDPHandle | undefined = undefined;
  /** Datagrams that were under way after send(), so far; and how many of them are no more. */
  #begun = 0;
  #over = 0;
  /** One of them failed, and nobody has been told yet. */
  #failure: StreamError | undefined = undefined;
  /** Why sending is over: closed. */
  #error: StreamError | undefined = undefined;

  constructor(name: string, maxQueued: number) {
    this.name = name;
    this.#maxQueued = maxQueued;
  }

  get begun(): number {
    return this.#begun;
  }

  attach(handle: UDPHandle): void {
    this.#handle = handle;
  }

  fail(error: StreamError): void {
    this.#handle = undefined;
    this.#error = error;
    this.flushers.wakeAll();
  }

  /** Once there is a handle. */
  send(data: Uint8Array, to: Address): void {
    const handle = this.#handle as UDPHandle;
    this.#checkRoom(handle, data);
    const result = handle.send(data, ...to, (errno) => this.#sent(errno, to));
    if (result < 0) throw systemError(UDPError, result, 'send', textOf(to));
    this.#begun += result;
  }

  /** Until all that was sent before is over. Parks. */
  flush(): Op<void> {
    return new Waiter(FLUSH, this, undefined, 0);
  }

  /** Are the first so many over, or will they never be? */
  isOver(count: number): boolean {
    return this.#over >= count || this.#error !== undefined;
  }

  /** Throw what there is to be told. */
  settle(): void {
    if (this.#error !== undefined) throw this.#error;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }

  #sent(errno: number, to: Address): void {
    if (this.#error !== undefined) return;
    this.#over++;
    if (errno < 0) this.#failure ??= systemError(UDPError, errno, 'send', textOf(to));
    for (let first; (first = this.flushers.first) !== undefined && this.isOver(first.arg);) first._wake();
  }

  /** Nothing of what does not fit is taken. */
  #checkRoom(handle: UDPHandle, data: Uint8Array): void {
    if (this.#begun === this.#over || handle.queued + data.length <= this.#maxQueued) return;
    throw new UDPError(
      `${this.name}.send: ${handle.queued} bytes are queued, and maxWriteBuffer is ${this.#maxQueued}: wait with flush()`,
      { code: 'ENOBUFS' },
    );
  }
}

/** Waits until as many datagrams are over as were under way before it. Those who wait longest wait for the fewest. */
type Flusher = Waiter<DatagramSender, void, number>;

const FLUSH = new Kind<DatagramSender, void, number>({
  outside: true,
  describe: ({ name }) => `${name}.flush`,
  tryNow(half, flusher) {
    flusher.arg = half.begun;
    return half.isOver(flusher.arg);
  },
  queue: (half) => half.flushers,
  result(half) {
    half.settle();
  },
});

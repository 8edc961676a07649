/**
 * The sending half of a UDP endpoint. A datagram goes to the handle at once, and mostly to the system, too; those under way
 * are counted, so that flush() can wait for them. An error that comes only then is kept for the next flush().
 */
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import type { Address } from '../address.js';
import { textOf } from '../address-text.js';
import { type StreamError, UDPError, closedError, systemError } from '../errors.js';
import type { UDPHandle } from '../../handles/handle.js';
import { kept } from '../../handles/loan.js';
import { trimmed } from '../../trim.js';

/** Waits for the datagrams that were under way before it: `arg` is how many that were since the first. */
type Flusher = Waiter<DatagramSender, void, number>;

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly FLUSH: Kind<DatagramSender, void, number>;
};

export class DatagramSender {
  readonly #name: string;
  readonly #maxQueued: number;
  #handle: UDPHandle | undefined = undefined;
  /** In the order of their numbers: the longest waiter waits for the fewest datagrams. */
  readonly #flushers = new WaitQueue<Flusher>();
  /** How many datagrams were under way after send(), since the first; and how many of them no longer are. */
  #begun = 0;
  #completed = 0;
  /** The first of them that failed since the last flush(). */
  #failure: { readonly errno: number; readonly to: Address } | undefined = undefined;
  #closed = false;

  /** @param maxQueued unsent bytes at which send() throws ENOBUFS */
  constructor(name: string, maxQueued: number) {
    this.#name = name;
    this.#maxQueued = maxQueued;
  }

  static {
    const FLUSH = new Kind<DatagramSender, void, number>({
      outside: true,
      describe: (sender) => `${sender.#name}.flush`,
      tryNow(sender, flusher) {
        flusher.arg = sender.#begun;
        return sender.#hasCompleted(flusher.arg);
      },
      queue: (sender) => sender.#flushers,
      result(sender) {
        const error = sender.#takeError();
        if (error !== undefined) throw trimmed(error);
      },
    });
    made = { FLUSH };
  }

  attach(handle: UDPHandle): void {
    this.#handle = handle;
  }

  /** Nothing is sent any more: every flush() gets ECLOSED. */
  close(): void {
    this.#handle = undefined;
    this.#closed = true;
    this.#flushers.wakeAll();
  }

  /** Only between attach() and close(). */
  send(data: Uint8Array, to: Address): void {
    const handle = this.#handle as UDPHandle;
    this.#checkRoom(handle, data);
    const result = handle.send(kept(data), ...to, (errno) => this.#sent(errno, to));
    if (result < 0) throw sendError(result, to);
    this.#begun += result;
  }

  /** Until all that was sent before has completed. Parks. */
  flush(): Op<void> {
    return new Waiter(FLUSH, this, undefined, 0);
  }

  #sent(errno: number, to: Address): void {
    if (this.#closed) return;
    this.#completed++;
    if (errno < 0) this.#failure ??= { errno, to };
    for (let first; (first = this.#flushers.first) !== undefined && this.#hasCompleted(first.arg);)
      first._wake();
  }

  /** Have the first `count` datagrams completed, or will they never? */
  #hasCompleted(count: number): boolean {
    return this.#completed >= count || this.#closed;
  }

  #takeError(): StreamError | undefined {
    if (this.#closed) return closedError(UDPError, this.#name);
    const failure = this.#failure;
    this.#failure = undefined;
    return failure && sendError(failure.errno, failure.to);
  }

  /** A datagram that does not fit is not taken at all. */
  #checkRoom(handle: UDPHandle, data: Uint8Array): void {
    if (this.#begun === this.#completed || handle.queued + data.length <= this.#maxQueued) return;
    throw new UDPError(
      `${this.#name}.send: ${handle.queued} bytes are queued, and maxWriteBuffer is ${this.#maxQueued}: wait with flush()`,
      { code: 'ENOBUFS' },
    );
  }
}

const { FLUSH } = made;

function sendError(errno: number, to: Address): StreamError {
  return systemError(UDPError, errno, 'send', textOf(to));
}

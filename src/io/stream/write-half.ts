/**
 * The writing half of a stream. What is written goes to the handle at once, which sends what the system takes and queues
 * the rest; before the stream is connected it is kept here. A tasklet that waits for the queue to shrink parks.
 */
import type { StreamHandle } from '../../handles/handle.js';
import { kept } from '../../handles/loan.js';
import { type Leaf } from '../../park/leaf.js';
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter, type Waiting } from '../../park/waiter.js';
import { type Failure, type StreamError, type StreamErrorClass, errorOf, failureOf } from '../errors.js';
import { withOrigin } from './origin.js';
import { trimmed } from '../../trim.js';

/** How much may be queued, and for people the method that was called. */
export interface Drain {
  readonly most: number;
  readonly method: string;
}

export class WriteHalf {
  /** Waits until little enough is queued. */
  static readonly #drainer: Waiting<WriteHalf, void, Drain> = {
    describe: (half, { arg }) => `${half.#name}.${arg.method}`,
    tryNow: (half, { arg }) => half.#failure !== undefined || half.queued <= arg.most,
    queue: (half) => (half.#draining ??= new WaitQueue()),
    result(half, waiter) {
      half.#check(waiter);
    },
  };
  static readonly #DRAIN = new Kind({ ...this.#drainer, outside: true });
  /** Of a stream whose other end is in this process. */
  static readonly #DRAIN_INSIDE = new Kind(this.#drainer);

  /** Closes the writing side, and waits until that is done. */
  static readonly #closer: Waiting<WriteHalf, void> = {
    lasting: true,
    describe: (half) => `${half.#name}.shutdown`,
    tryNow(half, waiter) {
      half.#shutdown(waiter);
      return half.#end === 'ended' || half.#failure !== undefined;
    },
    queue: (half) => (half.#ending ??= new WaitQueue()),
    result(half, waiter) {
      half.#check(waiter);
    },
  };
  static readonly #SHUTDOWN = new Kind({ ...this.#closer, outside: true });
  static readonly #SHUTDOWN_INSIDE = new Kind(this.#closer);

  readonly #name: string;
  readonly #ErrorClass: StreamErrorClass;
  readonly #maxQueued: number;
  #handle: StreamHandle | undefined = undefined;
  /** Written before the stream was connected. */
  #held: (string | Uint8Array)[] | undefined = undefined;
  #heldBytes = 0;
  /** Writes under way: as long as there are none, nothing is queued, and the handle need not be asked. */
  #underWay = 0;
  /** Why nothing can be written: closed, broken. */
  #failure: Failure | undefined = undefined;
  /** The writing side: open, about to be closed when all is sent, or closed, and the peer knows. */
  #end: 'open' | 'ending' | 'ended' = 'open';
  // Most streams need neither.
  #draining: WaitQueue<Waiter<WriteHalf, void, Drain>> | undefined = undefined;
  #ending: WaitQueue<Waiter<WriteHalf, void>> | undefined = undefined;

  constructor(name: string, ErrorClass: StreamErrorClass, maxQueued: number) {
    this.#name = name;
    this.#ErrorClass = ErrorClass;
    this.#maxQueued = maxQueued;
  }

  /** Bytes written that the system has not taken yet. */
  get queued(): number {
    return this.#underWay === 0 ? this.#heldBytes : (this.#handle?.queued ?? 0);
  }

  /** Bytes that may be queued besides. */
  get room(): number {
    return this.#maxQueued - this.queued;
  }

  /** Would whoever waits for at most `most` bytes in the queue go on at once? */
  isDrained(most: number): boolean {
    return this.#failure !== undefined || this.queued <= most;
  }

  attach(handle: StreamHandle): void {
    this.#handle = handle;
    const held = this.#held;
    this.#held = undefined;
    this.#heldBytes = 0;
    if (held === undefined) return;
    // If one fails, whoever wrote it is gone: the next write(), flush() or drain() throws.
    for (const data of held) if (this.#failure === undefined) this.#send(handle, data);
    this.#wakeDrained();
  }

  fail(failure: Failure): void {
    this.#handle = undefined;
    this.#failure = failure;
    this.#held = undefined;
    this.#heldBytes = this.#underWay = 0;
    this.#wakeDrained();
    this.#ending?.wakeAll();
  }

  /** Throw the error that write() would throw now, whatever is written. */
  checkOpen(): void {
    if (this.#failure !== undefined) throw this.#error(this.#failure);
    if (this.#end !== 'open') throw this.#error({ code: 'EPIPE', message: `${this.#name} was shut down` });
  }

  /** True if it all reached the system. */
  write(data: string | Uint8Array): boolean {
    this.checkOpen();
    if (data.length === 0) return this.queued === 0;
    this.#checkRoom(data);
    if (this.#handle === undefined) {
      // The caller may use the bytes again before the stream is connected.
      (this.#held ??= []).push(typeof data === 'string' ? data : Buffer.from(data));
      this.#heldBytes += byteLength(data);
      return false;
    }
    const failure = this.#send(this.#handle, data);
    if (failure !== undefined) throw this.#error(failure);
    return this.#underWay === 0;
  }

  /** Until at most `most` bytes are queued. Parks. */
  drained(drain: Drain): Op<void> {
    const kind = this.#isInside ? WriteHalf.#DRAIN_INSIDE : WriteHalf.#DRAIN;
    return new Waiter(kind, this, undefined, drain);
  }

  /** Close the writing side once all is sent, and wait for that. Nothing can be written from now on. Parks. */
  shutdown(): Op<void> {
    const kind = this.#isInside ? WriteHalf.#SHUTDOWN_INSIDE : WriteHalf.#SHUTDOWN;
    return new Waiter(kind, this, undefined, undefined);
  }

  get #isInside(): boolean {
    return this.#handle?.inside === true;
  }

  #shutdown(waiter: Waiter<WriteHalf, void>): void {
    if (this.#failure !== undefined || this.#end !== 'open') return;
    if (this.#handle === undefined) throw this.#error('ENOTCONN', waiter);
    this.#end = 'ending';
    if (this.#underWay === 0) this.#endNow(this.#handle);
  }

  /** All is sent. Not before: a handle that has begun to end cannot be reset any more. */
  #endNow(handle: StreamHandle): void {
    const errno = handle.shutdown((result) => this.#onEnded(result));
    if (errno < 0) this.#onEnded(errno);
  }

  #onEnded(errno: number): void {
    if (this.#handle === undefined) return;
    if (errno < 0) this.#failure ??= failureOf(this.#handle, errno, 'shutdown');
    else this.#end = 'ended';
    this.#ending?.wakeAll();
  }

  /** Returns the reason if the handle refused it. */
  #send(handle: StreamHandle, data: string | Uint8Array): Failure | undefined {
    const own = typeof data === 'string' || handle.copiesLent === true ? data : kept(data);
    const result = handle.write(own, this.#onSent);
    if (result < 0) return (this.#failure = failureOf(handle, result, 'write'));
    this.#underWay += result;
    return undefined;
  }

  readonly #onSent = (errno: number): void => {
    if (this.#handle === undefined) return;
    this.#underWay--;
    if (errno < 0) this.#failure ??= failureOf(this.#handle, errno, 'write');
    this.#wakeDrained();
    if (this.#end !== 'ending') return;
    if (this.#failure !== undefined) this.#ending?.wakeAll();
    else if (this.#underWay === 0) this.#endNow(this.#handle);
  };

  #wakeDrained(): void {
    const draining = this.#draining;
    if (draining === undefined || draining.size === 0) return;
    const { queued } = this;
    for (const waiter of [...draining]) {
      if (this.#failure !== undefined || queued <= waiter.arg.most) waiter._wake();
    }
  }

  /** ENOBUFS if it does not fit: then no part of it is taken. */
  #checkRoom(data: string | Uint8Array): void {
    const { queued } = this;
    // A character of a string is three bytes at most: counting them is seldom needed.
    if (queued + 3 * data.length <= this.#maxQueued) return;
    if (queued + byteLength(data) <= this.#maxQueued) return;
    throw this.#error({
      code: 'ENOBUFS',
      message: `${this.#name}.write: ${queued} bytes are queued, and maxWriteBuffer is ${this.#maxQueued}: wait with drain() or flush()`,
    });
  }

  /** Throw the reason why nothing can be written, if there is one. */
  #check(waiter: Leaf<void>): void {
    if (this.#failure !== undefined) throw this.#error(this.#failure, waiter);
  }

  /** Given an operation, its stack begins where that is run. */
  #error(failure: Failure, op?: Leaf<void>): StreamError {
    const error = withOrigin(errorOf(this.#ErrorClass, this.#name, failure), this);
    return op === undefined ? error : trimmed(error);
  }
}

function byteLength(data: string | Uint8Array): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
}

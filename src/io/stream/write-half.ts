/**
 * The writing half of a stream. What is written goes to the handle at once, which sends what the system takes and queues
 * the rest; before the stream is connected it is kept here. Who wants to wait for less to be queued parks.
 */
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { type StreamError, type StreamErrorClass, systemError } from '../errors.js';
import type { StreamHandle } from '../../handles/handle.js';

export class WriteHalf {
  readonly name: string;
  readonly #ErrorClass: StreamErrorClass;
  readonly #maxQueued: number;
  readonly #waiting = new WaitQueue<Drained>();
  #handle: StreamHandle | undefined = undefined;
  /** Written before the stream was connected. */
  #held: (string | Uint8Array)[] = [];
  #heldBytes = 0;
  /** Writes under way: as long as there are none, nothing is queued, and the handle need not be asked. */
  #underWay = 0;
  /** Why writing is over: closed, broken. */
  #error: StreamError | undefined = undefined;
  /** Is the writing side open, about to be closed when all is sent, or closed? */
  #end: 'open' | 'ending' | 'ended' = 'open';
  readonly #ending = new WaitQueue<Ended>();

  constructor(name: string, ErrorClass: StreamErrorClass, maxQueued: number) {
    this.name = name;
    this.#ErrorClass = ErrorClass;
    this.#maxQueued = maxQueued;
  }

  get error(): StreamError | undefined {
    return this.#error;
  }

  /** Bytes written that the system has not taken yet. */
  get queued(): number {
    return this.#underWay === 0 ? this.#heldBytes : (this.#handle?.queued ?? 0);
  }

  /** Those who wait for less to be queued. */
  get waiting(): WaitQueue<Drained> {
    return this.#waiting;
  }

  /** The writing side is closed, and the peer knows. */
  get ended(): boolean {
    return this.#end === 'ended';
  }

  /** Those who wait until it is. */
  get ending(): WaitQueue<Ended> {
    return this.#ending;
  }

  attach(handle: StreamHandle): void {
    this.#handle = handle;
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    try {
      for (const data of held) this.#send(handle, data);
    } catch (error) {
      // Whoever wrote it is gone; the next write(), flush() or drain() throws it.
      this.#error = error as StreamError;
    }
    this.#wakeDrained();
  }

  fail(error: StreamError): void {
    this.#handle = undefined;
    this.#error = error;
    this.#held = [];
    this.#heldBytes = this.#underWay = 0;
    this.#wakeDrained();
    this.#ending.wakeAll();
  }

  /** True if it all reached the system. */
  write(data: string | Uint8Array): boolean {
    if (this.#error !== undefined) throw this.#error;
    if (this.#end !== 'open') throw new this.#ErrorClass(`${this.name} was shut down`, { code: 'EPIPE' });
    if (data.length === 0) return this.queued === 0;
    this.#checkRoom(data);
    if (this.#handle !== undefined) return this.#send(this.#handle, data);
    this.#held.push(typeof data === 'string' ? data : Buffer.from(data)); // who connects late may use the bytes again
    this.#heldBytes += byteLength(data);
    return false;
  }

  /** Until at most so many bytes are queued. Parks. */
  drained(drain: Drain): Op<void> {
    return new Waiter(DRAINED, this, undefined, drain);
  }

  /** Close the writing side once all is sent, and wait for that. Parks. */
  shutdown(): Op<void> {
    return new Waiter(ENDED, this, undefined, undefined);
  }

  /** Close the writing side once all is sent; nothing can be written from now on. */
  end(): void {
    if (this.#error !== undefined || this.#end !== 'open') return;
    if (this.#handle === undefined) {
      throw new this.#ErrorClass(`${this.name} is not connected`, { code: 'ENOTCONN' });
    }
    this.#end = 'ending';
    const errno = this.#handle.shutdown(this.#ended);
    if (errno < 0) this.#ended(errno);
  }

  readonly #ended = (errno: number): void => {
    if (this.#handle === undefined) return;
    if (errno < 0) this.#error ??= systemError(this.#ErrorClass, errno, 'shutdown');
    else this.#end = 'ended';
    this.#ending.wakeAll();
  };

  #send(handle: StreamHandle, data: string | Uint8Array): boolean {
    const result = handle.write(data, this.#sent);
    if (result < 0) throw (this.#error = systemError(this.#ErrorClass, result, 'write'));
    this.#underWay += result;
    return this.#underWay === 0;
  }

  readonly #sent = (errno: number): void => {
    if (this.#handle === undefined) return;
    this.#underWay--;
    if (errno < 0) this.#error ??= systemError(this.#ErrorClass, errno, 'write');
    this.#wakeDrained();
  };

  #wakeDrained(): void {
    const { queued } = this;
    for (const waiter of [...this.#waiting]) {
      if (this.#error !== undefined || queued <= waiter.arg.most) waiter._wake();
    }
  }

  /** Nothing of what does not fit is taken. */
  #checkRoom(data: string | Uint8Array): void {
    const { queued } = this;
    // A character of a string is three bytes at most: counting them is seldom needed.
    if (queued + 3 * data.length <= this.#maxQueued) return;
    if (queued + byteLength(data) <= this.#maxQueued) return;
    throw new this.#ErrorClass(
      `${this.name}.write: ${queued} bytes are queued, and maxWriteBuffer is ${this.#maxQueued}: wait with drain() or flush()`,
      { code: 'ENOBUFS' },
    );
  }
}

const ending = {
  outside: true,
  result({ error }: WriteHalf): void {
    if (error !== undefined) throw error;
  },
};

/** Waits until little enough is queued. */
type Drained = Waiter<WriteHalf, void, Drain>;

const DRAINED = new Kind<WriteHalf, void, Drain>({
  ...ending,
  describe: ({ name }, { arg }) => `${name}.${arg.method}`,
  tryNow: ({ error, queued }, { arg }) => error !== undefined || queued <= arg.most,
  queue: ({ waiting }) => waiting,
});

/** How much may be queued, and for people the method that was called. */
interface Drain {
  readonly most: number;
  readonly method: string;
}

/** Closes the writing side, and waits until that is done. */
type Ended = Waiter<WriteHalf, void>;

const ENDED = new Kind<WriteHalf, void>({
  ...ending,
  describe: ({ name }) => `${name}.shutdown`,
  tryNow(writeHalf) {
    writeHalf.end();
    return writeHalf.ended || writeHalf.error !== undefined;
  },
  queue: (writeHalf) => writeHalf.ending,
});

function byteLength(data: string | Uint8Array): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
}

/**
 * A stream over one of Node's Duplex streams, of whatever kind: reading, writing, ending. It must have been made with
 * allowHalfOpen, and paused.
 */
import type { Duplex } from 'node:stream';
import { threadLoop } from '../../../loop/thread.js';
import { ECANCELED, ECONNRESET, ENOTCONN, EPIPE } from '../../errno.js';
import { enterHub } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { errnoOf } from './errors.js';

export class NodeStream implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  /** That of the loop that it was made on; when it calls back late, that loop may be gone, and another one there or none. */
  readonly hub = threadLoop()._hub;
  #duplex: Duplex;
  #reading = false;
  /** Why it broke; undefined as long as it is whole, or when close() broke it. */
  #failure: number | undefined = undefined;

  constructor(duplex: Duplex) {
    this.#duplex = this.use(duplex);
  }

  readStart(): number {
    this.#reading = true;
    if (this.#failure === undefined) this.#duplex.resume();
    else process.nextTick(enterHub, this.hub, this.#onFailure, undefined);
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    this.#duplex.pause();
    return 0;
  }

  /** A write counts until all of it has been taken. */
  get queued(): number {
    return this.#duplex.writableLength;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    const duplex = this.#duplex;
    if (!duplex.writable) return EPIPE;
    let underWay = false;
    duplex.write(typeof data === 'string' ? Buffer.from(data) : data, (error) => {
      if (underWay) enterHub(this.hub, done, this.#statusOf(error));
    });
    const { errored } = duplex;
    if (errored) return errnoOf(errored);
    underWay = duplex.writableLength > 0;
    return underWay ? 1 : 0;
  }

  shutdown(done: (errno: number) => void): number {
    if (!this.#duplex.writable) return ENOTCONN;
    this.#duplex.end((error?: Error | null) => {
      enterHub(this.hub, done, this.#statusOf(error));
    });
    return 0;
  }

  close(): void {
    this.owner = undefined;
    this.#duplex.destroy();
  }

  protected use(duplex: Duplex): Duplex {
    this.#duplex = duplex;
    duplex.pause();
    duplex.on('data', (chunk: Buffer) => {
      enterHub(this.hub, this.#onData, chunk);
    });
    duplex.on('end', () => {
      enterHub(this.hub, this.#onEnd, undefined);
    });
    duplex.on('error', (error: NodeJS.ErrnoException) => {
      // A write that failed tells so itself; for who reads, the connection is gone.
      this.#failure ??= error.syscall === 'write' ? ECONNRESET : errnoOf(error);
      enterHub(this.hub, this.#onFailure, undefined);
    });
    return duplex;
  }

  readonly #onData = (chunk: Buffer): void => {
    this.owner?._onData(chunk);
  };

  readonly #onEnd = (): void => {
    this.owner?._onEnd();
  };

  readonly #onFailure = (): void => {
    if (this.#reading && this.#failure !== undefined) this.owner?._onReadError(this.#failure);
  };

  /** Of what was under way. Node tells those that it drops no more than that it dropped them. */
  #statusOf(error: NodeJS.ErrnoException | null | undefined): number {
    if (!error) return 0;
    return error.errno ?? this.#failure ?? ECANCELED;
  }
}

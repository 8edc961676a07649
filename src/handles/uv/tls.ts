/**
 * TLS over raw handles: a TLSSocket does the handshake, over Node's own socket on a raw TCP handle or pipe where it can be, and
 * its raw handle is read and written directly, like any other.
 *
 * Such a handle reports the peer's close_notify and a mere end of the connection alike. But when the connection has ended, the
 * handle beneath has stopped reading by itself; after a close_notify it still reads, and libuv says so to who starts it again. And
 * where we have stopped it, in the midst of what was decrypted together with the close_notify, it has not come to any end.
 */
import { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { EALREADY, EOF } from '../errno.js';
import { entrance } from '../enter-hub.js';
import { type StreamHandle, TRUNCATED } from '../handle.js';
import { Ciphertext } from '../tls/ciphertext.js';
import type { Ground, TLSEngine } from '../tls/engine.js';
import type { RawStream } from './bindings.js';
import { UvPipe } from './pipe.js';
import { UvStream } from './stream.js';
import { UvTCP } from './tcp.js';

/** A member of Node's sockets that is not documented. */
interface Inside {
  readonly _handle: RawStream & {
    /** So says Node's socket of a handle that it has told to read. */
    reading: boolean;
  };
}

class RawGround implements Ground {
  readonly duplex: Socket;
  readonly hub = entrance();
  readonly #raw: RawStream;

  constructor(raw: RawStream) {
    this.#raw = raw;
    const options = { handle: raw, allowHalfOpen: true, manualStart: true };
    this.duplex = new Socket(options);
  }

  hasEnded(reading: boolean): boolean {
    if (!reading || this.#raw.readStart() === EALREADY) return false;
    this.#raw.readStop();
    return true;
  }
}

interface Write {
  readonly data: Uint8Array;
  readonly done: (errno: number) => void;
}

/** Bytes that writes are gathered up to. */
const GATHERED = 64 * 1024;

class UvPlaintext extends UvStream {
  readonly #ground: Ground;
  /** As the owner wants it. */
  #reading = false;
  /** A write is under way. A second one would end the process. */
  #writing = false;
  /** Those that have to wait for it. */
  #waiting: Write[] = [];
  /** The `done` of a shutdown() that has to wait for those. */
  #ending: ((errno: number) => void) | undefined = undefined;

  constructor(socket: TLSSocket, ground: Ground) {
    const { _handle: raw } = socket as unknown as Inside;
    super(raw, ground.hub);
    // The socket would tell it, too, a tick from now, and take the answer for an error.
    raw.reading = true;
    this.#ground = ground;
  }

  override readStart(): number {
    this.#reading = true;
    return super.readStart();
  }

  override readStop(): number {
    this.#reading = false;
    return super.readStop();
  }

  override write(data: Uint8Array, done: (errno: number) => void): number {
    if (!this.#writing) return this.#send(data, done);
    this.#waiting.push({ data, done });
    return 1;
  }

  /** Behind the last write: the close_notify would not go out beside it. */
  override shutdown(done: (errno: number) => void): number {
    if (!this.#writing) return super.shutdown(done);
    this.#ending = done;
    return 0;
  }

  protected override endReason(): number {
    return this.#ground.hasEnded(this.#reading) ? TRUNCATED : EOF;
  }

  #send(data: Uint8Array, done: (errno: number) => void): number {
    const result = super.write(data, (errno) => {
      this.#writing = false;
      done(errno);
      if (errno < 0) this.#fail(errno);
      else this.#goOn();
    });
    this.#writing = result === 1;
    return result;
  }

  /** What has waited: small ones together. */
  #goOn(): void {
    if (this.#waiting.length === 0) {
      this.#endNow();
      return;
    }
    let size = 0;
    const past = this.#waiting.findIndex(({ data }) => (size += data.length) > GATHERED);
    const next = this.#waiting.splice(0, past < 0 ? this.#waiting.length : Math.max(past, 1));
    const done = (errno: number): void => {
      for (const write of next) write.done(errno);
    };
    const [first] = next as [Write];
    const all = next.length === 1 ? first.data : Buffer.concat(next.map(({ data }) => data));
    const result = this.#send(all, done);
    if (result === 1) return;
    done(result);
    if (result < 0) this.#fail(result);
    else this.#goOn();
  }

  #endNow(): void {
    const done = this.#ending;
    this.#ending = undefined;
    if (done === undefined) return;
    const errno = super.shutdown(done);
    if (errno < 0) done(errno);
  }

  #fail(errno: number): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { done } of waiting) done(errno);
    this.#ending?.(errno);
    this.#ending = undefined;
  }
}

function isRaw(handle: StreamHandle): handle is UvStream {
  return handle instanceof UvTCP || handle instanceof UvPipe;
}

export const uvTLS: TLSEngine = {
  ground: (handle, ahead, owner) =>
    isRaw(handle) && ahead.length === 0 ? new RawGround(handle.raw) : new Ciphertext(handle, ahead, owner),
  plain: (socket, ground) => new UvPlaintext(socket, ground),
};

/**
 * TLS over raw handles: a TLSSocket does the handshake, over Node's own socket on a raw TCP handle or pipe where it can be, and
 * its raw handle is read and written directly, like any other.
 *
 * Such a handle reports the peer's close_notify and a mere end of the connection alike. But when the connection has ended, the
 * handle beneath has stopped reading; after a close_notify it still reads, and libuv says so to who starts it again.
 */
import { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { EALREADY, EOF } from '../errno.js';
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
  readonly #raw: RawStream;

  constructor(raw: RawStream) {
    this.#raw = raw;
    const options = { handle: raw, allowHalfOpen: true, manualStart: true };
    this.duplex = new Socket(options);
  }

  hasEnded(): boolean {
    if (this.#raw.readStart() === EALREADY) return false;
    this.#raw.readStop();
    return true;
  }
}

class UvPlaintext extends UvStream {
  readonly #ground: Ground;

  constructor(socket: TLSSocket, ground: Ground) {
    const { _handle: raw } = socket as unknown as Inside;
    super(raw);
    // The socket would tell it, too, a tick from now, and take the answer for an error.
    raw.reading = true;
    this.#ground = ground;
  }

  protected override endReason(): number {
    return this.#ground.hasEnded() ? TRUNCATED : EOF;
  }
}

function isRaw(handle: StreamHandle): handle is UvStream {
  return handle instanceof UvTCP || handle instanceof UvPipe;
}

export const uvTLS: TLSEngine = {
  ground: (handle, ahead, failed) =>
    isRaw(handle) && ahead.length === 0
      ? new RawGround(handle.raw)
      : new Ciphertext(handle, ahead, failed),
  plain: (socket, ground) => new UvPlaintext(socket, ground),
};

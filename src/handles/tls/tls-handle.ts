/**
 * TLS as a handle over another handle: what is written to it is encrypted and written to that, what is read from that is
 * decrypted. So a stream over it is a stream like any other, and TLS runs over whatever has a handle, TLS included.
 *
 * The handshake begins at once. What is written before it is over is held back: nothing is sent to a peer that was not verified.
 * The first thing that fails is what every request fails with; what follows from it (a reset, a closed socket) is not told.
 */
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { Timer } from '../../loop/runnable.js';
import { after, cancelTimer } from '../../loop/thread.js';
import { enterHub, entrance } from '../enter-hub.js';
import * as errors from '../errno.js';
import { ECANCELED, ECONNRESET, EOF, EPIPE, ETIMEDOUT } from '../errno.js';
import {
  LAYER_FAILED,
  type LayerFailure,
  type SocketName,
  type StreamHandle,
  type StreamOwner,
  TRUNCATED,
} from '../handle.js';
import { handles } from '../index.js';
import type { Ground, GroundOwner } from './engine.js';
import { type TLSFacts, factsOf } from './facts.js';
import { Farewell } from './farewell.js';
import { HeldBack } from './held-back.js';
import { Rounds } from './rounds.js';
import type { Side } from './sides.js';
import { UnderWay } from './under-way.js';

const NOTHING = Buffer.alloc(0);

/** How a handshake has ended: well, not, or it was given up by close(). */
export type HandshakeEnd = 'secure' | 'closed' | LayerFailure;

/** What is known of the other errors of OpenSSL. */
interface OpenSSLError extends NodeJS.ErrnoException {
  /** Such as 'wrong version number'. */
  readonly reason?: string;
}

export class TLSHandle implements StreamHandle, StreamOwner, GroundOwner, Timer {
  /** Of the handshake's limit. */
  _slot = -1;
  owner: StreamOwner | undefined = undefined;
  readonly beneath: StreamHandle;
  /** Known after the handshake. */
  facts: TLSFacts | undefined = undefined;
  readonly #hub = entrance();
  /** If both ends are in this process. */
  readonly #rounds: Rounds | undefined;
  readonly #side: Side;
  readonly #socket: TLSSocket;
  readonly #plain: StreamHandle;
  /** Secured: the handshake is over, and nobody has been told yet. */
  #state: 'handshake' | 'secured' | 'open' | 'failed' | 'closed' = 'handshake';
  #failure: LayerFailure | undefined = undefined;
  /** Tasklets that wait for the end of the handshake. */
  readonly #waiting = new Set<(end: HandshakeEnd) => void>();
  readonly #held = new HeldBack();
  readonly #writes = new UnderWay();
  /** shutdown() was called. */
  #ending = false;
  /** The owner wants to be told. */
  #reading = false;
  /** Read, while the owner did not want it. */
  readonly #ahead: Buffer[] = [];
  /** How reading has ended; undefined while it goes on. */
  #end: number | undefined = undefined;
  /** The last that the server has sent. */
  #session: Buffer | undefined = undefined;
  #certificate: PeerCertificate | undefined = undefined;

  /** `ahead` was read of the handle already. */
  constructor(beneath: StreamHandle, side: Side, ahead: Buffer = NOTHING) {
    this.beneath = beneath;
    this.#side = side;
    this.#rounds = beneath.inside === true ? new Rounds() : undefined;
    const { tls } = handles();
    const ground: Ground = tls.ground(beneath, ahead, this);
    this.#socket = this.#begin(ground);
    this.#plain = tls.plain(this.#socket, ground);
    this.#plain.owner = this;
    this.#plain.readStart();
    if (side.handshakeTimeout !== Infinity) after(side.handshakeTimeout, this);
    this._stirred();
  }

  get inside(): true | undefined {
    return this.beneath.inside;
  }

  get failure(): LayerFailure | undefined {
    return this.#failure;
  }

  /** To be given to a later connection of a client. */
  get session(): Buffer | undefined {
    const { facts } = this;
    if (this.#session === undefined && facts !== undefined && this.#side.event === 'secureConnect') {
      // With TLS 1.3 that of the handshake is of use only if it was resumed: else a better one comes afterwards.
      if (facts.protocol !== 'TLSv1.3' || facts.resumed) this.#session = this.#socket.getSession();
    }
    return this.#session;
  }

  get peerCertificate(): PeerCertificate | undefined {
    if (this.#certificate === undefined && this.facts !== undefined && this.#state !== 'closed') {
      const found = this.#socket.getPeerCertificate() as PeerCertificate | null;
      if (found !== null && Object.keys(found).length > 0) this.#certificate = found;
    }
    return this.#certificate;
  }

  /** Tell the end of the handshake, later if it is not over. Returns a function that takes that back. */
  whenSecure(tell: (end: HandshakeEnd) => void): () => void {
    if (this.#isShakingHands) this.#waiting.add(tell);
    else tell(this.#handshakeEnd);
    return () => {
      this.#waiting.delete(tell);
    };
  }

  readStart(): number {
    this._stirred();
    this.#reading = true;
    if (this.#state === 'open' && this.#end === undefined) this.#plain.readStart();
    if (this.#ahead.length > 0 || this.#end !== undefined)
      setImmediate(enterHub, this.#hub, this.#deliver, undefined);
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    if (this.#state === 'open' && this.#end === undefined) this.#plain.readStop();
    return 0;
  }

  /** Of the first write, what the system has taken already is left out if known. */
  get queued(): number {
    const { bytes, first } = this.#writes;
    if (first === undefined || this.#isShakingHands) return bytes;
    return bytes - first + Math.min(first, this.#plain.queued + this.beneath.queued);
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    this._stirred();
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    if (this.#state === 'open') return this.#send(bytes, done);
    if (!this.#isShakingHands) return this.#reason(EPIPE);
    this.#writes.add(bytes);
    this.#held.write(bytes, done);
    return 1;
  }

  shutdown(done: (errno: number) => void): number {
    this._stirred();
    this.#ending = true;
    if (this.#state === 'open') return this.#shutdown(done);
    if (!this.#isShakingHands) return this.#reason(EPIPE);
    this.#held.shutdown(done);
    return 0;
  }

  close(): void {
    if (this.#state === 'closed') return;
    const farewell = new Farewell(this.beneath, this.#socket, this.#writes);
    const takesLeave = this.#state === 'open' && !this.#ending && farewell.isPossible;
    this.#leave();
    if (takesLeave && this.#plain.shutdown(this.#destroy) >= 0) farewell.wait(this.#destroy);
    else this.#destroy();
  }

  reset(): void {
    this.beneath.reset?.();
    this.#leave();
    this.#destroy();
  }

  keepAlive(on: boolean): void {
    this.beneath.keepAlive?.(on);
  }

  peername(): SocketName | number {
    return this.beneath.peername?.() ?? errors.ENOTSOCK;
  }

  /** The handshake has taken too long. */
  _due(): void {
    const { handshakeTimeout } = this.#side;
    this.#fail({
      code: 'ETIMEDOUT',
      errno: ETIMEDOUT,
      message: `the TLS handshake took longer than ${handshakeTimeout} seconds (handshakeTimeout)`,
    });
  }

  // As the owner of the encrypted side.

  _failed(errno: number): void {
    this.#beneathFailed(errno);
  }

  _stirred(): void {
    this.#rounds?.begin();
  }

  // As the owner of the decrypted side.

  _onData(chunk: Buffer): void {
    if (this.#reading && this.#state === 'open' && this.#ahead.length === 0) this.owner?._onData(chunk);
    else this.#ahead.push(chunk);
  }

  _onEnd(): void {
    if (this.#state === 'handshake') this.#failEnded();
    else this.#endReading(EOF);
  }

  _onReadError(errno: number): void {
    if (this.#state === 'handshake' && errno === TRUNCATED) this.#failEnded();
    else if (this.#state === 'handshake') this.#beneathFailed(this.#reason(errno));
    else this.#endReading(errno === TRUNCATED ? TRUNCATED : this.#reason(errno));
  }

  #begin({ duplex, hub }: Ground): TLSSocket {
    const socket = this.#side.open(duplex);
    const failed = (error: OpenSSLError): void => {
      enterHub(hub, this.#socketFailed, error);
    };
    if (this.#side.event === 'secureConnect') socket.on('session', (session) => (this.#session = session));
    // What fails after the handshake comes by the other event, if the socket is a server's.
    return socket
      .on('error', failed)
      .on('_tlsError', failed)
      .on('close', () => {
        enterHub(hub, this.#socketClosed, undefined);
      })
      .on(this.#side.event, () => {
        enterHub(hub, this.#secured, undefined);
      });
  }

  /** In the midst of what the TLSSocket does: on Node 20, what ends it here is lost. The rest comes later. */
  readonly #secured = (): void => {
    if (this.#state !== 'handshake') return;
    const failure = this.#side.refuse(this.#socket);
    if (failure !== undefined) {
      this.#fail(failure);
      return;
    }
    this.facts = factsOf(this.#socket, this.#side);
    this.#state = 'secured';
    setImmediate(enterHub, this.#hub, this.#open, undefined);
  };

  readonly #open = (): void => {
    if (this.#state !== 'secured') return;
    this.#state = 'open';
    cancelTimer(this);
    if (!this.#reading) this.#plain.readStop();
    const send = (data: Uint8Array, done: (errno: number) => void): number => {
      this.#writes.shift();
      return this.#send(data, done);
    };
    this.#held.release(send, (done) => this.shutdown(done));
    this.#tellHandshake();
    this.#deliver();
  };

  /** The state may have become 'open' in the midst of a read: what came since is in #ahead. */
  readonly #deliver = (): void => {
    if (this.#isShakingHands) return;
    // The owner may close it while it is told.
    while (this.owner !== undefined && this.#reading && this.#ahead.length > 0)
      this.owner._onData(this.#ahead.shift() as Buffer);
    if (!this.#reading || this.#end === undefined) return;
    if (this.#end === EOF) this.owner?._onEnd();
    else this.owner?._onReadError(this.#end);
  };

  /** As far as the owner knows. */
  get #isShakingHands(): boolean {
    return this.#state === 'handshake' || this.#state === 'secured';
  }

  #send(data: Uint8Array, done: (errno: number) => void): number {
    const result = this.#plain.write(data, (errno) => {
      this.#writes.shift();
      done(this.#reason(errno));
    });
    if (result === 1) this.#writes.add(data);
    return this.#reason(result);
  }

  #shutdown(done: (errno: number) => void): number {
    return this.#reason(this.#plain.shutdown((errno) => done(this.#reason(errno))));
  }

  #endReading(end: number): void {
    this.#end ??= end;
    this.#deliver();
  }

  /** The result of a request. If it failed, then with the first failure there was. */
  #reason(errno: number): number {
    if (errno >= 0) return errno;
    const { errored } = this.#socket as { errored?: OpenSSLError | null };
    if (errored) this.#socketFailed(errored);
    if (this.#failure !== undefined) return LAYER_FAILED;
    return errno === TRUNCATED ? ECANCELED : errno;
  }

  readonly #socketFailed = (error: OpenSSLError): void => {
    const { code = 'ERR_TLS', errno, syscall, reason, message } = error;
    if (typeof errno === 'number') this.#beneathFailed(errno);
    else if (code === 'ECONNRESET' && this.#state === 'handshake') this.#failEnded();
    else {
      const text = `${this.#what}: ${reason ?? message}`;
      this.#fail({ code, message: text, cause: error, ...(syscall !== undefined && { syscall }) });
    }
  };

  readonly #socketClosed = (): void => {
    if (this.#state === 'handshake') this.#failEnded();
    else this.#endReading(TRUNCATED);
  };

  #beneathFailed(errno: number): void {
    if (errno === LAYER_FAILED) this.#fail(this.beneath.failure ?? { code: 'UNKNOWN', message: this.#what });
    else {
      const code = errors.errorcode[errno] ?? 'UNKNOWN';
      this.#fail({ code, errno, message: `${this.#what}: ${errors.strerror(errno)}` });
    }
  }

  #failEnded(): void {
    const message = `${this.#what}: the peer has closed the connection`;
    this.#fail({ code: 'ECONNRESET', errno: ECONNRESET, message });
  }

  get #what(): string {
    return this.#state === 'handshake' ? 'the TLS handshake failed' : 'the TLS connection failed';
  }

  #fail(failure: LayerFailure): void {
    if (this.#failure !== undefined || this.#state === 'closed') return;
    this.#failure = this.#state === 'handshake' ? { syscall: 'handshake', ...failure } : failure;
    this.#state = 'failed';
    this.#end ??= LAYER_FAILED;
    this.#giveUp(LAYER_FAILED);
    this.#deliver();
    this.#destroy();
  }

  #leave(): void {
    this.#state = 'closed';
    this.owner = this.#plain.owner = undefined;
    cancelTimer(this);
    if (!this.#held.isEmpty || this.#waiting.size > 0)
      setImmediate(enterHub, this.#hub, () => this.#giveUp(ECANCELED), undefined);
  }

  readonly #destroy = (): void => {
    this.#socket.destroy();
    this.beneath.close();
  };

  /** What waits for the end of the handshake, waits in vain. */
  #giveUp(errno: number): void {
    cancelTimer(this);
    this.#held.fail(errno);
    this.#tellHandshake();
  }

  #tellHandshake(): void {
    if (this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const tell of waiting) tell(this.#handshakeEnd);
  }

  get #handshakeEnd(): HandshakeEnd {
    if (this.#failure !== undefined) return this.#failure;
    return this.#state === 'closed' ? 'closed' : 'secure';
  }
}

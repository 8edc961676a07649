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
import { Rounds } from './rounds.js';
import type { Side } from './sides.js';

const NOTHING = Buffer.alloc(0);

/** Bytes that are sent after close(), if they were only waiting to be encrypted. */
const LITTLE = 64 * 1024;

/** Turns of Node's loop that one write, or the close_notify, takes at most. */
const FAREWELL_TURNS = 32;

/** What is known when the handshake is over. */
export interface TLSFacts {
  readonly protocol: string | undefined;
  readonly cipher: string | undefined;
  readonly alpnProtocol: string | undefined;
  readonly servername: string | undefined;
  readonly authorized: boolean;
  readonly resumed: boolean;
}

/** How a handshake has ended: well, not, or it was given up by close(). */
export type HandshakeEnd = 'secure' | 'closed' | LayerFailure;

interface Write {
  readonly data: Uint8Array;
  readonly done: (errno: number) => void;
}

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
  /** Written before the handshake was over. */
  #held: Write[] = [];
  /** The `done` of a shutdown() that came before the handshake was over. */
  #heldEnd: ((errno: number) => void) | undefined = undefined;
  /** shutdown() was called. */
  #ending = false;
  /** Sizes of the writes that are under way, in order, and their sum. */
  readonly #sizes: number[] = [];
  #underWay = 0;
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
    this.#rounds = beneath.inside === true ? new Rounds(this.#hub) : undefined;
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
    const [first] = this.#sizes;
    if (first === undefined || this.#isShakingHands) return this.#underWay;
    return this.#underWay - first + Math.min(first, this.#plain.queued + this.beneath.queued);
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    this._stirred();
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    if (this.#state === 'open') return this.#send(bytes, done);
    if (!this.#isShakingHands) return this.#reason(EPIPE);
    this.#count(bytes);
    this.#held.push({ data: bytes, done });
    return 1;
  }

  shutdown(done: (errno: number) => void): number {
    this._stirred();
    this.#ending = true;
    if (this.#state === 'open') return this.#shutdown(done);
    if (!this.#isShakingHands) return this.#reason(EPIPE);
    this.#heldEnd = done;
    return 0;
  }

  /** What is only encrypted later goes out if it is little, and a close_notify behind it, unless the handle beneath is blocked. */
  close(): void {
    if (this.#state === 'closed') return;
    const little = this.#underWay <= LITTLE && !this.#isBlocked;
    const farewell = this.#state === 'open' && !this.#ending && little;
    this.#leave();
    if (farewell && this.#plain.shutdown(this.#destroy) >= 0) this.#waitForFarewell();
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
    // What fails after the handshake comes by the other event, if the socket is a server's.
    return socket
      .on('error', failed)
      .on('_tlsError', failed)
      .on('session', (session) => (this.#session = session))
      .once('close', () => {
        enterHub(hub, this.#socketClosed, undefined);
      })
      .once(this.#side.event, () => {
        enterHub(hub, this.#secured, undefined);
      });
  }

  /** In the midst of what the TLSSocket does: on Node 20, what ends it here is lost. The rest comes later. */
  readonly #secured = (): void => {
    if (this.#state !== 'handshake') return;
    const { alpnProtocol } = this.#socket;
    const failure = this.#side.refuse(this.#socket);
    if (failure !== undefined) {
      this.#fail(failure);
      return;
    }
    this.facts = {
      protocol: this.#socket.getProtocol() ?? undefined,
      cipher: this.#socket.getCipher().name,
      alpnProtocol: typeof alpnProtocol === 'string' ? alpnProtocol : undefined,
      servername: this.#side.serverName(this.#socket),
      authorized: this.#side.isAuthorized(this.#socket),
      resumed: this.#socket.isSessionReused(),
    };
    this.#state = 'secured';
    setImmediate(enterHub, this.#hub, this.#open, undefined);
  };

  readonly #open = (): void => {
    if (this.#state !== 'secured') return;
    this.#state = 'open';
    cancelTimer(this);
    if (!this.#reading) this.#plain.readStop();
    const held = this.#held;
    this.#held = [];
    for (const { data, done } of held) {
      this.#sizes.shift();
      this.#underWay -= data.length;
      const result = this.#send(data, done);
      if (result <= 0) done(result);
    }
    if (this.#heldEnd !== undefined) this.shutdown(this.#heldEnd);
    this.#tellHandshake();
    this.#deliver();
  };

  /** The state may have become 'open' in the midst of a read: what came since is in #ahead. */
  readonly #deliver = (): void => {
    if (this.#isShakingHands) return;
    while (this.#reading && this.#ahead.length > 0) this.owner?._onData(this.#ahead.shift() as Buffer);
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
      this.#underWay -= this.#sizes.shift() ?? 0;
      done(this.#reason(errno));
    });
    if (result === 1) this.#count(data);
    return this.#reason(result);
  }

  #count({ length }: Uint8Array): void {
    this.#sizes.push(length);
    this.#underWay += length;
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
    if (this.#held.length > 0 || this.#heldEnd !== undefined || this.#waiting.size > 0)
      setImmediate(enterHub, this.#hub, () => this.#giveUp(ECANCELED), undefined);
  }

  /** While Node's loop gets on with it, and the system takes it. */
  #waitForFarewell(turns = FAREWELL_TURNS, writes = this.#sizes.length): void {
    if (this.#socket.destroyed) return;
    const { length } = this.#sizes;
    if (this.#isBlocked || turns === 0) this.#destroy();
    else if (length < writes) setImmediate(() => this.#waitForFarewell());
    else setImmediate(() => this.#waitForFarewell(turns - 1, length));
  }

  /** Is what was encrypted under way? What TLS beneath has to do does not count. */
  get #isBlocked(): boolean {
    let lowest = this.beneath;
    while (lowest.beneath !== undefined) lowest = lowest.beneath;
    return lowest.queued > 0;
  }

  readonly #destroy = (): void => {
    this.#socket.destroy();
    this.beneath.close();
  };

  /** What waits for the end of the handshake, waits in vain. */
  #giveUp(errno: number): void {
    cancelTimer(this);
    const held = this.#held;
    this.#held = [];
    for (const { done } of held) done(errno);
    this.#heldEnd?.(errno);
    this.#heldEnd = undefined;
    this.#tellHandshake();
  }

  #tellHandshake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const tell of waiting) tell(this.#handshakeEnd);
  }

  get #handshakeEnd(): HandshakeEnd {
    if (this.#failure !== undefined) return this.#failure;
    return this.#state === 'closed' ? 'closed' : 'secure';
  }
}

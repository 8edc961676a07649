/**
 * Sockets with TLS: as Python's SSLSocket, a socket whose bytes are encrypted on the way. TLS is laid over the stream of the socket
 * that was wrapped, which is closed by that, and the connection is the new one's.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkBoolean, checkOptions, checkText, isInstance, kindOf } from '../../check.js';
import type { PeerCertificate } from '../../handles/tls/sides.js';
import type { Address } from '../../io/address.js';
import type { Bytes } from '../../io/stream/stream.js';
import { availableOf } from '../../io/stream/stream.js';
import { contextOf, type TLSOptions, serverSide as serverSideOf } from '../../io/tls/options.js';
import { TLSStream } from '../../io/tls/tls-stream.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import { Connection, UNBOUNDED } from '../socket/connection.js';
import type { Core } from '../socket/core.js';
import { limited } from '../socket/limited.js';
import { adopt, coreOf, detach, socket } from '../socket/socket.js';

/** How a socket is wrapped: what TLSStream takes, and the side. */
export type SSLOptions = TLSOptions & {
  /** Take the server's side, which needs a key and a certificate (default false). */
  serverSide?: boolean;
  /** Shake hands as soon as it is connected (default true); else doHandshake() does. */
  doHandshakeOnConnect?: boolean;
};

/** Its operations, with the handshake behind them. */
let secured: (ssl: SSLSocket) => Op<SSLSocket>;

/**
 * A socket with TLS, as wrapSocket() returns it. Reading and writing are those of a socket. If the peer's end comes without
 * close_notify, something may have been cut off: an IncompleteReadError.
 *
 * Source: evergreen.lib.ssl.SSLSocket.
 */
export class SSLSocket extends socket {
  static {
    secured = (ssl) => ssl.#secured();
  }

  readonly #options: SSLOptions;

  /** @internal The core is its own. */
  constructor(core: Core, timeout: number | null, options: SSLOptions) {
    super(core.family, core.type);
    adopt(this, core);
    this.settimeout(timeout);
    this.#options = options;
  }

  /** Connect, and shake hands: the certificate is to be for the host, or for `servername`. Parks. Errors as there, and TLSError. */
  override connect(address: Address | string): Op<void> {
    return operation('SSLSocket.connect', this.#connect(super.connect(address)));
  }

  /** The next connection, and the address of its peer, when its handshake is over. Parks. Errors as there, and TLSError. */
  override accept(): Op<readonly [SSLSocket, Address | string]> {
    return operation('SSLSocket.accept', this.#accept(super.accept()));
  }

  /** Until the peer is known and verified. Parks. TLSError. */
  doHandshake(): Op<void> {
    const core = coreOf(this, 'doHandshake');
    const asked = { method: 'doHandshake', timeout: this.gettimeout(), ErrorClass: core.ErrorClass };
    return limited(asked, () => this.#handshake(core.connection('doHandshake'), core.host));
  }

  /** As recv(). */
  read(len = 1024): Op<Buffer> {
    return this.recv(len);
  }

  /** As send(). */
  write(data: Bytes): Op<number> {
    return this.send(data);
  }

  /** Bytes that recv() returns without waiting. */
  pending(): number {
    const { role } = coreOf(this, 'pending');
    return role instanceof Connection ? availableOf(role.stream) : 0;
  }

  /** The peer's certificate as Node tells it, or its bytes; undefined if it has none, or before the handshake. */
  getpeercert(binaryForm?: false): PeerCertificate | undefined;
  getpeercert(binaryForm: true): Buffer | undefined;
  getpeercert(binaryForm = false): PeerCertificate | Buffer | undefined {
    checkBoolean('binaryForm', binaryForm);
    const certificate = this.#tls?.peerCertificate;
    return binaryForm ? certificate?.raw : certificate;
  }

  /** The cipher suite, by OpenSSL's name, and the protocol; undefined before the handshake. */
  cipher(): readonly [suite: string, protocol: string] | undefined {
    const { cipher, protocol } = this.#tls ?? {};
    return cipher === undefined || protocol === undefined ? undefined : [cipher, protocol];
  }

  /** Error: there are no datagrams over TLS. */
  override recvfrom(): never {
    throw notOverTLS('recvfrom');
  }

  /** Error: there are no datagrams over TLS. */
  override recvfromInto(): never {
    throw notOverTLS('recvfromInto');
  }

  /** Error: there are no datagrams over TLS. */
  override sendto(): never {
    throw notOverTLS('sendto');
  }

  get #tls(): TLSStream | undefined {
    const { role } = coreOf(this, 'TLS');
    return role instanceof Connection && role.stream instanceof TLSStream ? role.stream : undefined;
  }

  *#connect(connect: Op<void>): Generator<Park, void, unknown> {
    yield* connect;
    yield* this.#secured();
  }

  *#accept(
    accept: Op<readonly [socket, Address | string]>,
  ): Generator<Park, readonly [SSLSocket, Address | string], unknown> {
    const [plain, address] = yield* accept;
    const accepted = new SSLSocket(detach(plain), this.gettimeout(), { ...this.#options, serverSide: true });
    return [yield* accepted.#secured(), address];
  }

  /** It is connected: shake hands, if it is to. It is closed if that fails. */
  *#secured(): Op<this> {
    const { doHandshakeOnConnect = true } = this.#options;
    try {
      if (doHandshakeOnConnect) yield* this.doHandshake();
      return this;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  *#handshake(connection: Connection, host: string | undefined): Op<void> {
    yield* connection.opened('doHandshake');
    const tls = connection.stream instanceof TLSStream ? connection.stream : this.#lay(connection, host);
    yield* tls.handshake();
  }

  #lay(connection: Connection, host: string | undefined): TLSStream {
    const { serverSide: isServer = false, doHandshakeOnConnect: _, ...options } = this.#options;
    const servername = isServer || host === undefined || isIP(host) !== 0 ? {} : { servername: host };
    const tls = new TLSStream(connection.stream, { ...UNBOUNDED, ...servername, ...options, isServer });
    connection.stream = tls;
    return tls;
  }
}

function notOverTLS(method: string): Error {
  return trimmed(new Error(`${method} is for datagrams: over TLS there are none`));
}

/**
 * Wrap a socket in TLS: a new one, to which its connection belongs; the old one is closed by that. One that is connected shakes
 * hands; one that is not will when it is, and one that listens accepts connections with TLS. Certificates are checked, and are to be
 * for the host that was connected to, unless `rejectUnauthorized` is false. Parks. TypeError for options that cannot be, TLSError for
 * a key or a certificate that is none, and for a handshake that fails: then the socket is closed.
 *
 * Source: evergreen.lib.ssl.wrap_socket.
 *
 * @example
 * import type { Op } from 'evergreen-ts';
 * import { socket, ssl } from 'evergreen-ts/lib';
 *
 * function* secure(host: string): Op<socket.socket> {
 *   return yield* ssl.wrapSocket(yield* socket.createConnection([host, 443]), { servername: host });
 * }
 */
export function wrapSocket(sock: socket, options: SSLOptions = {}): Op<SSLSocket> {
  checkSocket(sock);
  checkOptions('the options of wrapSocket()', options);
  const { serverSide = false, doHandshakeOnConnect = true, ...others } = options;
  checkBoolean('serverSide', serverSide);
  checkBoolean('doHandshakeOnConnect', doHandshakeOnConnect);
  // What OpenSSL or we refuse is refused now.
  if (serverSide) serverSideOf(others);
  // One for all connections; clients with certificates can resume only sessions that have a name.
  const secureContext = contextOf(others, serverSide ? { sessionIdContext: 'evergreen-ts' } : {});
  return operation('ssl.wrapSocket', wrap(sock, { ...options, secureContext }));
}

function checkSocket(sock: unknown): void {
  if (!isInstance(sock, socket))
    throw trimmed(new TypeError(`wrapSocket() takes a socket, not ${kindOf(sock)}`));
}

function* wrap(sock: socket, options: SSLOptions): Generator<Park, SSLSocket, unknown> {
  const timeout = sock.gettimeout();
  const { role } = coreOf(sock, 'wrapSocket');
  const wrapped = new SSLSocket(detach(sock), timeout, options);
  return role instanceof Connection ? yield* secured(wrapped) : wrapped;
}

/**
 * The simple way of old: the client's side, with files of a key and a certificate, which are not needed. The server's certificate is
 * not checked. Parks. Errors as wrapSocket(), and those of reading the files.
 *
 * Source: evergreen.lib.ssl.sslwrap_simple.
 */
export function sslwrapSimple(sock: socket, keyfile?: string, certfile?: string): Op<SSLSocket> {
  checkSocket(sock);
  for (const file of [keyfile, certfile]) if (file !== undefined) checkText('a file', file);
  const options: SSLOptions = { rejectUnauthorized: false };
  if (certfile !== undefined) options.cert = readFileSync(certfile);
  if (keyfile !== undefined) options.key = readFileSync(keyfile);
  return wrapSocket(sock, options);
}

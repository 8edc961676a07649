/**
 * TLS over TCP: client, connection and server, as tcp.ts has them. Over anything else it is a TLSStream.
 */
/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging */
import { classNameOf } from '../../check.js';
import type { StreamHandle, TCPHandle, TCPListener } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { type ServerSide } from '../../handles/tls/sides.js';
import { TLSHandle } from '../../handles/tls/tls-handle.js';
import { errorsNameCaller } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import { type Address, checkedAddress, checkedNumericAddress } from '../address.js';
import { textOf } from '../address-text.js';
import { TLSError, errorOf } from '../errors.js';
import { Connecting } from '../stream/connecting.js';
import { peerOf } from '../stream/connection.js';
import { StreamConnection, StreamServer, bindServer, listenerOf } from '../stream/server.js';
import { BaseStream, type StreamOptions, giveHandle, handleOf } from '../stream/stream.js';
import { HappyEyeballs } from '../tcp/happy-eyeballs.js';
import { type TCPOptions, mixTCPOptions, nameOf } from '../tcp/socket-options.js';
import { TLSDialer } from './dialer.js';
import { handshake } from './handshake.js';
import { type TLSInfo, mixTLSInfo } from './info.js';
import {
  type SessionOptions,
  type TLSOptions,
  type TLSServerOptions,
  clientSide,
  contextOf,
  serverContext,
  serverSide,
} from './options.js';

/**
 * A TLS connection over TCP from this side. close() sends close_notify if it can do so at once.
 *
 * Source: ssl.create_default_context().wrap_socket().
 *
 * @example
 * function* status(host: string): Op<string> {
 *   using client = new TLSClient();
 *   yield* client.connect([host, 443]);
 *   client.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
 *   return (yield* client.readUntil('\r\n')).toString();
 * }
 */
export class TLSClient extends BaseStream {
  static {
    mixTCPOptions(this, TLSError);
    mixTLSInfo(this);
  }

  readonly #connecting = new Connecting<TLSHandle>(this, TLSError);
  readonly #options: TLSOptions;

  /**
   * TypeError or RangeError for options that cannot be, TLSError for a key or a certificate that OpenSSL refuses. To make many
   * clients, give them one `secureContext`: making it costs more than a handshake.
   */
  constructor(options: TLSOptions = {}) {
    super(options, TLSError);
    // The certificates are read here, once; whatever is wrong with them shows at once.
    clientSide(options, '');
    this.#options = { ...options, secureContext: contextOf(options) };
  }

  /**
   * Connect to [host, port] as TCPClient.connect() does, and wait for the handshake. The certificate has to be for `servername` of
   * the options if given, else for the host; a numeric host must be among its addresses, and is not sent as SNI. Parks. TypeError
   * and RangeError for a bad address; TLSError EISCONN, EALREADY, ECLOSED, what the system reports, or why the handshake failed.
   *
   * @param sourceAddress numeric address and port to connect from
   */
  connect(target: Address, sourceAddress?: Address): Op<void> {
    const source = sourceAddress === undefined ? undefined : checkedNumericAddress(sourceAddress);
    const address = checkedAddress(target);
    const [host] = address;
    const dialer = new TLSDialer(new HappyEyeballs(address, source), clientSide(this.#options, host));
    return this.#connecting.connect(textOf(address), dialer);
  }

  override close(): void {
    super.close();
    this.#connecting.giveUp();
  }
}

export interface TLSClient extends TCPOptions, TLSInfo {}

/** What the server of a connection does in handshakes. */
let sideOf: (server: StreamServer) => ServerSide | undefined;

/** A TLS connection over TCP from the server's side. */
export class TLSConnection extends StreamConnection {
  static {
    mixTCPOptions(this, TLSError);
    mixTLSInfo(this);
  }

  constructor(options?: StreamOptions) {
    super(options, TLSError);
  }

  /** The other end; known when the connection is closed, too. TLSError before it is accepted. */
  get peername(): Address {
    const peer = peerOf(this);
    if (peer === undefined) throw errorOf(TLSError, classNameOf(this), this.closed ? 'ECLOSED' : 'ENOTCONN');
    return nameOf(peer, 'getpeername', TLSError);
  }

  /** The server has accepted it. The handshake begins. */
  protected override _setAccepted(server: StreamServer): void {
    const side = sideOf(server);
    if (side === undefined)
      throw new TypeError(`a TLSConnection is for a TLSServer, not for ${String(server)}`);
    const tcp = handleOf(this) as StreamHandle as TCPHandle;
    tcp.setNoDelay(true);
    giveHandle(this, new TLSHandle(tcp, side));
    super._setAccepted(server);
  }
}

export interface TLSConnection extends TCPOptions, TLSInfo {}

/**
 * A TLS server over TCP. handleConnection() begins after the handshake. A handshake that fails or takes too long goes to
 * handleError(), which by default does nothing about it: it is the peer's fault. It holds nobody up, but has a place among
 * maxConnections.
 *
 * @example
 * class Greeter extends TLSServer {
 *   override *handleConnection(connection: TLSConnection): Op<void> {
 *     connection.write(`You asked for ${connection.servername}.\n`);
 *   }
 * }
 */
export abstract class TLSServer<C extends TLSConnection = TLSConnection> extends StreamServer<C, Address> {
  static {
    errorsNameCaller(this, ['sockname']);
    sideOf = (server) => (#side in server ? server.#side : undefined);
  }

  #side: ServerSide;
  /** They go with each new context. */
  readonly #sessions: SessionOptions;

  /**
   * TypeError or RangeError for options that cannot be, TLSError for a key or a certificate that OpenSSL refuses.
   *
   * @param options key and cert (or pfx, or secureContext), and what else TLSServerOptions has
   */
  constructor(options: TLSServerOptions) {
    super(options, TLSError, handshake);
    this.#side = serverSide(options);
    const { ticketKeys, sessionTimeout } = options;
    this.#sessions = { ticketKeys, sessionTimeout };
  }

  /** Where it listens, known as soon as bind() has returned (port 0: the one that was given). TLSError before. */
  get sockname(): Address {
    return nameOf((listenerOf(this) as TCPListener).sockname(), 'getsockname', TLSError);
  }

  /** As TCPServer.bind(): TLSError as the system reports it. Does not park. */
  bind(address: Address): void {
    const checked = checkedNumericAddress(address);
    const listener = (): TCPListener => handles().tcpListener();
    bindServer(this, listener, (one) => one.bind(...checked), textOf(checked), TLSServer.prototype.bind);
  }

  /**
   * New certificates for connections from now on; those that are there keep theirs. Of the options, those count that
   * tls.createSecureContext() takes, or `secureContext`. Errors as of the constructor, and then nothing has changed.
   *
   * Source: tls.Server.setSecureContext of Node.
   */
  setSecureContext(options: TLSOptions): void {
    this.#side = this.#side.withContext(serverContext(options, this.#sessions));
  }

  /** One connection, not open yet; override it for a class of your own. */
  protected _newConnection(): C {
    return new TLSConnection(this.options) as C;
  }
}

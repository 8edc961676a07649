/**
 * TCP: client, connection and server. What clients and connections have in common is mixed into both (socket-options.ts), and
 * declared by an interface beside each.
 */
/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type */
import { classNameOf } from '../../check.js';
import type { TCPHandle, TCPListener } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { errorsNameCaller } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import { type Address, checkedAddress, checkedNumericAddress } from '../address.js';
import { textOf } from '../address-text.js';
import { TCPError, errorOf } from '../errors.js';
import { Connecting } from '../stream/connecting.js';
import type { ServerOptions } from '../stream/server-options.js';
import { peerOf } from '../stream/connection.js';
import { StreamConnection, StreamServer, bindServer, listenerOf } from '../stream/server.js';
import { BaseStream, type StreamOptions, handleOf } from '../stream/stream.js';
import { HappyEyeballs } from './happy-eyeballs.js';
import { type TCPOptions, mixTCPOptions, nameOf } from './socket-options.js';

/**
 * A TCP connection from this side.
 *
 * Source: evergreen.io.tcp.TCPClient.
 *
 * @example
 * function* ask(question: string): Op<string> {
 *   using client = new TCPClient();
 *   yield* client.connect(['127.0.0.1', 1234]);
 *   client.write(question + '\n');
 *   return (yield* client.readUntil('\n')).toString();
 * }
 */
export class TCPClient extends BaseStream {
  static {
    mixTCPOptions(this);
  }

  readonly #connecting = new Connecting(this, TCPError);

  constructor(options?: StreamOptions) {
    super(options, TCPError);
  }

  /**
   * Connect to [host, port]. Names are resolved; each address is tried in turn, and only if all fail is the last error
   * thrown. Parks. TypeError and RangeError for a bad address; TCPError EISCONN, EALREADY, ECLOSED, or what the system
   * reports.
   *
   * Source: evergreen.io.TCPClient.connect.
   *
   * @param sourceAddress numeric address and port to connect from
   */
  connect(target: Address, sourceAddress?: Address): Op<void> {
    const source = sourceAddress === undefined ? undefined : checkedNumericAddress(sourceAddress);
    const address = checkedAddress(target);
    return this.#connecting.connect(textOf(address), new HappyEyeballs(address, source));
  }

  override close(): void {
    super.close();
    this.#connecting.giveUp();
  }
}

export interface TCPClient extends TCPOptions {}

/**
 * A TCP connection from the server's side.
 *
 * Source: evergreen.io.tcp.TCPConnection.
 */
export class TCPConnection extends StreamConnection {
  static {
    mixTCPOptions(this);
  }

  constructor(options?: StreamOptions) {
    super(options, TCPError);
  }

  /** The other end; known when the connection is closed, too. TCPError before it is accepted. */
  get peername(): Address {
    const peer = peerOf(this);
    if (peer === undefined) throw errorOf(TCPError, classNameOf(this), this.closed ? 'ECLOSED' : 'ENOTCONN');
    return nameOf(peer, 'getpeername');
  }

  /** The server has accepted it. */
  protected override _setAccepted(server: StreamServer): void {
    (handleOf(this) as TCPHandle).setNoDelay(true);
    super._setAccepted(server);
  }
}

export interface TCPConnection extends TCPOptions {}

/**
 * A TCP server.
 *
 * Source: evergreen.io.tcp.TCPServer.
 *
 * @example
 * class EchoServer extends TCPServer {
 *   override *handleConnection(connection: TCPConnection): Op<void> {
 *     for (let line; (line = yield* connection.readUntil('\n')).length > 0; ) connection.write(line);
 *   }
 * }
 * const server = new EchoServer();
 * server.bind(['127.0.0.1', 0]);
 * console.log('listening on', server.sockname);
 */
export abstract class TCPServer<C extends TCPConnection = TCPConnection> extends StreamServer<C, Address> {
  static {
    errorsNameCaller(this, ['sockname']);
  }

  constructor(options?: ServerOptions) {
    super(options, TCPError);
  }

  /** Where it listens, known as soon as bind() has returned (port 0: the one that was given). TCPError before. */
  get sockname(): Address {
    return nameOf((listenerOf(this) as TCPListener).sockname(), 'getsockname');
  }

  /**
   * Take an address: numeric host and port, port 0 for any that is free. An address in use is an error of bind(),
   * listen() or serve(), as the system reports it: TCPError. TypeError and RangeError for a bad address. Does not park.
   *
   * Source: evergreen.io.TCPServer.bind.
   */
  bind(address: Address): void {
    const checked = checkedNumericAddress(address);
    const listener = (): TCPListener => handles().tcpListener();
    bindServer(this, listener, (one) => one.bind(...checked), textOf(checked), TCPServer.prototype.bind);
  }

  /** One connection, not open yet; override it for a class of your own. */
  protected _newConnection(): C {
    return new TCPConnection(this.options) as C;
  }
}

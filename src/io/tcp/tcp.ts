/**
 * TCP: client, connection and server.
 */
import { checkBoolean } from '../../check.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { type Address, checkedAddress, checkedNumericAddress, textOf } from '../address.js';
import { Connector } from './happy-eyeballs.js';
import { TCPError, closedError, systemError } from '../errors.js';
import type { SocketName, StreamHandle, TCPHandle, TCPListener } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { StreamConnection, StreamServer } from '../stream/server.js';
import { BaseStream, type StreamOptions } from '../stream/stream.js';

/** What every TCP stream has besides. TCP_NODELAY is on from the start. */
export interface TCPOptions {
  /** This end. TCPError while there is none. */
  readonly sockname: Address;
  /** The other end. TCPError while there is none. */
  readonly peername: Address;
  /** Send small writes at once (true), or gather them (false, Nagle's algorithm). */
  setNoDelay(enable: boolean): void;
  /** Probes after `delay` seconds of silence. */
  setKeepAlive(enable: boolean, delay?: number): void;
}

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
export class TCPClient extends BaseStream implements TCPOptions {
  #handle: TCPHandle | undefined = undefined;
  /** Set while it connects. */
  #connector: Connector | undefined = undefined;

  constructor(options?: StreamOptions) {
    super(options, TCPError);
  }

  /**
   * Connect to [host, port]. Names are resolved; each address is tried in turn, and only if all fail is the last error
   * thrown. Parks. TypeError and RangeError for a bad address; TCPError EISCONN, EALREADY, ECLOSED, or what the system
   * tells.
   *
   * Source: evergreen.io.TCPClient.connect.
   *
   * @param sourceAddress numeric address and port to connect from
   */
  connect(target: Address, sourceAddress?: Address): Op<void> {
    const source = sourceAddress === undefined ? undefined : checkedNumericAddress(sourceAddress);
    return operation('TCPClient.connect', this.#connect(new Connector(checkedAddress(target), source)));
  }

  get sockname(): Address {
    return nameOf(this.#connected.sockname(), 'getsockname');
  }

  get peername(): Address {
    return nameOf(this.#connected.peername(), 'getpeername');
  }

  setNoDelay(enable: boolean): void {
    setNoDelay(this.#connected, enable);
  }

  setKeepAlive(enable: boolean, delay = 0): void {
    setKeepAlive(this.#connected, enable, delay);
  }

  get #connected(): TCPHandle {
    return connectedHandle(this, this.#handle);
  }

  override close(): void {
    super.close();
    this.#connector?.giveUp(closedError(TCPError, 'TCPClient'));
  }

  *#connect(connector: Connector): Generator<Park, void, unknown> {
    this.#assertFresh();
    this.#connector = connector;
    try {
      this.#handle = yield* connector.run();
    } finally {
      this.#connector = undefined;
    }
    this.#handle.setNoDelay(true);
    this._use(this.#handle);
    this._setConnected();
  }

  #assertFresh(): void {
    if (this.closed) throw closedError(TCPError, 'TCPClient');
    if (this.#handle !== undefined) throw new TCPError('TCPClient is connected already', { code: 'EISCONN' });
    if (this.#connector !== undefined)
      throw new TCPError('TCPClient is connecting already', { code: 'EALREADY' });
  }
}

/**
 * A TCP connection from the server's side.
 *
 * Source: evergreen.io.tcp.TCPConnection.
 */
export class TCPConnection extends StreamConnection implements TCPOptions {
  #handle: TCPHandle | undefined = undefined;

  constructor(options?: StreamOptions) {
    super(options, TCPError);
  }

  get sockname(): Address {
    return nameOf(this.#connected.sockname(), 'getsockname');
  }

  get peername(): Address {
    return nameOf(this.#connected.peername(), 'getpeername');
  }

  setNoDelay(enable: boolean): void {
    setNoDelay(this.#connected, enable);
  }

  setKeepAlive(enable: boolean, delay = 0): void {
    setKeepAlive(this.#connected, enable, delay);
  }

  /** @internal */
  override _accept(server: StreamServer, handle: StreamHandle): void {
    this.#handle = handle as TCPHandle;
    this.#handle.setNoDelay(true);
    super._accept(server, handle);
  }

  get #connected(): TCPHandle {
    return connectedHandle(this, this.#handle);
  }
}

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
  constructor(options?: StreamOptions) {
    super(options, TCPError);
  }

  /** Where it listens, known as soon as bind() has returned (port 0: the one that was given). TCPError before. */
  get sockname(): Address {
    this._assertOpen();
    if (this._listener === undefined) throw new TCPError('the server is not bound', { code: 'EINVAL' });
    return nameOf((this._listener as TCPListener).sockname(), 'getsockname');
  }

  /**
   * Take an address: numeric host and port, port 0 for any that is free. An address in use is an error of bind() or of
   * serve(), as the system tells it: TCPError. TypeError and RangeError for a bad address. Does not park.
   *
   * Source: evergreen.io.TCPServer.bind.
   */
  bind(address: Address): void {
    const checked = checkedNumericAddress(address);
    this._assertOpen();
    if (this._listener !== undefined) throw new TCPError('the server is bound already', { code: 'EINVAL' });
    const listener = handles().tcpListener();
    const errno = listener.bind(...checked);
    if (errno < 0) {
      listener.close();
      throw systemError(TCPError, errno, 'bind', textOf(checked));
    }
    this._bound(listener, textOf(checked));
  }

  /** @internal */
  protected _newConnection(): C {
    return new TCPConnection(this.options) as C;
  }
}

function connectedHandle(stream: BaseStream, handle: TCPHandle | undefined): TCPHandle {
  const name = stream.constructor.name;
  if (stream.closed) throw closedError(TCPError, name);
  if (handle === undefined) throw new TCPError(`${name} is not connected`, { code: 'ENOTCONN' });
  return handle;
}

function nameOf(name: SocketName | number, syscall: string): Address {
  if (typeof name === 'number') throw systemError(TCPError, name, syscall);
  return [name.address, name.port];
}

function setNoDelay(handle: TCPHandle, enable: boolean): void {
  checkBoolean('enable', enable);
  const errno = handle.setNoDelay(enable);
  if (errno < 0) throw systemError(TCPError, errno, 'setsockopt');
}

function setKeepAlive(handle: TCPHandle, enable: boolean, delay: number): void {
  checkBoolean('enable', enable);
  if (typeof delay !== 'number') throw new TypeError('delay must be a number of seconds');
  if (!(delay >= 0 && delay <= 32_767)) {
    throw new RangeError(`delay must be a number of seconds from 0 to 32767, not ${delay}`);
  }
  const errno = handle.setKeepAlive(enable, Math.max(Math.round(delay), enable ? 1 : 0));
  if (errno < 0) throw systemError(TCPError, errno, 'setsockopt');
}

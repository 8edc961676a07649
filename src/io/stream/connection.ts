/**
 * The server's end of a connection, from the moment it is accepted: the server it belongs to, and the peer, which it can name
 * when it is closed, too. It does not know the class of servers (server.ts, where the public StreamConnection is): S stands for
 * it.
 */
import type { SocketName, StreamHandle } from '../../handles/handle.js';
import { report } from '../../loop/thread.js';
import { StreamError, type StreamErrorClass } from '../errors.js';
import { BaseStream, type StreamOptions, giveHandle, handleOf } from './stream.js';
import { trimmed } from '../../trim.js';

/**
 * Connect a connection; it is in `list` as long as it is open. Error unless it is a new one, or what its class throws: then it
 * is closed.
 */
export let accept: <S extends object>(
  connection: AcceptedStream<S>,
  server: S,
  handle: StreamHandle,
  list: Set<AcceptedStream<S>>,
) => void;
/** Close a connection, even if its class throws: that goes to excepthook. */
export let endConnection: (connection: BaseStream) => void;
/**
 * The peer's address, or libuv's number for the reason why it is not known; undefined if the connection was not accepted, or
 * peers have none.
 */
export let peerOf: (connection: AcceptedStream<object>) => SocketName | number | undefined;

/** What a StreamConnection is, whatever its server: S is the class of that. */
export abstract class AcceptedStream<S extends object> extends BaseStream {
  static {
    accept = (connection, server, handle, list) => {
      if (!(#server in connection) || connection.closed || handleOf(connection) !== undefined) {
        throw trimmed(new TypeError('_newConnection() must return a connection that is new'));
      }
      connection.#server = server;
      connection.#list = list;
      connection.#peer = handle.peername?.();
      list.add(connection);
      try {
        giveHandle(connection, handle);
        connection._setAccepted(server);
      } catch (error) {
        endConnection(connection);
        throw error;
      }
    };
    endConnection = (connection) => {
      try {
        connection.close();
      } catch (error) {
        if (#list in connection) connection.#close();
        report(error, connection);
      }
    };
    peerOf = (connection) => connection.#peer;
  }

  readonly #ErrorClass: StreamErrorClass;
  #server: S | undefined = undefined;
  /** Those of the server that are open. */
  #list: Set<AcceptedStream<S>> | undefined = undefined;
  /** Asked for at once: the system does not know it any more when the peer has reset the connection. */
  #peer: SocketName | number | undefined = undefined;

  /** @internal `ErrorClass`: of all its errors. */
  constructor(options: StreamOptions = {}, ErrorClass: StreamErrorClass = StreamError) {
    super(options, ErrorClass);
    this.#ErrorClass = ErrorClass;
  }

  /** The server that accepted it. StreamError before that. */
  get server(): S {
    if (this.#server === undefined) {
      throw new this.#ErrorClass('the connection was not accepted by a server', { code: 'ENOTCONN' });
    }
    return this.#server;
  }

  override close(): void {
    this.#close();
  }

  /** The server has accepted it. */
  protected _setAccepted(_server: S): void {
    this._setConnected();
  }

  #close(): void {
    super.close();
    this.#list?.delete(this);
  }
}

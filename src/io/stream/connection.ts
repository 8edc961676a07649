/**
 * The server's end of a connection. What its class overrides (the constructor, _setAccepted(), close()) may throw: that costs
 * the connection, and nothing else.
 */
import type { StreamHandle } from '../../handles/handle.js';
import { report } from '../../loop/thread.js';
import { type StreamErrorClass, StreamError } from '../errors.js';
import type { StreamServer } from './server.js';
import { BaseStream, type StreamOptions, connectStream, handleOf } from './stream.js';

// What other modules of io do with a connection, and users should not.

/** Connect it; it is in `list` as long as it is open. Error unless it is a new one, or what its class throws. */
export let accept: (
  connection: StreamConnection,
  server: StreamServer,
  handle: StreamHandle,
  list: Set<StreamConnection>,
) => void;
/** Close it, even if its class throws: that goes to excepthook. */
export let endConnection: (connection: StreamConnection) => void;

/** The server's end of a connection. Source: evergreen.io.stream.StreamConnection. */
export abstract class StreamConnection extends BaseStream {
  static {
    accept = (connection, server, handle, list) => {
      if (!(#server in connection) || connection.closed || handleOf(connection) !== undefined) {
        throw new TypeError('_newConnection() must return a connection that is new');
      }
      connection.#server = server;
      connection.#list = list;
      list.add(connection);
      try {
        connectStream(connection, handle, () => connection._setAccepted(server));
      } catch (error) {
        endConnection(connection);
        throw error;
      }
    };
    endConnection = (connection) => {
      try {
        connection.close();
      } catch (error) {
        connection.#close();
        report(error, connection);
      }
    };
  }

  readonly #ErrorClass: StreamErrorClass;
  #server: StreamServer | undefined = undefined;
  /** Those of the server that are open. */
  #list: Set<StreamConnection> | undefined = undefined;

  /** @internal `ErrorClass`: of all its errors. */
  constructor(options: StreamOptions = {}, ErrorClass: StreamErrorClass = StreamError) {
    super(options, ErrorClass);
    this.#ErrorClass = ErrorClass;
  }

  /** The server that accepted it. StreamError before that. */
  get server(): StreamServer {
    if (this.#server === undefined) {
      throw new this.#ErrorClass('the connection was not accepted by a server', { code: 'ENOTCONN' });
    }
    return this.#server;
  }

  override close(): void {
    this.#close();
  }

  /** The server has accepted it. */
  protected _setAccepted(_server: StreamServer): void {
    this._setConnected();
  }

  #close(): void {
    super.close();
    this.#list?.delete(this);
  }
}

/**
 * Stream servers: a listener, and a tasklet for each connection that comes.
 */
import { now, report } from '../../loop/thread.js';
import { checkTarget, classNameOf, kindOf } from '../../check.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../../handles/handle.js';
import { cutFrames } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import type { Tasklet } from '../../tasklet/tasklet.js';
import { type Failure, StreamError, type StreamErrorClass, errorOf, systemError } from '../errors.js';
import { Binding } from './binding.js';
import { ErrorThrottle } from './error-throttle.js';
import { ConnectionHandlers } from './handlers.js';
import { Places } from './places.js';
import { type ServerOptions, checkedServerOptions } from './server-options.js';
import { BaseStream, type StreamOptions, connectStream, handleOf } from './stream.js';
import { trimmed } from '../../trim.js';

/**
 * Connect a connection; it is in `list` as long as it is open. Error unless it is a new one, or what its class throws: then it
 * is closed.
 */
let accept: (
  connection: StreamConnection,
  server: StreamServer,
  handle: StreamHandle,
  list: Set<StreamConnection>,
) => void;
/** Close a connection, even if its class throws: that goes to excepthook. */
let endConnection: (connection: BaseStream) => void;

/** The server's end of a connection. Source: evergreen.io.stream.StreamConnection. */
export abstract class StreamConnection extends BaseStream {
  static {
    accept = (connection, server, handle, list) => {
      if (!(#server in connection) || connection.closed || handleOf(connection) !== undefined) {
        throw trimmed(new TypeError('_newConnection() must return a connection that is new'));
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
        if (#list in connection) connection.#close();
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

/** Most connections the system lets wait until they are accepted; it may allow fewer. */
const BACKLOG = 4096;
/** What fits into the system's integer. */
const LARGEST_BACKLOG = 2 ** 31 - 1;

// What other modules of io do with a server, and users should not.

/** What it listens on. Error of its class if it is closed or not bound. */
export let listenerOf: (server: AnyServer) => ListenHandle<StreamHandle>;
/**
 * Bind a server to `address`, which is for people: `make` its listener, `bind` that. The stack of an error begins where `above`
 * is called.
 */
export let bindServer: <L extends ListenHandle<StreamHandle>>(
  server: AnyServer,
  make: () => L,
  bind: (listener: L) => number,
  address: string,
  above: (address: never) => void,
) => void;

type AnyServer = StreamServer<StreamConnection, never>;

/**
 * A server: accepts connections and runs handleConnection() for each, in a tasklet of its own.
 *
 * Source: evergreen.io.stream.StreamServer.
 */
export abstract class StreamServer<C extends StreamConnection = StreamConnection, A = unknown> {
  static {
    listenerOf = (server) => {
      const reason = server.#closedReason ?? server.#unboundReason;
      if (reason !== undefined) throw server.#error(reason);
      return server.#binding.listener as ListenHandle<StreamHandle>;
    };
    bindServer = (server, make, bind, address, above) => {
      const failure = server.#closedReason ?? server.#binding.bind(server, make, bind, address);
      if (failure !== undefined) throw server.#error(failure, above);
    };
  }

  /** Listens, and waits until the server is closed; given the backlog. */
  static readonly #SERVE = new Kind<StreamServer, void, number>({
    outside: true,
    describe: (server) => `${classNameOf(server)}.serve`,
    tryNow(server, waiter) {
      server.#listen(waiter);
      return false;
    },
    queue: (server) => server.#serving,
    result(server, waiter) {
      if (server.#failure !== undefined) throw server.#error(server.#failure, waiter.next);
    },
    undo(server, waiter) {
      waiter.withdraw();
      server.close();
    },
  });

  /** What was given to the constructor; each of its connections has the same. */
  protected readonly options: Readonly<ServerOptions>;
  readonly #ErrorClass: StreamErrorClass;
  readonly #connections = new Set<StreamConnection>();
  readonly #handlers: ConnectionHandlers;
  readonly #places = new Places(
    () => this.#handlers.size,
    (handle) => this.#accept(handle),
  );
  readonly #serving = new WaitQueue<Waiter<StreamServer, void, number>>();
  readonly #throttle = new ErrorThrottle();
  readonly #binding = new Binding();
  #listening = false;
  /** Stopping: no more connections, but those that are there go on. */
  #state: 'open' | 'stopping' | 'closed' = 'open';
  /** Why serve() has ended, if not by close(). */
  #failure: Failure | undefined = undefined;

  /** @internal `ErrorClass`: of all its errors. */
  constructor(options: ServerOptions = {}, ErrorClass: StreamErrorClass = StreamError) {
    const checked = checkedServerOptions(options);
    this.options = checked;
    this.#ErrorClass = ErrorClass;
    this.#handlers = new ConnectionHandlers(checked.lingerTimeout, endConnection, () => this.#places.admit());
  }

  /** Those that are open and whose handlers run, in the order they were accepted. */
  get connections(): C[] {
    return [...this.#connections].filter((one): one is C => !this.#handlers.isLingering(one));
  }

  /** close() was called, or stop() has ended. */
  get closed(): boolean {
    return this.#state === 'closed';
  }

  /**
   * Serve at most this many at once (default Infinity); more are accepted but wait, unread and unserved, in order, until one
   * ends. It may be changed at any time. RangeError unless a positive integer or Infinity.
   */
  get maxConnections(): number {
    return this.#places.most;
  }

  /** Those that wait are served at once, as far as it allows. */
  set maxConnections(most: number) {
    this.#places.most = most;
  }

  /** Take an address. Error as the system reports it. Does not park. Source: evergreen.io.StreamServer.bind. */
  abstract bind(address: A): void;

  /**
   * Listen and park until closed. If the tasklet that serves is killed, the server is closed.
   *
   * Source: evergreen.io.StreamServer.serve.
   *
   * @param backlog connections the system may keep waiting
   */
  serve(backlog = BACKLOG): Op<void> {
    if (!Number.isInteger(backlog) || backlog <= 0 || backlog > LARGEST_BACKLOG) {
      throw trimmed(
        new RangeError(`backlog must be an integer from 1 to ${LARGEST_BACKLOG}, not ${kindOf(backlog)}`),
      );
    }
    return new Waiter(StreamServer.#SERVE, this, undefined, backlog);
  }

  /** At once: the listener and every connection. Twice is fine. Does not park. Source: evergreen.io.StreamServer.close. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#refuse('closed');
    this.#binding.release(this);
    for (const connection of this.#connections) {
      this.#handlers.cutOff(connection);
      endConnection(connection);
    }
    this.#serving.wakeAll();
  }

  /**
   * A graceful end: refuse new connections at once, those that wait unserved included, and let handlers finish for at most
   * `timeout` seconds (default: for ever); then close what is left and kill its handlers. Parks until that is done. A handler
   * may call it, in its own tasklet: it does not wait for itself. (In another one, for which the handler waits, it would.)
   * RangeError for a negative timeout or NaN.
   *
   * @example
   * function stopOnSignal(server: TCPServer): void {
   *   EventLoop.current().addSignalHandler('SIGTERM', () => spawn(() => server.stop(10)));
   * }
   */
  stop(timeout?: number): Op<void> {
    const begin = (): void => {
      if (this.#state === 'open') this.#refuse('stopping');
    };
    const end = (): void => {
      this.close();
      this.#handlers.kill();
    };
    return this.#handlers.drain(timeout, { method: `${classNameOf(this)}.stop`, begin, end });
  }

  /**
   * Runs in a tasklet of its own. When it returns, what it wrote is flushed and the connection closed; when it throws, it is
   * closed at once and the error goes to excepthook, unless it is the closing of the connection by this side. Decorating it
   * with `@tasklet` is accepted.
   *
   * Source: evergreen.io.StreamServer.handle_connection.
   */
  abstract handleConnection(connection: C): Op<unknown> | Tasklet | void;

  /** For logs: the class. */
  toString(): string {
    return this.constructor.name;
  }

  /** One connection, not open yet; override it for a class of your own. */
  protected abstract _newConnection(): C;

  #listen(waiter: Waiter<StreamServer, void, number>): void {
    const reason =
      this.#closedReason ??
      (this.#binding.listener === undefined
        ? { code: 'EINVAL', message: 'bind() the server first' }
        : undefined) ??
      (this.#listening ? { code: 'EALREADY', message: 'the server is serving already' } : undefined);
    if (reason !== undefined) throw this.#error(reason, waiter.next);
    // Plain JavaScript has no compiler to check the override.
    checkTarget((this as { handleConnection: unknown }).handleConnection);
    const errno = (this.#binding.listener as ListenHandle<StreamHandle>).listen(waiter.arg, this.#owner());
    if (errno < 0) throw this.#error(this.#binding.listenFailure(errno), waiter.next);
    this.#listening = true;
  }

  /** What the listener calls. */
  #owner(): ListenOwner<StreamHandle> {
    return {
      _onConnection: (handle) => {
        if (this.#state === 'open') this.#places.offer(handle);
        else handle.close();
      },
      _onAcceptError: (errno) => {
        this.#places.lookAtAll();
        if (!this.#throttle.shouldReport(errno, now())) return;
        report(systemError(this.#ErrorClass, errno, 'accept'), this);
      },
      _onListenError: (errno) => {
        this.#failure = this.#binding.listenFailure(errno);
        this.close();
      },
    };
  }

  get #closedReason(): Failure | undefined {
    return this.#state === 'open' ? undefined : 'ECLOSED';
  }

  get #unboundReason(): Failure | undefined {
    return this.#binding.listener === undefined
      ? { code: 'EINVAL', message: 'the server is not bound' }
      : undefined;
  }

  /** Its stack begins where `above` is called. */
  #error(failure: Failure, above?: (argument: never) => unknown): StreamError {
    const error = errorOf(this.#ErrorClass, classNameOf(this), failure);
    if (above !== undefined) cutFrames(error, above);
    return error;
  }

  /** What the subclass's methods and the constructor of its connections throw costs this connection only. */
  #accept(handle: StreamHandle): void {
    try {
      this.#serve(this._newConnection(), handle);
    } catch (error) {
      handle.close();
      report(error, this);
    }
  }

  #serve(connection: C, handle: StreamHandle): void {
    // Closed in _newConnection().
    if (this.#state !== 'open') {
      handle.close();
      return;
    }
    accept(connection, this, handle, this.#connections);
    // It, or the whole server, may have been closed in there.
    if (this.#connections.has(connection))
      this.#handlers.run(connection, () => this.handleConnection(connection));
  }

  /** No connection from now on. */
  #refuse(state: 'stopping' | 'closed'): void {
    this.#state = state;
    this.#binding.closeListener();
    this.#places.close();
  }
}

/**
 * Stream servers: accept connections, and run a handler for each in a tasklet of its own. What a server listens on is in
 * listening.ts, what becomes of its connections in reception.ts.
 */
import { checkPlain, checkTarget, classNameOf } from '../../check.js';
import type { ListenHandle, StreamHandle } from '../../handles/handle.js';
import { report } from '../../loop/thread.js';
import { isOperation } from '../../park/body.js';
import type { Called } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import type { Tasklet } from '../../tasklet/tasklet.js';
import { StreamError, type StreamErrorClass } from '../errors.js';
import { AcceptedStream } from './connection.js';
import { BACKLOG, Listening } from './listening.js';
import { saysPeerIsGone } from './normal-end.js';
import { Reception } from './reception.js';
import { type ServerOptions, checkedServerOptions } from './server-options.js';

/** The server's end of a connection. Source: evergreen.io.stream.StreamConnection. */
export abstract class StreamConnection extends AcceptedStream<StreamServer> {}

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
  above: Called,
) => void;

type AnyServer = StreamServer<StreamConnection, never>;

/**
 * A server: accepts connections and runs handleConnection() for each, in a tasklet of its own.
 *
 * Source: evergreen.io.stream.StreamServer.
 */
export abstract class StreamServer<C extends StreamConnection = StreamConnection, A = unknown> {
  static {
    listenerOf = (server) => server.#listening.listener;
    bindServer = (server, make, bind, address, above) => server.#listening.bind(make, bind, address, above);
  }

  /** What was given to the constructor; each of its connections has the same. */
  protected readonly options: Readonly<ServerOptions>;
  readonly #listening: Listening;
  readonly #reception: Reception<StreamServer, C>;

  /** @internal `ErrorClass`: of all its errors; `prepare` runs before each handler, in its tasklet. */
  constructor(
    options: ServerOptions = {},
    ErrorClass: StreamErrorClass = StreamError,
    prepare?: (connection: C) => Op<void>,
  ) {
    const checked = checkedServerOptions(options);
    this.options = checked;
    this.#listening = new Listening(this, ErrorClass);
    this.#reception = new Reception<StreamServer, C>(this, this.#listening, checked.lingerTimeout, {
      check: () => {
        // Plain JavaScript has no compiler to check the overrides.
        checkTarget((this as { handleConnection: unknown }).handleConnection);
        checkPlain('handleError() of a server', this.handleError);
      },
      make: () => this._newConnection(),
      handle: (connection) =>
        prepare === undefined
          ? this.handleConnection(connection)
          : this.#prepared(prepare(connection), connection),
      failed: (connection, error): unknown => this.handleError(connection, error),
    });
  }

  /** Those that are open and whose handlers run, in the order they were accepted. */
  get connections(): C[] {
    return this.#reception.connections;
  }

  /** close() was called, or stop() has ended. */
  get closed(): boolean {
    return this.#listening.isClosed;
  }

  /**
   * Serve at most this many at once (default Infinity); more are accepted but wait, unread and unserved, in order, until one
   * ends. It may be changed at any time. RangeError unless a positive integer or Infinity.
   */
  get maxConnections(): number {
    return this.#reception.places.most;
  }

  /** Those that wait are served at once, as far as it allows. */
  set maxConnections(most: number) {
    this.#reception.places.most = most;
  }

  /** Take an address. Error as the system reports it. Does not park. Source: evergreen.io.StreamServer.bind. */
  abstract bind(address: A): void;

  /**
   * Listen: returns once connections are accepted; handlers run in tasklets from then on. Parks only as long as the system takes
   * for it. Until it is closed it keeps its loop going, and the process, as Node's servers do; but a run() does not wait for it, as
   * handlers belong to the loop. StreamError of the server's class: EALREADY if it listens, EINVAL if it is not bound, ECLOSED, or what the system reports.
   *
   * @param backlog connections the system may keep waiting; RangeError unless a positive integer
   *
   * @example
   * function* open(server: TCPServer): Op<void> {
   *   server.bind(['127.0.0.1', 0]);
   *   yield* server.listen();
   *   console.log('listening on', server.sockname);
   * }
   */
  listen(backlog = BACKLOG): Op<void> {
    return this.#listening.begin({ method: 'listen', backlog, accepting: this.#reception });
  }

  /**
   * Listen, if listen() was not called, and park until closed. If the tasklet that serves is killed, the server is closed, unless
   * listen() was called before: then it only waits, and the server can still be stopped in good order.
   * Errors as of listen(); EALREADY if another tasklet serves.
   *
   * Source: evergreen.io.StreamServer.serve.
   *
   * @param backlog as of listen(), and of no use after that
   */
  serve(backlog = BACKLOG): Op<void> {
    return this.#listening.begin({ method: 'serve', backlog, accepting: this.#reception });
  }

  /** @internal A listener keeps the process alive. */
  _keepAlive(): void {
    // So the loop does not rest: there is nothing to do.
  }

  /** At once: the listener and every connection. Twice is fine. Does not park. Source: evergreen.io.StreamServer.close. */
  close(): void {
    if (this.closed) return;
    this.#listening.end('closed');
    this.#reception.close();
    this.#listening.wakeServing();
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
      if (!this.#listening.isOpen) return;
      this.#listening.end('stopping');
      this.#reception.places.close();
    };
    const end = (): void => {
      this.close();
      this.#reception.handlers.kill();
    };
    return this.#reception.handlers.drain(timeout, { method: `${classNameOf(this)}.stop`, begin, end });
  }

  /**
   * Runs in a tasklet of its own. When it returns, what it wrote is flushed and the connection closed; when it throws, it is
   * closed at once and the error goes to handleError(), unless it is the closing of the connection by this side. Decorating it
   * with `@tasklet` is accepted. The tasklet is named after server and peer: `EchoServer 127.0.0.1:5123`.
   *
   * Source: evergreen.io.StreamServer.handle_connection.
   */
  abstract handleConnection(connection: C): Op<unknown> | Tasklet | void;

  /** For logs: the class. */
  toString(): string {
    return this.constructor.name;
  }

  /**
   * Told of what a handler threw, once, after its connection was closed; not of a kill. Override it, as a plain method: it does
   * not park, and what it throws goes to excepthook.
   *
   * By default nothing is done about a StreamError of this very connection that only says that its peer went away (ECONNRESET,
   * EPIPE, ECONNABORTED, ETIMEDOUT, ENOTCONN of shutdown(), IncompleteReadError), or whose TLS handshake failed: that is normal on a network. Everything else
   * goes to excepthook, whose `source` is the handler's tasklet. `connection` still tells its peername.
   *
   * @example
   * class Sum extends TCPServer {
   *   override *handleConnection(connection: TCPConnection): Op<void> {
   *     connection.write(String(BigInt((yield* connection.readUntil('\n')).toString()) + 1n));
   *   }
   *   protected override handleError(connection: TCPConnection, error: unknown): void {
   *     if (error instanceof SyntaxError) console.warn('no number from', connection.peername);
   *     else super.handleError(connection, error);
   *   }
   * }
   */
  protected handleError(connection: C, error: unknown): void {
    if (!saysPeerIsGone(error, connection)) report(error, this.#reception.sourceOf(connection));
  }

  /** One connection, not open yet; override it for a class of your own. */
  protected abstract _newConnection(): C;

  *#prepared(prepared: Op<void>, connection: C): Op<unknown> {
    yield* prepared;
    const result = this.handleConnection(connection);
    return isOperation(result) ? yield* result : result;
  }
}

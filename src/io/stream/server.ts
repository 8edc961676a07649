/**
 * Stream servers: a listener, and a tasklet for each connection that comes.
 */
import { type ThreadLoop, now, report, threadLoop } from '../../loop/thread.js';
import { checkCount, checkTarget } from '../../check.js';
import type { Op } from '../../park/op.js';
import type { Tasklet } from '../../tasklet/tasklet.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { ConnectionHandlers } from './handlers.js';
import { ErrorThrottle } from './error-throttle.js';
import { StreamError, type StreamErrorClass, closedError, systemError } from '../errors.js';
import type { ListenHandle, StreamHandle } from '../../handles/handle.js';
import { BaseStream, type StreamOptions, checkedOptions } from './stream.js';

/** The server's end of a connection. Source: evergreen.io.stream.StreamConnection. */
export abstract class StreamConnection extends BaseStream {
  #server: StreamServer | undefined = undefined;

  /** The server that accepted it. StreamError before that. */
  get server(): StreamServer {
    if (this.#server === undefined) {
      throw new this._ErrorClass('the connection was not accepted by a server', { code: 'ENOTCONN' });
    }
    return this.#server;
  }

  override close(): void {
    super.close();
    this.#server?._forget(this);
  }

  /** The server has accepted it. */
  protected _setAccepted(server: StreamServer): void {
    this.#server = server;
    this._setConnected();
  }

  /** @internal */
  _accept(server: StreamServer, handle: StreamHandle): void {
    this._use(handle);
    this._setAccepted(server);
  }
}

/** Most connections the system lets wait until they are accepted; it may allow fewer. */
const BACKLOG = 4096;
/** What fits into the system's integer. */
const LARGEST_BACKLOG = 2 ** 31 - 1;

/**
 * A server: accepts connections and runs handleConnection() for each, in a tasklet of its own.
 *
 * Source: evergreen.io.stream.StreamServer.
 */
export abstract class StreamServer<C extends StreamConnection = StreamConnection, A = unknown> {
  /** What was given to the constructor; each of its connections has the same. */
  protected readonly options: Readonly<StreamOptions>;
  /** @internal */
  protected readonly _ErrorClass: StreamErrorClass;
  readonly #connections = new Set<C>();
  /** Accepted beyond maxConnections: nothing is read from them yet. */
  readonly #waiting: StreamHandle[] = [];
  readonly #handlers = new ConnectionHandlers(() => this.#admit());
  /** @internal */
  readonly _serving = new WaitQueue<Serving>();
  readonly #throttle = new ErrorThrottle();
  #listener: ListenHandle<StreamHandle> | undefined = undefined;
  /** What it is bound to, for people. */
  #address = '';
  /** Closes it when it is destroyed; undefined before it is bound. */
  #loop: ThreadLoop | undefined = undefined;
  #maxConnections = Infinity;
  #listening = false;
  /** Stopping: no more connections, but those that are there go on. */
  #state: 'open' | 'stopping' | 'closed' = 'open';
  /** Why serve() has ended, if not by close(). */
  #failure: StreamError | undefined = undefined;

  /** @internal `ErrorClass` is the family's. */
  constructor(options: StreamOptions = {}, ErrorClass: StreamErrorClass = StreamError) {
    this.options = checkedOptions(options);
    this._ErrorClass = ErrorClass;
  }

  /** Those that are open, in the order they were accepted; one whose handler has ended until all is sent. */
  get connections(): C[] {
    return [...this.#connections].filter((connection) => !this.#handlers.isLeaving(connection));
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
    return this.#maxConnections;
  }

  /** Those that wait come in at once, as far as it allows. */
  set maxConnections(most: number) {
    if (most !== Infinity) checkCount('maxConnections', most);
    this.#maxConnections = most;
    this.#admit();
  }

  /** Take an address. Error as the system tells it. Does not park. Source: evergreen.io.StreamServer.bind. */
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
      throw new RangeError(`backlog must be an integer from 1 to ${LARGEST_BACKLOG}, not ${String(backlog)}`);
    }
    return new Waiter(SERVING, this, undefined, backlog);
  }

  /** At once: the listener and every connection. Twice is fine. Does not park. Source: evergreen.io.StreamServer.close. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#refuse('closed');
    this.#loop?.disown(this);
    for (const connection of this.#connections) connection.close();
    this._serving.wakeAll();
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
      this.#handlers.killAll();
    };
    return this.#handlers.dismiss(timeout, { what: `${this.constructor.name}.stop`, begin, end });
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

  /** @internal A connection of the right kind, without a handle yet. */
  protected abstract _newConnection(): C;

  /** @internal The listener is bound. */
  protected _bound(listener: ListenHandle<StreamHandle>, address: string): void {
    this._assertOpen();
    this.#listener = listener;
    this.#address = address;
    this.#loop = threadLoop();
    this.#loop.adopt(this);
  }

  /** @internal */
  protected get _listener(): ListenHandle<StreamHandle> | undefined {
    return this.#listener;
  }

  /** @internal */
  protected _assertOpen(): void {
    if (this.#state !== 'open') throw closedError(this._ErrorClass, this.constructor.name);
  }

  /** @internal */
  _forget(connection: StreamConnection): void {
    this.#connections.delete(connection as C);
  }

  /** @internal */
  get _failure(): StreamError | undefined {
    return this.#failure;
  }

  /** @internal */
  _listen(backlog: number): void {
    this._assertOpen();
    if (this.#listener === undefined)
      throw new this._ErrorClass('bind() the server first', { code: 'EINVAL' });
    if (this.#listening) throw new this._ErrorClass('the server is serving already', { code: 'EALREADY' });
    // In JavaScript nobody else looks at it before a connection comes.
    checkTarget((this as { handleConnection: unknown }).handleConnection);
    const errno = this.#listener.listen(backlog, this);
    if (errno < 0) throw this.#listenError(errno);
    this.#listening = true;
  }

  #listenError(errno: number): StreamError {
    return systemError(this._ErrorClass, errno, 'listen', this.#address);
  }

  /** @internal */
  _onConnection(handle: StreamHandle): void {
    this.#waiting.push(handle);
    this.#admit();
  }

  /** @internal */
  _onAcceptError(errno: number): void {
    if (!this.#throttle.shouldReport(errno, now())) return;
    report(systemError(this._ErrorClass, errno, 'accept'), this);
  }

  /** @internal */
  _onListenError(errno: number): void {
    this.#failure = this.#listenError(errno);
    this.close();
  }

  /** Serve those that wait, as far as there is room. */
  #admit(): void {
    while (this.#handlers.size < this.#maxConnections) {
      const handle = this.#waiting.shift();
      if (handle === undefined) return;
      try {
        this.#serve(this._newConnection(), handle);
      } catch (error) {
        // Of what a class of connections does when it is accepted: that one is lost, the others are not.
        handle.close();
        report(error, this);
      }
    }
  }

  #serve(connection: C, handle: StreamHandle): void {
    this.#connections.add(connection);
    try {
      connection._accept(this, handle);
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      if (connection.closed) this._forget(connection);
    }
    // It, or the whole server, may have been closed in there.
    if (!connection.closed) this.#handlers.attend(connection, () => this.handleConnection(connection));
  }

  /** No connection from now on. */
  #refuse(state: 'stopping' | 'closed'): void {
    this.#state = state;
    this.#listener?.close();
    this.#listener = undefined;
    for (const handle of this.#waiting.splice(0)) handle.close();
  }
}

/** Listens, and waits until the server is closed; given the backlog. */
type Serving = Waiter<StreamServer, void, number>;

const SERVING = new Kind<StreamServer, void, number>({
  outside: true,
  describe: (server) => `${server.constructor.name}.serve`,
  tryNow(server, { arg: backlog }) {
    server._listen(backlog);
    return false;
  },
  queue: (server) => server._serving,
  result(server) {
    if (server._failure !== undefined) throw server._failure;
  },
  undo(server, serving) {
    serving.withdraw();
    server.close();
  },
});

/**
 * Stream servers: a listener, and a tasklet for each connection that comes.
 */
import { type ThreadLoop, now, report, threadLoop } from '../../loop/thread.js';
import { checkCount, checkTarget, classNameOf } from '../../check.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../../handles/handle.js';
import { cutFrames } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import type { Tasklet } from '../../tasklet/tasklet.js';
import { type Failure, StreamError, type StreamErrorClass, errorOf, systemError } from '../errors.js';
import { ErrorThrottle } from './error-throttle.js';
import { type StreamConnection, accept, endConnection } from './connection.js';
import { ConnectionHandlers } from './handlers.js';
import { type ServerOptions, checkedServerOptions } from './server-options.js';
import { WaitingConnections } from './waiting-connections.js';

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
      return server.#listener as ListenHandle<StreamHandle>;
    };
    bindServer = (server, make, bind, address, above) => {
      server.#bind(make, bind, address, above);
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
  /** Accepted beyond maxConnections. */
  readonly #waiting = new WaitingConnections();
  /** Inside #admit(). */
  #admitting = false;
  readonly #handlers: ConnectionHandlers;
  readonly #serving = new WaitQueue<Waiter<StreamServer, void, number>>();
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
  #failure: Failure | undefined = undefined;

  /** @internal `ErrorClass`: of all its errors. */
  constructor(options: ServerOptions = {}, ErrorClass: StreamErrorClass = StreamError) {
    const checked = checkedServerOptions(options);
    this.options = checked;
    this.#ErrorClass = ErrorClass;
    this.#handlers = new ConnectionHandlers(checked.lingerTimeout, () => this.#admit());
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
    return this.#maxConnections;
  }

  /** Those that wait come in at once, as far as it allows. */
  set maxConnections(most: number) {
    if (most !== Infinity) checkCount('maxConnections', most);
    this.#maxConnections = most;
    this.#admit();
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
      throw new RangeError(`backlog must be an integer from 1 to ${LARGEST_BACKLOG}, not ${String(backlog)}`);
    }
    return new Waiter(StreamServer.#SERVE, this, undefined, backlog);
  }

  /** At once: the listener and every connection. Twice is fine. Does not park. Source: evergreen.io.StreamServer.close. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#refuse('closed');
    this.#loop?.disown(this);
    for (const connection of this.#connections) endConnection(connection);
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

  #bind<L extends ListenHandle<StreamHandle>>(
    make: () => L,
    bind: (listener: L) => number,
    address: string,
    above: (address: never) => void,
  ): void {
    const reason = this.#closedReason;
    if (reason !== undefined) throw this.#error(reason, above);
    if (this.#listener !== undefined)
      throw this.#error({ code: 'EINVAL', message: 'the server is bound already' }, above);
    const loop = threadLoop();
    const listener = make();
    const errno = bind(listener);
    if (errno < 0) {
      listener.close();
      throw this.#error({ errno, syscall: 'bind', address }, above);
    }
    this.#listener = listener;
    this.#address = address;
    this.#loop = loop;
    loop.adopt(this);
  }

  #listen(waiter: Waiter<StreamServer, void, number>): void {
    const reason =
      this.#closedReason ??
      (this.#listener === undefined ? { code: 'EINVAL', message: 'bind() the server first' } : undefined) ??
      (this.#listening ? { code: 'EALREADY', message: 'the server is serving already' } : undefined);
    if (reason !== undefined) throw this.#error(reason, waiter.next);
    // Plain JavaScript has no compiler to check the override.
    checkTarget((this as { handleConnection: unknown }).handleConnection);
    const errno = (this.#listener as ListenHandle<StreamHandle>).listen(waiter.arg, this.#owner());
    if (errno < 0) throw this.#error(this.#listenFailure(errno), waiter.next);
    this.#listening = true;
  }

  /** What the listener calls. */
  #owner(): ListenOwner<StreamHandle> {
    return {
      _onConnection: (handle) => {
        if (this.#state !== 'open') handle.close();
        else if (this.#hasRoom && this.#waiting.size === 0) this.#accept(handle);
        else this.#waiting.add(handle);
        this.#admit();
      },
      _onAcceptError: (errno) => {
        this.#waiting.lookAtAll();
        if (!this.#throttle.shouldReport(errno, now())) return;
        report(systemError(this.#ErrorClass, errno, 'accept'), this);
      },
      _onListenError: (errno) => {
        this.#failure = this.#listenFailure(errno);
        this.close();
      },
    };
  }

  #listenFailure(errno: number): Failure {
    return { errno, syscall: 'listen', address: this.#address };
  }

  get #closedReason(): Failure | undefined {
    return this.#state === 'open' ? undefined : 'ECLOSED';
  }

  get #unboundReason(): Failure | undefined {
    return this.#listener === undefined ? { code: 'EINVAL', message: 'the server is not bound' } : undefined;
  }

  /** Its stack begins where `above` is called. */
  #error(failure: Failure, above?: (argument: never) => unknown): StreamError {
    const error = errorOf(this.#ErrorClass, classNameOf(this), failure);
    if (above !== undefined) cutFrames(error, above);
    return error;
  }

  get #hasRoom(): boolean {
    return this.#handlers.size < this.#maxConnections && !this.#admitting;
  }

  /** Serve those that wait, as far as there is room. */
  #admit(): void {
    while (this.#hasRoom && this.#waiting.size > 0) {
      const handle = this.#waiting.take();
      if (handle === undefined) return;
      this.#accept(handle);
    }
  }

  /** What the subclass's methods and the constructor of its connections throw costs this connection only. */
  #accept(handle: StreamHandle): void {
    this.#admitting = true;
    try {
      this.#serve(this._newConnection(), handle);
    } catch (error) {
      handle.close();
      report(error, this);
    } finally {
      this.#admitting = false;
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
    this.#listener?.close();
    this.#listener = undefined;
    this.#waiting.close();
  }
}

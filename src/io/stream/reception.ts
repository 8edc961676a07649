/**
 * Reception: what becomes of the connections that come to a server, from the handle that its listener accepts to the tasklet that
 * serves it. Who is served and who waits is in places.ts, the tasklets are in handlers.ts.
 */
import { classNameOf, isThenable, kindOf } from '../../check.js';
import type { StreamHandle } from '../../handles/handle.js';
import { now, report } from '../../loop/thread.js';
import { isOperation } from '../../park/body.js';
import type { Op } from '../../park/op.js';
import type { Tasklet } from '../../tasklet/tasklet.js';
import { textOf } from '../address-text.js';
import { type AcceptedStream, accept, endConnection, peerOf } from './connection.js';
import { ErrorThrottle } from './error-throttle.js';
import { ConnectionHandlers } from './handlers.js';
import type { Accepting, Listening } from './listening.js';
import { Places } from './places.js';
import { trimmed } from '../../trim.js';

/** What users write, or override, in a class of servers. */
export interface Hooks<C> {
  /** TypeError if it cannot be called. */
  check(): void;
  make(): C;
  handle(connection: C): Op<unknown> | Tasklet | void;
  failed(connection: C, error: unknown): unknown;
}

export class Reception<S extends object, C extends AcceptedStream<S>> implements Accepting {
  readonly #server: S;
  readonly #listening: Listening;
  readonly #hooks: Hooks<C>;
  readonly #connections = new Set<AcceptedStream<S>>();
  readonly handlers: ConnectionHandlers<C>;
  readonly places: Places;
  readonly #throttle = new ErrorThrottle();
  /** Connections so far. */
  #count = 0;
  /** The tasklets of handlers that have failed. */
  readonly #failed = new WeakMap<AcceptedStream<S>, Tasklet>();

  /** `lingerTimeout` is that of ServerOptions. */
  constructor(server: S, listening: Listening, lingerTimeout: number, hooks: Hooks<C>) {
    this.#server = server;
    this.#listening = listening;
    this.#hooks = hooks;
    this.handlers = new ConnectionHandlers<C>(lingerTimeout, {
      close: endConnection,
      failed: (connection, error, handler) => this.#handlerFailed(connection, error, handler),
      ended: () => this.places.admit(),
    });
    this.places = new Places(
      () => this.handlers.size,
      (handle) => this.#accept(handle),
    );
  }

  /** Those that are open and whose handlers run, in the order they were accepted. */
  get connections(): C[] {
    return [...this.#connections].filter((one): one is C => !this.handlers.isLingering(one));
  }

  /** Whose error it is that a connection's handler has failed with. */
  sourceOf(connection: C): object {
    return this.#failed.get(connection) ?? this.#server;
  }

  close(): void {
    this.places.close();
    for (const connection of this.#connections) {
      this.handlers.cutOff(connection);
      endConnection(connection);
    }
  }

  check(): void {
    this.#hooks.check();
  }

  _onConnection(handle: StreamHandle): void {
    if (this.#listening.isOpen) this.places.offer(handle);
    else handle.close();
  }

  _onAcceptError(errno: number): void {
    this.places.lookAtAll();
    if (!this.#throttle.shouldReport(errno, now())) return;
    report(this.#listening.error({ errno, syscall: 'accept' }), this.#server);
  }

  /** What the subclass's methods and the constructor of its connections throw costs this connection only. */
  #accept(handle: StreamHandle): void {
    try {
      this.#serve(this.#hooks.make(), handle);
    } catch (error) {
      handle.close();
      report(error, this.#server);
    }
  }

  #serve(connection: C, handle: StreamHandle): void {
    // Closed in _newConnection().
    if (!this.#listening.isOpen) {
      handle.close();
      return;
    }
    accept(connection, this.#server, handle, this.#connections);
    // It, or the whole server, may have been closed in there.
    if (!this.#connections.has(connection)) return;
    const number = ++this.#count;
    const name = (): string => this.#nameOf(connection, number);
    this.handlers.run(connection, name, () => this.#hooks.handle(connection));
  }

  /** For people: the server and the peer. Peers that have no address are counted. */
  #nameOf(connection: C, number: number): string {
    const peer = peerOf(connection);
    const who =
      typeof peer === 'object' ? textOf([peer.address, peer.port]) : `${this.#listening.address} #${number}`;
    return `${classNameOf(this.#server)} ${who}`;
  }

  #handlerFailed(connection: C, error: unknown, handler: Tasklet): void {
    this.#failed.set(connection, handler);
    try {
      const result = this.#hooks.failed(connection, error);
      if (isOperation(result) || isThenable(result))
        throw trimmed(
          new TypeError(
            `handleError() of a server must not return ${kindOf(result)}, which nobody waits for: spawn() a tasklet in it`,
            { cause: error },
          ),
        );
    } catch (failure) {
      report(failure, handler);
    }
  }
}

/**
 * Listening over a net.Server. It listens from bind() on: Node's public API has no way to take an address without listening.
 * Connections that come before listen() are held until then.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ListenOptions, type Server, type Socket, createServer } from 'node:net';
import { UNKNOWN } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../handle.js';
import { ACCESS_DENIED, errnoOf } from '../node-errno.js';
import { netIsDenied } from './permission.js';
import { HIGH_WATER_MARK } from './socket.js';

/** Most connections that wait, in the system or here: the number that listen() is given comes too late. */
const BACKLOG = 4096;

/** A member of Node's servers that is not documented. */
interface Inside {
  readonly _handle?: { readonly fd?: number } | null;
}

export abstract class NodeListener<H extends StreamHandle> implements ListenHandle<H> {
  protected readonly server: Server;
  readonly #wrap: (socket: Socket) => H;
  readonly #hub = entrance();
  #owner: ListenOwner<H> | undefined = undefined;
  /** Connections that came before listen(). */
  #held: Socket[] = [];
  /** Those that listenTo() has returned: their 'error' event comes later, when another name may have been listened to. */
  readonly #returned = new WeakSet<Error>();

  constructor(wrap: (socket: Socket) => H) {
    this.#wrap = wrap;
    const options = { allowHalfOpen: true, pauseOnConnect: true, highWaterMark: HIGH_WATER_MARK };
    this.server = createServer(options, (socket) => {
      if (this.#owner === undefined) this.#held.push(socket);
      else enterHub(this.#hub, this.#onConnection, socket);
    });
    this.server.maxConnections = BACKLOG;
    this.server.on('error', (error) => {
      if (this.#owner !== undefined && !this.#returned.has(error)) enterHub(this.#hub, this.#onError, error);
    });
  }

  listen(_backlog: number, owner: ListenOwner<H>): number {
    this.#owner = owner;
    const held = this.#held;
    this.#held = [];
    this.server.maxConnections = Infinity;
    this.server.ref();
    for (const socket of held) process.nextTick(enterHub, this.#hub, this.#onConnection, socket);
    return 0;
  }

  get fd(): number {
    return (this.server as Inside)._handle?.fd ?? -1;
  }

  keepAlive(on: boolean): void {
    if (on) this.server.ref();
    else this.server.unref();
  }

  close(): void {
    this.#owner = undefined;
    for (const socket of this.#held) socket.destroy();
    this.server.close();
  }

  /** Returns 0 if it listens, else the error. */
  protected listenTo(options: ListenOptions): number {
    if (netIsDenied()) return ACCESS_DENIED;
    let failure: Error | undefined;
    const failed = (message: unknown): void => {
      const { server, error } = message as { server: Server; error: Error };
      if (server !== this.server) return;
      failure = error;
      this.#returned.add(error);
    };
    subscribe('tracing:net.server.listen:error', failed);
    try {
      this.server.listen({ ...options, backlog: BACKLOG, exclusive: true });
    } finally {
      unsubscribe('tracing:net.server.listen:error', failed);
    }
    // Nothing serves yet.
    this.server.unref();
    if (this.server.listening) return 0;
    return failure === undefined ? UNKNOWN : errnoOf(failure);
  }

  readonly #onConnection = (socket: Socket): void => {
    if (this.#owner === undefined) {
      socket.destroy();
      return;
    }
    // libuv accepts one connection each time it polls, and there may be more.
    this.#hub.holdBack();
    this.#owner._onConnection(this.#wrap(socket));
  };

  readonly #onError = (error: Error): void => {
    this.#owner?._onAcceptError(errnoOf(error));
  };
}

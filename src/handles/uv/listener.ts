/**
 * Listening on a raw handle, of whatever kind. It listens from bind() on, as Node's own servers do: so whoever connects before
 * listen() is not refused, but held until then.
 */
import { enterHub, entrance } from '../enter-hub.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../handle.js';
import type { RawListener } from './bindings.js';

/** Most connections that wait before listen(), in the system or here. */
const BACKLOG = 4096;

export class UvListener<Raw extends RawListener<Raw>, H extends StreamHandle> implements ListenHandle<H> {
  readonly #raw: Raw;
  readonly #wrap: (client: Raw) => H;
  readonly #hub = entrance();
  #owner: ListenOwner<H> | undefined = undefined;
  /** Connections that came before listen(). */
  #held: H[] = [];

  constructor(raw: Raw, wrap: (client: Raw) => H) {
    this.#raw = raw;
    this.#wrap = wrap;
  }

  listen(backlog: number, owner: ListenOwner<H>): number {
    const errno = this.#raw.listen(backlog);
    if (errno < 0) return errno;
    this.#owner = owner;
    this.#raw.ref();
    const held = this.#held;
    this.#held = [];
    for (const handle of held) process.nextTick(enterHub, this.#hub, this.#deliver, handle);
    return 0;
  }

  keepAlive(on: boolean): void {
    if (on) this.#raw.ref();
    else this.#raw.unref();
  }

  get fd(): number {
    return this.#raw.fd;
  }

  close(): void {
    this.#owner = undefined;
    for (const handle of this.#held.splice(0)) handle.close();
    this.#raw.onconnection = undefined;
    this.#raw.close();
  }

  /** It is bound: listen. */
  protected begin(): number {
    this.#raw.onconnection = (status, client) => {
      if (status === 0) enterHub(this.#hub, this.#onConnection, client);
      else enterHub(this.#hub, this.#onError, status);
    };
    const errno = this.#raw.listen(BACKLOG);
    // Nothing serves yet.
    this.#raw.unref();
    return errno;
  }

  readonly #onConnection = (client: Raw): void => {
    const handle = this.#wrap(client);
    if (this.#owner !== undefined) this.#deliver(handle);
    else if (this.#held.length < BACKLOG) this.#held.push(handle);
    else handle.close();
  };

  readonly #onError = (errno: number): void => {
    this.#owner?._onAcceptError(errno);
  };

  readonly #deliver = (handle: H): void => {
    if (this.#owner === undefined) {
      handle.close();
      return;
    }
    // libuv accepts one connection each time it polls, and there may be more.
    this.#hub.holdBack();
    this.#owner._onConnection(handle);
  };
}

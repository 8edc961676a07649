/**
 * Listening on a raw handle, of whatever kind.
 */
import { enterHub, entrance } from '../enter-hub.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../handle.js';
import type { RawListener } from './bindings.js';

export class UvListener<Raw extends RawListener<Raw>, H extends StreamHandle> implements ListenHandle<H> {
  readonly #raw: Raw;
  readonly #wrap: (client: Raw) => H;
  readonly #hub = entrance();

  constructor(raw: Raw, wrap: (client: Raw) => H) {
    this.#raw = raw;
    this.#wrap = wrap;
  }

  listen(backlog: number, owner: ListenOwner<H>): number {
    this.#raw.onconnection = (status, client) => {
      enterHub(
        this.#hub,
        (errno) => {
          if (errno < 0) {
            owner._onAcceptError(errno);
            return;
          }
          // libuv accepts one connection each time it polls, and there may be more.
          this.#hub.holdBack();
          owner._onConnection(this.#wrap(client));
        },
        status,
      );
    };
    return this.#raw.listen(backlog);
  }

  close(): void {
    this.#raw.onconnection = undefined;
    this.#raw.close();
  }
}

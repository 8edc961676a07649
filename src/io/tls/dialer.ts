/**
 * Connecting a TLS client: the connection beneath, then the handshake.
 */
import type { StreamHandle } from '../../handles/handle.js';
import type { Side } from '../../handles/tls/sides.js';
import { TLSHandle } from '../../handles/tls/tls-handle.js';
import type { Dialer, Outcome } from '../stream/connecting.js';

export class TLSDialer implements Dialer<TLSHandle> {
  readonly #beneath: Dialer<StreamHandle>;
  readonly #side: Side;
  /** In its handshake. */
  #tls: TLSHandle | undefined = undefined;

  constructor(beneath: Dialer<StreamHandle>, side: Side) {
    this.#beneath = beneath;
    this.#side = side;
  }

  start(done: (outcome: Outcome<TLSHandle>) => void): void {
    this.#beneath.start((outcome) => {
      if ('handle' in outcome) this.#shakeHands(outcome.handle, done);
      else done(outcome);
    });
  }

  cancel(): void {
    this.#beneath.cancel();
    this.#tls?.close();
    this.#tls = undefined;
  }

  #shakeHands(handle: StreamHandle, done: (outcome: Outcome<TLSHandle>) => void): void {
    const tls = (this.#tls = new TLSHandle(handle, this.#side));
    tls.whenSecure((end) => {
      // It was cancelled.
      if (this.#tls === undefined) return;
      this.#tls = undefined;
      if (end === 'secure') {
        done({ handle: tls });
        return;
      }
      tls.close();
      done({ failure: end === 'closed' ? 'ECLOSED' : end });
    });
  }
}

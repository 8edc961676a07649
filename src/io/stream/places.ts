/**
 * Places: how many connections a server serves at once, and those that wait for one.
 */
import { checkCount } from '../../check.js';
import type { StreamHandle } from '../../handles/handle.js';
import { WaitingConnections } from './waiting-connections.js';

export class Places {
  readonly #waiting = new WaitingConnections();
  readonly #taken: () => number;
  readonly #serve: (handle: StreamHandle) => void;
  #most = Infinity;
  /** Inside #serve(), which may call what users supply, and that may lead back to here. */
  #serving = false;

  /** `taken`: how many places are; `serve` takes one, and must not throw. */
  constructor(taken: () => number, serve: (handle: StreamHandle) => void) {
    this.#taken = taken;
    this.#serve = serve;
  }

  get most(): number {
    return this.#most;
  }

  /** Those that wait come in at once, as far as it allows. RangeError unless a positive integer or Infinity. */
  set most(most: number) {
    if (most !== Infinity) checkCount('maxConnections', most);
    this.#most = most;
    this.admit();
  }

  /** A connection has come. */
  offer(handle: StreamHandle): void {
    if (this.#isFree && this.#waiting.size === 0) this.#give(handle);
    else this.#waiting.add(handle);
    this.admit();
  }

  /** Serve those that wait, as far as there is room. */
  admit(): void {
    while (this.#isFree && this.#waiting.size > 0) {
      const handle = this.#waiting.take();
      if (handle !== undefined) this.#give(handle);
    }
  }

  /** Descriptors are needed: let go of those that wait and whose peers have gone. */
  lookAtAll(): void {
    this.#waiting.lookAtAll();
  }

  /** Those that wait have waited in vain. */
  close(): void {
    this.#waiting.close();
  }

  get #isFree(): boolean {
    return !this.#serving && this.#taken() < this.#most;
  }

  #give(handle: StreamHandle): void {
    this.#serving = true;
    try {
      this.#serve(handle);
    } finally {
      this.#serving = false;
    }
  }
}

/**
 * Node's part of TLS goes on by itself: what was given to it comes out a tick or a few rounds of its event loop later, and the hub
 * cannot see that. Over a socket that does not matter, as whoever waits for one waits for the outside world. Over a stream whose
 * other end is in this process it would look like a deadlock: so from each thing that is given to it on, some rounds count as the
 * outside world.
 */
import { beginOutside, endOutside } from '../../loop/thread.js';
import { type Entrance, enterHub } from '../enter-hub.js';

/** More than anything takes. */
const ROUNDS = 4;

export class Rounds {
  readonly #hub: Entrance;
  #left = 0;

  constructor(hub: Entrance) {
    this.#hub = hub;
  }

  /** Something was given to Node's part. */
  begin(): void {
    if (this.#left === 0) {
      beginOutside();
      setImmediate(this.#next);
    }
    this.#left = ROUNDS;
  }

  readonly #next = (): void => {
    // The loop looks again what is left.
    if (--this.#left === 0) enterHub(this.#hub, endOutside, undefined);
    else setImmediate(this.#next);
  };
}

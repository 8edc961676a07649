/**
 * Node's part of TLS goes on by itself: what was given to it comes out a tick or a few rounds of its event loop later, and the hub
 * cannot see that. Over a socket that does not matter, as whoever waits for one waits for the outside world. Over a stream whose
 * other end is in this process it would look like a deadlock: so from each thing that is given to it on, some rounds count as the
 * outside world. For the loop that the stream was made on: when they are over, the thread may have another one, or none.
 */
import { threadLoop } from '../../loop/thread.js';
import { enterHub } from '../enter-hub.js';

/** More than anything takes. */
const ROUNDS = 4;

export class Rounds {
  readonly #loop = threadLoop();
  #left = 0;

  /** Something was given to Node's part. */
  begin(): void {
    if (this.#left === 0) {
      this.#loop.outside++;
      setImmediate(this.#next);
    }
    this.#left = ROUNDS;
  }

  readonly #next = (): void => {
    // The loop looks again what is left.
    if (--this.#left === 0) enterHub(this.#loop.hub, this.#end, undefined);
    else setImmediate(this.#next);
  };

  readonly #end = (): void => {
    this.#loop.outside--;
  };
}

/**
 * Connections that wait for a place: accepted beyond maxConnections, and nothing is read from them yet. A semaphore before
 * accepting would not do: the listeners of Node cannot be paused.
 *
 * A peer that resets its connection meanwhile must not keep a descriptor here until its turn comes: it could use up all there
 * are. The system tells of a reset only to who reads, and nothing is read. So each is looked at now and then, in turn: two
 * whenever another one comes, as many as LOOKS every INTERVAL, and each when its turn has come. That costs less than a hundredth
 * of a processor, however many wait. (A peer that has only ended its side may still be waiting for an answer.)
 */
import { after, cancelTimer } from '../../loop/thread.js';
import type { Timer } from '../../loop/runnable.js';
import type { StreamHandle } from '../../handles/handle.js';

/** Seconds. */
const INTERVAL = 0.1;
const LOOKS = 256;

const NOTHING = new Uint8Array(0);

export class WaitingConnections implements Timer {
  /** Of the timer, which is set while any wait. */
  _slot = -1;
  /** In the order they came. */
  readonly #handles = new Set<StreamHandle>();
  /** Where the looking round is: it goes on with those that come meanwhile. */
  #round: Iterator<StreamHandle> = this.#handles.values();

  get size(): number {
    return this.#handles.size;
  }

  add(handle: StreamHandle): void {
    this.#handles.add(handle);
    if (this.size === 1) after(INTERVAL, this);
    else this.#look(2);
  }

  /** The first whose peer is there still. */
  take(): StreamHandle | undefined {
    for (const handle of this.#handles) {
      this.#handles.delete(handle);
      if (this.size === 0) cancelTimer(this);
      if (!isReset(handle)) return handle;
      handle.close();
    }
    return undefined;
  }

  /** Descriptors are needed: let go of all whose peers have gone. */
  lookAtAll(): void {
    this.#look(this.size);
  }

  close(): void {
    cancelTimer(this);
    for (const handle of this.#handles) handle.close();
    this.#handles.clear();
  }

  _due(): void {
    this.#look(Math.min(LOOKS, this.size));
    if (this.size > 0) after(INTERVAL, this);
  }

  #look(count: number): void {
    for (let i = 0; i < count; i++) {
      let next = this.#round.next();
      if (next.done === true) {
        this.#round = this.#handles.values();
        next = this.#round.next();
      }
      if (next.done === true) break;
      const handle = next.value;
      if (!isReset(handle)) continue;
      this.#handles.delete(handle);
      handle.close();
    }
    if (this.size === 0) cancelTimer(this);
  }
}

/** Writing nothing sends nothing, and fails if the peer has reset the connection. */
function isReset(handle: StreamHandle): boolean {
  return handle.write(NOTHING, () => undefined) < 0;
}

/**
 * The ready queue: a FIFO of what runs next, as a ring buffer.
 *
 * Every switch of a tasklet goes through it twice, so it allocates nothing: the entries are the tasklets themselves, the
 * ring's length is a power of two (an index wraps with one `&`), and it grows by doubling. `trim` gives the memory of a
 * burst back once the burst is over.
 */
import type { Runnable } from './runnable.js';

const SMALLEST = 64;
const KEEP = 4096;

export class ReadyQueue {
  #ring: (Runnable | undefined)[] = new Array<Runnable | undefined>(SMALLEST).fill(undefined);
  #mask = SMALLEST - 1;
  /** Index of the first entry. */
  #head = 0;
  /** Index behind the last entry; equal to #head only when empty, as a ring that is full grows at once. */
  #tail = 0;

  get size(): number {
    return (this.#tail - this.#head) & this.#mask;
  }

  push(entry: Runnable): void {
    this.#ring[this.#tail] = entry;
    this.#tail = (this.#tail + 1) & this.#mask;
    if (this.#tail === this.#head) this.#grow();
  }

  shift(): Runnable | undefined {
    const head = this.#head;
    const entry = this.#ring[head];
    if (entry === undefined) return undefined;
    this.#ring[head] = undefined;
    this.#head = (head + 1) & this.#mask;
    return entry;
  }

  /** Give back what a burst made it grow to. Only for an empty queue. */
  trim(): void {
    if (this.#mask < KEEP || this.#head !== this.#tail) return;
    this.#use(new Array<Runnable | undefined>(SMALLEST).fill(undefined), 0);
  }

  #grow(): void {
    const size = this.#ring.length;
    const ring = new Array<Runnable | undefined>(size * 2).fill(undefined);
    for (let i = 0; i < size; i++) ring[i] = this.#ring[(this.#head + i) & this.#mask];
    this.#use(ring, size);
  }

  #use(ring: (Runnable | undefined)[], size: number): void {
    this.#ring = ring;
    this.#mask = ring.length - 1;
    this.#head = 0;
    this.#tail = size;
  }
}

/**
 * A ring: a FIFO that allocates nothing in steady use. The hub's ready queue is one, and every switch of a tasklet goes
 * through it; the items of a Queue are in another.
 *
 * Its length is a power of two (an index wraps with one `&`), and it grows by doubling. `trim` frees the memory that a burst
 * needed.
 */
const SMALLEST = 8;
const KEEP = 4096;

export class Ring<T> {
  #slots: (T | undefined)[] = new Array<T | undefined>(SMALLEST).fill(undefined);
  #mask = SMALLEST - 1;
  /** Index of the first entry. */
  #head = 0;
  /** Index behind the last entry; equal to #head only when empty, as a ring that is full grows at once. */
  #tail = 0;

  get size(): number {
    return (this.#tail - this.#head) & this.#mask;
  }

  add(entry: T): void {
    this.#slots[this.#tail] = entry;
    this.#tail = (this.#tail + 1) & this.#mask;
    if (this.#tail === this.#head) this.#grow();
  }

  /** Take out the first; undefined if there is none. */
  take(): T | undefined {
    const head = this.#head;
    if (head === this.#tail) return undefined;
    const entry = this.#slots[head];
    this.#slots[head] = undefined;
    this.#head = (head + 1) & this.#mask;
    return entry;
  }

  clear(): void {
    this.#use(new Array<T | undefined>(SMALLEST).fill(undefined), 0);
  }

  /** Free the memory that a burst needed, if the ring is empty. */
  trim(): void {
    if (this.#mask >= KEEP && this.#head === this.#tail) this.clear();
  }

  #grow(): void {
    const size = this.#slots.length;
    const slots = new Array<T | undefined>(size * 2).fill(undefined);
    for (let i = 0; i < size; i++) slots[i] = this.#slots[(this.#head + i) & this.#mask];
    this.#use(slots, size);
  }

  #use(slots: (T | undefined)[], size: number): void {
    this.#slots = slots;
    this.#mask = slots.length - 1;
    this.#head = 0;
    this.#tail = size;
  }
}

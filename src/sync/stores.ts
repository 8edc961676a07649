/**
 * The items of a queue, in one of three orders: first in first out, last in first out, or lowest first. Pure containers.
 */
import { Ring } from '../loop/ring.js';
import { trimmed } from '../trim.js';

export interface Store<T> {
  readonly size: number;
  add(item: T): void;
  /** Take the next item out. There must be one. */
  take(): T;
  clear(): void;
}

/** First in, first out. */
export class Fifo<T> implements Store<T> {
  readonly #ring = new Ring<T>();

  get size(): number {
    return this.#ring.size;
  }

  add(item: T): void {
    this.#ring.add(item);
  }

  take(): T {
    const item = this.#ring.take() as T;
    this.#ring.trim();
    return item;
  }

  clear(): void {
    this.#ring.clear();
  }
}

/** Last in, first out. */
export class Lifo<T> implements Store<T> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T {
    return this.#items.pop() as T;
  }

  clear(): void {
    this.#items.length = 0;
  }
}

interface Entry<T> {
  readonly item: T;
  /** The number of entries that were added before: breaks ties. */
  readonly order: number;
}

/** Lowest first, ties in the order they were added: a binary heap. */
export class Heap<T> implements Store<T> {
  readonly #compare: (a: T, b: T) => number;
  readonly #entries: Entry<T>[] = [];
  #count = 0;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Errors of the comparison are thrown, before anything has changed. */
  add(item: T): void {
    const entry = { item, order: this.#count };
    // The path up, found before anything is moved.
    const path: number[] = [];
    for (let at = this.#entries.length; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#before(entry, this.#entries[parent] as Entry<T>)) break;
      path.push(parent);
      at = parent;
    }
    this.#count++;
    let at = this.#entries.length;
    for (const parent of path) {
      this.#entries[at] = this.#entries[parent] as Entry<T>;
      at = parent;
    }
    this.#entries[at] = entry;
  }

  /** As add(): finds the path first, then moves entries. */
  take(): T {
    const entries = this.#entries;
    const first = entries[0] as Entry<T>;
    const last = entries[entries.length - 1] as Entry<T>;
    const path = this.#wayDown(last, entries.length - 1);
    entries.pop();
    let at = 0;
    for (const child of path) {
      entries[at] = entries[child] as Entry<T>;
      at = child;
    }
    if (entries.length > 0) entries[at] = last;
    return first.item;
  }

  clear(): void {
    this.#entries.length = 0;
  }

  /** The path down of an entry that is put at the top of the first `size`: the slots of the entries that move up past it. */
  #wayDown(entry: Entry<T>, size: number): number[] {
    const entries = this.#entries;
    const path: number[] = [];
    for (let child = 1; child < size; child = 2 * child + 1) {
      if (child + 1 < size && this.#before(entries[child + 1] as Entry<T>, entries[child] as Entry<T>))
        child++;
      if (!this.#before(entries[child] as Entry<T>, entry)) break;
      path.push(child);
    }
    return path;
  }

  #before(a: Entry<T>, b: Entry<T>): boolean {
    const order = this.#compare(a.item, b.item);
    return order < 0 || (order === 0 && a.order < b.order);
  }
}

/** Numbers and strings ordered as by `<`, arrays element by element as Python's tuples. TypeError for anything else. */
export function naturalOrder(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    const shorter = Math.min(a.length, b.length);
    for (let i = 0; i < shorter; i++) {
      const order = naturalOrder(a[i], b[i]);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b))
    return a - b || 0;
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : Number(a > b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  throw trimmed(
    new TypeError(
      'a PriorityQueue compares numbers with numbers, strings with strings, arrays with arrays: for other items give it a comparison',
    ),
  );
}

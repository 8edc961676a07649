/**
 * Facts that remember who read them. What is emitted of a statement depends on nothing but the facts that were read meanwhile: it is
 * emitted again only if one of these has changed.
 */

/** One emission of something. */
export class Reader {
  /** A fact that it read has changed. */
  stale = false;
}

/** Who reads now; nobody's reading is remembered between two emissions. */
export class Reading {
  reader: Reader | undefined;
}

/** Who read what, by key. */
export class Readers<K> {
  readonly #reading: Reading;
  readonly #byKey = new Map<K, Reader[]>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  read(key: K): void {
    const { reader } = this.#reading;
    if (reader === undefined) return;
    const readers = this.#byKey.get(key);
    if (readers === undefined) this.#byKey.set(key, [reader]);
    else if (readers.at(-1) !== reader) readers.push(reader);
  }

  changed(key: K): void {
    const readers = this.#byKey.get(key);
    if (readers === undefined) return;
    for (const reader of readers) reader.stale = true;
    this.#byKey.delete(key);
  }
}

export class FactSet<T> {
  readonly #readers: Readers<T>;
  readonly #all = new Set<T>();

  constructor(reading: Reading) {
    this.#readers = new Readers(reading);
  }

  has(x: T): boolean {
    this.#readers.read(x);
    return this.#all.has(x);
  }

  /** True if it is new. */
  add(x: T): boolean {
    if (this.#all.has(x)) return false;
    this.#all.add(x);
    this.#readers.changed(x);
    return true;
  }

  /** All of them; nobody is remembered for that. */
  get unread(): ReadonlySet<T> {
    return this.#all;
  }
}

export class FactMap<K, V> {
  readonly #readers: Readers<K>;
  readonly #all = new Map<K, V>();

  constructor(reading: Reading) {
    this.#readers = new Readers(reading);
  }

  get(key: K): V | undefined {
    this.#readers.read(key);
    return this.#all.get(key);
  }

  /** Nobody is remembered for that. */
  unread(key: K): V | undefined {
    return this.#all.get(key);
  }

  /** True if it is another. */
  set(key: K, x: V): boolean {
    if (this.#all.get(key) === x) return false;
    this.#all.set(key, x);
    this.#readers.changed(key);
    return true;
  }
}

/**
 * Keys, their values, and when they go: each key that is to go has a timer of its own on the loop. Setting and cancelling one
 * costs next to nothing, so nothing ever looks through the keys for those that are due.
 */
import { type Handler, type Op, current, sleep } from 'evergreen-ts';
import { Pace } from './pace.js';

/** For the client: the command could not be done. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  /** `text` with a word in capitals before it that says of which kind it is. */
  constructor(text: string, kind = 'ERR') {
    super(`${kind} ${text}`);
  }
}

/** Bytes that a key costs, besides its own and its value's: about that. */
const OVERHEAD = 128;

interface Entry {
  value: string;
  /** Time of the loop. */
  due: number;
  /** What it does then; undefined if it is to stay. */
  timer: Handler | undefined;
}

export class Database {
  #entries = new Map<string, Entry>();
  readonly #maxBytes: number;
  /** That all of it takes. */
  #bytes = 0;
  /** How many are to go: counted as they change, since INFO must not look through all. */
  #expiring = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How many are to go. */
  get expiring(): number {
    return this.#expiring;
  }

  keys(): Iterable<string> {
    return this.#entries.keys();
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string): string | undefined {
    return this.#entries.get(key)?.value;
  }

  /** A value under a key, new or not; one that was to go still is. CommandError if there is no room for it. */
  put(key: string, value: string): void {
    const entry = this.#entries.get(key);
    const more = entry === undefined ? sizeOf(key, value) : value.length - entry.value.length;
    if (more > 0 && this.#bytes + more > this.#maxBytes)
      throw new CommandError('command not allowed when used memory is over the limit', 'OOM');
    this.#bytes += more;
    if (entry === undefined) this.#entries.set(key, { value, due: Infinity, timer: undefined });
    else entry.value = value;
  }

  /** Was it there? */
  delete(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.persist(key);
    this.#bytes -= sizeOf(key, entry.value);
    return this.#entries.delete(key);
  }

  /** Remove it in `seconds` seconds, whatever was said before. Is it there? */
  expire(key: string, seconds: number): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.persist(key);
    const { loop } = current;
    entry.due = loop.time() + seconds;
    this.#expiring++;
    entry.timer = loop.callLater(seconds, () => this.delete(key));
    return true;
  }

  /** It is to stay. Was it to go? */
  persist(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry?.timer === undefined) return false;
    entry.timer.cancel();
    [entry.timer, entry.due] = [undefined, Infinity];
    this.#expiring--;
    return true;
  }

  /** Seconds until it goes; Infinity if it is to stay, undefined if it is not there. */
  timeLeft(key: string): number | undefined {
    const due = this.#entries.get(key)?.due;
    return due === undefined ? undefined : Math.max(due - current.loop.time(), 0);
  }

  /** Remove all keys. At once; then it cancels their timers, and lets others go first now and then. Parks. */
  *flush(): Op<void> {
    const gone = this.#removeAll();
    const pace = new Pace();
    try {
      for (const { timer } of gone) {
        timer?.cancel();
        if (pace.isSpent(10)) yield* sleep();
      }
    } finally {
      // It may have been killed: none must be left, or it would keep the loop going.
      for (const { timer } of gone) timer?.cancel();
    }
  }

  /** Remove all keys, with their timers. Does not park. */
  clear(): void {
    for (const { timer } of this.#removeAll()) timer?.cancel();
  }

  /** Returns what was removed. A map's iterator goes on where a loop over it has stopped. */
  #removeAll(): Iterable<Entry> {
    const entries = this.#entries;
    this.#entries = new Map();
    this.#bytes = this.#expiring = 0;
    return entries.values();
  }
}

function sizeOf(key: string, value: string): number {
  return OVERHEAD + key.length + value.length;
}

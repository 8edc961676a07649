/**
 * Keys, their values, and when they go: each key that is to go has a timer of its own on the loop. Setting and cancelling one
 * costs next to nothing, so nothing ever looks through the keys for those that are due.
 */
import { type Handler, current } from 'evergreen-ts';

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
  readonly #entries = new Map<string, Entry>();
  readonly #maxBytes: number;
  /** That all of it takes. */
  #bytes = 0;

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
    let count = 0;
    for (const { timer } of this.#entries.values()) if (timer !== undefined) count++;
    return count;
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
    entry.timer?.cancel();
    this.#bytes -= sizeOf(key, entry.value);
    return this.#entries.delete(key);
  }

  /** It is to go in so many seconds, whatever was said before. Is it there? */
  expire(key: string, seconds: number): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.persist(key);
    const { loop } = current;
    entry.due = loop.time() + seconds;
    entry.timer = loop.callLater(seconds, () => this.delete(key));
    return true;
  }

  /** It is to stay. Was it to go? */
  persist(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry?.timer === undefined) return false;
    entry.timer.cancel();
    [entry.timer, entry.due] = [undefined, Infinity];
    return true;
  }

  /** Seconds until it goes; Infinity if it is to stay, undefined if it is not there. */
  timeLeft(key: string): number | undefined {
    const due = this.#entries.get(key)?.due;
    return due === undefined ? undefined : Math.max(due - current.loop.time(), 0);
  }

  clear(): void {
    for (const { timer } of this.#entries.values()) timer?.cancel();
    this.#entries.clear();
    this.#bytes = 0;
  }
}

function sizeOf(key: string, value: string): number {
  return OVERHEAD + key.length + value.length;
}

/**
 * The read buffer: bytes that have come and were not taken yet, as a queue of chunks. Pure: it knows no streams.
 *
 * What comes is never copied to make room. A take() that falls within one chunk is a view of it; only one that spans
 * chunks copies, once. A search remembers how far it came and for what, so that asking again after more has come looks at
 * the new bytes only: a line that arrives in a thousand pieces is searched once, not a thousand times.
 */

export class ReadBuffer {
  /** The first chunk's first bytes may be taken already: `#offset` says how many. */
  #chunks: Buffer[] = [];
  /** Index of the first chunk; those before it are done with, and dropped now and then. */
  #first = 0;
  #offset = 0;
  #size = 0;
  /** The last search that found nothing: no match begins before `from`. */
  #search: { readonly needle: Uint8Array; readonly from: number } | undefined = undefined;

  get size(): number {
    return this.#size;
  }

  /** Takes the chunk over: it must not change from now on. */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The first `count` bytes, which leave the buffer; at most what there is. */
  take(count: number): Buffer {
    const wanted = Math.min(count, this.#size);
    if (wanted === 0) return Buffer.alloc(0);
    const first = this.#chunks[this.#first] as Buffer;
    const start = this.#offset;
    this.#search = undefined;
    this.#size -= wanted;
    if (first.length - start > wanted) {
      this.#offset += wanted;
      return first.subarray(start, start + wanted);
    }
    if (first.length - start === wanted) {
      this.#dropFirst();
      return start === 0 ? first : first.subarray(start);
    }
    return this.#join(wanted);
  }

  /** How many bytes there are up to the end of the first `needle`; -1 if it is not there. */
  find(needle: Uint8Array): number {
    let from = this.#search !== undefined && sameBytes(this.#search.needle, needle) ? this.#search.from : 0;
    // Position in the buffer of the byte that comes first in the chunk under view.
    let base = 0;
    for (let i = this.#first; i < this.#chunks.length; i++) {
      const start = i === this.#first ? this.#offset : 0;
      const chunk = this.#chunks[i] as Buffer;
      const length = chunk.length - start;
      if (from < base + length) {
        const at = chunk.indexOf(needle, start + Math.max(from - base, 0));
        if (at >= 0) return base + at - start + needle.length;
        // The last bytes of the chunk may begin a match that ends in a later one.
        for (let tail = Math.max(length - needle.length + 1, from - base, 0); tail < length; tail++) {
          if (this.#matches(needle, i, start + tail)) return base + tail + needle.length;
        }
        from = base + length;
      }
      base += length;
    }
    this.#search = { needle, from: Math.max(this.#size - needle.length + 1, 0) };
    return -1;
  }

  clear(): void {
    this.#chunks = [];
    this.#first = this.#offset = this.#size = 0;
    this.#search = undefined;
  }

  /** Does `needle` stand at this byte, and on into the chunks behind? */
  #matches(needle: Uint8Array, index: number, offset: number): boolean {
    let chunk = this.#chunks[index];
    for (const byte of needle) {
      while (chunk !== undefined && offset === chunk.length) {
        chunk = this.#chunks[++index];
        offset = 0;
      }
      if (chunk?.[offset++] !== byte) return false;
    }
    return true;
  }

  #join(wanted: number): Buffer {
    const result = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const chunk = this.#chunks[this.#first] as Buffer;
      const count = Math.min(chunk.length - this.#offset, wanted - filled);
      chunk.copy(result, filled, this.#offset, this.#offset + count);
      filled += count;
      if (this.#offset + count === chunk.length) this.#dropFirst();
      else this.#offset += count;
    }
    return result;
  }

  #dropFirst(): void {
    this.#offset = 0;
    this.#first++;
    if (this.#first === this.#chunks.length) {
      this.#chunks.length = 0;
      this.#first = 0;
    } else if (this.#first >= 64 && this.#first * 2 >= this.#chunks.length) {
      // Half of the list is done with: dropping it costs as much as was taken since the last time.
      this.#chunks.splice(0, this.#first);
      this.#first = 0;
    } else {
      // The list must not keep what was handed out.
      this.#chunks[this.#first - 1] = EMPTY;
    }
  }
}

const EMPTY = Buffer.alloc(0);

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || Buffer.compare(a, b) === 0;
}

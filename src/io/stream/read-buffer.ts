/**
 * The read buffer: bytes that have come and were not taken yet, as a queue of chunks. Pure: it knows no streams.
 *
 * Chunks are never copied to make room. A take() that falls within one chunk is a view of it, unless that would keep too much
 * alive (src/handles/pieces.ts), or the chunk is lent; one that spans chunks copies, once. A search remembers its needle and how far it came, chunk
 * and byte, so that the next one looks at the new bytes only: a line that arrives in a thousand pieces is searched once, not a
 * thousand times.
 *
 * A chunk costs a hundred bytes however small it is, and a hostile peer sends single bytes. So when the queue is long,
 * further small chunks are gathered into bigger ones.
 */
import { copyOut, newPiece, pieceOf } from '../../handles/pieces.js';

/** Chunks in the queue above which small ones are gathered. */
const MANY = 32;
/** Bytes of a chunk that is not worth gathering. */
const LARGE = 1024;
const GATHERED = 16 * 1024;
/** Bytes that are looked at one by one. */
const NEAR = 128;

export class ReadBuffer {
  /** The chunks are those from #first up to #end; the list is never shortened to nothing, which would cost at each line. */
  #chunks: Buffer[] = [];
  /** Index of the first chunk; those before it are done with, and dropped now and then. */
  #first = 0;
  /** Index behind the last chunk. */
  #end = 0;
  /** Bytes of the first chunk that were taken. */
  #offset = 0;
  #size = 0;
  /** A chunk whose memory is somebody else's, until keep(). */
  #lent: Buffer | undefined = undefined;
  /** The memory of the last chunk, if it was gathered: the bytes behind the chunk are free. */
  #gathering: Buffer | undefined = undefined;
  /** The needle of the last search; forgotten when bytes are taken. */
  #needle: Uint8Array | undefined = undefined;
  #found = -1;
  /** When it was not found: no match begins before this byte, which is in the chunk at this index or behind it. */
  #searched = 0;
  #at = 0;
  /** Position in the buffer of the first byte of that chunk. */
  #base = 0;
  /** The whole buffer as text: made when it is first asked for, added to, and dropped when bytes are taken. */
  #text: string | undefined = undefined;

  get size(): number {
    return this.#size;
  }

  /** As push(), but the chunk must not change only until keep(). */
  pushLent(chunk: Buffer): void {
    if (this.#lent !== undefined) this.push(copyOut(chunk, 0, chunk.length));
    else {
      this.#lent = chunk;
      this.push(chunk);
    }
  }

  /** What is left of a chunk that is lent is copied. */
  keep(): void {
    const lent = this.#lent;
    this.#lent = undefined;
    const at = lent === undefined || this.#size === 0 ? -1 : this.#chunks.indexOf(lent, this.#first);
    if (at < 0 || at >= this.#end) return;
    const start = at === this.#first ? this.#offset : 0;
    this.#chunks[at] = copyOut(lent as Buffer, start, (lent as Buffer).length);
    if (at === this.#first) this.#offset = 0;
  }

  /** The chunk is the buffer's from now on, and must not change. */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#size += chunk.length;
    if (this.#text !== undefined) this.#text += chunk.toString('latin1');
    if (chunk.length < LARGE && this.#end - this.#first >= MANY) {
      this.#gather(chunk);
    } else {
      this.#gathering = undefined;
      this.#chunks[this.#end++] = chunk;
    }
  }

  /** Take out the first `count` bytes, or as many as there are. */
  take(count: number): Buffer {
    const wanted = Math.min(count, this.#size);
    if (wanted === 0) return Buffer.alloc(0);
    const first = this.#chunks[this.#first] as Buffer;
    const start = this.#offset;
    this.#needle = this.#text = undefined;
    this.#size -= wanted;
    if (first.length - start > wanted) {
      this.#offset += wanted;
      return this.#pieceOf(first, start, start + wanted);
    }
    if (first.length - start === wanted) {
      this.#dropFirst();
      return this.#pieceOf(first, start, first.length);
    }
    const result = newPiece(wanted);
    this.#moveTo(result, wanted);
    return result;
  }

  /** Take out as many bytes as `target` holds, or as there are: how many. */
  takeInto(target: Uint8Array): number {
    const wanted = Math.min(target.length, this.#size);
    this.#needle = this.#text = undefined;
    this.#size -= wanted;
    this.#moveTo(target, wanted);
    return wanted;
  }

  /** Take out the first bytes that lie together, as a view, whatever that keeps alive. It is to be looked at at once. */
  takeView(): Buffer {
    if (this.#size === 0) return (empty ??= Buffer.alloc(0));
    const view = (this.#chunks[this.#first] as Buffer).subarray(this.#offset);
    this.#needle = this.#text = undefined;
    this.#size -= view.length;
    this.#dropFirst();
    return view;
  }

  /** The number of bytes up to the end of the first `needle`; -1 if there is none. */
  find(needle: Uint8Array): number {
    if (this.#needle === undefined || !sameBytes(this.#needle, needle)) {
      this.#needle = needle;
      this.#found = -1;
      this.#searched = this.#base = 0;
      this.#at = this.#first;
    }
    if (this.#found < 0) this.#found = this.#search(needle);
    return this.#found;
  }

  /** The first `count` bytes as text, a character each (latin1). They stay in the buffer. */
  text(count: number): string {
    this.#text ??= this.#chunks
      .slice(this.#first, this.#end)
      .map((chunk, i) => chunk.toString('latin1', i === 0 ? this.#offset : 0))
      .join('');
    return count < this.#size ? this.#text.slice(0, count) : this.#text;
  }

  clear(): void {
    this.#chunks = [];
    this.#first = this.#end = this.#offset = this.#size = 0;
    this.#needle = this.#gathering = this.#text = this.#lent = undefined;
  }

  #pieceOf(chunk: Buffer, start: number, end: number): Buffer {
    return chunk === this.#lent ? copyOut(chunk, start, end) : pieceOf(chunk, start, end);
  }

  /** Continue where the last search for it ended. */
  #search(needle: Uint8Array): number {
    const from = this.#searched;
    // A match that begins here or later may end in bytes that have yet to come.
    const open = Math.max(this.#size - needle.length + 1, from);
    let base = this.#base;
    for (let i = this.#at; i < this.#end; i++) {
      const start = i === this.#first ? this.#offset : 0;
      const chunk = this.#chunks[i] as Buffer;
      const length = chunk.length - start;
      const begin = Math.max(from - base, 0);
      const at = begin < length ? indexOf(chunk, needle, start + begin) : -1;
      if (at >= 0) return base + at - start + needle.length;
      // The last bytes of the chunk may begin a match that ends in a later one.
      for (let tail = Math.max(length - needle.length + 1, begin); tail < length; tail++) {
        if (this.#matches(needle, i, start + tail)) return base + tail + needle.length;
      }
      base += length;
      // Not beyond the last chunk: it may grow.
      if (base <= open && i + 1 < this.#end) {
        this.#at = i + 1;
        this.#base = base;
      }
    }
    this.#searched = open;
    return -1;
  }

  /** Is `needle` at this byte, continued in the chunks behind? */
  #matches(needle: Uint8Array, index: number, offset: number): boolean {
    let chunk = this.#chunks[index];
    for (const byte of needle) {
      while (chunk !== undefined && offset === chunk.length) {
        chunk = ++index < this.#end ? this.#chunks[index] : undefined;
        offset = 0;
      }
      if (chunk?.[offset++] !== byte) return false;
    }
    return true;
  }

  #gather(chunk: Buffer): void {
    const last = this.#end - 1;
    const filled = (this.#chunks[last] as Buffer).length;
    if (this.#gathering === undefined || filled + chunk.length > GATHERED) {
      this.#gathering = Buffer.allocUnsafeSlow(GATHERED);
      chunk.copy(this.#gathering);
      this.#chunks[this.#end++] = this.#gathering.subarray(0, chunk.length);
    } else {
      chunk.copy(this.#gathering, filled);
      this.#chunks[last] = this.#gathering.subarray(0, filled + chunk.length);
    }
  }

  #moveTo(target: Uint8Array, wanted: number): void {
    let filled = 0;
    while (filled < wanted) {
      const chunk = this.#chunks[this.#first] as Buffer;
      const count = Math.min(chunk.length - this.#offset, wanted - filled);
      chunk.copy(target, filled, this.#offset, this.#offset + count);
      filled += count;
      if (this.#offset + count === chunk.length) this.#dropFirst();
      else this.#offset += count;
    }
  }

  #dropFirst(): void {
    this.#offset = 0;
    // The list must not keep the chunk alive.
    this.#chunks[this.#first++] = empty ??= Buffer.alloc(0);
    const done = this.#first;
    if (done < this.#end && (done < MANY || done * 2 < this.#end)) return;
    // Half of the list is done with: to drop it costs no more than the takes since the last time.
    if (done >= MANY) this.#chunks = this.#chunks.slice(done, this.#end);
    this.#end -= done;
    this.#first = 0;
  }
}

/** Made on first use: the module can be loaded where there is no Buffer. */
let empty: Buffer | undefined;

/** As Buffer.indexOf(), and faster for a single byte that is near. */
function indexOf(chunk: Buffer, needle: Uint8Array, from: number): number {
  const [byte] = needle;
  if (needle.length > 1 || byte === undefined) return chunk.indexOf(needle, from);
  const near = Math.min(from + NEAR, chunk.length);
  for (let i = from; i < near; i++) if (chunk[i] === byte) return i;
  return near < chunk.length ? chunk.indexOf(byte, near) : -1;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || Buffer.compare(a, b) === 0;
}

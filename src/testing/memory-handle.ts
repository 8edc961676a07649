/**
 * The two ends of a connection in memory, as handles: to the streams above they are what a socket is. What differs from TCP is
 * only what a test wants to be different: nothing comes from outside, and the order of things is the same each time.
 *
 * As with TCP, an end that is closed while something has come for it that it has not read, or comes later, resets the connection.
 */
import { systemErrorNumber } from '#platform';
import type { StreamHandle, StreamOwner } from '../handles/handle.js';
import { type End, Line, type Receiver, later } from './line.js';

/** A write of which not all is under way. */
interface Write {
  readonly bytes: Uint8Array;
  taken: number;
  readonly done: (errno: number) => void;
}

export class MemoryHandle implements StreamHandle, Receiver {
  /** Both ends. */
  static pair(latency: number, chunk: number): [MemoryHandle, MemoryHandle] {
    const [one, other] = [new MemoryHandle(latency), new MemoryHandle(latency)];
    one.#connect(other, chunk);
    other.#connect(one, chunk);
    return [one, other];
  }

  owner: StreamOwner | undefined = undefined;
  readonly inside = true;
  readonly #latency: number;
  #peer!: MemoryHandle;
  #out!: Line;
  #reading = false;
  #closed = false;
  #ended = false;
  /** The peer has reset the connection. */
  #broken = false;
  readonly #writes: Write[] = [];
  #queued = 0;

  private constructor(latency: number) {
    this.#latency = latency;
  }

  get queued(): number {
    return this.#queued;
  }

  readStart(): number {
    this.#reading = true;
    this.#in.flow();
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    return 0;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    if (this.#broken || this.#ended) return systemErrorNumber('EPIPE');
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const taken = this.#writes.length === 0 ? this.#out.send(bytes, 0) : 0;
    if (taken === bytes.length) return 0;
    this.#writes.push({ bytes, taken, done });
    this.#queued += bytes.length - taken;
    return 1;
  }

  shutdown(done: (errno: number) => void): number {
    if (this.#broken) return systemErrorNumber('ENOTCONN');
    this.#ended = true;
    this.#out.end('end');
    later(0, () => done(0));
    return 0;
  }

  close(): void {
    this.#close(this.#in.underWay > 0 ? 'reset' : 'end');
  }

  reset(): void {
    this.#close('reset');
  }

  get isOpen(): boolean {
    return this.#reading || this.#closed;
  }

  _arrived(bytes: Buffer): void {
    if (this.#closed) this.#resetPeer();
    else this.owner?._onData(bytes);
  }

  _ended(end: End): void {
    if (end === 'end') this.owner?._onEnd();
    else this.owner?._onReadError(systemErrorNumber('ECONNRESET'));
  }

  get #in(): Line {
    return this.#peer.#out;
  }

  #connect(peer: MemoryHandle, chunk: number): void {
    this.#peer = peer;
    this.#out = new Line(this.#latency, chunk, peer, () => this.#sendMore());
  }

  #sendMore(): void {
    for (let write; (write = this.#writes[0]) !== undefined;) {
      const count = this.#out.send(write.bytes, write.taken);
      write.taken += count;
      this.#queued -= count;
      if (write.taken < write.bytes.length) return;
      this.#writes.shift();
      write.done(0);
    }
  }

  #close(end: End): void {
    if (this.#closed) return;
    this.#closed = true;
    this.owner = undefined;
    this.#drop('ECANCELED');
    if (end === 'reset') this.#resetPeer();
    else if (!this.#ended) this.#out.end('end');
    this.#in.flow();
  }

  /** What is not under way yet never will be. */
  #drop(code: string): void {
    const errno = systemErrorNumber(code);
    this.#queued = 0;
    for (const { done } of this.#writes.splice(0)) later(0, () => done(errno));
  }

  #resetPeer(): void {
    later(this.#latency, () => this.#peer.#break());
  }

  /** The peer has reset the connection: nothing can be written any more, and what has come can be read. */
  #break(): void {
    if (this.#broken || this.#closed) return;
    this.#broken = true;
    this.#drop('ECONNRESET');
    this.#in.end('reset', 0);
  }
}

/**
 * One direction of a connection in memory: what was sent and has not been received, in order. It has a delay and a capacity, and
 * hands over one piece at a time, from an entry of its own on the ready queue or from a timer: so it works on any clock, and the
 * order in which things happen is the same each time. What the two ends do is in memory-handle.ts.
 */
import { after, now, ready } from '../loop/thread.js';
import type { Runnable, Timer } from '../loop/runnable.js';
import { copyOut } from '../handles/pieces.js';
import { Ring } from '../loop/ring.js';

/** Bytes under way at most, each way. */
const CAPACITY = 64 * 1024;

/** What the end of a line does with what comes. */
export interface Receiver {
  /** Does it take what has arrived? Else the line waits for flow(). */
  readonly isOpen: boolean;
  _arrived(bytes: Buffer): void;
  /** Behind the last byte: nothing more will come, or the connection was reset. */
  _ended(end: End): void;
}

export type End = 'end' | 'reset';

/** What is under way, and when it arrives. */
interface Parcel {
  readonly what: Buffer | End;
  readonly at: number;
}

/** Call back soon, or after some seconds: in any case not before the present call has returned. */
export function later(seconds: number, call: () => void): void {
  const entry: Runnable & Timer = { _run: call, _slot: -1, _due: () => ready(entry) };
  if (seconds > 0) after(seconds, entry);
  else ready(entry);
}

export class Line {
  readonly #latency: number;
  readonly #chunk: number;
  readonly #receiver: Receiver;
  /** Called when there is room again. */
  readonly #onRoom: () => void;
  readonly #parcels = new Ring<Parcel>();
  /** The first of them, taken out, and how much of it was handed over. */
  #first: Parcel | undefined = undefined;
  #offset = 0;
  #underWay = 0;
  /** An entry or a timer will look after the first. */
  #arranged = false;

  /** `latency`: seconds; `chunk`: bytes of a piece at most. */
  constructor(latency: number, chunk: number, receiver: Receiver, onRoom: () => void) {
    this.#latency = latency;
    this.#chunk = chunk;
    this.#receiver = receiver;
    this.#onRoom = onRoom;
  }

  /** Bytes sent and not received. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Send a copy of the bytes from `start` on, as far as there is room. Returns how many were taken. */
  send(bytes: Uint8Array, start: number): number {
    const count = Math.min(CAPACITY - this.#underWay, bytes.length - start);
    if (count > 0) {
      this.#underWay += count;
      this.#put(copyOut(bytes, start, start + count), this.#latency);
    }
    return count;
  }

  /** Behind what was sent. `latency`: 0 if it has been under way already. */
  end(how: End, latency = this.#latency): void {
    this.#put(how, latency);
  }

  /** The receiver takes what arrives, from now on. */
  flow(): void {
    this.#first ??= this.#parcels.take();
    if (this.#first === undefined || this.#arranged || !this.#receiver.isOpen) return;
    this.#arranged = true;
    later(this.#first.at > 0 ? this.#first.at - now() : 0, this.#handOver);
  }

  #put(what: Buffer | End, latency: number): void {
    this.#parcels.add({ what, at: latency > 0 ? now() + latency : 0 });
    this.flow();
  }

  readonly #handOver = (): void => {
    this.#arranged = false;
    const parcel = this.#first;
    if (parcel === undefined || !this.#receiver.isOpen) return;
    const { what } = parcel;
    if (typeof what === 'string') {
      this.#first = undefined;
      this.#receiver._ended(what);
    } else {
      const piece = what.subarray(this.#offset, this.#offset + this.#chunk);
      this.#offset += piece.length;
      this.#underWay -= piece.length;
      if (this.#offset === what.length) {
        this.#first = undefined;
        this.#offset = 0;
      }
      this.#receiver._arrived(piece);
      this.#onRoom();
    }
    this.flow();
  };
}

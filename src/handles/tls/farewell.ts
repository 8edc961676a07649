/**
 * What a TLS handle still sends when it is closed: what is only encrypted in one of the next turns of Node's loop, if it is little,
 * and the close_notify behind it, unless the handle beneath is blocked.
 */
import type { TLSSocket } from 'node:tls';
import type { StreamHandle } from '../handle.js';
import type { UnderWay } from './under-way.js';

/** Bytes that may wait to be encrypted. */
const LITTLE = 64 * 1024;

/** Turns of Node's loop that one write, or the close_notify, takes at most. */
const TURNS = 32;

export class Farewell {
  readonly #beneath: StreamHandle;
  readonly #socket: TLSSocket;
  readonly #writes: UnderWay;

  constructor(beneath: StreamHandle, socket: TLSSocket, writes: UnderWay) {
    this.#beneath = beneath;
    this.#socket = socket;
    this.#writes = writes;
  }

  get isPossible(): boolean {
    return this.#writes.bytes <= LITTLE && !this.#isBlocked;
  }

  /** Give up when Node's loop does not get on with it, or the system does not take it. */
  wait(giveUp: () => void, turns = TURNS, writes = this.#writes.count): void {
    if (this.#socket.destroyed) return;
    const { count } = this.#writes;
    if (this.#isBlocked || turns === 0) giveUp();
    else if (count < writes) setImmediate(() => this.wait(giveUp));
    else setImmediate(() => this.wait(giveUp, turns - 1, count));
  }

  /** Is what was encrypted under way? What TLS beneath has to do does not count. */
  get #isBlocked(): boolean {
    let lowest = this.#beneath;
    while (lowest.beneath !== undefined) lowest = lowest.beneath;
    return lowest.queued > 0;
  }
}

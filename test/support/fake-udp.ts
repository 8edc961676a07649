// A UDP handle that is fed and emptied by hand.
import type { UDPHandle, UDPOwner } from '../../src/handles/handle.js';

export class FakeUDP implements UDPHandle {
  owner: UDPOwner | undefined = undefined;
  /** The arguments of its keepAlive() calls. */
  readonly kept: boolean[] = [];
  /** What send() returns. */
  answer = 1;
  readonly #underWay: { bytes: number; done: (errno: number) => void }[] = [];

  get queued(): number {
    return this.#underWay.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  send(data: Uint8Array, _address: string, _port: number, done: (errno: number) => void): number {
    if (this.answer === 1) this.#underWay.push({ bytes: data.length, done });
    return this.answer;
  }

  /** The oldest datagram under way completes: sent, or with an error. */
  end(errno = 0): void {
    this.#underWay.shift()?.done(errno);
  }

  keepAlive(on: boolean): void {
    this.kept.push(on);
  }
  bind(): number {
    return 0;
  }
  sockname(): number {
    return 0;
  }
  setBroadcast(): number {
    return 0;
  }
  setTTL(): number {
    return 0;
  }
  addMembership(): number {
    return 0;
  }
  dropMembership(): number {
    return 0;
  }
  close(): void {
    this.owner = undefined;
  }
}

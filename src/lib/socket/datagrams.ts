/**
 * A socket for datagrams, over a UDPEndpoint, which is made when it is bound or sends first. With a peer it receives from that alone.
 */
import type { Address } from '../../io/address.js';
import { UDPError } from '../../io/errors.js';
import { UDPEndpoint, endpointHandleOf, receiverOf } from '../../io/udp/udp.js';
import type { Op } from '../../park/op.js';
import { socketError } from './errors.js';
import type { Role, SocketAddress } from './role.js';

export class Datagrams implements Role {
  /** Where send() sends to. */
  peer: Address | undefined = undefined;
  readonly #endpoint: UDPEndpoint;

  constructor(reuseAddress: boolean) {
    this.#endpoint = new UDPEndpoint({ reuseAddress });
  }

  get fd(): number {
    return endpointHandleOf(this.#endpoint)?.fd ?? -1;
  }

  get readable(): boolean {
    return receiverOf(this.#endpoint).hasNews;
  }

  get writable(): boolean {
    return true;
  }

  untilReadable(): Op<unknown> {
    return receiverOf(this.#endpoint).untilNews();
  }

  untilWritable(): Op<unknown> {
    return this.#endpoint.flush();
  }

  bind(address: Address): void {
    this.#endpoint.bind(address);
  }

  setBroadcast(on: boolean): void {
    this.#endpoint.setBroadcast(on);
  }

  setTTL(ttl: number): void {
    this.#endpoint.setTTL(ttl);
  }

  sockname(): SocketAddress {
    return this.#endpoint.sockname;
  }

  peername(): SocketAddress {
    if (this.peer === undefined) throw socketError(UDPError, 'ENOTCONN', 'getpeername');
    return this.peer;
  }

  *recv(size: number): Op<readonly [Buffer, Address]> {
    for (;;) {
      const [data, source] = yield* this.#endpoint.receive();
      const { peer } = this;
      if (peer === undefined || (peer[0] === source[0] && peer[1] === source[1]))
        return [data.subarray(0, size), source];
    }
  }

  *send(data: Uint8Array, to = this.peer): Op<number> {
    if (to === undefined) throw socketError(UDPError, 'EDESTADDRREQ', 'send');
    this.#endpoint.send(Buffer.from(data), to);
    yield* this.#endpoint.flush();
    return data.length;
  }

  close(): void {
    this.#endpoint.close();
  }
}

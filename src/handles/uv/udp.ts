/**
 * UDP over raw handles. One that is closed must not be used again: bind() would end the process.
 */
import { isIPv6 } from 'node:net';
import { enterHub, entrance } from '../enter-hub.js';
import type { SocketName, UDPHandle, UDPOwner } from '../handle.js';
import { type RawUDP, type SendReq, nameOf, node } from './bindings.js';

export class UvUDP implements UDPHandle {
  owner: UDPOwner | undefined = undefined;
  readonly #raw: RawUDP;
  readonly #hub = entrance();
  /** A request object that was not needed, as the last datagram was sent at once: for the next one. */
  #spare: SendReq | undefined = undefined;

  constructor(raw: RawUDP) {
    this.#raw = raw;
  }

  bind(address: string, port: number, reuse: boolean): number {
    const flags = reuse ? node.udp_wrap.constants.UV_UDP_REUSEADDR : 0;
    const errno = isIPv6(address)
      ? this.#raw.bind6(address, port, flags)
      : this.#raw.bind(address, port, flags);
    if (errno < 0) return errno;
    this.#raw.onmessage = (status, _, data, source) => {
      const { owner } = this;
      if (owner === undefined) return;
      enterHub(
        this.#hub,
        (failure) => {
          if (failure < 0) owner._onReceiveError(failure);
          // An empty datagram has a sender; without one, nothing has come.
          else if (data !== undefined && source !== undefined) owner._onDatagram(data, source);
        },
        status,
      );
    };
    return this.#raw.recvStart();
  }

  get fd(): number {
    return this.#raw.fd;
  }

  send(data: Uint8Array, address: string, port: number, done: (errno: number) => void): number {
    const req = this.#spare ?? new node.udp_wrap.SendWrap();
    const buffers = [data];
    const result = isIPv6(address)
      ? this.#raw.send6(req, buffers, 1, port, address, true)
      : this.#raw.send(req, buffers, 1, port, address, true);
    if (result > 0) {
      this.#spare = req;
      return 0;
    }
    this.#spare = undefined;
    if (result < 0) return result;
    req.buffers = buffers;
    req.oncomplete = (status) => {
      enterHub(this.#hub, done, status);
    };
    return 1;
  }

  get queued(): number {
    return this.#raw.getSendQueueSize();
  }

  keepAlive(on: boolean): void {
    if (on) this.#raw.ref();
    else this.#raw.unref();
  }

  sockname(): SocketName | number {
    return nameOf(this.#raw, 'getsockname');
  }

  setBroadcast(enable: boolean): number {
    return this.#raw.setBroadcast(enable ? 1 : 0);
  }

  setTTL(ttl: number): number {
    return this.#raw.setTTL(ttl);
  }

  addMembership(group: string, iface: string | undefined): number {
    return this.#raw.addMembership(group, iface);
  }

  dropMembership(group: string, iface: string | undefined): number {
    return this.#raw.dropMembership(group, iface);
  }

  close(): void {
    this.owner = undefined;
    this.#raw.close();
  }
}

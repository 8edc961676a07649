/**
 * UDP over dgram. Its sockets have an address family, so there is none before bind(); and every send completes only in a later
 * tick, so each datagram is under way for a while.
 */
import { type Socket, type SocketOptions, createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { EAFNOSUPPORT, EBADF } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { SocketName, UDPHandle, UDPOwner } from '../handle.js';
import { ACCESS_DENIED, errnoOf } from '../node-errno.js';
import { netIsDenied } from './permission.js';

/** Addresses are numeric. With a lookup that answers at once, bind() has completed when it returns. */
const lookup = ((host: string, family: number, tell: (error: null, host: string, family: number) => void) =>
  tell(null, host, family)) as unknown as NonNullable<SocketOptions['lookup']>;

export class NodeUDP implements UDPHandle {
  owner: UDPOwner | undefined = undefined;
  readonly #hub = entrance();
  #socket: Socket | undefined = undefined;
  /** What to tell of the datagrams that have completed, in the order they were sent. */
  #completed: (() => void)[] = [];
  #six = false;

  bind(address: string, port: number, reuse: boolean): number {
    if (netIsDenied()) return ACCESS_DENIED;
    this.#six = isIPv6(address);
    let failure = 0;
    let binding = true;
    const thrown = attempt(() => {
      const socket = createSocket({ type: this.#six ? 'udp6' : 'udp4', reuseAddr: reuse, lookup });
      this.#socket = socket;
      socket.on('error', (error) => {
        if (binding) failure = errnoOf(error);
        else enterHub(this.#hub, (errno) => this.owner?._onReceiveError(errno), errnoOf(error));
      });
      socket.on('message', (data, source) => {
        enterHub(this.#hub, (name) => this.owner?._onDatagram(data, name), source);
      });
      socket.bind({ address, port, exclusive: true });
    });
    binding = false;
    return thrown < 0 ? thrown : failure;
  }

  send(data: Uint8Array, address: string, port: number, done: (errno: number) => void): number {
    if (isIPv6(address) && !this.#six) return EAFNOSUPPORT;
    return (
      this.#attempt((socket) => {
        socket.send(data, port, address, (error) => {
          const errno = error === null ? 0 : errnoOf(error);
          // It comes in a tick: a tasklet that went on there, and sent the next one, would never let the poll phase come.
          if (this.#completed.push(() => done(errno)) === 1)
            setImmediate(enterHub, this.#hub, this.#tell, undefined);
        });
      }) || 1
    );
  }

  readonly #tell = (): void => {
    for (const tell of this.#completed.splice(0)) tell();
  };

  get queued(): number {
    return this.#socket?.getSendQueueSize() ?? 0;
  }

  keepAlive(on: boolean): void {
    if (on) this.#socket?.ref();
    else this.#socket?.unref();
  }

  sockname(): SocketName | number {
    let name: SocketName | undefined;
    const errno = this.#attempt((socket) => {
      name = socket.address();
    });
    return name ?? errno;
  }

  setBroadcast(enable: boolean): number {
    return this.#attempt((socket) => socket.setBroadcast(enable));
  }

  setTTL(ttl: number): number {
    return this.#attempt((socket) => socket.setTTL(ttl));
  }

  addMembership(group: string, iface: string | undefined): number {
    return this.#attempt((socket) => socket.addMembership(group, iface));
  }

  dropMembership(group: string, iface: string | undefined): number {
    return this.#attempt((socket) => socket.dropMembership(group, iface));
  }

  close(): void {
    this.owner = undefined;
    this.#socket?.close();
    this.#socket = undefined;
  }

  #attempt(body: (socket: Socket) => unknown): number {
    const socket = this.#socket;
    return socket === undefined ? EBADF : attempt(() => body(socket));
  }
}

/** Returns 0, or the number of the error that is thrown. */
function attempt(body: () => unknown): number {
  try {
    body();
    return 0;
  } catch (error) {
    return errnoOf(error as NodeJS.ErrnoException);
  }
}

/**
 * TCP over net.
 */
import { type AddressInfo, type Socket, isIP } from 'node:net';
import dns, { type LookupAddress } from 'node:dns';
import { EAFNOSUPPORT, EBADF, ECONNRESET, ENOTCONN, EOF } from '../errno.js';
import type { SocketName, TCPHandle, TCPListener } from '../handle.js';
import { NodeListener } from './listener.js';
import { NodeSocket } from './socket.js';

const NOTHING = Buffer.alloc(0);

export class NodeTCP extends NodeSocket implements TCPHandle {
  #source: SocketName | undefined = undefined;
  /** Kept when the socket destroys itself, as it does when both sides have ended. */
  #name: SocketName | number | undefined = undefined;

  constructor(socket?: Socket) {
    super(socket);
    const destroy = this.socket._destroy.bind(this.socket);
    this.socket._destroy = (error, callback) => {
      if (this.owner !== undefined) this.#name = nameOf(this.socket.address());
      destroy(error, callback);
    };
  }

  connect(address: string, port: number, done: (errno: number, syscall: string | undefined) => void): number {
    const from = this.#source;
    if (from !== undefined && isIP(from.address) !== isIP(address)) return EAFNOSUPPORT;
    const source = from && { localAddress: from.address, localPort: from.port };
    return this.connectTo({ host: address, port, ...source, autoSelectFamily: false }, done);
  }

  /** As UvTCP does. Only that there is no peer any more cannot be known here once its name was asked for: Node keeps that. */
  protected override endReason(): number {
    const result = this.write(NOTHING, () => undefined);
    const isReset = result === ECONNRESET || (result > 0 && this.socket.remoteAddress === undefined);
    return isReset ? ECONNRESET : EOF;
  }

  reset(): void {
    this.owner = undefined;
    this.socket.resetAndDestroy();
  }

  /** The system binds it when it connects. */
  bind(address: string, port: number): number {
    this.#source = { address, port };
    return 0;
  }

  sockname(): SocketName | number {
    return this.#name ?? nameOf(this.socket.address());
  }

  peername(): SocketName | number {
    const { remoteAddress: address, remotePort: port } = this.socket;
    return address === undefined || port === undefined ? ENOTCONN : { address, port };
  }

  setNoDelay(enable: boolean): number {
    this.socket.setNoDelay(enable);
    return 0;
  }

  setKeepAlive(enable: boolean, delay: number): number {
    this.socket.setKeepAlive(enable, delay * 1000);
    return 0;
  }
}

export class NodeTCPListener extends NodeListener<TCPHandle> implements TCPListener {
  constructor() {
    super((socket) => new NodeTCP(socket));
  }

  bind(address: string, port: number): number {
    return withoutLookup(address, () => this.listenTo({ host: address, port }));
  }

  open(fd: number): number {
    // The types of its options are those of an address only.
    const options: object = { fd };
    return this.listenTo(options);
  }

  sockname(): SocketName | number {
    return nameOf(this.server.address() as AddressInfo | null);
  }
}

function nameOf(name: AddressInfo | object | null): SocketName | number {
  return name !== null && 'address' in name ? { address: name.address, port: name.port } : EBADF;
}

type LookupAll = { readonly all: true };
type Answer = (error: null, address: string | readonly LookupAddress[], family?: number) => void;

/**
 * listen() looks up even numeric addresses, and the answer comes later. But the port must be known when bind() returns. So for
 * the time of the call, dns.lookup is replaced by one that answers at once.
 */
function withoutLookup(address: string, listen: () => number): number {
  const { lookup } = dns;
  const family = isIP(address);
  const answer = (host: string, options: LookupAll | Answer, callback?: Answer): void => {
    if (typeof options === 'function') options(null, host, family);
    else callback?.(null, [{ address: host, family }]);
  };
  dns.lookup = answer as unknown as typeof lookup;
  try {
    return listen();
  } finally {
    dns.lookup = lookup;
  }
}

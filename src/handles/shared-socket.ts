/**
 * A socket that is bound and does not listen: its descriptor is handed to processes that do. Where it listened itself, connections
 * would be accepted in this process, and hang. Node's public API cannot bind without listening, so this takes its internal handles.
 */
import { EADDRINUSE } from './errno.js';
import type { SocketName } from './handle.js';
import { loadBindings, nameOf, node } from './uv/bindings.js';
import { bind } from './uv/tcp.js';

export interface SharedSocket {
  readonly fd: number;
  readonly name: SocketName;
  close(): void;
}

/** Can several sockets have one port, so that the system spreads connections over them? */
export function canSharePort(): boolean {
  return Number.parseInt(process.versions.node, 10) >= 24;
}

/**
 * Bind `count` of them to one address; several share the port, and the system spreads connections over them. Returns the error. Throws
 * where Node does not give its handles away.
 */
export function sharedSockets(address: string, port: number, count: number): SharedSocket[] | number {
  loadBindings();
  const sockets: SharedSocket[] = [];
  for (let i = 0; i < count; i++) {
    const socket = sharedSocket(address, sockets[0]?.name.port ?? port, count > 1);
    if (typeof socket === 'number') {
      for (const other of sockets) other.close();
      return socket;
    }
    sockets.push(socket);
  }
  return sockets;
}

function sharedSocket(address: string, port: number, sharePort: boolean): SharedSocket | number {
  const { TCP, constants } = node.tcp_wrap;
  const raw = new TCP(constants.SERVER);
  const errno = bind(raw, address, port, sharePort);
  const name = errno < 0 ? errno : nameOf(raw, 'getsockname');
  if (typeof name === 'number') {
    raw.close();
    return name;
  }
  // An address in use is not told before it listens; then the socket has no name, and whoever listened on it would get any port.
  if (name.port === 0) {
    raw.close();
    return EADDRINUSE;
  }
  return { fd: raw.fd, name, close: () => raw.close() };
}

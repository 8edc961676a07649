/**
 * Addresses as the system's calls want them, struct sockaddr, and back. The texts are libuv's, with its zones of IPv6.
 */
import { isIPv6 } from 'node:net';
import { ENAMETOOLONG } from '../errno.js';
import type { SocketName } from '../handle.js';
import { LONGEST_PIPE_NAME } from '../descriptor.js';
import { AF_INET, AF_INET6, AF_UNIX, libc } from './libc.js';

/** Bytes of a struct sockaddr_in and of a sockaddr_in6. */
const [SIZE4, SIZE6] = [16, 28];

export function familyOf(address: string): number {
  return isIPv6(address) ? AF_INET6 : AF_INET;
}

/** Of a numeric address. Returns the error if there is no such zone. */
export function internetAddress(address: string, port: number): Uint8Array | number {
  const v6 = isIPv6(address);
  const bytes = new Uint8Array(v6 ? SIZE6 : SIZE4);
  const errno = v6 ? libc.uv_ip6_addr(address, port, bytes) : libc.uv_ip4_addr(address, port, bytes);
  return errno < 0 ? errno : bytes;
}

/** Bytes of the name in a struct sockaddr_un. */
const NAME_SIZE = LONGEST_PIPE_NAME + 1;
/** Node 20 fills abstract names up with zeros, and would not find what has a shorter one. */
const PADS = Number.parseInt(process.versions.node) < 22;

/** Of a path, which ends with a zero byte, or of a name of the abstract namespace, which begins with one. */
export function unixAddress(name: string): Uint8Array | number {
  const text = Buffer.from(name.startsWith('\0') ? name.padEnd(PADS ? NAME_SIZE : 0, '\0') : `${name}\0`);
  if (text.length > NAME_SIZE) return ENAMETOOLONG;
  return Buffer.concat([new Uint8Array(Uint16Array.of(AF_UNIX).buffer), text]);
}

/** Where those calls put a name. */
const found = Buffer.alloc(SIZE6);

/** What `ask`, getsockname() or getpeername(), says; or its error. */
export function nameFrom(ask: (fd: number, into: Uint8Array) => number, fd: number): SocketName | number {
  const bytes = found;
  const errno = ask(fd, bytes);
  if (errno < 0) return errno;
  const port = bytes.readUInt16BE(2);
  if (bytes.readUInt16LE(0) === AF_INET)
    return { address: `${bytes[4]}.${bytes[5]}.${bytes[6]}.${bytes[7]}`, port };
  const text = Buffer.alloc(64);
  libc.uv_ip6_name(bytes, text, text.length);
  return { address: textIn(text) + zoneOf(bytes), port };
}

/** As Node: with a link-local address. */
function zoneOf(bytes: Buffer): string {
  const zone = bytes.readUInt32LE(24);
  if (zone === 0 || (bytes.readUInt16BE(8) & 0xffc0) !== 0xfe80) return '';
  const name = Buffer.alloc(64);
  return libc.uv_if_indextoiid(zone, name, new BigUint64Array([64n])) < 0 ? '' : `%${textIn(name)}`;
}

function textIn(bytes: Buffer): string {
  return bytes.toString('latin1', 0, bytes.indexOf(0));
}

/**
 * The constants of Python's socket module, as Linux and macOS number them.
 */
import { platform } from 'node:os';

const mac = platform() !== 'linux';

/** Unix sockets. */
export const AF_UNIX = 1;
/** IPv4. */
export const AF_INET = 2;
/** IPv6. */
export const AF_INET6 = mac ? 30 : 10;
/** Any family. */
export const AF_UNSPEC = 0;
/** A stream of bytes. */
export const SOCK_STREAM = 1;
/** Datagrams. */
export const SOCK_DGRAM = 2;
/** Options of every socket. */
export const SOL_SOCKET = mac ? 0xffff : 1;
/** Streams listen with it in any case; datagrams: the port is shared. */
export const SO_REUSEADDR = mac ? 4 : 2;
/** Probes after silence. */
export const SO_KEEPALIVE = mac ? 8 : 9;
/** Datagrams may be sent to broadcast addresses. */
export const SO_BROADCAST = mac ? 0x20 : 6;
/** SOCK_STREAM or SOCK_DGRAM; can only be asked for. */
export const SO_TYPE = mac ? 0x1008 : 3;
/** What has failed, as a number; can only be asked for, and is 0 afterwards. */
export const SO_ERROR = mac ? 0x1007 : 4;
/** Options of IP. */
export const IPPROTO_IP = 0;
/** Options of TCP. */
export const IPPROTO_TCP = 6;
/** UDP, in what getaddrinfo() returns. */
export const IPPROTO_UDP = 17;
/** How many routers a datagram may pass. */
export const IP_TTL = mac ? 4 : 2;
/** Small writes are sent at once. */
export const TCP_NODELAY = 1;
/** shutdown(): the reading side. */
export const SHUT_RD = 0;
/** shutdown(): the writing side. */
export const SHUT_WR = 1;
/** shutdown(): both. */
export const SHUT_RDWR = 2;
/** Most connections that wait. */
export const SOMAXCONN = mac ? 128 : 4096;
/** getnameinfo(): the host as a number. */
export const NI_NUMERICHOST = mac ? 2 : 1;
/** getnameinfo(): the port as a number. */
export const NI_NUMERICSERV = mac ? 8 : 2;
/** IPv6 is there. */
export const hasIPv6 = true;

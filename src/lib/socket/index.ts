/**
 * Python's socket module: what Evergreen's lib.socket has.
 */
export {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  AF_UNSPEC,
  IPPROTO_IP,
  IPPROTO_TCP,
  IPPROTO_UDP,
  IP_TTL,
  NI_NUMERICHOST,
  NI_NUMERICSERV,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
  SOMAXCONN,
  SO_BROADCAST,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_REUSEADDR,
  SO_TYPE,
  TCP_NODELAY,
  hasIPv6,
} from './constants.js';
export { type ErrorTest, error, gaierror, timeout } from './errors.js';
export { SocketFile } from './file.js';
export { createConnection, fromfd, socketpair } from './make.js';
export { type AddressInfo, getaddrinfo, gethostbyname, gethostbynameEx, getnameinfo } from './names.js';
export { socket, socket as SocketType } from './socket.js';
export { getdefaulttimeout, setdefaulttimeout } from './timeout.js';

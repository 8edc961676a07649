/**
 * Other ways to a socket: connected, in pairs, from a descriptor.
 */
import { checkDescriptor, kindOf } from '../../check.js';
import { checkPipeLike } from '../../handles/descriptor.js';
import { handles } from '../../handles/index.js';
import { type SocketPair, socketPair } from '../../handles/socket-pair.js';
import { type Address, checkedAddress, checkedNumericAddress } from '../../io/address.js';
import { PipeError, StreamError, systemError } from '../../io/errors.js';
import { Future } from '../../futures/future.js';
import { connectStream } from '../../io/stream/stream.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import { Connection, SocketStream } from './connection.js';
import { AF_UNIX, SOCK_STREAM } from './constants.js';
import { Core } from './core.js';
import { error as socketErrors } from './errors.js';
import { getaddrinfo } from './names.js';
import { socket, socketOn } from './socket.js';
import { checkTimeout } from './timeout.js';

/**
 * Connect to the first address of a host that answers. Parks. The error of the last one that was tried; a gaierror if there is none.
 *
 * Source: evergreen.lib.socket.create_connection.
 *
 * @param timeout seconds for each address, and the timeout of the socket; the default timeout if it is left out
 * @param sourceAddress numeric address and port to connect from
 *
 * @example
 * import type { Op } from 'evergreen-ts';
 * import { socket } from 'evergreen-ts/lib';
 *
 * function* daytime(host: string): Op<string> {
 *   using sock = yield* socket.createConnection([host, 13], 5);
 *   return (yield* sock.recv(100)).toString();
 * }
 */
export function createConnection(
  address: Address,
  timeout?: number | null,
  sourceAddress?: Address,
): Op<socket> {
  const [host, port] = checkedAddress(address);
  const source = sourceAddress === undefined ? undefined : checkedNumericAddress(sourceAddress);
  if (timeout !== undefined) checkTimeout(timeout);
  return operation('socket.createConnection', connectAny(host, port, timeout, source));
}

function* connectAny(
  host: string,
  port: number,
  timeout: number | null | undefined,
  source: Address | undefined,
): Generator<Park, socket, unknown> {
  let failure: unknown = new StreamError(`getaddrinfo ENOTFOUND ${host}`, {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
  });
  for (const [family, type, , , found] of yield* getaddrinfo(host, port, 0, SOCK_STREAM)) {
    const sock = new socket(family, type);
    try {
      if (timeout !== undefined) sock.settimeout(timeout);
      if (source !== undefined) sock.bind(source);
      yield* sock.connect(found);
      return sock;
    } catch (error) {
      sock.close();
      if (!(error instanceof socketErrors)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/**
 * Two Unix sockets that are connected with each other. Does not park; what is done with them waits until they are. PipeError of
 * that if the system has no more descriptors.
 *
 * Source: evergreen.lib.socket.socketpair.
 */
export function socketpair(): readonly [socket, socket] {
  const pair = new Future<SocketPair>();
  socketPair((made) => {
    if (typeof made === 'number') pair.setException(systemError(PipeError, made, 'socketpair'));
    else pair.setResult(made);
  });
  return [endOf(pair, 0), endOf(pair, 1)];
}

function endOf(pair: Future<SocketPair>, end: 0 | 1): socket {
  const stream = new SocketStream(PipeError);
  const connection = new Connection(stream, PipeError, { local: '', peer: '' });
  connection.openLater(connectEnd(pair, end, stream));
  return socketOn(new Core(AF_UNIX, SOCK_STREAM, connection));
}

function* connectEnd(pair: Future<SocketPair>, end: 0 | 1, stream: SocketStream): Op<void> {
  const handle = (yield* pair.get())[end];
  if (stream.closed) handle.close();
  else connectStream(stream, handle);
}

/**
 * A socket on a descriptor of this process, which is its own from now on: Node cannot duplicate one. It can be read and written, but
 * does not know its addresses. Does not park. TypeError or RangeError for what is no descriptor; PipeError EBADF, EINVAL, or what
 * the system reports.
 *
 * Source: evergreen.lib.socket.fromfd.
 */
export function fromfd(fd: number, type: number = SOCK_STREAM): socket {
  checkDescriptor(fd);
  if (type !== SOCK_STREAM)
    throw trimmed(new RangeError(`a descriptor is taken over as SOCK_STREAM, not ${kindOf(type)}`));
  const wrong = checkPipeLike(fd);
  const handle = handles().pipe();
  const errno = wrong < 0 ? wrong : handle.open(fd);
  if (errno < 0) {
    handle.close();
    throw trimmed(systemError(PipeError, errno, 'open', `descriptor ${fd}`));
  }
  const stream = new SocketStream(PipeError, handle);
  const core = new Core(AF_UNIX, SOCK_STREAM, new Connection(stream, PipeError, { local: '', peer: '' }));
  return socketOn(core);
}

/**
 * What every TCP stream has besides: its two addresses and the options of its socket, written once and mixed into the classes.
 */
import type { SocketName, TCPHandle } from '../../handles/handle.js';
import { checkBoolean, classNameOf } from '../../check.js';
import type { Address } from '../address.js';
import { type StreamErrorClass, TCPError, errorOf, systemError } from '../errors.js';
import { errorsNameCaller } from '../../park/frames.js';
import { withOrigin } from '../stream/origin.js';
import { type BaseStream, handleOf } from '../stream/stream.js';
import { trimmed } from '../../trim.js';

/** What every TCP stream has besides. TCP_NODELAY is on from the start. */
export interface TCPOptions {
  /** This end. TCPError while there is none. */
  readonly sockname: Address;
  /** The other end. TCPError while there is none. */
  readonly peername: Address;
  /** Send small writes at once (true), or gather them (false, Nagle's algorithm). */
  setNoDelay(enable: boolean): void;
  /** Probes after `delay` seconds of silence. */
  setKeepAlive(enable: boolean, delay?: number): void;
}

/** A stream whose handle is a TCPHandle, or a layer over one, with what follows. */
type TCPStream = BaseStream & TCPOptions;

const optionsOf = (Class: StreamErrorClass): TCPOptions & ThisType<TCPStream> => ({
  get sockname() {
    return nameOf(connected(this, Class).sockname(), 'getsockname', Class);
  },
  get peername() {
    return nameOf(connected(this, Class).peername(), 'getpeername', Class);
  },
  setNoDelay(enable) {
    checkBoolean('enable', enable);
    check(this, connected(this, Class).setNoDelay(enable), Class);
  },
  setKeepAlive(enable, delay = 0) {
    checkBoolean('enable', enable);
    if (typeof delay !== 'number') throw trimmed(new TypeError('delay must be a number of seconds'));
    if (!(delay >= 0 && delay <= 32_767)) {
      throw trimmed(new RangeError(`delay must be a number of seconds from 0 to 32767, not ${delay}`));
    }
    const seconds = Math.max(Math.round(delay), enable ? 1 : 0);
    check(this, connected(this, Class).setKeepAlive(enable, seconds), Class);
  },
});

/**
 * Give a class of streams over a TCPHandle the members of TCPOptions that it does not have itself; its declaration says so by an
 * interface. `ErrorClass`: of their errors.
 */
export function mixTCPOptions(
  Class: { readonly prototype: TCPStream },
  ErrorClass: StreamErrorClass = TCPError,
): void {
  const options = optionsOf(ErrorClass);
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(options)))
    if (!Object.hasOwn(Class.prototype, name))
      Object.defineProperty(Class.prototype, name, { ...member, enumerable: false });
  errorsNameCaller(Class, Object.keys(options));
}

/** An address that a handle gave. Error of `syscall` for a number. */
export function nameOf(
  name: SocketName | number,
  syscall: string,
  ErrorClass: StreamErrorClass = TCPError,
): Address {
  if (typeof name === 'number') throw systemError(ErrorClass, name, syscall);
  return [name.address, name.port];
}

function connected(stream: BaseStream, ErrorClass: StreamErrorClass): TCPHandle {
  const handle = handleOf(stream);
  if (stream.closed || handle === undefined) {
    const why = stream.closed ? 'ECLOSED' : 'ENOTCONN';
    throw withOrigin(errorOf(ErrorClass, classNameOf(stream), why), stream);
  }
  return (handle.beneath ?? handle) as TCPHandle;
}

function check(stream: BaseStream, errno: number, ErrorClass: StreamErrorClass): void {
  if (errno < 0) throw withOrigin(systemError(ErrorClass, errno, 'setsockopt'), stream);
}

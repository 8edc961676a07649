/**
 * What every TCP stream has besides: its two addresses and the options of its socket, written once and mixed into the classes.
 */
import type { SocketName, TCPHandle } from '../../handles/handle.js';
import { checkBoolean, classNameOf } from '../../check.js';
import type { Address } from '../address.js';
import { TCPError, errorOf, systemError } from '../errors.js';
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

/** A stream whose handle is a TCPHandle, with what follows. */
type TCPStream = BaseStream & TCPOptions;

const options: TCPOptions & ThisType<TCPStream> = {
  get sockname() {
    return nameOf(connected(this).sockname(), 'getsockname');
  },
  get peername() {
    return nameOf(connected(this).peername(), 'getpeername');
  },
  setNoDelay(enable) {
    checkBoolean('enable', enable);
    check(this, connected(this).setNoDelay(enable));
  },
  setKeepAlive(enable, delay = 0) {
    checkBoolean('enable', enable);
    if (typeof delay !== 'number') throw trimmed(new TypeError('delay must be a number of seconds'));
    if (!(delay >= 0 && delay <= 32_767)) {
      throw trimmed(new RangeError(`delay must be a number of seconds from 0 to 32767, not ${delay}`));
    }
    check(this, connected(this).setKeepAlive(enable, Math.max(Math.round(delay), enable ? 1 : 0)));
  },
};

/**
 * Give a class of streams over a TCPHandle the members of TCPOptions that it does not have itself; its declaration says so by an
 * interface.
 */
export function mixTCPOptions(Class: { readonly prototype: TCPStream }): void {
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(options)))
    if (!Object.hasOwn(Class.prototype, name))
      Object.defineProperty(Class.prototype, name, { ...member, enumerable: false });
  errorsNameCaller(Class, Object.keys(options));
}

/** An address that a handle gave. TCPError of `syscall` for a number. */
export function nameOf(name: SocketName | number, syscall: string): Address {
  if (typeof name === 'number') throw systemError(TCPError, name, syscall);
  return [name.address, name.port];
}

function connected(stream: BaseStream): TCPHandle {
  const handle = handleOf(stream);
  if (stream.closed || handle === undefined)
    throw withOrigin(errorOf(TCPError, classNameOf(stream), stream.closed ? 'ECLOSED' : 'ENOTCONN'), stream);
  return handle as TCPHandle;
}

function check(stream: BaseStream, errno: number): void {
  if (errno < 0) throw withOrigin(systemError(TCPError, errno, 'setsockopt'), stream);
}

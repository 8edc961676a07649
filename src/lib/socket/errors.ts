/**
 * The exceptions of Python's socket module. Ours are classes of their own; these tell which of them Python would have caught.
 */
import { constants } from 'node:os';
import { isInstance } from '../../check.js';
import { TimeoutError } from '../../errors.js';
import * as errno from '../../handles/errno.js';
import { type StreamErrorClass, StreamError, systemError } from '../../io/errors.js';
import { trimmed } from '../../trim.js';

/** For the right-hand side of `instanceof`. */
export interface ErrorTest {
  /** What `instanceof` asks. */
  [Symbol.hasInstance](value: unknown): boolean;
}

/** Every error of a socket, its timeout and a name that is not found among them: Python's socket.error, which is OSError. */
export const error: ErrorTest = {
  [Symbol.hasInstance]: (value) => isInstance(value, StreamError) || isInstance(value, TimeoutError),
};

/** A socket's timeout came first. Python's socket.timeout, which is TimeoutError. */
export const timeout: ErrorTest = { [Symbol.hasInstance]: (value) => isInstance(value, TimeoutError) };

/** A name or an address was not found. Python's socket.gaierror. */
export const gaierror: ErrorTest = {
  [Symbol.hasInstance]: (value) =>
    isInstance(value, StreamError) && (value.syscall === 'getaddrinfo' || value.syscall === 'getnameinfo'),
};

/** An error of a socket that the system itself was not asked for: its number is that of `name`. */
export function socketError(Class: StreamErrorClass, name: SocketErrorName, syscall: string): StreamError {
  return trimmed(systemError(Class, errno[name], syscall));
}

export type SocketErrorName =
  | 'EAGAIN'
  | 'EALREADY'
  | 'EBADF'
  | 'EDESTADDRREQ'
  | 'EINVAL'
  | 'EISCONN'
  | 'ENOPROTOOPT'
  | 'ENOTCONN'
  | 'ENOTSUP';

/** A connection is being made, which goes on by itself. libuv has no number for it. */
export function inProgress(Class: StreamErrorClass): StreamError {
  return trimmed(
    new Class('connect EINPROGRESS: operation now in progress', {
      code: 'EINPROGRESS',
      errno: -constants.errno.EINPROGRESS,
      syscall: 'connect',
    }),
  );
}

/** As Python has it: positive. */
export function numberOf(failure: StreamError): number {
  return Math.abs(failure.errno ?? errno.EIO);
}

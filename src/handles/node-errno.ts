/** The errors of Node's streams, back to the numbers they were made of. */
import * as errors from './errno.js';

const byName: Readonly<Record<string, unknown>> = {
  ...errors,
  /** Node's permission model. */
  ERR_ACCESS_DENIED: errors.EACCES,
  /** What was under way when the stream was closed. */
  ERR_STREAM_DESTROYED: errors.ECANCELED,
  ERR_SOCKET_CLOSED: errors.ECANCELED,
  ERR_INVALID_FD_TYPE: errors.EINVAL,
};

/** libuv's number for an error that a Node stream gave. */
export function errnoOf({ errno, code = '' }: NodeJS.ErrnoException): number {
  if (errno !== undefined) return errno;
  const number = byName[code];
  return typeof number === 'number' ? number : errors.UNKNOWN;
}

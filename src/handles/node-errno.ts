/** From the errors of Node's streams back to libuv's numbers. */
import * as errors from './errno.js';

const byName: Readonly<Record<string, unknown>> = {
  ...errors,
  /** Node's permission model. */
  ERR_ACCESS_DENIED: errors.EACCES,
  /** For requests that were under way when the stream was closed. */
  ERR_STREAM_DESTROYED: errors.ECANCELED,
  ERR_SOCKET_CLOSED: errors.ECANCELED,
  ERR_INVALID_FD_TYPE: errors.EINVAL,
};

/** libuv's number for an error of one of Node's streams. */
export function errnoOf({ errno, code = '' }: NodeJS.ErrnoException): number {
  if (errno !== undefined) return errno;
  const number = byName[code];
  return typeof number === 'number' ? number : errors.UNKNOWN;
}

/** From the errors of Node's streams back to libuv's numbers. */
import { ACCESS_DENIED } from '#platform';
import * as errors from './errno.js';

/**
 * Our own number for what Node's permission model refuses. It is none of the system's, so that it cannot be taken for one of
 * its errors: `systemErrorText` of the platform knows it.
 */
export { ACCESS_DENIED };

const byName: Readonly<Record<string, unknown>> = {
  ...errors,
  ERR_ACCESS_DENIED: ACCESS_DENIED,
  /** For requests that were under way when the stream was closed. */
  ERR_STREAM_DESTROYED: errors.ECANCELED,
  ERR_SOCKET_CLOSED: errors.ECANCELED,
  ERR_INVALID_FD_TYPE: errors.EINVAL,
};

/** libuv's number for an error of one of Node's streams. */
export function errnoOf({ errno, code = '' }: NodeJS.ErrnoException): number {
  // Of an error that wraps another one, it can be that.
  if (typeof errno === 'number') return errno;
  const number = byName[code];
  return typeof number === 'number' ? number : errors.UNKNOWN;
}

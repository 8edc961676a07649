/** The errors of Node's streams, back to the numbers they were made of. */
import * as errors from '../../errno.js';

const byName = errors as unknown as Readonly<Record<string, unknown>>;

/** The system's number for an error that a Node stream gave. */
export function errnoOf(error: unknown): number {
  const { errno, code } = error as NodeJS.ErrnoException;
  if (typeof errno === 'number' && errno < 0) return errno;
  // Node's permission model.
  if (code === 'ERR_ACCESS_DENIED') return errors.EACCES;
  const number = code === undefined ? undefined : byName[code];
  return typeof number === 'number' ? number : errors.UNKNOWN;
}

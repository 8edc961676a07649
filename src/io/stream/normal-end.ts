/**
 * Errors that are no failure of the program: a conversation that ends in the midst, because its peer went away or this side has
 * closed it, is normal on a network; so is a TLS handshake that failed. This is the one place that says which.
 *
 * Only errors of the connection itself count: another server that resets its connection to us is a failure of the program.
 */
import { isInstance } from '../../check.js';
import { IncompleteReadError, StreamError, TLSError } from '../errors.js';
import { type BaseStream, isErrorOf } from './stream.js';

/** What the system calls a peer that has gone away. ENOTCONN is what shutdown() reports of a connection that was reset. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ENOTCONN']);

/** Does an error say no more than that the peer of this connection went away, or that there was no agreement on TLS? */
export function saysPeerIsGone(error: unknown, connection: BaseStream): boolean {
  // What the library itself reports has no number: EPIPE of its own is a write after shutdown(), which is the program's mistake.
  return everyPart(
    error,
    connection,
    (one) =>
      isInstance(one, IncompleteReadError) ||
      (one.errno !== undefined && GONE.has(one.code)) ||
      (isInstance(one, TLSError) && one.syscall === 'handshake'),
  );
}

/** Does an error say no more than that this side has closed the connection? */
export function saysClosedHere(error: unknown, connection: BaseStream): boolean {
  return everyPart(error, connection, ({ code }) => code === 'ECLOSED');
}

/** The errors of several tasklets of one handler come together, in an AggregateError. */
function everyPart(error: unknown, connection: BaseStream, test: (part: StreamError) => boolean): boolean {
  try {
    if (!isInstance(error, AggregateError))
      return isInstance(error, StreamError) && isErrorOf(error, connection) && test(error);
    const parts: readonly unknown[] = error.errors;
    return parts.length > 0 && parts.every((part) => everyPart(part, connection, test));
  } catch {
    // A getter or a Proxy of the user's that throws when it is looked at: no error of ours.
    return false;
  }
}

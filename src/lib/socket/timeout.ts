/**
 * What a timeout of sockets may be, and that which new ones have.
 */
import { kindOf } from '../../check.js';
import { trimmed } from '../../trim.js';

let defaultTimeout: number | null = null;

/** The timeout of sockets that are made from now on. RangeError for a negative number. Source: socket.setdefaulttimeout. */
export function setdefaulttimeout(seconds: number | null): void {
  checkTimeout(seconds);
  defaultTimeout = seconds;
}

/** What setdefaulttimeout() was given; null at first. Source: socket.getdefaulttimeout. */
export function getdefaulttimeout(): number | null {
  return defaultTimeout;
}

/** RangeError unless it is null, or a number of seconds, zero or more. */
export function checkTimeout(seconds: unknown): void {
  if (seconds !== null && !(typeof seconds === 'number' && seconds >= 0))
    throw trimmed(
      new RangeError(`a timeout is null or a number of seconds, zero or more, not ${kindOf(seconds)}`),
    );
}

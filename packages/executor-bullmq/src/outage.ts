/**
 * Is the store away, or does it refuse?
 */
import { isObject } from './check.js';

/** Of Node, ioredis and BullMQ; classes 08 (connection) and 57P (shutdown) of PostgreSQL; Redis that is not ready yet. */
const CODES = /^(?:E(?:CONN|PIPE|NOTFOUND|AI_AGAIN|TIMEDOUT|NOENT|HOST|NET)|08|57P0)/;
const TEXTS =
  /ECONNREFUSED|ECONNRESET|[Cc]onnection (?:is closed|terminated|ended|timed? ?out)|not queryable|^LOADING|^CLUSTERDOWN|^MASTERDOWN|^READONLY|after calling end on the pool/;

/** Will it be over when the store is back? */
export function isOutage(error: unknown): boolean {
  if (!isObject(error)) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (typeof code === 'string' && CODES.test(code)) return true;
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isOutage);
  return typeof message === 'string' && TEXTS.test(message);
}

/**
 * What is kept in the store for a task: its data, how it ended, how far it is. All by evergreen's key, so that a job of somebody
 * else's in the same queue is told from ours.
 */
import { createHash } from 'node:crypto';
import type { ErrorClasses } from 'evergreen-ts/executors/base';
import { isObject, storable } from './check.js';
import { decode, decodeError, encode, encodeError } from './codec.js';

/** The data of a job. */
export interface TaskData {
  /** The text of its arguments. */
  readonly evergreen: string;
  /** Seconds. */
  readonly timeout?: number;
}

/** A value that was returned, or said by progress(). */
export interface Said {
  readonly evergreen: string;
}

/** How the run of a task has failed. */
export interface Failure {
  /** It was killed, from wherever: it is not done again. */
  readonly killed: boolean;
  readonly error: unknown;
}

/** Events in a stream, at most: publishEvent() trims to a tenth of that unless told otherwise. */
export const MOST_EVENTS = 10_000;

/** The queue whose events are orders to servers, apart from the news of tasks: they need not read all results. */
export function ordersOf(queue: string): string {
  return `${queue}-orders`;
}

/** Where an id is as long as this, its hash is the key: an index of PostgreSQL takes 2,700 bytes. */
const LONGEST = 200;

/** The id of a job: it must not be a number, nor contain ":". */
export function jobIdOf(id: string): string {
  const escaped = encodeURIComponent(id);
  if (escaped.length <= LONGEST) return `id-${escaped}`;
  return `hash-${createHash('sha256').update(id).digest('hex')}`;
}

export function said(what: string, value: unknown): Said {
  return { evergreen: encode(what, value) };
}

/** What was said; what somebody else's worker has returned is taken as it is. */
export function heard(value: unknown, classes: ErrorClasses): unknown {
  return isSaid(value) ? decode(value.evergreen, classes) : value;
}

export function isSaid(value: unknown): value is Said {
  return isObject(value) && typeof value['evergreen'] === 'string';
}

/**
 * The reason of a failure: all that is kept of an error is a text, in one step with the failure itself. So the error is in it, behind
 * what people read in the store.
 */
const MARK = '\nevergreen:';

export function reasonOf({ killed, error }: Failure): string {
  let text: string;
  try {
    text = String(error);
  } catch {
    // An object without a prototype, or whose toString() throws.
    text = 'something that cannot be shown';
  }
  return `${storable(text)}${MARK}${killed ? 'killed' : 'failed'}:${encodeError(error)}`;
}

/** Undefined if it is not one of ours: BullMQ's own, "job stalled more than allowable limit". */
export function failureOf(reason: string, classes: ErrorClasses): Failure | undefined {
  const at = reason.lastIndexOf(MARK);
  if (at < 0) return undefined;
  const text = reason.slice(at + MARK.length);
  const colon = text.indexOf(':');
  return { killed: text.slice(0, colon) === 'killed', error: decodeError(text.slice(colon + 1), classes) };
}

/**
 * The text of whatever was thrown. It may be anything, and may run code of the user's when it is looked at: a `stack` that is a
 * getter, a custom inspection that fails. Each way to show it that throws is followed by a plainer one.
 */
import { inspect } from 'node:util';
import { withoutLoop } from '../../trim.js';

export function textOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  return withoutLoop(fullTextOf(thrown));
}

function fullTextOf(thrown: unknown): string {
  return (
    attempt(() => inspect(thrown)) ??
    attempt(() => inspect(thrown, { customInspect: false })) ??
    attempt(() => nameAndMessage(thrown)) ??
    attempt(() => Object.prototype.toString.call(thrown)) ??
    'something that cannot be shown'
  );
}

function nameAndMessage(thrown: unknown): string {
  const { name, message } = thrown as { name?: unknown; message?: unknown };
  if (typeof message !== 'string') throw new TypeError('it is no error');
  return `${String(name)}: ${message}`;
}

/** What `show` returns; undefined if it throws. */
function attempt(show: () => string): string | undefined {
  try {
    return show();
  } catch {
    // What it throws is of no interest: the error that is to be shown is.
    return undefined;
  }
}

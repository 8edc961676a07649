/**
 * Errors that nobody took: what the default excepthook prints. A line that says where from, the error with its stack, and, for the
 * first that a tasklet ended with, what to do about such errors. The platform says how it is printed.
 */
import { reportError, warn } from '#platform';
import { OneShot } from './handler.js';

/** A tasklet, as far as its errors are concerned. */
export interface Culprit {
  readonly name: string;
  /** Where it was spawned, a stack: in debug mode. */
  readonly _spawnedAt: string | undefined;
  /** Is that what it ended with? A done callback of it may have failed. */
  _endedWith(error: unknown): boolean;
}

const ADVICE =
  'an error that nobody takes ends its own tasklet only. To have it thrown where you wait: `yield* tasklet.get()`; for several tasklets: ' +
  '`yield* all([…])`, or spawn them in a TaskletGroup. EVERGREEN_DEBUG=1 shows where a tasklet was spawned. (Said once.)';

let advised = false;

/** Print it. Never throws, whatever the error and its source are. */
export function printUnhandled(error: unknown, source: object): void {
  const { name, spawnedAt, own } = described(error, source);
  reportError(error, name, spawnedAt === undefined ? '' : `${name} was spawned\n${spawnedAt}`);
  if (!own || advised) return;
  advised = true;
  warn(ADVICE);
}

interface Description {
  readonly name: string;
  readonly spawnedAt?: string | undefined;
  /** It is a tasklet that ended with the error. */
  readonly own?: boolean;
}

function described(error: unknown, source: object): Description {
  if (source instanceof OneShot) return { name: 'a callback' };
  try {
    if (!isCulprit(source)) return { name: (source as { toString(): string }).toString() };
    return { name: source.name, spawnedAt: source._spawnedAt, own: source._endedWith(error) };
  } catch {
    // A subclass of the user's may have a toString() that throws: the error that is reported matters more.
    return { name: 'something without a name' };
  }
}

function isCulprit(source: object): source is Culprit {
  return '_endedWith' in source;
}

/**
 * The errors of executors.
 */
import { checkOptions } from '../check.js';
import { EvergreenError } from '../errors.js';

/**
 * The executor cannot go on: no worker starts, or the initializer has failed (`cause`); what it was given and had not begun
 * fails with it.
 *
 * Source: concurrent.futures.BrokenExecutor.
 */
export class BrokenExecutor extends EvergreenError {
  constructor(message = 'the executor cannot go on', options?: ErrorOptions) {
    super('BrokenExecutor', 'EVERGREEN_BROKEN_EXECUTOR', message, options);
  }
}

/** How a worker ended. */
export interface WorkerEnd extends ErrorOptions {
  /** For people: "thread 1". */
  readonly worker: string;
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  /** Null if it ended by itself. */
  readonly signal: NodeJS.Signals | null;
  /** The tasks it was running. */
  readonly lost: readonly string[];
}

/** Names in the message, at most. */
const MOST_NAMES = 10;

/**
 * The worker ended under its tasks. Theirs fail with it, and only theirs: tasks that had not begun run on another, and the executor
 * goes on. The `cause` is the error that ended it, if there was one.
 *
 * Source: concurrent.futures.process.BrokenProcessPool, which ends the whole pool.
 */
export class WorkerDied extends BrokenExecutor {
  /** What it exited with; null if a signal ended it. */
  readonly exitCode: number | null;
  /** The signal that ended it; null if it exited by itself. */
  readonly signal: NodeJS.Signals | null;
  /** The tasks it was running, by the names of their functions. */
  readonly lost: readonly string[];

  constructor(end: WorkerEnd) {
    checkOptions('what a WorkerDied is given', end);
    const { worker, exitCode, signal, lost, cause } = end;
    if (!Array.isArray(lost))
      throw new TypeError('a WorkerDied is given the names of the tasks that are `lost`');
    const how = signal ?? `exit code ${exitCode}`;
    const more = lost.length > MOST_NAMES ? `, and ${lost.length - MOST_NAMES} more` : '';
    const names = lost.slice(0, MOST_NAMES).join(', ');
    super(
      `${worker} died (${how})${lost.length > 0 ? ` while it ran ${names}${more}` : ''}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'WorkerDied';
    Object.assign(this, { code: 'EVERGREEN_WORKER_DIED' });
    this.exitCode = exitCode;
    this.signal = signal;
    this.lost = lost;
  }
}

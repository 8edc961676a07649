/**
 * What a schedule can come to, besides the program's own errors.
 */
import { checkOptions } from '../check.js';
import { EvergreenError, type TaskletInfo } from '../errors.js';
import type { TraceEvent } from '../trace/event.js';
import { trimmed } from '../trim.js';

/** What an ExplorationError is made of. */
export interface Explored {
  /** Of the schedule that failed: what replay() is given. */
  readonly schedule: string;
  /** How many had been tried then. */
  readonly schedules: number;
  /** What happened in it. */
  readonly trace: readonly TraceEvent[];
}

/**
 * A schedule failed: the program threw, an error was reported to excepthook, it deadlocked, lived on for ever (LivelockError), or
 * left something behind (LeftBehindError). `cause` is that error; the message has the schedule and, as a table, its trace.
 *
 * @example
 * try {
 *   await explore(function* (): Op<void> {
 *     yield* sleep(0);
 *   });
 * } catch (error) {
 *   if (error instanceof ExplorationError) console.log(error.schedule, error.cause);
 * }
 */
export class ExplorationError extends EvergreenError {
  /** The schedule, as replay() takes it: short enough for the title of a test. */
  readonly schedule: string;
  /** How many schedules were tried, this one included. */
  readonly schedules: number;
  readonly #trace: readonly TraceEvent[];

  constructor(message: string, explored: Explored, options?: ErrorOptions) {
    checkOptions('what an ExplorationError is made of', explored);
    const { schedule, schedules, trace } = explored;
    super('ExplorationError', 'EVERGREEN_EXPLORATION', message, options);
    this.schedule = schedule;
    this.schedules = schedules;
    this.#trace = trace;
  }

  /** What happened, with the positions of parks: for stateAt() of evergreen-ts/trace. (No property: it is not printed.) */
  get trace(): readonly TraceEvent[] {
    return this.#trace;
  }
}

/** A schedule had more resumptions than `steps`, and the program had not ended. */
export class LivelockError extends EvergreenError {
  constructor(message = 'the program did not end', options?: ErrorOptions) {
    super('LivelockError', 'EVERGREEN_LIVELOCK', message, options);
  }
}

/** The program ended, and a timer was not cancelled, or a tasklet outside of its scope lived on. */
export class LeftBehindError extends EvergreenError {
  constructor(message = 'the program left something behind', options?: ErrorOptions) {
    super('LeftBehindError', 'EVERGREEN_LEFT_BEHIND', message, options);
  }
}

/**
 * The program depends on something besides the order: at a point where the same had happened before, other things could happen
 * next. The message says where. Of replay(): the schedule is of another program, or of this one before it was changed.
 */
export class NondeterminismError extends EvergreenError {
  constructor(message = 'the program is not deterministic', options?: ErrorOptions) {
    super('NondeterminismError', 'EVERGREEN_NONDETERMINISM', message, options);
  }
}

export function livelock(steps: number, ready: readonly TaskletInfo[]): LivelockError {
  const names = ready.map(({ name }) => name).join(', ');
  return new LivelockError(
    `the program had not ended after ${steps} resumptions${names === '' ? '' : `: ${names} went on`} (\`steps\` of explore() is the limit)`,
  );
}

export function nondeterministic(message: string): NondeterminismError {
  return trimmed(new NondeterminismError(message));
}

export function leftBehind(tasklets: readonly TaskletInfo[], timers: readonly string[]): LeftBehindError {
  const left = [
    ...tasklets.map(({ name, state, waitingOn }) =>
      waitingOn === undefined ? `${name}, which is ${state}` : `${name}, which waits on ${waitingOn}`,
    ),
    ...timers,
  ];
  return new LeftBehindError(`the program ended, and left behind: ${left.join('; ')}`);
}

/**
 * The error classes of the core, and what a DeadlockError tells of each tasklet. This file imports nothing, so that
 * every other may import it.
 */

/**
 * Where a tasklet is in its life. `initial`: not started; `ready`: on the ready queue; `running`: the one that runs
 * now; `parked`: waits for something; `ended`: returned, failed or killed.
 */
export type TaskletState = 'initial' | 'ready' | 'running' | 'parked' | 'ended';

/** One line of EventLoop.dump() and of DeadlockError: a live tasklet, seen from outside. */
export interface TaskletInfo {
  /** As Tasklet.id. */
  id: number;
  /** As Tasklet.name. */
  name: string;
  /** Where it is in its life. */
  state: TaskletState;
  /** What it waits on, e.g. "Lock", "TCPClient.readUntil", "sleep 1.5s"; undefined unless parked. */
  waitingOn?: string;
  /** Debug mode only: where it was spawned. */
  spawnStack?: string;
  /** Debug mode only: where it is parked, the whole chain of `yield*`. */
  parkStack?: string;
}

/**
 * What all errors of this library have in common, but Timeout and those of io: one `instanceof`, and a `code` for where that
 * fails (another realm, a second copy of the package).
 */
export abstract class EvergreenError extends Error {
  /** Literal and stable: EVERGREEN_ and what happened; of a TimeoutError the system's name. */
  readonly code: string;

  constructor(name: string, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.code = code;
  }
}

/**
 * Thrown into a tasklet to end it. A tasklet that ends with one is not reported. JavaScript has no BaseException, so a
 * `catch` sees it like any other error, and must rethrow it.
 *
 * Source: evergreen.tasks.TaskExit.
 *
 * @example
 * function* careful(): Op<void> {
 *   try {
 *     yield* sleep(10);
 *   } catch (error) {
 *     if (error instanceof TaskletExit) throw error;
 *     console.error('failed', error);
 *   }
 * }
 */
export class TaskletExit extends EvergreenError {
  constructor(message = 'the tasklet was killed', options?: ErrorOptions) {
    super('TaskletExit', 'EVERGREEN_EXIT', message, options);
  }
}

/**
 * Thrown into main by one of the `signals` of run(), so by control-C into the target of main(). Not reported when it ends main.
 *
 * Source: Python's KeyboardInterrupt.
 */
export class Interrupted extends TaskletExit {
  /** The one that came. */
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    if (typeof signal !== 'string') throw new TypeError('an Interrupted is given the name of a signal');
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}

/**
 * The limit of an operation came first: the timeout of get(), of Future.get() and of asCompleted(), or the seconds of failAfter().
 * A Timeout never throws it, so that whose time is up cannot be mistaken: a Timeout passes through on its way to the code that set
 * it, and a TimeoutError is the answer of the call that it comes out of.
 *
 * Source: concurrent.futures.TimeoutError; trio.TooSlowError.
 *
 * @example
 * function* ask(question: () => Op<string>): Op<string> {
 *   try {
 *     return yield* failAfter(2, question);
 *   } catch (error) {
 *     if (error instanceof TimeoutError) return 'no answer';
 *     throw error;
 *   }
 * }
 */
export class TimeoutError extends EvergreenError {
  /** The name that the system has for it, as errors of streams have it. */
  declare readonly code: 'ETIMEDOUT';

  constructor(message = 'it took too long', options?: ErrorOptions) {
    super('TimeoutError', 'ETIMEDOUT', message, options);
  }
}

/**
 * EventLoop.run() found tasklets that nothing can wake any more. The message names each and what it waits on;
 * `tasklets` has the same as data.
 */
export class DeadlockError extends EvergreenError {
  /** Those that are left, as dump() gives them. */
  readonly tasklets: TaskletInfo[];

  constructor(tasklets: TaskletInfo[]) {
    if (!Array.isArray(tasklets))
      throw new TypeError('a DeadlockError is given an array, as dump() returns it');
    const lines = tasklets.map(describe);
    super(
      'DeadlockError',
      'EVERGREEN_DEADLOCK',
      `${tasklets.length === 1 ? 'a tasklet is parked and nothing can wake it' : `${tasklets.length} tasklets are parked and nothing can wake them`}:\n${lines.join('\n')}`,
    );
    this.tasklets = tasklets;
  }
}

function describe({ name, state, waitingOn, spawnStack, parkStack }: TaskletInfo): string {
  const stacks = [
    parkStack === undefined ? '' : `\n    parked${indent(parkStack)}`,
    spawnStack === undefined ? '' : `\n    spawned${indent(spawnStack)}`,
  ];
  return `  ${name} ${waitingOn === undefined ? `is ${state}` : `waits on ${waitingOn}`}${stacks.join('')}`;
}

function indent(stack: string): string {
  return stack.replace(/^\s*/gm, '\n      ').replace(/\n+/g, '\n');
}

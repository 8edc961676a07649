/**
 * The watchdog: says when a tasklet runs for long without parking, while it still does, and where it is. A thread watches the
 * pulse of the hub (thread.ts); what that costs is two writes a turn.
 */
import { Worker } from 'node:worker_threads';
import { isMainThread, warn } from '#platform';
import { checkFunction, checkOptions, kindOf } from '../check.js';
import type { TaskletInfo } from '../errors.js';
import { pulse, unwatchPulse, watchPulse } from '../loop/pulse.js';
import { info } from '../tasklet/info.js';
import { Tasklet } from '../tasklet/tasklet.js';
import { setStackLimit, trimmed, usersFrames } from '../trim.js';
import { type Orders, THREAD } from './thread.js';

/** A tasklet that runs and does not park. */
export interface Blocked {
  /** How long it has run by now. */
  readonly seconds: number;
  /** Undefined if it is a callback of the loop's. */
  readonly tasklet: TaskletInfo | undefined;
  /** Where it is right now: lines of a stack, the user's functions. */
  readonly stack: string;
}

/** How a watchdog is to watch. */
export interface WatchdogOptions {
  /** A tasklet may run for so long without parking. Default 0.1. */
  seconds?: number;
  /**
   * Called while it still runs, in the midst of it: it must not park, and should do no more than look and write it down. An error
   * that it throws is an uncaught exception. Default: prints to stderr.
   */
  onBlocked?: (blocked: Blocked) => void;
}

/** What the thread of a watchdog has called in this one. */
type Look = (beat: number, seconds: number) => void;

/** By number, where threads find them; those of all copies of the package. */
const LOOKS = 'evergreen-ts.watchdogs';
const shared = globalThis as { [at: symbol]: Map<number, Look> | undefined };

/**
 * Tell when one tasklet runs for longer than `seconds` without parking: nothing else runs meanwhile, no other tasklet and no
 * socket. It is told once, while it still runs, with its stack; in a system call (execSync, say) only when that has returned. A
 * thread watches, so it may be left on. It does not keep the process alive. Returns the way to stop it. Does not park.
 *
 * Main thread of Node only: Error in any other, without the inspector, and where the permission model forbids threads.
 * RangeError unless `seconds` is a positive number.
 *
 * Source: gevent's monitoring thread (max_blocking_time).
 *
 * @example
 * const { stop } = watchdog({ seconds: 0.5, onBlocked: ({ stack }) => console.error('too long in', stack) });
 */
export function watchdog(options: WatchdogOptions = {}): {
  /** Watch no more. */
  stop(): void;
} {
  checkOptions('the options of watchdog()', options);
  const { seconds = 0.1, onBlocked = print } = options;
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < Infinity))
    throw trimmed(new RangeError(`seconds must be a positive number, not ${kindOf(seconds)}`));
  checkFunction('onBlocked', onBlocked);
  if (!isMainThread) throw trimmed(new Error('watchdog() watches the main thread: call it there'));
  const looks = (shared[Symbol.for(LOOKS)] ??= new Map<number, Look>());
  const number = Math.max(0, ...looks.keys()) + 1;
  const stopped = new Int32Array(new SharedArrayBuffer(4));
  const look = `globalThis[Symbol.for('${LOOKS}')]?.get(${number})?.`;
  startThread({ word: watchPulse(), stop: stopped, seconds, look });
  looks.set(number, lookFor(onBlocked));
  return {
    stop() {
      if (!looks.delete(number)) return;
      // The thread ends itself: it may be in the midst of a look.
      Atomics.store(stopped, 0, 1);
      unwatchPulse();
    },
  };
}

function startThread(orders: Orders): void {
  let thread: Worker;
  try {
    // None of the program's loaders and options: it needs nothing of them.
    thread = new Worker(THREAD, { eval: true, workerData: orders, execArgv: [], env: {}, name: 'watchdog' });
  } catch (cause) {
    unwatchPulse();
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_ACCESS_DENIED') throw cause;
    const why = 'watchdog() needs a thread, which the permission model forbids: see --allow-worker';
    throw trimmed(new Error(why, { cause }));
  }
  thread.unref();
  thread.on('error', (error) => warn(`the watchdog has ended: ${String(error)}`));
}

function lookFor(onBlocked: (blocked: Blocked) => void): Look {
  return function look(beat, seconds) {
    // It went on just before it was stopped: what runs now has not run for long.
    if (beat !== pulse.beat) return;
    try {
      const tasklet = Tasklet.current();
      onBlocked({ seconds, tasklet: tasklet && info(tasklet), stack: stackBelow(look) });
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

/** The user's functions that are on the stack below this one, or all, if there are none. */
function stackBelow(look: Look): string {
  const limit = Error.stackTraceLimit;
  setStackLimit(50);
  const here: { stack?: string } = {};
  Error.captureStackTrace(here, look);
  setStackLimit(limit);
  // The message, and the frame of what the thread has called, come first.
  const frames = here.stack?.split('\n').slice(2).join('\n') ?? '';
  return usersFrames(frames) || frames;
}

function print({ seconds, tasklet, stack }: Blocked): void {
  const who = tasklet === undefined ? 'a callback' : tasklet.name;
  warn(
    `${who} has been running for ${seconds.toFixed(2)} s without parking, and nothing else runs:\n${stack}`,
  );
}

/**
 * The answers to the loop's questions about tasklets: a loop goes on as long as a tasklet that is no daemon lives; then the
 * daemons are killed; and the tasklets that are left when nothing can come any more are deadlocked.
 */
import { DeadlockError, type TaskletInfo } from '../errors.js';
import type { Tasks } from '../loop/lifecycle.js';
import { now, threadLoop } from '../loop/thread.js';
import { debug, noteEnd } from '../park/debug.js';
import { abort } from './coroutine.js';
import { hasParent } from './fields.js';
import { info } from './info.js';
import { type Tasklet, instruments, liveTasklets } from './tasklet.js';

/** Every live tasklet, in the order they were started. */
export function infos(): TaskletInfo[] {
  return [...liveTasklets].map((tasklet) => info(tasklet));
}

/** Tasklets that may be started while the loop ends, by `finally` blocks for example; more are an endless chain. */
const MOST_LATECOMERS = 1000;

export class LoopTasklets implements Tasks {
  /** Daemons that were killed, as nothing else goes on. */
  readonly #dismissed = new WeakSet<object>();

  busy(): boolean {
    return liveTasklets.busy > 0;
  }

  shutDownDaemons(): boolean {
    if (liveTasklets.size === 0) {
      if (debug) noteEnd(undefined);
      return true;
    }
    limitStarts();
    // Each once: a second kill would interrupt its cleanup. But a cleanup may have spawned others.
    for (const daemon of liveTasklets) {
      if (this.#dismissed.has(daemon) || hasParent(daemon)) continue;
      this.#dismissed.add(daemon);
      daemon.kill();
    }
    return false;
  }

  dismissed(tasklet: object): boolean {
    return this.#dismissed.has(tasklet);
  }

  stuck(): Error | undefined {
    return liveTasklets.size > 0 ? new DeadlockError(infos()) : undefined;
  }

  idle(deadline: number): void {
    if (instruments.active) instruments.tell.idle?.(Math.max(deadline - now(), 0));
  }

  abandon(): void {
    limitStarts();
    for (let before = Infinity; liveTasklets.size > 0;) {
      const stuck = liveTasklets.size === before;
      before = liveTasklets.size;
      for (const tasklet of stuck ? innermost() : [...liveTasklets]) abort(tasklet, stuck);
    }
    instruments.clear();
  }
}

/** The live tasklets that no child keeps from ending. */
function innermost(): Tasklet[] {
  const all = [...liveTasklets];
  const innermost = all.filter(({ _cold }) => (_cold?.children ?? 0) === 0);
  return innermost.length > 0 ? innermost : all;
}

function limitStarts(): void {
  const loop = threadLoop();
  loop.startsLeft = Math.min(loop.startsLeft, MOST_LATECOMERS);
}

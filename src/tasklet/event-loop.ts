/**
 * The event loop as the world sees it: the loop of src/loop and what knows tasklets. Here are the answers to the base
 * loop's questions: a loop goes on as long as a tasklet that is no daemon lives; then the daemons are killed; and whoever
 * is left when nothing can come any more is deadlocked.
 */
import { isMainThread } from '#platform';
import { DeadlockError, type TaskletInfo } from '../errors.js';
import { CallbackLoop } from '../loop/callback-loop.js';
import { onFirstUse, threadLoop } from '../loop/thread.js';
import { debug, noteEnd } from '../park/debug.js';
import type { Op } from '../park/op.js';
import { abort } from './coroutine.js';
import { info } from './info.js';
import { SwitchLeaf } from './switch.js';
import { Tasklet, instruments, liveTasklets } from './tasklet.js';

/** What an instrument is told. Its functions must not park; an error they throw is an uncaught exception. */
export interface Instrument {
  /** Started, by `parent`; undefined outside any tasklet. */
  spawned(t: Tasklet, parent: Tasklet | undefined): void;
  /** Put on the ready queue; `by` is the tasklet that did it, undefined for the hub (timer, I/O, callback). */
  readied(t: Tasklet, by: Tasklet | undefined): void;
  /** Its turn has come. */
  resumed(t: Tasklet): void;
  /** It waits, on e.g. "sleep 1.5s". */
  parked(t: Tasklet, on: string): void;
  /** It has ended, with `error` or with undefined. */
  ended(t: Tasklet, error: unknown): void;
  /** The hub has nothing ready: seconds until its next timer, or Infinity. */
  idle(until: number): void;
}

/** In debug mode each is one of its own: they are told apart. */
const SWITCH = debug ? undefined : new SwitchLeaf<unknown>();

/**
 * A hub on a driver, one a thread, with everything around it: callbacks, timers, readers and writers, signals, a life
 * cycle.
 *
 * Source: evergreen.EventLoop.
 *
 * @example
 * const loop = new EventLoop();
 * spawn(function* (): Op<void> {
 *   yield* sleep(1);
 *   console.log('a second later');
 * });
 * await loop.run();
 * loop.destroy();
 */
export class EventLoop extends CallbackLoop<Tasklet> {
  /** Daemons that were told to end, as nothing else goes on. */
  readonly #dismissed = new WeakSet<object>();

  /** The loop of this thread; the main thread makes one on first use, any other thread throws Error. */
  static current(): EventLoop {
    return threadLoop() as unknown as EventLoop;
  }

  /**
   * Park the current tasklet until Tasklet.switch(value) or .throw(error) resumes it, from a loop callback.
   *
   * Source: evergreen.EventLoop.switch.
   *
   * @example
   * function* nap(loop: EventLoop): Op<string> {
   *   const self = Tasklet.current() as Tasklet;
   *   loop.callLater(1, () => self.switch('rested'));
   *   return yield* loop.switch<string>();
   * }
   */
  switch<T = unknown>(): Op<T> {
    return (SWITCH as SwitchLeaf<T> | undefined) ?? new SwitchLeaf<T>();
  }

  /**
   * Every live tasklet: name, state, what it waits on, and in debug mode the stacks where it was spawned and parked. Does
   * not park.
   */
  dump(): TaskletInfo[] {
    return [...liveTasklets].map((tasklet) => info(tasklet));
  }

  /**
   * Observe scheduling. Returns the way to stop. Costs nothing while no instrument is attached.
   *
   * @example
   * const stop = EventLoop.current().instrument({
   *   parked: (t, on) => console.log(`${t.name} waits on ${on}`),
   * });
   */
  instrument(hooks: Partial<Instrument>): () => void {
    return instruments.attach(hooks);
  }

  /** @internal */
  _dismissed(tasklet: object): boolean {
    return this.#dismissed.has(tasklet);
  }

  /** @internal */
  protected _busy(): boolean {
    return liveTasklets.busy > 0;
  }

  /** @internal */
  protected _shutDownDaemons(): boolean {
    if (liveTasklets.size === 0) {
      if (debug) noteEnd(undefined);
      return true;
    }
    // Each once: a second kill would interrupt its cleanup. But a cleanup may have spawned others.
    for (const daemon of liveTasklets) {
      if (this.#dismissed.has(daemon)) continue;
      this.#dismissed.add(daemon);
      daemon.kill();
    }
    return false;
  }

  /** @internal */
  protected _stuck(): Error | undefined {
    return liveTasklets.size > 0 ? new DeadlockError(this.dump()) : undefined;
  }

  /** @internal */
  protected _resting(deadline: number): void {
    if (instruments.active) instruments.tell('idle', Math.max(deadline - this.time(), 0));
  }

  /** @internal */
  protected _abandon(): void {
    for (let before = Infinity; liveTasklets.size > 0;) {
      const stuck = liveTasklets.size === before;
      before = liveTasklets.size;
      for (const tasklet of [...liveTasklets]) abort(tasklet, stuck);
    }
    instruments.clear();
  }
}

// The one thing in the library that a module does by being there: package.json names it in sideEffects, for bundlers.
onFirstUse(() => {
  if (!isMainThread) throw new Error('this thread has no event loop: make one with new EventLoop()');
  return new EventLoop();
});

/**
 * The loop and the tasklet of now.
 *
 * Source: evergreen.current.
 */
export const current: {
  /** As EventLoop.current(). */
  readonly loop: EventLoop;
  /** As Tasklet.current(). */
  readonly tasklet: Tasklet | undefined;
} = {
  get loop() {
    return EventLoop.current();
  },
  get tasklet() {
    return Tasklet.current();
  },
};

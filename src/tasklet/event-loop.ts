/**
 * The public event loop, which only hands on to its parts: its life is in src/loop/lifecycle.ts, what it calls back in
 * callbacks.ts; what it has to know of tasklets is in loop-tasklets.ts.
 */
import { isMainThread } from '#platform';
import { checkFunction, checkOptions } from '../check.js';
import type { TaskletInfo } from '../errors.js';
import type { Driver } from '../loop/driver.js';
import type { Handler } from '../loop/handler.js';
import { printUnhandled } from '../loop/unhandled.js';
import { LoopCore, type LoopOptions } from '../loop/loop-core.js';
import { READABLE, WRITABLE } from '../loop/poller.js';
import { loopMade, onFirstUse, threadLoop } from '../loop/thread.js';
import { debug } from '../park/debug.js';
import type { Op } from '../park/op.js';
import { LoopTasklets } from './loop-tasklets.js';
import { allLive, infos } from './scopes.js';
import { SwitchLeaf } from './switch.js';
import { EVENTS, type WaitingOn } from './instruments.js';
import { Tasklet, hubObserver, instruments } from './tasklet.js';
import { trimmed } from '../trim.js';

/** How a loop is to be made. */
export interface EventLoopOptions {
  /** What turns the hub: the platform's by default; `virtualDriver()` of evergreen-ts/testing for simulated time. */
  driver?: Driver;
  /** Carry AsyncLocalStorage context per tasklet (from its spawn). Default false: it costs time per switch. */
  asyncContext?: boolean;
}

/** What is reported to an instrument. Its functions must not park; an error they throw is an uncaught exception. */
export interface Instrument {
  /** Started, by `parent`; undefined outside any tasklet. */
  spawned(t: Tasklet, parent: Tasklet | undefined): void;
  /**
   * Put on the ready queue; `by` is the tasklet that did it, undefined for the hub (timer, I/O, callback). `handed`: the number
   * of the primitive that was handed over with it, a lock for example.
   */
  readied(t: Tasklet, by: Tasklet | undefined, handed?: number): void;
  /** An interrupt that had readied it was withdrawn: it is parked as before. */
  retracted(t: Tasklet): void;
  /** A turn begins; counted from 1. */
  turn(n: number): void;
  /** Its turn has come. */
  resumed(t: Tasklet): void;
  /** It waits, on e.g. "sleep 1.5s"; `wait` has that as data. */
  parked(t: Tasklet, on: string, wait: WaitingOn): void;
  /** `error` (of a kill, a Timeout, a failed sibling) is on its way to it, sent by the tasklet `by`, or by the hub. */
  interrupted(t: Tasklet, by: Tasklet | undefined, error: unknown): void;
  /** A timer was set for `due`, a moment of the loop's time(), was cancelled or has come due. */
  timer(id: number, state: 'set' | 'cancelled' | 'due', due: number): void;
  /** It has ended, with `error` or with undefined. */
  ended(t: Tasklet, error: unknown): void;
  /** The hub has nothing ready: seconds until its next timer, or Infinity. */
  idle(until: number): void;
}

/** One object for all; in debug mode each call makes its own, so that a forgotten `yield*` can be reported. */
const SWITCH = debug ? undefined : new SwitchLeaf<unknown>();

let coreOf: (loop: EventLoop) => LoopCore;

/**
 * A hub on a driver, one a thread, with callbacks, timers, readers and writers, signals and a life cycle.
 *
 * Few programs need to make one: whatever needs a loop and finds none makes one that runs by itself. It is destroyed when nothing
 * is left to run; the next use makes another, with ids that begin with 1. As long as a stream of it is open it stays, idle, and
 * keeps the process alive only while something runs. One made by hand, with `new`, runs when run(), runForever() or the function
 * run() says so; in the last case until it is destroyed.
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
export class EventLoop {
  static {
    coreOf = (loop) => loop.#core;
  }

  /**
   * Called once for every error that nobody took. Default: print where from, and the error with its stack, on stderr (and the
   * first time what to do about it), process.exitCode = 1, go on.
   */
  excepthook: (error: unknown, source: Tasklet | Handler) => void = (error, source) => {
    printUnhandled(error, source);
  };

  readonly #core: LoopCore;

  /** One per thread: Error while the thread has another that is not destroyed, unless it runs by itself and is not in use. */
  constructor(options: EventLoopOptions = {}) {
    checkOptions('the options of an EventLoop', options);
    this.#core = new LoopCore(this, options, new LoopTasklets(), (error, source) => {
      this.excepthook(error, source as Tasklet | Handler);
    });
    loopMade(this);
  }

  /** The loop of this thread; the main thread makes one on first use, any other thread throws Error. */
  static current(): EventLoop {
    return threadLoop().loop as EventLoop;
  }

  /** For logs. */
  toString(): string {
    return 'the event loop';
  }

  /** True from run() or runForever() until it has ended. Of a loop that runs by itself: from its first turn on. */
  get running(): boolean {
    return this.#core.running;
  }

  /**
   * Run until no tasklet is alive (daemons aside), no callback is pending, and no reader, writer or listening server is left. One
   * that runs by itself: wait for that. Rejects with DeadlockError when tasklets remain that nothing can wake: on Node when the
   * process has nothing left to do, on a virtual clock at once. A loop that has ended cannot run again: Error.
   *
   * Source: evergreen.EventLoop.run.
   */
  run(): Promise<void> {
    return this.#core.life.run(false);
  }

  /** As run(), but only stop() ends it, and it keeps the process alive. Source: evergreen.EventLoop.run_forever. */
  runForever(): Promise<void> {
    return this.#core.life.run(true);
  }

  /**
   * End run() or runForever() once the tasklet or callback that runs now has parked or returned. Nothing is killed:
   * destroy() does that. Before the start, it makes the run end before anything has run.
   *
   * Source: evergreen.EventLoop.stop.
   */
  stop(): void {
    this.#core.life.stop();
  }

  /**
   * Kill the tasklets that are left (their `finally` blocks run; one that parks is thrown into again), close every handle,
   * and free the thread for a new loop. Error while running, and the second time. Of a loop that has run by itself, and is gone,
   * it does nothing.
   *
   * Source: evergreen.EventLoop.destroy.
   */
  destroy(): void {
    this.#core.life.destroy();
  }

  /**
   * Put a callback on the ready queue. TypeError for a Handler or a generator function in its place. Does not park.
   *
   * Source: evergreen.EventLoop.call_soon.
   *
   * @example
   * EventLoop.current().callSoon((text: string) => console.log(text), 'hello');
   */
  callSoon<A extends unknown[]>(callback: (...args: A) => void, ...args: A): Handler {
    return this.#core.callbacks.soon(callback, args);
  }

  /**
   * Put a callback on the ready queue in `delay` seconds, at the next opportunity if that is zero or negative. RangeError
   * unless it is a finite number.
   *
   * Source: evergreen.EventLoop.call_later.
   */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => void, ...args: A): Handler {
    return this.#core.callbacks.later(delay, callback, args);
  }

  /** As callLater, for a moment of this loop's time(). Source: evergreen.EventLoop.call_at. */
  callAt<A extends unknown[]>(when: number, callback: (...args: A) => void, ...args: A): Handler {
    return this.#core.callbacks.at(when, callback, args);
  }

  /**
   * As callSoon, for code outside the loop's own turn: a Node callback, a promise reaction, a worker's message. (In
   * JavaScript that is the same thread, so the two are one; the name is kept for ported programs.)
   *
   * Source: evergreen.EventLoop.call_from_thread.
   */
  callFromThread<A extends unknown[]>(callback: (...args: A) => void, ...args: A): Handler {
    return this.callSoon(callback, ...args);
  }

  /** Monotonic seconds, of the driver's clock. */
  time(): number {
    return this.#core.hub.now();
  }

  /**
   * Call back as long as the descriptor is readable, once a turn: there is something to read, or its end, or an error that
   * reading will report. For any descriptor that the system can poll (sockets, pipes, fifos, terminals, eventfds, devices);
   * it is set to non-blocking, and stays open at least until the handler is cancelled. Does not park.
   *
   * The handler stays until it is cancelled, and keeps run() going meanwhile; what the callback throws goes to excepthook.
   * So does EBADF when the descriptor was closed without cancelling first; the handler is off then.
   *
   * Needs the package koffi, in the main thread and not on Windows: else Error, which says what to do. Error, too, for a
   * second reader of a descriptor, and, with the system's `code`, for a descriptor that is not open (EBADF) or cannot be
   * polled (EPERM: files and directories).
   *
   * Source: evergreen.EventLoop.add_reader, and uv_poll of libuv.
   *
   * @example
   * import { constants, openSync, readSync } from 'node:fs';
   * import { EventLoop } from 'evergreen-ts';
   *
   * const fd = openSync('/tmp/fifo', constants.O_RDONLY | constants.O_NONBLOCK);
   * const chunk = Buffer.alloc(65536);
   * const handler = EventLoop.current().addReader(fd, () => {
   *   const length = readSync(fd, chunk);
   *   if (length === 0) handler.cancel();
   *   else process.stdout.write(chunk.subarray(0, length));
   * });
   */
  addReader<A extends unknown[]>(fd: number, callback: (...args: A) => void, ...args: A): Handler {
    return this.#core.callbacks.onReady(READABLE, fd, callback, args);
  }

  /** Cancel the reader of a descriptor. False if there was none. Source: evergreen.EventLoop.remove_reader. */
  removeReader(fd: number): boolean {
    return this.#core.callbacks.poller.remove(fd, READABLE);
  }

  /**
   * As addReader(), as long as the descriptor is writable: the system takes something, or writing will report an error.
   * A descriptor can have a reader and a writer; the reader is called first.
   *
   * Source: evergreen.EventLoop.add_writer.
   */
  addWriter<A extends unknown[]>(fd: number, callback: (...args: A) => void, ...args: A): Handler {
    return this.#core.callbacks.onReady(WRITABLE, fd, callback, args);
  }

  /** Cancel the writer of a descriptor. False if there was none. Source: evergreen.EventLoop.remove_writer. */
  removeWriter(fd: number): boolean {
    return this.#core.callbacks.poller.remove(fd, WRITABLE);
  }

  /**
   * Call back each time the signal comes, until the handler is cancelled. Several handlers for one signal are allowed, and
   * run in the order they were added. They do not keep the loop alive. RangeError for an unknown signal.
   *
   * Source: evergreen.EventLoop.add_signal_handler.
   *
   * @example
   * const loop = EventLoop.current();
   * loop.addSignalHandler('SIGTERM', () => loop.stop());
   */
  addSignalHandler<A extends unknown[]>(
    signal: NodeJS.Signals | number,
    callback: (...args: A) => void,
    ...args: A
  ): Handler {
    return this.#core.callbacks.onSignal(signal, callback, args);
  }

  /** Cancel all handlers of the signal: its default action is back. False if there were none. */
  removeSignalHandler(signal: NodeJS.Signals | number): boolean {
    return this.#core.callbacks.signals.clear(signal);
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
    return infos(allLive());
  }

  /**
   * Observe scheduling. Returns a function that stops it. Costs nothing while no instrument is attached.
   *
   * @example
   * const stop = EventLoop.current().instrument({
   *   parked: (t, on) => console.log(`${t.name} waits on ${on}`),
   * });
   */
  instrument(hooks: Partial<Instrument>): () => void {
    checkOptions('an instrument', hooks);
    for (const event of EVENTS)
      if (hooks[event] !== undefined) checkFunction(`${event}() of an instrument`, hooks[event]);
    const detach = instruments.attach(hooks);
    const observe = (): void => {
      this.#core.hub.observer = instruments.watchesHub ? hubObserver : undefined;
    };
    observe();
    return () => {
      detach();
      observe();
    };
  }
}

// The library's only side effect of loading a module: package.json names it in sideEffects, for bundlers.
onFirstUse(() => {
  if (!isMainThread)
    throw trimmed(new Error('this thread has no event loop: run(), main() or new EventLoop() makes one'));
  loopByItself({});
});

/** Make a loop that runs by itself, until nothing is left; `gone` is called when it has been destroyed then. */
export function loopByItself(options: LoopOptions, gone?: () => void): LoopCore {
  const core = coreOf(new EventLoop(options));
  core.life.runByItself(gone);
  return core;
}

/**
 * The present loop and tasklet.
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

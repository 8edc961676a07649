/**
 * The event loop as far as it needs no tasklets: a hub on a driver, with callbacks, timers, readers and writers, signals
 * and a life cycle. The public EventLoop (src/tasklet/event-loop.ts) adds what knows tasklets, and answers the three
 * questions asked here: does anything keep the loop going? what is to be stopped when nothing does? is what is left stuck?
 *
 * Life: new → running → ended → destroyed. A loop runs once.
 */
import { createDriver, holdOpen, onNothingLeft, openPoll, reportError } from '#platform';
import type { Driver } from './driver.js';
import { type Callback, type Handler, Lasting, Once, Standing, checkCallback } from './handler.js';
import { Hub } from './hub.js';
import { Poller, READABLE, WRITABLE } from './poller.js';
import { Signals } from './signals.js';
import { type Closeable, claimThread, releaseThread } from './thread.js';

/** How a loop is to be made. */
export interface EventLoopOptions {
  /** What turns the hub: the platform's by default; `virtualDriver()` of evergreen-ts/testing for simulated time. */
  driver?: Driver;
  /** Carry AsyncLocalStorage context per tasklet (from its spawn). Default false: it costs time per switch. */
  asyncContext?: boolean;
}

/** A run that is under way: how to end it, and what to undo then. */
interface Run {
  resolve(): void;
  reject(error: unknown): void;
  /** Only stop() ends it. */
  readonly forever: boolean;
  readonly release: () => void;
}

/** `Task` stands for the tasklets, which are not known here. */
export abstract class BaseEventLoop<Task extends object> {
  /** @internal */
  readonly _hub: Hub;
  /** @internal */
  readonly _asyncContext: boolean;
  /** @internal */
  _outside = 0;

  /**
   * Told of every error no one else took, once. Default: name and stack to stderr, process.exitCode = 1, go on.
   */
  excepthook: (error: unknown, source: Task | Handler) => void = (error, source) => {
    reportError(error, describeSource(source));
  };

  readonly #driver: Driver;
  readonly #signals: Signals;
  readonly #poller: Poller;
  /** Whatever holds something of the system for this loop: closed by destroy(). */
  readonly #resources = new Set<Closeable>();
  /** destroy() has closed them. */
  #closed = false;
  #phase: 'new' | 'running' | 'ended' | 'destroyed' = 'new';
  #stopping = false;
  /** Set while it runs. */
  #run: Run | undefined = undefined;
  /** Callbacks that have yet to run, and readers and writers. */
  #pending = 0;

  /** One per thread: Error while the thread has another that is not destroyed. */
  constructor(options: EventLoopOptions = {}) {
    claimThread(this);
    this.#driver = options.driver ?? createDriver();
    this._hub = new Hub(this.#driver, () => {
      this.#rest();
    });
    this.#signals = new Signals((handler) => {
      this._hub.ready(handler);
    });
    this.#poller = new Poller(openPoll, (error, handler) => {
      // It may come right from the poll phase, where nothing of the user's is to run.
      this.callSoon(() => this._report(error, handler));
    });
    this._asyncContext = options.asyncContext ?? false;
  }

  /** True from run() or runForever() until it has ended. */
  get running(): boolean {
    return this.#phase === 'running';
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
    const handler = this.#once(callback, args);
    this._hub.ready(handler);
    return handler;
  }

  /**
   * Put a callback on the ready queue in `delay` seconds, at the next opportunity if that is zero or negative. RangeError
   * unless it is a finite number.
   *
   * Source: evergreen.EventLoop.call_later.
   */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => void, ...args: A): Handler {
    if (!Number.isFinite(delay))
      throw new RangeError(`a delay must be a finite number of seconds, not ${delay}`);
    const handler = this.#once(callback, args);
    if (delay <= 0) this._hub.ready(handler);
    else this._hub.schedule(handler, this._hub.now() + delay);
    return handler;
  }

  /** As callLater, for a moment of this loop's time(). Source: evergreen.EventLoop.call_at. */
  callAt<A extends unknown[]>(when: number, callback: (...args: A) => void, ...args: A): Handler {
    return this.callLater(when - this.time(), callback, ...args);
  }

  /**
   * As callSoon, for code outside the loop's own turn: a Node callback, a promise reaction, a worker's message. (In
   * JavaScript that is the same thread, so the two are one; the name is kept for what is ported.)
   *
   * Source: evergreen.EventLoop.call_from_thread.
   */
  callFromThread<A extends unknown[]>(callback: (...args: A) => void, ...args: A): Handler {
    return this.callSoon(callback, ...args);
  }

  /** Monotonic seconds, of the driver's clock. */
  time(): number {
    return this._hub.now();
  }

  /**
   * Call back as long as the descriptor is readable, once a turn: there is something to read, or its end, or an error that
   * reading will tell. For any descriptor that the system can poll (sockets, pipes, fifos, terminals, eventfds, devices);
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
    return this.#watch(fd, READABLE, callback, args);
  }

  /** Cancel the reader of a descriptor. False if there was none. Source: evergreen.EventLoop.remove_reader. */
  removeReader(fd: number): boolean {
    return this.#poller.remove(fd, READABLE);
  }

  /**
   * As addReader(), as long as the descriptor is writable: the system takes something, or an error that writing will tell.
   * A descriptor can have a reader and a writer; the reader is called first.
   *
   * Source: evergreen.EventLoop.add_writer.
   */
  addWriter<A extends unknown[]>(fd: number, callback: (...args: A) => void, ...args: A): Handler {
    return this.#watch(fd, WRITABLE, callback, args);
  }

  /** Cancel the writer of a descriptor. False if there was none. Source: evergreen.EventLoop.remove_writer. */
  removeWriter(fd: number): boolean {
    return this.#poller.remove(fd, WRITABLE);
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
    checkCallback(callback);
    this.#assertUsable();
    return this.#signals.add(signal, (off) => new Standing(this, callback as unknown as Callback, args, off));
  }

  /** Cancel all handlers of the signal: its default action is back. False if there were none. */
  removeSignalHandler(signal: NodeJS.Signals | number): boolean {
    return this.#signals.clear(signal);
  }

  /**
   * Run until no tasklet is alive (daemons aside), no callback is pending, and no reader or writer is left. Rejects with DeadlockError when tasklets
   * remain that nothing can wake: on Node when the process has nothing left to do, on a virtual clock at once. A loop that
   * has ended cannot run again: Error.
   *
   * Source: evergreen.EventLoop.run.
   */
  run(): Promise<void> {
    return this.#start(false);
  }

  /** As run(), but only stop() ends it, and it keeps the process alive. Source: evergreen.EventLoop.run_forever. */
  runForever(): Promise<void> {
    return this.#start(true);
  }

  /**
   * End run() or runForever() once what runs now has parked. Nothing is killed: destroy() does that. Before the start, it
   * makes the run end before anything of it has run.
   *
   * Source: evergreen.EventLoop.stop.
   */
  stop(): void {
    this.#stopping = true;
    if (this.running && !this._hub.halt()) this.#end();
  }

  /**
   * Kill what is left (its `finally` blocks run; one that parks is thrown into again), close every handle, and free the
   * thread for a new loop. Error while running, and the second time.
   *
   * Source: evergreen.EventLoop.destroy.
   */
  destroy(): void {
    if (this.running)
      throw new Error('destroy() cannot be called while the loop is running: stop() it first');
    if (this.#phase === 'destroyed') throw new Error('the loop was destroyed already');
    this.#phase = 'destroyed';
    this._abandon();
    this.#signals.clearAll();
    this.#poller.clear();
    for (const resource of this.#resources) resource.close();
    this.#closed = true;
    this._hub.clear();
    this.#driver.close();
    releaseThread();
  }

  /** @internal */
  _report(error: unknown, source: object): void {
    try {
      this.excepthook(error, source as Task | Handler);
    } catch (failure) {
      // A hook that fails must not take the hub with it; as an uncaught exception it is as loud as can be.
      queueMicrotask(() => {
        throw failure;
      });
    }
  }

  /** @internal */
  _settled(): void {
    this.#pending--;
    // Cancelled from outside a turn, it may have been the last thing the loop was waiting for.
    if (this.#pending === 0 && this.running) this._hub.nudge();
  }

  /** @internal */
  _adopt(resource: Closeable): void {
    // What tasklets leave behind when destroy() ends them is closed with the rest.
    if (this.#closed) throw new Error('the loop was destroyed');
    this.#resources.add(resource);
  }

  /** @internal */
  _disown(resource: Closeable): void {
    this.#resources.delete(resource);
  }

  /** @internal */
  abstract _dismissed(tasklet: object): boolean;
  /** @internal Is there a tasklet that keeps run() going? */
  protected abstract _busy(): boolean;
  /** @internal Nothing keeps run() going: stop what is left; true when nothing is. */
  protected abstract _windUp(): boolean;
  /** @internal Nothing can wake what is left: the error that says so, undefined if nothing is left. */
  protected abstract _stuck(): Error | undefined;
  /** @internal The hub has nothing ready, and no timer before `deadline`. */
  protected abstract _resting(deadline: number): void;
  /** @internal End every tasklet, now. */
  protected abstract _abandon(): void;

  #once<A extends unknown[]>(callback: (...args: A) => void, args: A): Once {
    checkCallback(callback);
    this.#assertUsable();
    this.#pending++;
    return new Once(this, callback as unknown as Callback, args);
  }

  #watch<A extends unknown[]>(fd: number, event: number, callback: (...args: A) => void, args: A): Handler {
    checkCallback(callback);
    this.#assertUsable();
    const handler = this.#poller.add(fd, event, (off) => {
      return new Lasting(this, callback as unknown as Callback, args, () => {
        off();
        this._outside--;
        this._settled();
      });
    });
    this.#pending++;
    this._outside++;
    return handler;
  }

  #assertUsable(): void {
    if (this.#phase === 'destroyed') throw new Error('the loop was destroyed');
  }

  async #start(forever: boolean): Promise<void> {
    if (this.#phase === 'running') throw new Error('the loop is running already');
    if (this.#phase !== 'new')
      throw new Error(
        `a loop that has ${this.#phase === 'ended' ? 'ended' : 'been destroyed'} cannot run again`,
      );
    if (this.#stopping) {
      this.#phase = 'ended';
      return;
    }
    this.#phase = 'running';
    await new Promise<void>((resolve, reject) => {
      const hold = forever ? holdOpen() : onNothingLeft(() => this.#starved());
      this.#run = { resolve, reject, forever, release: hold };
      this._hub.open();
      this.#poller.start();
    });
  }

  /** After each turn: is the loop done, or stuck? */
  #rest(): void {
    const run = this.#run;
    if (run === undefined) return;
    if (this.#stopping) {
      this.#end();
    } else if (this.#pending === 0 && !run.forever && !this._busy() && this._windUp()) {
      this.#end();
    } else if (this._hub.idle) {
      this._resting(this._hub.nextDeadline);
      this.#watched(run);
    }
  }

  /** Who watches the loop rest may have stopped it, or given it something to do. */
  #watched(run: Run): void {
    if (this.#stopping) this.#end();
    else if (this.#hopeless && !run.forever) this.#starved();
  }

  /** Neither an entry, nor a timer, nor anything from outside will come: known only in a closed world. */
  get #hopeless(): boolean {
    const { idle, nextDeadline } = this._hub;
    return idle && nextDeadline === Infinity && this._outside === 0 && this.#driver.closedWorld === true;
  }

  /** Nothing will come any more. */
  #starved(): void {
    const error = this._stuck();
    if (error !== undefined) this.#end(error);
  }

  #end(error?: Error): void {
    const run = this.#run as Run;
    this.#run = undefined;
    this.#phase = 'ended';
    this._hub.close();
    this.#poller.stop();
    run.release();
    if (error === undefined) run.resolve();
    else run.reject(error);
  }
}

function describeSource(source: object): string {
  return source instanceof Once || source instanceof Standing
    ? 'a callback'
    : (source as { toString(): string }).toString();
}

/**
 * What can be called back by a loop: functions that run once (soon, later), readers and writers, signal handlers; and the
 * hook that is told of every error that nobody took. Each kind is a file of its own; here they come together on the hub.
 */
import { checkCallback } from '../check.js';
import { openPoll, reportError } from '#platform';
import { BaseEventLoop, type EventLoopOptions } from './base-loop.js';
import { type Callback, type Handler, LevelTriggered, OneShot, Persistent } from './handler.js';
import { Poller, READABLE, WRITABLE } from './poller.js';
import { Signals } from './signals.js';

/** `Task` stands for the tasklets, which are not known here. */
export abstract class CallbackLoop<Task extends object> extends BaseEventLoop {
  /**
   * Told of every error no one else took, once. Default: name and stack to stderr, process.exitCode = 1, go on.
   */
  excepthook: (error: unknown, source: Task | Handler) => void = (error, source) => {
    reportError(error, describeSource(source));
  };

  readonly #signals = new Signals((handler) => {
    this._hub.ready(handler);
  });
  readonly #poller = new Poller(openPoll, (error, handler) => {
    // It may come right from the poll phase, where nothing of the user's is to run.
    this.callSoon(() => this._report(error, handler));
  });

  /** One per thread: Error while the thread has another that is not destroyed. */
  constructor(options: EventLoopOptions = {}) {
    super(options);
    this._adopt({
      close: () => {
        this.#signals.clearAll();
        this.#poller.clear();
      },
    });
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
    this._assertUsable();
    return this.#signals.add(
      signal,
      (off) => new Persistent(this, callback as unknown as Callback, args, off),
    );
  }

  /** Cancel all handlers of the signal: its default action is back. False if there were none. */
  removeSignalHandler(signal: NodeJS.Signals | number): boolean {
    return this.#signals.clear(signal);
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
    this._pending--;
    // Cancelled from outside a turn, it may have been the last thing the loop was waiting for.
    if (this._pending === 0 && this.running) this._hub.wake();
  }

  /** @internal */
  protected _poll(on: boolean): void {
    if (on) this.#poller.start();
    else this.#poller.stop();
  }

  #once<A extends unknown[]>(callback: (...args: A) => void, args: A): OneShot {
    checkCallback(callback);
    this._assertUsable();
    this._pending++;
    return new OneShot(this, callback as unknown as Callback, args);
  }

  #watch<A extends unknown[]>(fd: number, event: number, callback: (...args: A) => void, args: A): Handler {
    checkCallback(callback);
    this._assertUsable();
    const handler = this.#poller.add(fd, event, (off) => {
      return new LevelTriggered(this, callback as unknown as Callback, args, () => {
        off();
        this._outside--;
        this._settled();
      });
    });
    this._pending++;
    this._outside++;
    return handler;
  }
}

function describeSource(source: object): string {
  return source instanceof OneShot || source instanceof Persistent
    ? 'a callback'
    : (source as { toString(): string }).toString();
}

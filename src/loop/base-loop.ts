/**
 * The life of an event loop: a hub on a driver, that runs once, ends and is destroyed. New → running → ended → destroyed.
 *
 * What is called back stands above (callback-loop.ts), and above that what knows tasklets (the public EventLoop, in
 * src/tasklet). They answer what is asked here: does anything keep the loop going? what is to be stopped when nothing does?
 * is what is left stuck?
 */
import { createDriver, holdOpen, onNothingLeft } from '#platform';
import type { Driver } from './driver.js';
import { Hub } from './hub.js';
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

export abstract class BaseEventLoop {
  /** @internal */
  readonly _hub: Hub;
  /** @internal */
  readonly _asyncContext: boolean;
  /** @internal */
  _outside = 0;

  readonly #driver: Driver;
  /** Whatever holds something of the system for this loop: closed by destroy(). */
  readonly #resources = new Set<Closeable>();
  /** destroy() has closed them. */
  #closed = false;
  #phase: 'new' | 'running' | 'ended' | 'destroyed' = 'new';
  #stopping = false;
  /** Set while it runs. */
  #run: Run | undefined = undefined;
  /** @internal What keeps run() going besides tasklets: callbacks that have yet to run, readers and writers. */
  protected _pending = 0;

  constructor(options: EventLoopOptions) {
    claimThread(this);
    this.#driver = options.driver ?? createDriver();
    this._hub = new Hub(this.#driver, () => {
      this.#afterTurn();
    });
    this._asyncContext = options.asyncContext ?? false;
  }

  /** True from run() or runForever() until it has ended. */
  get running(): boolean {
    return this.#phase === 'running';
  }

  /**
   * Run until no tasklet is alive (daemons aside), no callback is pending, and no reader or writer is left. Rejects with
   * DeadlockError when tasklets remain that nothing can wake: on Node when the process has nothing left to do, on a virtual
   * clock at once. A loop that has ended cannot run again: Error.
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
    for (const resource of this.#resources) resource.close();
    this.#closed = true;
    this._hub.clear();
    this.#driver.close();
    releaseThread();
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
  abstract _report(error: unknown, source: object): void;
  /** @internal */
  abstract _dismissed(tasklet: object): boolean;
  /** @internal Is there a tasklet that keeps run() going? */
  protected abstract _busy(): boolean;
  /** @internal Nothing keeps run() going: stop what is left; true when nothing is. */
  protected abstract _shutDownDaemons(): boolean;
  /** @internal Nothing can wake what is left: the error that says so, undefined if nothing is left. */
  protected abstract _stuck(): Error | undefined;
  /** @internal The hub has nothing ready, and no timer before `deadline`. */
  protected abstract _resting(deadline: number): void;
  /** @internal Poll descriptors, or no more: while it runs. */
  protected abstract _poll(on: boolean): void;
  /** @internal End every tasklet, now. */
  protected abstract _abandon(): void;

  /** @internal Error once it is destroyed. */
  protected _assertUsable(): void {
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
      this._poll(true);
    });
  }

  /** After each turn: is the loop done, or stuck? */
  #afterTurn(): void {
    const run = this.#run;
    if (run === undefined) return;
    if (this.#stopping) {
      this.#end();
    } else if (this._pending === 0 && !run.forever && !this._busy() && this._shutDownDaemons()) {
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
    this._poll(false);
    run.release();
    if (error === undefined) run.resolve();
    else run.reject(error);
  }
}

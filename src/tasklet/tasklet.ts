/**
 * Tasklets as users see them: start, wait for, kill. How they run is in coroutine.ts.
 */
import { TaskletExit } from '../errors.js';
import { type AnyTarget, Coroutine, live, coroutineInstruments } from './coroutine.js';
import { Kill } from '../park/interrupts.js';
import { type EndWaiter, get, join } from './join.js';
import { checkTarget } from '../check.js';
import type { Op, Park, Target } from '../park/op.js';
import { runningTasklet } from '../park/leaf.js';
import type { Instruments } from './instruments.js';
import type { LiveTasklets } from './live-list.js';
import { SwitchLeaf } from './switch.js';
import { WaitQueue } from '../park/wait-queue.js';

/** What a tasklet is to run, and how. */
export interface TaskletOptions<A extends unknown[], T> {
  /** What run() calls: a generator function, or a plain one that does not park. */
  target?: Target<A, T>;
  /** What it is given. Default: nothing. */
  args?: A;
  /** For people. Default: 'Tasklet-' and its id. */
  name?: string;
  /** Does not keep run() going; killed when the rest is done. Default: as the tasklet that makes it. */
  daemon?: boolean;
}

const NO_ARGS: never[] = [];

/**
 * One green thread: runs `target(...args)` on its own, from start() on. spawn() makes and starts one in one go. A subclass
 * may override run() instead of passing a target.
 *
 * Source: evergreen.tasks.Task.
 *
 * @example
 * class Ticker extends Tasklet<void> {
 *   override *run(): Op<void> {
 *     for (let i = 0; i < 3; i++) {
 *       console.log('tick', i);
 *       yield* sleep(1);
 *     }
 *   }
 * }
 * const ticker = new Ticker({ name: 'ticker' }).start();
 */
export class Tasklet<T = unknown> extends Coroutine {
  /** TypeError for a target that is not a function, or an async one. */
  // The contract's signature: the arguments of any target.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  constructor(options?: TaskletOptions<any[], T>) {
    const { target, args = NO_ARGS, name, daemon } = options ?? {};
    if (target !== undefined) checkTarget(target);
    super(target as AnyTarget | undefined, args);
    if (name !== undefined) this._need().name = name;
    if (daemon ?? Tasklet.current()?._daemon === true) this._need().daemon = true;
  }

  /** The tasklet that runs now; undefined outside any. */
  static current(): Tasklet | undefined {
    return runningTasklet() as Tasklet | undefined;
  }

  /** Put it on the ready queue. Error when started twice. Does not park. Source: evergreen.Task.start. */
  start(): this {
    if (this.run !== Tasklet.prototype.run) checkTarget(this.run);
    this._start();
    return this;
  }

  /** The body; a subclass may override it instead of passing a target. Source: evergreen.Task.run. */
  run(): Op<T> | T {
    const { target, args } = this._keepGiven();
    return target?.(...args) as Op<T> | T;
  }

  /**
   * Wait for the end: true when it ended, false when the timeout came first. Never throws its error. Parks. Error if it was
   * not started; RangeError for a negative timeout.
   *
   * Source: evergreen.Task.join.
   *
   * @param timeout seconds; for ever if left out
   */
  join(timeout?: number): Op<boolean> {
    this.assertStarted('join');
    return join(this, timeout);
  }

  /**
   * Wait for the end: its value, or its error thrown here (TaskletExit if it was killed). A Timeout is thrown when the
   * timeout came first. Parks. Error if it was not started; RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out
   *
   * @example
   * function* sum(): Op<number> {
   *   const one = spawn(() => 1);
   *   const two = spawn(() => 2);
   *   return (yield* one.get()) + (yield* two.get());
   * }
   */
  get(timeout?: number): Op<T> {
    this.assertStarted('get');
    return get(this, timeout);
  }

  /** A tasklet is an operation: `yield* tasklet` is `yield* tasklet.get()`. */
  [Symbol.iterator](): Iterator<Park, T, unknown> {
    return this.get()[Symbol.iterator]();
  }

  /**
   * Throw `error` (a new TaskletExit) into it. Not started: its body never runs. Parked or ready: thrown at its park point
   * on its next turn, and what it was about to be handed goes to the next in line. Running (itself): thrown at its next
   * park. Ended: nothing. While a kill has not struck yet, another adds nothing. Does not park.
   *
   * Source: evergreen.Task.kill.
   */
  kill(error?: unknown): void {
    if (this._ended) return;
    this._interrupt(
      error === undefined ? new Kill(new TaskletExit(), true) : new Kill(error, error instanceof TaskletExit),
    );
  }

  /**
   * Resume it from EventLoop.switch(), which gives `value`. From loop callbacks only: Error from inside a tasklet, or if
   * it is not parked there.
   *
   * Source: fibers.Fiber.switch, as Evergreen's callbacks use it.
   */
  switch(value?: unknown): void {
    this.assertSwitched('switch');
    this._unpark(value);
  }

  /** As switch(), but EventLoop.switch() throws `error`. */
  throw(error: unknown): void {
    this.assertSwitched('throw');
    this._unpark(new SwitchLeaf.Thrown(error));
  }

  /** Call back once it has ended, at once if it has. Errors of the callback go to excepthook. Does not park. */
  addDoneCallback(callback: (t: Tasklet<T>) => void): void {
    if (typeof callback !== 'function') throw new TypeError('a done callback must be a function');
    if (this._ended) this._callBack(callback);
    else (this._need().callbacks ??= []).push(callback);
  }

  /** Its value, or its error, as a promise: for code outside any tasklet. Whoever asks for it takes the error. */
  promise(): Promise<T> {
    this._takeError();
    return new Promise((resolve, reject) => {
      this.addDoneCallback(() => {
        if (this._failed) reject(this._error);
        else resolve(this._outcome());
      });
    });
  }

  /** @internal Who waits for its end. */
  _watchers(): WaitQueue<EndWaiter<unknown>> {
    return (this._need().watchers ??= new WaitQueue());
  }

  /** @internal */
  override _outcome(): T {
    return super._outcome() as T;
  }

  /** @internal */
  protected override _begin(target: AnyTarget | undefined, args: unknown[]): unknown {
    if (this.run === Tasklet.prototype.run) return target?.(...args);
    this._keepGiven();
    return this.run();
  }

  private assertStarted(what: string): void {
    if (this.state === 'initial')
      throw new Error(`${what}() of a tasklet that was not started: start() it first`);
  }

  private assertSwitched(what: string): void {
    if (runningTasklet() !== undefined)
      throw new Error(`${what}() may be called from loop callbacks only, not from inside a tasklet`);
    if (!(this._parkedOn instanceof SwitchLeaf)) {
      throw new Error(`${what}() of a tasklet that is not parked in EventLoop.switch(): ${this.toString()}`);
    }
  }
}

// Every coroutine is a tasklet: there is no other subclass.

/** @internal All that were started and have not ended. */
export const liveTasklets = live as LiveTasklets<unknown> as LiveTasklets<Tasklet>;
/** @internal */
export const instruments = coroutineInstruments as unknown as Instruments<Tasklet>;

/**
 * Tasklets as users see them: start, wait for, kill. How they run is in coroutine.ts.
 */
import {
  checkBoolean,
  checkFunction,
  checkOptions,
  checkTarget,
  checkText,
  isInstance,
  kindOf,
} from '../check.js';
import { TaskletExit, type TaskletState } from '../errors.js';
import { countPerLoop, inPresentContext, ready } from '../loop/thread.js';
import type { Body } from '../park/body.js';
import { debug, spawnStack } from '../park/debug.js';
import { type Interrupt, Kill } from '../park/interrupts.js';
import { cutFrames } from '../park/frames.js';
import { type Leaf, runningTasklet } from '../park/leaf.js';
import type { Op, Park, Target } from '../park/op.js';
import { interrupt, iterated, park, retract, run, start, step, unpark, yieldAt } from './coroutine.js';
import {
  type AnyTarget,
  type ColdState,
  type Coroutine,
  cold,
  instruments as coroutineInstruments,
  type Scope,
  isDaemon,
  keepGiven,
} from './fields.js';
import { HubEvents, type Instruments } from './instruments.js';
import { get, join, takeError, whenEnded } from './join.js';
import { errorOf, hasEnded, hasFailed, outcomeOf } from './outcome.js';
import { STATE, STATES } from './states.js';
import { SwitchLeaf } from './switch.js';
import { trimmed } from '../trim.js';

const { INITIAL, INTERRUPTED, PARKED, READY, RUNNING } = STATE;

/** What a tasklet is to run, and how. */
export interface TaskletOptions<A extends unknown[], T> {
  /** What run() calls: a generator function, or a plain one that does not park. */
  target?: Target<A, T>;
  /** The arguments of the target. Default: none. */
  args?: A;
  /** For people. Default: 'Tasklet-' and its id. */
  name?: string;
  /** Does not keep run() going; killed when the rest is done. Default: as the tasklet that makes it. */
  daemon?: boolean;
}

const nextId = countPerLoop();

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
export class Tasklet<T = unknown> {
  /** Counts the tasklets of a loop, from 1. */
  readonly id: number = nextId();
  // What follows is coroutine.ts's, and in this order: a parked tasklet should be small.
  /** @internal */
  _state: number = INITIAL;
  /** @internal */
  _body: AnyTarget | Body | undefined;
  /** @internal */
  _value: unknown;
  /** @internal */
  _leaf: Leaf<unknown> | undefined = undefined;
  /** @internal */
  _cold: ColdState | undefined = undefined;
  /** @internal */
  _prev: Coroutine | undefined = undefined;
  /** @internal */
  _next: Coroutine | undefined = undefined;
  /** @internal */
  _scope: Scope | undefined = undefined;

  /** TypeError for a target that is not a function, or an async one, and for other options that cannot be right. */
  // The contract's signature: the arguments of any target.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  constructor(options?: TaskletOptions<any[], T>) {
    if (options !== undefined) setOptions(this, options);
    else if (isInDaemon()) cold(this).daemon = true;
  }

  /** The tasklet that runs now; undefined outside any. */
  static current(): Tasklet | undefined {
    return runningTasklet() as Tasklet | undefined;
  }

  /** The name it was given, or one made of its id. */
  get name(): string {
    const name = this._cold?.name;
    if (typeof name === 'function') return (cold(this).name = name());
    return name ?? `Tasklet-${this.id}`;
  }

  /** Where it is in its life. */
  get state(): TaskletState {
    return STATES[this._state] as TaskletState;
  }

  /** Started and not ended. */
  isAlive(): boolean {
    return this._state !== INITIAL && !hasEnded(this);
  }

  /** For logs: class, name and state. */
  toString(): string {
    return `${this.constructor.name}(${this.name}, ${this.state})`;
  }

  /** Put it on the ready queue. Error when started twice. Does not park. Source: evergreen.Task.start. */
  start(): this {
    if (this.run !== Tasklet.prototype.run) {
      checkTarget(this.run);
      keepGiven(this);
      this._body = () => this.run();
    }
    start(this);
    return this;
  }

  /** The body; a subclass may override it instead of passing a target. Source: evergreen.Task.run. */
  run(): Op<T> | T {
    const { target, args } = keepGiven(this);
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
   * Wait for the end: its value, or its error thrown here (TaskletExit if it was killed); TimeoutError when the timeout came
   * first. Parks. Error if it was not started; RangeError for a negative timeout.
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
   * on its next turn, and what it was about to be handed goes to the next waiter. Running (itself): thrown at its next
   * park. Ended: nothing. While a kill was not delivered yet, another adds nothing. Does not park.
   *
   * Source: evergreen.Task.kill.
   */
  kill(error?: unknown): void {
    if (hasEnded(this)) return;
    if (error !== undefined) interrupt(this, new Kill(error, isInstance(error, TaskletExit)));
    else interrupt(this, new Kill(cutFrames(new TaskletExit(), this.kill), true));
  }

  /**
   * Resume it from EventLoop.switch(), which returns `value`. From loop callbacks only: Error from inside a tasklet, or if
   * it is not parked there.
   *
   * Source: fibers.Fiber.switch, as Evergreen's callbacks use it.
   */
  switch(value?: unknown): void {
    this.assertSwitched('switch');
    unpark(this, value);
  }

  /** As switch(), but EventLoop.switch() throws `error`. */
  throw(error: unknown): void {
    this.assertSwitched('throw');
    unpark(this, new SwitchLeaf.Thrown(error));
  }

  /** Call back once it has ended, at once if it has. Errors of the callback go to excepthook. Does not park. */
  addDoneCallback(callback: (t: Tasklet<T>) => void): void {
    checkFunction('a done callback', callback);
    whenEnded(
      this,
      inPresentContext((): void => callback(this)),
    );
  }

  /** Its value, or its error, as a promise: for code outside any tasklet. The promise takes the error. */
  promise(): Promise<T> {
    takeError(this);
    return new Promise((resolve, reject) => {
      this.addDoneCallback(() => {
        if (hasFailed(this)) reject(errorOf(this));
        else resolve(outcomeOf(this));
      });
    });
  }

  // What the hub, the leaves and whoever interrupts call; coroutine.ts says what each does. Those of a switch are written out
  // here: with a call less each, V8 inlines the whole of it.

  /** @internal */
  get _behalf(): this {
    return this;
  }

  /** @internal */
  _resumedFrom(leaf: Leaf<unknown>): boolean {
    if (this._state !== RUNNING) throw iterated(this, leaf);
    if (this._leaf !== leaf) return false;
    this._leaf = undefined;
    return true;
  }

  /** @internal */
  _park(leaf: Leaf<unknown>): void {
    if (this._cold !== undefined || coroutineInstruments.active || debug) {
      park(this, leaf);
    } else {
      this._leaf = leaf;
      this._state = PARKED;
    }
  }

  /** @internal */
  _yield(leaf: Leaf<unknown>): void {
    if (coroutineInstruments.active || debug) {
      yieldAt(this, leaf);
    } else {
      this._leaf = leaf;
      this._state = READY;
      ready(this);
    }
  }

  /** @internal */
  _unpark(value?: unknown): void {
    if (this._state !== PARKED || coroutineInstruments.active) {
      unpark(this, value);
    } else {
      this._value = value;
      this._state = READY;
      ready(this);
    }
  }

  /** @internal */
  get _awaitsFinal(): boolean {
    return this._state === PARKED && this._leaf?._willBeFinal === true;
  }

  /** @internal */
  _interrupt(it: Interrupt): void {
    interrupt(this, it);
  }

  /** @internal */
  _retract(it: Interrupt): void {
    retract(this, it);
  }

  /** @internal */
  _run(): void {
    if (this._cold === undefined && this._state === READY) step(this, undefined);
    else run(this);
  }

  /** @internal */
  get _spawnedAt(): string | undefined {
    return spawnStack(this);
  }

  /** @internal */
  _endedWith(error: unknown): boolean {
    return hasFailed(this) && errorOf(this) === error;
  }

  private assertStarted(what: string): void {
    if (this._state === INITIAL)
      throw trimmed(new Error(`${what}() of a tasklet that was not started: start() it first`));
  }

  private assertSwitched(what: string): void {
    if (runningTasklet() !== undefined)
      throw trimmed(new Error(`${what}() may be called from loop callbacks only, not from inside a tasklet`));
    if ((this._state !== PARKED && this._state !== INTERRUPTED) || !(this._leaf instanceof SwitchLeaf)) {
      throw trimmed(
        new Error(`${what}() of a tasklet that is not parked in EventLoop.switch(): ${this.toString()}`),
      );
    }
  }
}

function setOptions(t: Coroutine, options: TaskletOptions<unknown[], unknown>): void {
  checkOptions('the options of a Tasklet', options);
  const { target, args, name, daemon } = options;
  if (target !== undefined) checkTarget(target);
  if (args !== undefined) checkArguments(args);
  if (name !== undefined) checkText('the name of a tasklet', name);
  if (daemon !== undefined) checkBoolean('daemon', daemon);
  t._body = target;
  t._value = args;
  if (name !== undefined) cold(t).name = name;
  if (daemon ?? isInDaemon()) cold(t).daemon = true;
}

function checkArguments(args: unknown): void {
  if (!Array.isArray(args))
    throw trimmed(new TypeError(`args must be an array, not ${kindOf(args)}: write args: [it]`));
}

function isInDaemon(): boolean {
  const parent = runningTasklet();
  return parent !== undefined && isDaemon(parent as unknown as Coroutine);
}

// Every coroutine is a tasklet: nothing else has its fields.

export const instruments = coroutineInstruments as unknown as Instruments<Tasklet>;
export const hubObserver = new HubEvents(coroutineInstruments);

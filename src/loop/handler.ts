/**
 * Handlers: scheduled callbacks. One-shot ones run once (soon, later); persistent ones stay until they are cancelled, and
 * run each time something occurs (signals); level-triggered ones stay, too, and run as long as a state lasts (readers and
 * writers).
 */
import type { Hub } from './hub.js';
import type { Timer } from './runnable.js';

/**
 * A scheduled callback. cancel() before it ran prevents it; afterwards it does nothing. Those of readers, writers and
 * signals stay until they are cancelled.
 *
 * Source: evergreen.core.loop.Handler.
 */
export interface Handler {
  /** It will not be called (any more). Does nothing the second time, or once it has run. Does not park. */
  cancel(): void;
  /** cancel() prevented that it was called. */
  readonly cancelled: boolean;
}

/** A callback whose arguments are kept beside it. */
export type Callback = (...args: never[]) => void;

/** What a handler needs of the loop that made it. */
export interface HandlerOwner {
  readonly hub: Hub;
  /** A callback that was to run once has run, or one that keeps run() going was cancelled. */
  settled(): void;
  report(error: unknown, source: Handler): void;
}

const NO_ARGS: readonly unknown[] = [];

/**
 * Runs once, and keeps run() going until it has run or was cancelled. The others are made from it: an object of a class that
 * extends another takes V8 half as long again, and there are many of these only.
 */
export class OneShot implements Handler, Timer {
  /** Of a timer. */
  _slot = -1;
  protected readonly owner: HandlerOwner;
  /** Undefined once it can't be called any more, so that its closure can be collected. */
  protected callback: Callback | undefined;
  protected args: readonly unknown[];
  #cancelled = false;

  constructor(owner: HandlerOwner, callback: Callback, args: readonly unknown[]) {
    this.owner = owner;
    this.callback = callback;
    this.args = args;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    if (this.callback === undefined) return;
    this.#cancelled = true;
    this.forget();
    this._off();
  }

  _due(): void {
    this.owner.hub.ready(this);
  }

  _run(): void {
    const { callback, args } = this;
    if (callback === undefined) return;
    this.forget();
    this.owner.settled();
    this.call(callback, args);
  }

  /** Take it from the timer queue, or stop listening. */
  protected _off(): void {
    if (this._slot !== -1) this.owner.hub.unschedule(this);
    this.owner.settled();
  }

  protected call(callback: Callback, args: readonly unknown[]): void {
    try {
      callback(...(args as never[]));
    } catch (error) {
      this.owner.report(error, this);
    }
  }

  private forget(): void {
    this.callback = undefined;
    this.args = NO_ARGS;
  }
}

/** Runs each time it is put on the ready queue, until it is cancelled; `off` stops listening. */
export class Persistent extends OneShot {
  readonly #off: (handler: Persistent) => void;

  constructor(
    owner: HandlerOwner,
    callback: Callback,
    args: readonly unknown[],
    off: (handler: Persistent) => void,
  ) {
    super(owner, callback, args);
    this.#off = off;
  }

  override _run(): void {
    if (this.callback !== undefined) this.call(this.callback, this.args);
  }

  protected override _off(): void {
    this.#off(this);
  }
}

/** Stays until cancelled, and is on the ready queue at most once however often readiness is reported. */
export class LevelTriggered extends Persistent {
  #queued = false;

  ready(): void {
    if (this.#queued) return;
    this.#queued = true;
    this.owner.hub.ready(this);
  }

  override _run(): void {
    this.#queued = false;
    super._run();
  }
}

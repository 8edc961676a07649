/**
 * Handlers: scheduled callbacks. One-shot ones run once (soon, later); persistent ones stay until they are cancelled, and
 * run each time something occurs (signals); level-triggered ones stay, too, and run as long as a state lasts (readers and
 * writers).
 */
import type { Hub } from './hub.js';
import type { Runnable, Timer } from './runnable.js';

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

export abstract class BaseHandler implements Handler, Runnable {
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

  abstract _run(): void;

  /** Take it from the timer queue, or stop listening. */
  protected abstract _off(): void;

  protected forget(): void {
    this.callback = undefined;
    this.args = NO_ARGS;
  }

  protected call(callback: Callback, args: readonly unknown[]): void {
    try {
      callback(...(args as never[]));
    } catch (error) {
      this.owner.report(error, this);
    }
  }
}

/** Runs once. It keeps run() going until it has run or was cancelled. */
export class OneShot extends BaseHandler implements Timer {
  _slot = -1;

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

  protected _off(): void {
    if (this._slot !== -1) this.owner.hub.unschedule(this);
    this.owner.settled();
  }
}

/** Runs each time it is put on the ready queue, until it is cancelled; `off` stops listening. */
export class Persistent extends BaseHandler {
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

  _run(): void {
    if (this.callback !== undefined) this.call(this.callback, this.args);
  }

  protected _off(): void {
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

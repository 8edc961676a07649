/**
 * A waiter: the leaf behind every operation that waits in a wait queue, perhaps with a timeout. Its place is its state: in the
 * queue, it waits; out of it, it was woken (`_wake`), its time ran out, or an error was thrown into its tasklet (`_undo`).
 * Whoever wakes a waiter takes it out at once; so two wake-ups can never meet in one waiter, and a waiter that is thrown into
 * after it was woken knows that it was handed something, which its kind gives back.
 *
 * There is one class of waiters, and what they do differently is in their Kind, an object for each. With a subclass for each
 * kind V8 would see a new shape in each, and every field of a waiter would have to be looked up; so all are of one shape, all
 * kinds are of another, and an operation that need not park costs about a third.
 */
import type { Timer } from '../loop/runnable.js';
import { after, beginOutside, cancelTimer, endOutside } from '../loop/thread.js';
import { checkTimeout } from '../check.js';
import { PARKED, type Park, done } from './op.js';
import {
  LEAF_STATE,
  Leaf,
  type Wakeable,
  defer,
  mustDefer,
  outsideTasklet,
  runningTasklet,
  usedTwice,
} from './leaf.js';
import type { Queued, WaitQueue } from './wait-queue.js';

const { BEGUN, DEFERRED, EXPIRED, NEW } = LEAF_STATE;

/** What a kind of waiters does: `target` is what they wait on, `T` the result, and `arg` what each has of its own. */
export interface Waiting<On, T, Arg = undefined> {
  /** What it waits on, for people. */
  describe(target: On, waiter: Waiter<On, T, Arg>): string;
  /** Go on without waiting, if possible: true. May throw instead. */
  tryNow(target: On, waiter: Waiter<On, T, Arg>): boolean;
  /** The queue to wait in, when it is not. */
  queue(target: On): WaitQueue<Waiter<On, unknown, Arg>>;
  /** The result, or an error thrown; `value` is what it was woken with. */
  result(target: On, waiter: Waiter<On, T, Arg>, value: unknown): T;
  /** It is in the queue, and its tasklet is parked: there may be something for it all the same. */
  parked?(target: On): void;
  /** Its time has run out, though it has not run since. */
  timedOut?(target: On, waiter: Waiter<On, T, Arg>): void;
  /** It was woken, and thrown into before it ran: what it was handed goes to the next waiter. */
  giveBack?(target: On, waiter: Waiter<On, T, Arg>): void;
  /** What to do when it is thrown into, woken or not; withdraw() if left out. */
  undo?(target: On, waiter: Waiter<On, T, Arg>, error?: unknown): void;
  /** The owner of `target`, if it has one now. */
  owner?(target: On): object | undefined;
  /** Interrupts wait until it has ended. */
  shielded?: boolean;
  /** Of a shielded kind: an interrupt has come, and waits. */
  interrupted?(target: On): void;
  /** It was woken: can that not be taken back, so that interrupts wait? */
  final?(target: On, waiter: Waiter<On, T, Arg>): boolean;
  /** What it waits for comes from outside: while one waits, the loop is not deadlocked. */
  outside?: boolean;
  /** What it begins goes on though it is given up: it is no arm of a select. */
  lasting?: boolean;
}

/** A kind of waiters. */
export class Kind<On, T, Arg = undefined> {
  readonly describe: Waiting<On, T, Arg>['describe'];
  readonly tryNow: Waiting<On, T, Arg>['tryNow'];
  readonly queue: Waiting<On, T, Arg>['queue'];
  readonly result: Waiting<On, T, Arg>['result'];
  readonly parked: Waiting<On, T, Arg>['parked'];
  readonly timedOut: Waiting<On, T, Arg>['timedOut'];
  readonly giveBack: Waiting<On, T, Arg>['giveBack'];
  readonly undo: Waiting<On, T, Arg>['undo'];
  readonly owner: Waiting<On, T, Arg>['owner'];
  readonly shielded: boolean;
  readonly interrupted: Waiting<On, T, Arg>['interrupted'];
  readonly final: Waiting<On, T, Arg>['final'];
  readonly outside: boolean;
  readonly lasting: boolean;

  constructor(waiting: Waiting<On, T, Arg>) {
    this.describe = waiting.describe;
    this.tryNow = waiting.tryNow;
    this.queue = waiting.queue;
    this.result = waiting.result;
    this.parked = waiting.parked;
    this.timedOut = waiting.timedOut;
    this.giveBack = waiting.giveBack;
    this.undo = waiting.undo;
    this.owner = waiting.owner;
    this.shielded = waiting.shielded ?? false;
    this.interrupted = waiting.interrupted;
    this.final = waiting.final;
    this.outside = waiting.outside ?? false;
    this.lasting = waiting.lasting ?? false;
  }
}

export class Waiter<On, T, Arg = undefined> extends Leaf<T> implements Queued, Timer {
  // Assigned in the constructor, in one go: definitions would be slower.
  declare readonly kind: Kind<On, T, Arg>;
  /** What it waits on. */
  declare readonly target: On;
  /** Its own: the item that is put, the delimiter that is looked for. */
  declare arg: Arg;
  /** What it waits for is reserved for it. */
  declare granted: boolean;
  /** Seconds; undefined: for as long as it takes; 0: not at all. */
  declare timeout: number | undefined;
  /** The tasklet that waits; undefined if it did not have to. */
  declare tasklet: Wakeable | undefined;
  declare _queue: WaitQueue<Queued> | undefined;
  declare _before: Queued | undefined;
  declare _behind: Queued | undefined;
  /** Of its timer. */
  declare _slot: number;

  /** RangeError for a negative timeout or NaN. */
  constructor(kind: Kind<On, T, Arg>, target: On, timeout: number | undefined, arg: Arg) {
    if (timeout !== undefined) checkTimeout(timeout);
    super();
    this.kind = kind;
    this.target = target;
    this.arg = arg;
    this.granted = false;
    this.timeout = timeout;
    this.tasklet = undefined;
    this._queue = undefined;
    this._before = undefined;
    this._behind = undefined;
    this._slot = -1;
  }

  /** The timeout came first. */
  get expired(): boolean {
    return this._state === EXPIRED;
  }

  override get _shielded(): boolean {
    return this.kind.shielded;
  }

  override get _final(): boolean {
    const { shielded, final } = this.kind;
    return shielded || (this._state === BEGUN && final?.(this.target, this) === true);
  }

  override _postpone(): boolean {
    this.kind.interrupted?.(this.target);
    return this.kind.shielded;
  }

  // As in Leaf, where all leaves meet; here V8 sees but one class.
  override next(value?: unknown): IteratorResult<Park, T> {
    const tasklet = runningTasklet();
    if (tasklet === undefined) throw outsideTasklet(this);
    if (tasklet._resumedFrom(this)) {
      if (this._state !== DEFERRED) return done(this.kind.result(this.target, this, value));
      this._state = NEW;
    }
    if (this._state !== NEW) throw usedTwice(this);
    if (mustDefer()) return defer(this, tasklet);
    this._state = BEGUN;
    if (this._begin(tasklet)) return done(this.kind.result(this.target, this, undefined));
    tasklet._park(this);
    this.kind.parked?.(this.target);
    return PARKED;
  }

  override _parked(): void {
    this.kind.parked?.(this.target);
  }

  _describe(): string {
    return this.kind.describe(this.target, this);
  }

  override _asArm(): this | undefined {
    return this.kind.lasting ? undefined : this;
  }

  override _tryNow(): boolean {
    const { kind, target } = this;
    if (kind.tryNow(target, this)) return true;
    if (this.timeout !== 0) return false;
    this._state = EXPIRED;
    kind.timedOut?.(target, this);
    return true;
  }

  _begin(tasklet: Wakeable): boolean {
    if (this._tryNow()) return true;
    const { kind, target, timeout } = this;
    this.tasklet = tasklet;
    kind.queue(target).push(this);
    if (kind.outside) beginOutside();
    if (timeout !== undefined && timeout < Infinity) after(timeout, this);
    return false;
  }

  _end(value: unknown): T {
    return this.kind.result(this.target, this, value);
  }

  /** Take it out of the queue and put its tasklet on the ready queue, to go on with `value`. */
  _wake(value?: unknown): void {
    this._leave();
    this.tasklet?._unpark(value);
  }

  /** Its timer is due. */
  _due(): void {
    this._state = EXPIRED;
    this._wake();
    this.kind.timedOut?.(this.target, this);
  }

  override _awaited(): object {
    return this.target as object;
  }

  override _owner(): object | undefined {
    return this.kind.owner?.(this.target);
  }

  override _handed(): object | undefined {
    return this.kind.owner === undefined || this.expired ? undefined : (this.target as object);
  }

  _undo(error?: unknown): void {
    const { undo } = this.kind;
    if (undo === undefined) this.withdraw();
    else undo(this.target, this, error);
  }

  /** An error is thrown into it: leave the queue, or give back what was handed to it. */
  withdraw(): void {
    if (this._queue !== undefined) this._leave();
    else if (!this.expired) this.kind.giveBack?.(this.target, this);
  }

  /** Leave the queue and the timer. */
  _leave(): void {
    this._queue?.remove(this);
    if (this.kind.outside) endOutside();
    cancelTimer(this);
  }
}

/** For kinds whose result is whether what they waited for came in time. */
export function inTime(_on: unknown, waiter: { readonly expired: boolean }): boolean {
  return !waiter.expired;
}

/** For kinds that have no result. */
export function nothing(): void {
  // There is nothing to return.
}

/**
 * Waiting for the end of a tasklet: the leaves behind join() and get().
 */
import { runningTasklet } from './park.js';
import { Timeout } from './timeout.js';
import { WaitQueue, Waiter } from './wait-queue.js';

/** What they need of the tasklet they wait for. */
export interface Endable<T> {
  readonly name: string;
  readonly _ended: boolean;
  /** Its value, or its error thrown. */
  _outcome(): T;
  /** Its error will be taken by whoever asks; or it will not after all. */
  _takeError(): void;
  _giveBackError(): void;
  /** Who waits for its end. */
  _watchers(): WaitQueue<EndWaiter<unknown>>;
}

export abstract class EndWaiter<T> extends Waiter<T> {
  protected readonly target: Endable<unknown>;

  constructor(target: Endable<unknown>, timeout: number | undefined) {
    super(timeout);
    this.target = target;
  }

  protected _try(): boolean {
    if ((this.target as unknown) === runningTasklet())
      throw new Error('a tasklet cannot wait for its own end');
    return this.target._ended;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.target._watchers();
  }
}

export class Join extends EndWaiter<boolean> {
  _end(): boolean {
    return !this.expired;
  }

  _describe(): string {
    return `Tasklet.join ${this.target.name}`;
  }
}

export class Get<T> extends EndWaiter<T> {
  override _wake(): void {
    // Before the timeout it is the end that wakes it: from now on the error is its own to throw.
    if (!this.expired) this.target._takeError();
    super._wake();
  }

  protected override _giveBack(): void {
    this.target._giveBackError();
  }

  _end(): T {
    if (this.expired) throw new Timeout(this.timeout);
    return (this.target as Endable<T>)._outcome();
  }

  _describe(): string {
    return `Tasklet.get ${this.target.name}`;
  }
}

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
  /** Who waits for its end. */
  _watchers(): WaitQueue<EndWaiter<unknown>>;
}

export abstract class EndWaiter<T> extends Waiter<T> {
  protected readonly target: Endable<unknown>;

  constructor(target: Endable<unknown>, timeout: number | undefined) {
    super(timeout);
    this.target = target;
  }

  /** It will be told of an error, so nobody else need be. */
  abstract readonly _takesError: boolean;

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
  readonly _takesError = false;

  _end(): boolean {
    return !this.expired;
  }

  _describe(): string {
    return `Tasklet.join ${this.target.name}`;
  }
}

export class Get<T> extends EndWaiter<T> {
  readonly _takesError = true;

  _end(): T {
    if (this.expired) throw new Timeout(this.timeout);
    return (this.target as Endable<T>)._outcome();
  }

  _describe(): string {
    return `Tasklet.get ${this.target.name}`;
  }
}

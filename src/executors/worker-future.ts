/**
 * The future of a task that runs elsewhere: it can be cancelled exactly, and killed. How, whoever runs it knows (TaskControl).
 */
import { isError, kindOf } from '../check.js';
import { TaskletExit } from '../errors.js';
import { Future } from '../futures/future.js';
import { cutFrames } from '../park/frames.js';
import { trimmed } from '../trim.js';

/** What an executor does for the future of one of its tasks, which is not done. */
export interface TaskControl {
  /** It runs, as far as is known. */
  readonly begun: boolean;
  /** Take it back, so that it never begins; false if it has begun. */
  withdraw(): boolean;
  /** It has begun: end it. Called once. The executor settles the future with `error` when it has. */
  kill(error: Error): void;
}

/**
 * The future of a task in a worker. It is made by executors: WorkerPoolExecutor.submit(), DistributedExecutor.submit().
 *
 * Source: concurrent.futures.Future.
 */
export class WorkerFuture<T> extends Future<T> {
  readonly #control: TaskControl;
  #killed = false;

  constructor(control: TaskControl) {
    super();
    this.#control = control;
  }

  /** It has begun, as far as is known here, and is not done. */
  get running(): boolean {
    return !this.done && this.#control.begun;
  }

  /** Cancel it if it has not begun: exactly, whoever has it. False if it runs or has finished. Does not park. */
  override cancel(): boolean {
    if (this.done) return this.cancelled;
    return !this.#control.begun && this.#control.withdraw() && super.cancel();
  }

  /**
   * End it. Not begun: as cancel(). Running: `error` (a new TaskletExit) is thrown where it is parked, and its signal is aborted;
   * when it has ended, get() throws the error, unless it came to a result all the same. A task that does not end within `grace`
   * loses its worker. False once it is done. A second kill adds nothing. Does not park. TypeError unless `error` is one.
   */
  kill(error?: Error): boolean {
    if (error !== undefined && !isError(error))
      throw trimmed(new TypeError(`a task is killed with an error, not with ${kindOf(error)}`));
    if (this.done) return false;
    if (this.cancel() || this.#killed) return true;
    this.#killed = true;
    this.#control.kill(error ?? cutFrames(new TaskletExit('the task was killed'), this.kill));
    return true;
  }
}

/**
 * A task of a DistributedExecutor that is not done: its job, and its future.
 */
import { BrokenExecutor } from 'evergreen-ts/executors';
import { type ErrorClasses, type TaskControl, WorkerFuture } from 'evergreen-ts/executors/base';
import { current } from 'evergreen-ts';
import type { NewJob } from './link.js';
import { failureOf, heard, isSaid } from './message.js';

/** Who is told what is to become of a task. */
export interface TaskOwner {
  readonly classes: ErrorClasses;
  withdraw(task: Task): void;
  kill(task: Task): void;
  /** It is done. */
  done(task: Task): void;
}

export class Task implements TaskControl {
  readonly id: string;
  /** Of the function, or what else people call it. */
  readonly name: string;
  /** Undefined if somebody else has handed it over. */
  readonly job: NewJob | undefined;
  readonly future: WorkerFuture<unknown> = new WorkerFuture(this);
  /** Where it is: here; on its way, so that nobody knows; in the store. */
  place: 'here' | 'between' | 'there' = 'here';
  /** Seconds of the loop's clock, when it was last asked for. */
  lookedAt = -Infinity;
  begun = false;
  /** What it was killed with. */
  killedWith: Error | undefined = undefined;
  readonly #owner: TaskOwner;
  readonly #onProgress: ((value: unknown) => void) | undefined;

  constructor(
    owner: TaskOwner,
    id: string,
    name: string,
    job: NewJob | undefined,
    onProgress: ((value: unknown) => void) | undefined,
  ) {
    this.#owner = owner;
    this.id = id;
    this.name = name;
    this.job = job;
    this.#onProgress = onProgress;
  }

  withdraw(): boolean {
    this.#owner.withdraw(this);
    return true;
  }

  kill(error: Error): void {
    this.killedWith = error;
    this.#owner.kill(this);
  }

  progress(value: unknown): void {
    this.begun = true;
    const onProgress = this.#onProgress;
    if (onProgress === undefined || !isSaid(value)) return;
    const decoded = heard(value, this.#owner.classes);
    // As a callback of the loop's: what it throws goes to excepthook.
    current.loop.callSoon(() => onProgress(decoded));
  }

  completed(value: unknown): void {
    let result: unknown;
    try {
      result = heard(value, this.#owner.classes);
    } catch (cause) {
      this.fail(new BrokenExecutor(`the result of ${this.name} cannot be read`, { cause }));
      return;
    }
    if (this.#finish()) this.future.setResult(result);
  }

  failed(reason: string): void {
    let failure: ReturnType<typeof failureOf>;
    try {
      failure = failureOf(reason, this.#owner.classes);
    } catch (cause) {
      this.fail(new BrokenExecutor(`the error of ${this.name} cannot be read: ${reason}`, { cause }));
      return;
    }
    if (failure === undefined) this.fail(new BrokenExecutor(`${this.name} was given up: ${reason}`));
    else this.fail((failure.killed ? this.killedWith : undefined) ?? failure.error);
  }

  fail(error: unknown): void {
    if (this.#finish()) this.future.setException(error);
  }

  /** The store does not know it. */
  missing(): void {
    this.fail(
      this.killedWith ??
        new BrokenExecutor(
          this.job === undefined
            ? `no task ${this.name} is known: it was not handed over, or its result is not kept any more`
            : `the store has lost ${this.name}, or somebody has removed it: it may have run`,
        ),
    );
  }

  /** False if it was done before. */
  #finish(): boolean {
    if (this.future.done) return false;
    this.#owner.done(this);
    this.begun = true;
    return this.future.setRunningOrNotifyCancel();
  }
}

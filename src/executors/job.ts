/**
 * A task of a pool on its way: in the backlog, with a worker, or done.
 */
import { TaskletExit, TimeoutError } from '../errors.js';
import { alarm } from '../handles/workers/alarm.js';
import { report } from '../loop/thread.js';
import { HOW } from './protocol.js';
import type { TaskOptions } from './options.js';
import type { TaskAddress } from './address.js';
import { type TaskControl, WorkerFuture } from './worker-future.js';

/** Who has a job. */
export interface Holder {
  hasBegun(job: Job): boolean;
  /** Take it back: false if it has begun. */
  recall(job: Job): boolean;
  kill(job: Job, error: Error): void;
}

/** The pool: it is told once of each job. */
interface JobOwner {
  /** It is done, or about to be. */
  done(): void;
  /** It was cancelled. */
  withdrawn(job: Job): void;
}

/** Of a chunk that was done, or has failed. */
export interface ChunkResult {
  readonly values: unknown[];
  readonly failed?: { readonly error: unknown };
}

export class Job implements TaskControl {
  readonly task: TaskAddress;
  readonly args: readonly unknown[];
  readonly options: TaskOptions;
  /** Its arguments are items of a map(). */
  readonly isChunk: boolean;
  readonly future: WorkerFuture<unknown>;
  attempt = 1;
  /** It is in the backlog. */
  waiting = false;
  /** The worker that has it, and its place there. */
  holder: Holder | undefined = undefined;
  place = -1;
  readonly #crew: JobOwner;
  #killedWith: Error | undefined = undefined;
  #silence: (() => void) | undefined = undefined;

  constructor(
    crew: JobOwner,
    task: TaskAddress,
    args: readonly unknown[],
    options: TaskOptions,
    isChunk: boolean,
  ) {
    this.#crew = crew;
    this.task = task;
    this.args = args;
    this.options = options;
    this.isChunk = isChunk;
    this.future = new WorkerFuture(this);
  }

  /** For the worker: bits of HOW. */
  get how(): number {
    return (this.options.timeout === undefined ? 0 : HOW.TELL) | (this.isChunk ? HOW.CHUNK : 0);
  }

  get begun(): boolean {
    return this.holder?.hasBegun(this) === true;
  }

  withdraw(): boolean {
    if (this.holder !== undefined && !this.holder.recall(this)) return false;
    this.#crew.withdrawn(this);
    return true;
  }

  kill(error: Error): void {
    this.#killedWith = error;
    this.holder?.kill(this, error);
  }

  /** It, or the next item of it, begins: its time runs. */
  starts(): void {
    const { timeout } = this.options;
    this.#silence?.();
    if (timeout !== undefined) this.#silence = alarm(timeout, () => this.#late(timeout));
  }

  progress(value: unknown): void {
    const { onProgress } = this.options;
    if (this.future.done || onProgress === undefined) return;
    try {
      onProgress(value);
    } catch (error) {
      report(error, this.future);
    }
  }

  succeed(value: unknown): void {
    if (this.#finish()) this.future.setResult(this.isChunk ? { values: value } : value);
  }

  /** `before`: of a chunk, the values of the items before the one that has failed. */
  fail(error: unknown, before?: unknown[]): void {
    if (!this.#finish()) return;
    if (before === undefined) this.future.setException(error);
    else this.future.setResult({ values: before, failed: { error } } satisfies ChunkResult);
  }

  /** What ended it was kill(), or its worker was ended for that: `cause`. */
  wasKilled(before?: unknown[], cause?: Error): void {
    this.fail(this.#killedWith ?? new TaskletExit('the task was killed', { cause }), before);
  }

  /** Its worker has died. */
  lost(error: Error): void {
    if (this.#killedWith === undefined) this.fail(error);
    else this.wasKilled(undefined, error);
  }

  toString(): string {
    return this.task.exportName;
  }

  #late(timeout: number): void {
    // The task's own handlers of TimeoutError are for limits of its own: it is ended as by any kill.
    if (this.future.done || this.#killedWith !== undefined) return;
    this.#killedWith = new TimeoutError(`${this.toString()} did not end in time (${timeout}s)`);
    this.holder?.kill(this, new TaskletExit('its time is up'));
  }

  /** False if it was cancelled, or is done. */
  #finish(): boolean {
    this.#silence?.();
    this.#silence = undefined;
    this.holder = undefined;
    if (this.future.done) return false;
    this.#crew.done();
    return this.future.setRunningOrNotifyCancel();
  }
}

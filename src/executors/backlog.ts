/**
 * The tasks that no worker has, first come, first served; those that a worker gave back are first again. Those that were cancelled
 * are let go of when their turn comes.
 */
import { Ring } from '../loop/ring.js';
import type { Job } from './job.js';

export class Backlog {
  /** Given back: the first last. */
  readonly #first: Job[] = [];
  readonly #jobs = new Ring<Job>();
  #cancelled = 0;

  /** How many there are that were not cancelled. */
  get size(): number {
    return this.#first.length + this.#jobs.size - this.#cancelled;
  }

  add(job: Job): void {
    job.waiting = true;
    this.#jobs.add(job);
  }

  /** Put them before all others, in their order. */
  giveBack(jobs: readonly Job[]): void {
    for (const job of jobs) job.waiting = true;
    this.#first.push(...jobs.toReversed());
  }

  /** One of them was cancelled. */
  cancelled(): void {
    this.#cancelled++;
  }

  /** Take out the first; undefined if there is none. */
  take(): Job | undefined {
    for (;;) {
      const job = this.#first.pop() ?? this.#jobs.take();
      if (job === undefined) return undefined;
      job.waiting = false;
      if (!job.future.done) return job;
      this.#cancelled--;
    }
  }
}

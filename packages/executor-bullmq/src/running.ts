/**
 * A task that a TaskServer runs: its tasklet, its context, and why it was ended, if it was.
 */
import { type Op, Tasklet, TaskletExit, TimeoutError, until } from 'evergreen-ts';
import type { TaskContext } from 'evergreen-ts/executors/base';
import { said } from './message.js';

/** What a task is ended for: an order of its host's, its time limit, the end of this server, or that another has it now. */
export type EndedBy = 'host' | 'timeout' | 'stop' | 'lost';

/** The job of it, as far as it is needed here. */
export interface TaskJob {
  readonly id?: string | undefined;
  readonly name: string;
  readonly attemptsStarted: number;
  updateProgress(value: object): Promise<void>;
}

export class Running implements TaskContext {
  readonly attempt: number;
  endedBy: EndedBy | undefined = undefined;
  error: unknown = undefined;
  #killedWith: unknown = undefined;
  readonly #job: TaskJob;
  #abort: AbortController | undefined = undefined;
  #tasklet: Tasklet | undefined = undefined;
  #timer: NodeJS.Timeout | undefined = undefined;
  /** What progress() was given last, and the message before it that is under way. */
  #next: { readonly value: object } | undefined = undefined;
  #saying: Promise<void> | undefined = undefined;

  constructor(job: TaskJob) {
    this.#job = job;
    this.attempt = Math.max(job.attemptsStarted, 1);
    this.progress = this.progress.bind(this);
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.cancelled) this.#abort.abort(this.error);
    return this.#abort.signal;
  }

  get cancelled(): boolean {
    return this.endedBy !== undefined;
  }

  /** The last word counts: what is said while a message is under way is left out but for the last. */
  progress(value: unknown): void {
    this.#next = { value: said('what progress() is given', value) };
    this.#saying ??= this.#say();
  }

  /** Run `body` in a tasklet of the loop's; `ended` is called when it is over, however that comes. */
  start(body: () => Op<void>, timeout: number | undefined, ended: () => void): void {
    const tasklet = new Tasklet({ target: body, name: this.#job.name, daemon: false });
    this.#tasklet = tasklet;
    tasklet.addDoneCallback(() => {
      clearTimeout(this.#timer);
      ended();
    });
    tasklet.start();
    if (timeout === undefined) return;
    const late = new TimeoutError(`${this.#job.name} did not end in time (${timeout}s)`);
    // Longer than a timer can be: for ever.
    if (timeout * 1000 < 2 ** 31) this.#timer = setTimeout(() => this.end('timeout', late), timeout * 1000);
  }

  /** End it: `error` is its fate, unless it comes to a result all the same. */
  end(by: EndedBy, error: unknown): void {
    if (this.endedBy !== undefined) return;
    this.endedBy = by;
    this.error = error;
    this.#abort?.abort(error);
    // A task's own handlers of TimeoutError are for limits of its own.
    this.#killedWith = by === 'timeout' ? new TaskletExit('its time is up') : error;
    this.#tasklet?.kill(this.#killedWith);
  }

  /** Is it what end() has thrown into it? */
  wasKilledBy(error: unknown): boolean {
    return this.endedBy !== undefined && error === this.#killedWith;
  }

  /** Until all that progress() was given last is in the store. */
  *said(): Op<void> {
    while (this.#saying !== undefined) yield* until(this.#saying);
  }

  async #say(): Promise<void> {
    try {
      for (let next; (next = this.#next) !== undefined;) {
        this.#next = undefined;
        await this.#job.updateProgress(next.value);
      }
    } catch {
      // The store is away, or the job is not ours any more: how far it is matters less than that it goes on.
      this.#next = undefined;
    } finally {
      this.#saying = undefined;
    }
  }
}

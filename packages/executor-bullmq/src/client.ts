/**
 * The tasks of a DistributedExecutor that are not done, and the tasklet that attends to them as long as there are any: it hands over
 * what was submitted in a turn in one go, takes back, kills, and asks for what nothing was heard of (events may be lost). The rest
 * of the news comes by events, through the link.
 */
import { Event, Full, type Op, Tasklet, TaskletExit, current, until } from 'evergreen-ts';
import { BrokenExecutor } from 'evergreen-ts/executors';
import { type ErrorClasses, KNOWN_ERRORS } from 'evergreen-ts/executors/base';
import { encodeError } from './codec.js';
import { type Found, Link, type Listener, type NewJob } from './link.js';
import { opening } from './opening.js';
import type { Settings } from './options.js';
import { Task, type TaskOwner } from './task.js';

/** Seconds after which a task is asked for that nothing was heard of; how many in one go. */
const SILENCE = 2;
const MOST_ASKED = 500;
/** Of what is handed over in one go: jobs, and characters. */
const MOST_JOBS = 500;
const MOST_TEXT = 4_000_000;

export class Client implements TaskOwner, Listener {
  readonly queue: string;
  readonly settings: Settings;
  readonly classes: ErrorClasses;
  /** Those that are not done, by the ids of their jobs; those first that were not asked for longest. */
  readonly #tasks = new Map<string, Task>();
  /** To be handed over. */
  #outbox: Task[] = [];
  /** To be taken back, or killed. */
  #orders: Task[] = [];
  /** To be asked for at once: they may have been done before. */
  #urgent: Task[] = [];
  /** There is something to do for the attendant. */
  readonly #work = new Event();
  #attended = false;
  #link: Link | undefined = undefined;
  /** As shutdown() says: when all are done, or handed over. */
  #leaving: 'when done' | 'soon' | undefined = undefined;
  readonly #left = new Event();
  #abandoned: Task[] = [];
  #broken: BrokenExecutor | undefined = undefined;
  #nextSweep = 0;

  constructor(queue: string, settings: Settings) {
    this.queue = queue;
    this.settings = settings;
    this.classes = KNOWN_ERRORS.and(settings.errors);
  }

  /** Error if nothing is taken any more. */
  assertTaking(): void {
    if (this.#broken !== undefined)
      throw new BrokenExecutor(this.#broken.message, { cause: this.#broken.cause });
    if (this.#leaving !== undefined)
      throw new Error('the executor was shut down: it takes no more tasks, make another');
  }

  /** The task of that id that is not done. */
  known(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  submit(job: NewJob, onProgress: ((value: unknown) => void) | undefined, isShared: boolean): Task {
    if (this.#tasks.size >= this.settings.maxPending) throw new Full();
    const task = new Task(this, job.id, job.name, job, onProgress);
    this.#tasks.set(job.id, task);
    this.#outbox.push(task);
    if (isShared) this.#urgent.push(task);
    this.#attend();
    return task;
  }

  /** One that somebody has handed over before. */
  find(id: string, name: string): Task {
    const task = new Task(this, id, name, undefined, undefined);
    task.place = 'there';
    this.#tasks.set(id, task);
    this.#urgent.push(task);
    this.#attend();
    return task;
  }

  withdraw(task: Task): void {
    this.done(task);
    // What is here still is left out when its turn comes.
    if (task.place === 'here') return;
    this.#orders.push(task);
    this.#attend();
  }

  kill(task: Task): void {
    this.#orders.push(task);
    this.#attend();
  }

  done(task: Task): void {
    if (this.#tasks.get(task.id) !== task) return;
    this.#tasks.delete(task.id);
    if (this.#tasks.size === 0) this.#work.set();
  }

  /** Take no more; `whenDone`: the link is closed when all are done, else as soon as they are handed over. */
  shutDown(whenDone: boolean, cancel: boolean): void {
    if (cancel) for (const { future } of [...this.#tasks.values()]) future.cancel();
    if (this.#leaving !== 'soon') this.#leaving = whenDone ? 'when done' : 'soon';
    if (this.#attended || this.#isBusy()) this.#attend();
    else void this.#close();
  }

  /** All are done, or left behind, and the link is closed. */
  *left(): Op<void> {
    yield* this.#left.wait();
    // Whoever waits for one that was left behind is told; that nobody does is no error.
    for (const { future } of this.#abandoned.splice(0)) yield* future.get(undefined, true);
  }

  active(id: string): void {
    const task = this.#tasks.get(id);
    if (task !== undefined) task.begun = true;
  }

  progress(id: string, value: unknown): void {
    this.#tasks.get(id)?.progress(value);
  }

  completed(id: string, value: unknown): void {
    this.#tasks.get(id)?.completed(value);
  }

  failed(id: string, reason: string): void {
    this.#tasks.get(id)?.failed(reason);
  }

  removed(id: string): void {
    this.#tasks.get(id)?.missing();
  }

  #isBusy(): boolean {
    return this.#tasks.size > 0 || this.#outbox.length > 0 || this.#orders.length > 0;
  }

  /** See to it that somebody does what is to be done. */
  #attend(): void {
    this.#work.set();
    if (this.#attended) return;
    this.#attended = true;
    // A tasklet of the loop, not of whoever submits: it outlives that.
    const name = `tasks of ${this.queue}`;
    current.loop.callSoon(() => new Tasklet({ target: () => this.#attendTo(), name, daemon: false }).start());
  }

  *#attendTo(): Op<void> {
    let isAborted = true;
    try {
      this.#link ??= yield* this.#connect();
      const link = this.#link;
      while (this.#isBusy()) {
        this.#work.clear();
        yield* this.#handOver(link);
        yield* this.#obey(link);
        yield* this.#ask(link);
        if (this.#leaving === 'soon' && this.#outbox.length === 0 && this.#orders.length === 0) this.#leave();
        if (this.#isBusy()) yield* this.#work.wait(Math.max(this.#nextSweep - current.loop.time(), 0));
      }
      isAborted = false;
    } catch (error) {
      if (error instanceof TaskletExit) throw error;
      isAborted = false;
      this.#break(error);
    } finally {
      this.#attended = false;
      // The loop is destroyed: nobody is left who waits.
      if (isAborted || this.#leaving !== undefined || this.#broken !== undefined) void this.#close();
    }
  }

  #connect(): Op<Link> {
    const { store, connectTimeout } = this.settings;
    return opening(
      String(store),
      (signal) => Link.open(this.queue, store, this, connectTimeout, signal),
      (link) => link.close(),
    );
  }

  *#handOver(link: Link): Op<void> {
    while (this.#outbox.length > 0) {
      const batch = this.#nextBatch();
      const errors = yield* until(link.add(batch.map(({ job }) => job as NewJob)));
      const now = current.loop.time();
      for (const [i, task] of batch.entries()) {
        task.place = 'there';
        task.lookedAt = now;
        const cause = errors[i];
        if (cause !== undefined)
          task.fail(new BrokenExecutor(`${task.name} could not be handed over`, { cause }));
      }
    }
  }

  #nextBatch(): Task[] {
    const batch: Task[] = [];
    let text = 0;
    let taken = 0;
    for (const task of this.#outbox) {
      if (batch.length >= MOST_JOBS || text > MOST_TEXT) break;
      taken++;
      if (task.future.done) continue;
      task.place = 'between';
      batch.push(task);
      text += (task.job as NewJob).data.evergreen.length;
    }
    this.#outbox = this.#outbox.slice(taken);
    return batch;
  }

  *#obey(link: Link): Op<void> {
    const orders = this.#orders.filter(({ place }) => place === 'there');
    this.#orders = [];
    if (orders.length === 0) return;
    const stop = ({ id, killedWith }: Task): Promise<boolean> =>
      link.stop(id, encodeError(killedWith ?? new TaskletExit('the task was cancelled')));
    const stopped = yield* until(Promise.all(orders.map(stop)));
    for (const [i, task] of orders.entries()) if (stopped[i] === true) task.missing();
  }

  /** For those that nothing was heard of. */
  *#ask(link: Link): Op<void> {
    const now = current.loop.time();
    const tasks = this.#urgent.filter(({ place, future }) => place === 'there' && !future.done);
    this.#urgent = [];
    if (now >= this.#nextSweep) {
      for (const task of this.#tasks.values()) {
        if (tasks.length >= MOST_ASKED) break;
        if (task.place === 'there' && now - task.lookedAt >= SILENCE) tasks.push(task);
      }
      this.#nextSweep = now + SILENCE;
    }
    if (tasks.length === 0) return;
    const found = yield* until(link.look(tasks.map(({ id }) => id)));
    let lost = 0;
    for (const [i, task] of tasks.entries()) if (this.#asked(task, found[i])) lost++;
    // Where one was lost there are more.
    if (lost > 0 && tasks.length >= MOST_ASKED) this.#nextSweep = 0;
  }

  /** True if it was done, and nobody had said so. */
  #asked(task: Task, found: Found | undefined): boolean {
    if (task.future.done || this.#tasks.get(task.id) !== task) return false;
    this.#tasks.delete(task.id);
    this.#tasks.set(task.id, task);
    task.lookedAt = current.loop.time();
    switch (found?.state) {
      case 'completed':
        task.completed(found.value);
        return true;
      case 'failed':
        task.failed(found.reason);
        return true;
      case 'missing':
        task.missing();
        return true;
    }
    // Whoever was to kill it may be dead.
    if (task.killedWith !== undefined) this.#orders.push(task);
    return false;
  }

  /** Nothing goes on without the store. */
  #break(cause: unknown): void {
    this.#broken = new BrokenExecutor(`no tasks can be handed over to ${String(this.settings.store)}`, {
      cause,
    });
    this.#end(() => this.#broken as BrokenExecutor);
  }

  /** All is handed over: the rest goes on without us. */
  #leave(): void {
    this.#abandoned = [...this.#tasks.values()];
    this.#end(
      ({ name }) =>
        new BrokenExecutor(
          `${name} was left to its worker: shutdown(false) does not wait; with an id, future(id) of another executor has its result`,
        ),
    );
  }

  #end(why: (task: Task) => Error): void {
    this.#outbox = [];
    this.#orders = [];
    for (const task of [...this.#tasks.values()]) task.fail(why(task));
  }

  async #close(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    if (link !== undefined) await link.close();
    if (this.#leaving !== undefined) this.#left.set();
  }
}

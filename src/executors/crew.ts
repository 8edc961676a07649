/**
 * The workers of a pool, and the tasks that wait for them. Tasks are given to workers at the end of the turn in which they were
 * submitted, and whenever a worker reports: a message for all of them. Each worker is first given what it can begin at once; then
 * threads are given more in advance, which hides the way there and back. A thread that has nothing to do takes over what another was
 * given in advance, so that nothing waits behind a long task.
 *
 * As long as there are tasks, the workers keep the process alive, and nothing is a deadlock; idle ones do not. The loop ends them
 * when it is destroyed.
 */
import { alarm, clock } from '../handles/workers/alarm.js';
import type { Link, LinkOwner } from '../handles/workers/link.js';
import { TaskletExit } from '../errors.js';
import {
  type Closeable,
  adopt,
  beginOutside,
  disown,
  endOutside,
  ready,
  threadLoop,
} from '../loop/thread.js';
import type { Runnable } from '../loop/runnable.js';
import type { Op } from '../park/op.js';
import { Event } from '../sync/event.js';
import { Full } from '../sync/queue-errors.js';
import { trimmed } from '../trim.js';
import { Backlog } from './backlog.js';
import { BrokenExecutor, WorkerDied } from './errors.js';
import { type Flat, rebuild } from './flat-error.js';
import type { Job } from './job.js';
import { KNOWN_ERRORS } from './known-errors.js';
import type { CrewOptions } from './options.js';
import { PoolWorker, type WorkerOwner } from './pool-worker.js';

/** What kind of workers they are. */
export interface WorkerKind {
  /** For people. */
  readonly name: string;
  /** How many tasks one is given before it can begin them. */
  readonly ahead: number;
  start(name: string, owner: LinkOwner): Link;
}

/** How many in a row may end before they are ready. */
const MOST_FALSE_STARTS = 3;

export class Crew implements Runnable, Closeable, WorkerOwner {
  readonly options: CrewOptions;
  readonly #kind: WorkerKind;
  readonly #errors: typeof KNOWN_ERRORS;
  readonly #backlog = new Backlog();
  readonly #workers = new Set<PoolWorker>();
  /** Tasks that are not done. */
  #open = 0;
  #started = 0;
  #falseStarts = 0;
  #shutDown = false;
  #broken: BrokenExecutor | undefined = undefined;
  /** It will be looked at at the end of the turn. */
  #asked = false;
  /** Nothing was open at the end of the turn. */
  #resting = false;
  #adopted = false;
  /** Does the loop want what keeps the process alive? */
  #wanted = true;
  #busy = false;
  #stopIdleAlarm: (() => void) | undefined = undefined;
  readonly #end = new Event();

  constructor(kind: WorkerKind, options: CrewOptions) {
    this.#kind = kind;
    this.options = options;
    this.#errors = KNOWN_ERRORS.and(options.errors);
    if (options.minWorkers > 0) this.#hire(options.minWorkers);
  }

  /** How many workers there are, those that start or end included. */
  get size(): number {
    return this.#workers.size;
  }

  /** Error where it takes no more. */
  assertTaking(): void {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.#shutDown) throw trimmed(new Error('submit() after shutdown()'));
    const { maxBacklog, maxWorkers, concurrency } = this.options;
    if (this.#open >= maxBacklog + maxWorkers * concurrency)
      throw trimmed(
        new Full(
          `${this.#open} tasks of the pool have not ended, and maxBacklog is ${maxBacklog}: wait for some, or give map() a buffersize`,
        ),
      );
    // Error where there is no loop, before anything has been taken.
    threadLoop();
  }

  submit(job: Job): void {
    this.#open++;
    this.#backlog.add(job);
    this.#ask();
  }

  /** For a job: it is done, or about to be. */
  done(): void {
    this.#open--;
  }

  /** For a job: the same, as it was cancelled. */
  withdrawn(job: Job): void {
    if (job.waiting) this.#backlog.cancelled();
    this.done();
    this.#ask();
  }

  /** Take no more. Those that have not begun are cancelled, if so wanted. */
  shutDown(cancelFutures: boolean): void {
    this.#shutDown = true;
    if (cancelFutures) {
      for (const worker of this.#workers) for (const job of worker.jobs) job.future.cancel();
      this.#drain((job) => job.future.cancel());
    }
    this.#ask();
  }

  /** Until all is done and no worker is left. Parks. */
  ended(): Op<boolean> {
    return this.#end.wait();
  }

  /** The loop is destroyed. */
  close(): void {
    this.#drain((job) => job.future.cancel());
    const workers = [...this.#workers];
    this.#workers.clear();
    const jobs = workers.flatMap((worker) => worker.jobs);
    for (const worker of workers) worker.link.terminate();
    const gone = new TaskletExit('the event loop was destroyed, and the workers with it');
    for (const job of jobs) if (!job.future.cancel()) job.fail(gone);
    this.#look();
  }

  _keepAlive(on: boolean): void {
    this.#wanted = on;
    for (const worker of this.#workers) worker.link.keepAlive(on && this.#busy);
  }

  /** The end of a turn. */
  _run(): void {
    this.#asked = false;
    this.#dispatch();
    // Whoever was woken by the last result may have more to do: let them go first, once.
    this.#resting = this.#open === 0 && !this.#resting;
    if (this.#resting) this.#ask();
    else this.#look();
  }

  workerReady(_worker: PoolWorker): void {
    this.#falseStarts = 0;
    this.#dispatch();
    this.#ask();
  }

  workerReported(_worker: PoolWorker): void {
    this.#dispatch();
    if (this.#open === 0) this.#ask();
  }

  workerEnded(worker: PoolWorker, exitCode: number | null, signal: NodeJS.Signals | null): void {
    if (!this.#workers.delete(worker)) return;
    const { jobs, name, reason: cause } = worker;
    // What it had not begun is not lost, but what was moved to it is.
    const lost = jobs.filter((job) => worker.hasBegun(job) || job.options.transfer !== undefined);
    const kept = jobs.filter((job) => !lost.includes(job));
    if (lost.length > 0) {
      const died = new WorkerDied({ worker: name, exitCode, signal, lost: lost.map(String), cause });
      for (const job of lost) job.lost(died);
    }
    for (const job of kept) {
      job.attempt++;
      job.holder = undefined;
    }
    this.#backlog.giveBack(kept);
    if (!worker.ready && !worker.retiring) this.#falseStart(worker);
    this.#dispatch();
    this.#ask();
  }

  rebuilt(flat: Flat): unknown {
    return rebuild(flat, this.#errors);
  }

  watchEnd(worker: PoolWorker, job: Job): void {
    const { grace } = this.options;
    const end = (): void => {
      if (job.future.done) return;
      worker.reason = new Error(`${job.toString()} did not end within ${grace} s when it was killed`);
      worker.link.terminate();
    };
    const stop = alarm(grace, end);
    job.future.addDoneCallback(stop);
    this.#ask();
  }

  /** Look at it at the end of the turn. */
  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    ready(this);
  }

  #dispatch(): void {
    const { concurrency } = this.options;
    this.#fill(concurrency);
    if (this.#backlog.size > 0) {
      this.#hire(Math.ceil(this.#backlog.size / concurrency) - this.#count((worker) => !worker.ready));
      this.#fill(concurrency + this.#kind.ahead);
    }
    if (this.#backlog.size === 0 && this.#kind.ahead > 0 && this.#workers.size > 1) this.#level();
    for (const worker of this.#workers) worker.flush();
  }

  /** Give to those that have fewer than `depth`, the emptiest first. */
  #fill(depth: number): void {
    const { concurrency, maxTasksPerWorker } = this.options;
    while (this.#backlog.size > 0) {
      let best: PoolWorker | undefined;
      for (const worker of this.#workers)
        if (isOpen(worker) && worker.size < Math.min(depth, best?.size ?? depth)) best = worker;
      const job = best && this.#backlog.take();
      if (best === undefined || job === undefined) return;
      // What is moved must be begun where it is moved to.
      if (job.options.transfer !== undefined && best.size >= concurrency) {
        this.#backlog.giveBack([job]);
        return;
      }
      best.give(job);
      if (best.taken >= maxTasksPerWorker) best.retire();
    }
  }

  /** What one was given in advance, and another could begin now, changes hands. */
  #level(): void {
    const { concurrency } = this.options;
    for (const idle of this.#workers) {
      while (isOpen(idle) && idle.size < concurrency) {
        let fullest: PoolWorker | undefined;
        for (const worker of this.#workers)
          if (worker.size > Math.max(concurrency, fullest?.size ?? 0)) fullest = worker;
        const job = fullest?.takeBack();
        if (job === undefined) return;
        idle.give(job);
      }
    }
  }

  /** Start so many, as far as there may be more. */
  #hire(count: number): void {
    const { maxWorkers, concurrency, initializer } = this.options;
    const staying = this.#count((worker) => !worker.retiring);
    const { ahead } = this.#kind;
    for (let left = Math.min(count, maxWorkers - staying); left > 0 && this.#broken === undefined; left--) {
      const name = `${this.#kind.name} ${++this.#started}`;
      const setup = {
        concurrency,
        initializer: initializer && ([addressOf(initializer[0]), initializer[1]] as const),
      };
      try {
        const start = (owner: LinkOwner): Link => this.#kind.start(name, owner);
        const worker = new PoolWorker(this, { name, concurrency, ahead, setup, start });
        worker.link.keepAlive(this.#wanted && this.#busy);
        this.#workers.add(worker);
        this.#adopt();
      } catch (cause) {
        this.#break(name, cause);
      }
    }
  }

  /** Take all out of the backlog. */
  #drain(settle: (job: Job) => void): void {
    for (let job; (job = this.#backlog.take()) !== undefined;) settle(job);
  }

  #count(which: (worker: PoolWorker) => boolean): number {
    let count = 0;
    for (const worker of this.#workers) if (which(worker)) count++;
    return count;
  }

  #falseStart({ name, broken, reason }: PoolWorker): void {
    if (broken !== undefined) this.#break(name, broken.error);
    else if (++this.#falseStarts >= MOST_FALSE_STARTS) this.#break(name, reason);
  }

  #break(name: string, cause: unknown): void {
    const broken = (this.#broken ??= new BrokenExecutor(`${name} of the pool could not start`, { cause }));
    this.#drain((job) => job.fail(broken));
  }

  /** What follows from whether there is something to do. */
  #look(): void {
    const closing = this.#shutDown && this.#open === 0;
    if (closing || this.#broken !== undefined) for (const worker of this.#workers) worker.retire();
    if (closing) for (const worker of this.#workers) worker.flush();
    this.#setBusy(this.#open > 0 || (closing && this.#workers.size > 0));
    if (this.#workers.size > 0) this.#watchIdle();
    else if (this.#open === 0) this.#disown();
    if (closing && this.#workers.size === 0) this.#end.set();
  }

  #setBusy(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    if (busy) {
      this.#adopt();
      beginOutside();
    } else {
      endOutside();
    }
    for (const worker of this.#workers) worker.link.keepAlive(busy && this.#wanted);
  }

  /** End those that have had nothing to do for long. */
  #watchIdle(): void {
    const { idleTimeout, minWorkers } = this.options;
    if (this.#stopIdleAlarm !== undefined || this.#workers.size <= minWorkers) return;
    let first = Infinity;
    for (const worker of this.#workers) {
      if (!isOpen(worker) || worker.size > 0) continue;
      const left = worker.idleSince + idleTimeout - clock();
      if (left > 0) first = Math.min(first, left);
      else if (this.#count((one) => !one.retiring) > minWorkers) worker.retire();
      worker.flush();
    }
    const look = (): void => {
      this.#stopIdleAlarm = undefined;
      this.#ask();
    };
    if (first < Infinity) this.#stopIdleAlarm = alarm(first, look);
  }

  #adopt(): void {
    if (this.#adopted) return;
    this.#adopted = true;
    this.#wanted = true;
    adopt(this);
  }

  #disown(): void {
    this.#stopIdleAlarm?.();
    this.#stopIdleAlarm = undefined;
    if (this.#adopted) disown(this);
    this.#adopted = false;
  }
}

/** Can it be given tasks? */
function isOpen(worker: PoolWorker): boolean {
  return worker.ready && !worker.retiring && !worker.isFull;
}

function addressOf({ module, exportName }: { readonly module: string; readonly exportName: string }): {
  module: string;
  exportName: string;
} {
  return { module, exportName };
}

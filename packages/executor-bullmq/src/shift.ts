/**
 * What a TaskServer has of BullMQ while it serves: a worker, a reader of orders, and the tasks that run.
 */
import { Event, type Op, TaskletExit, current } from 'evergreen-ts';
import { callTask } from 'evergreen-ts/executors/base';
import {
  ErrorCode,
  type IQueueBackend,
  type Job,
  QueueEvents,
  UnrecoverableError,
  WaitingError,
  Worker,
} from 'bullmq';
import { isObject, storable } from './check.js';
import { decode, decodeError } from './codec.js';
import { type Said, type TaskData, isSaid, ordersOf, reasonOf, said } from './message.js';
import { closed, cut, open } from './opening.js';
import type { ServerSettings } from './options.js';
import { isOutage } from './outage.js';
import { Running } from './running.js';

type TaskWorker = Worker<TaskData, Said, string, IQueueBackend>;
type TaskJob = Job<TaskData, Said>;
type Reader = QueueEvents<unknown, IQueueBackend>;

/** Milliseconds that killed tasks have for their `finally` blocks. */
const GRACE = 1000;
/** Milliseconds after which a step is tried again that failed because the store is away. */
const RETRY = 500;
/** Of lockDuration: how often locks are renewed, and how often tasks are looked for whose lock has run out. */
const RENEWAL = 1 / 4;
const CHECK = 1 / 5;

/** The store does not know that this server runs it: another has it now, or it was lost. */
const NOT_OURS: ReadonlySet<unknown> = new Set([
  ErrorCode.JobNotExist,
  ErrorCode.JobLockNotExist,
  ErrorCode.JobNotInState,
  ErrorCode.JobLockMismatch,
]);

export class Shift {
  /** No more tasks are taken, and none runs that would be waited for. */
  readonly over = new Event();
  locksLost = 0;
  readonly #settings: ServerSettings;
  readonly #orders: Reader;
  readonly #worker: TaskWorker;
  /** By the ids of their jobs. */
  readonly #running = new Map<string, Running>();
  /** How to give them back, or not wait for them any more. */
  readonly #release = new Map<Running, () => void>();
  #ending: Promise<void> | undefined = undefined;
  #wasCut = false;

  private constructor(settings: ServerSettings, orders: Reader, make: (shift: Shift) => TaskWorker) {
    this.#settings = settings;
    this.#orders = orders;
    this.#worker = make(this);
  }

  /** A shift that works. Waits for the store; rejects if it refuses, or `signal` is aborted. */
  static async open(queue: string, settings: ServerSettings, signal: AbortSignal): Promise<Shift> {
    const { store, concurrency, lockDuration, maxStalledCount } = settings;
    const { connection, backend } = store;
    const makeOrders = (): Reader =>
      new QueueEvents(ordersOf(queue), { connection, autorun: false }, backend);
    const orders = await open<Reader>(store, makeOrders, Infinity, signal);
    const lock = lockDuration * 1000;
    const options = {
      connection,
      concurrency,
      autorun: false,
      lockDuration: lock,
      lockRenewTime: lock * RENEWAL,
      stalledInterval: lock * CHECK,
      maxStalledCount,
      runRetryDelay: RETRY,
    };
    let shift: Shift | undefined;
    const process = (job: TaskJob, token?: string): Promise<Said> => (shift as Shift).#process(job, token);
    const makeWorker = (): TaskWorker => new Worker(queue, process, options, backend);
    try {
      const worker = await open<TaskWorker>(store, makeWorker, Infinity, signal);
      shift = new Shift(settings, orders, () => worker);
    } catch (error) {
      cut(store, orders);
      throw error;
    }
    shift.#begin();
    return shift;
  }

  /** Tasks that run. */
  get size(): number {
    return this.#running.size;
  }

  takeNoMore(): void {
    this.#ending ??= this.#worker.close();
    if (this.size === 0) this.over.set();
  }

  /** Kill what runs, and give it back to the queue. */
  cut(): void {
    if (this.#wasCut || this.size === 0) return;
    this.#wasCut = true;
    for (const running of [...this.#running.values()])
      running.end('stop', new TaskletExit('the server was stopped'));
    setTimeout(() => {
      for (const release of [...this.#release.values()]) release();
    }, GRACE).unref();
  }

  /** Close the connections. Never rejects. */
  async end(): Promise<void> {
    this.takeNoMore();
    const { store } = this.#settings;
    await closed(store, this.#worker, this.#ending);
    await closed(store, this.#orders);
  }

  #begin(): void {
    this.#worker.on('error', (error) => this.#report(error));
    this.#worker.on('lockRenewalFailed', (ids) => {
      this.locksLost += ids.length;
      // Another may have begun it: two at once are not wanted.
      for (const id of ids) this.#running.get(id)?.end('lost', new TaskletExit('another has this task now'));
    });
    this.#orders.on('error', (error) => this.#report(error));
    const reader = this.#orders as unknown as {
      on(event: 'kill', listener: (order: { jobId: string; error: string }) => void): void;
    };
    reader.on('kill', ({ jobId, error }) => this.#running.get(jobId)?.end('host', decodeError(error)));
    for (const one of [this.#orders, this.#worker]) one.run().catch((error: unknown) => this.#report(error));
  }

  /** Outages are waited for, and a task that is lost is another's: neither is reported. */
  #report(error: unknown): void {
    if (this.#ending !== undefined || isOutage(error)) return;
    if (
      isObject(error) &&
      (NOT_OURS.has(error['code']) || /could not renew lock/.test(String(error['message'])))
    )
      return;
    // A callback that throws: that is how excepthook is reached.
    current.loop.callSoon(() => {
      throw error;
    });
  }

  async #process(job: TaskJob, token: string | undefined): Promise<Said> {
    // BullMQ may take one more, which it was about to take.
    if (this.#ending !== undefined) throw await giveBack(job, token);
    const running = new Running(job);
    const id = job.id as string;
    let value: Said | undefined;
    let failure: { readonly error: unknown } | undefined;
    const body = (): Op<void> =>
      this.#run(
        running,
        job,
        (result) => (value = result),
        (error) => (failure = { error }),
      );
    return new Promise((resolve, reject) => {
      const release = (): void => {
        if (!this.#release.delete(running)) return;
        if (this.#running.get(id) === running) this.#running.delete(id);
        if (value !== undefined) resolve(value);
        else if (running.endedBy === 'stop' && (failure === undefined || running.wasKilledBy(failure.error)))
          void giveBack(job, token).then(reject);
        else reject(failed(running, failure));
        if (this.#ending !== undefined && this.size === 0) this.over.set();
      };
      this.#running.set(id, running);
      this.#release.set(running, release);
      running.start(body, job.data.timeout, release);
    });
  }

  *#run(
    running: Running,
    { name, data }: TaskJob,
    returned: (value: Said) => void,
    threw: (error: unknown) => void,
  ): Op<void> {
    try {
      const task = this.#settings.tasks.get(name);
      if (task === undefined)
        throw new TypeError(
          `the server has no task ${name}: it has ${[...this.#settings.tasks.keys()].join(', ')}`,
        );
      if (!isSaid(data))
        throw new TypeError(
          `the job ${name} was not handed over by a DistributedExecutor: its data is none of ours`,
        );
      const value = yield* callTask(task, decode(data.evergreen) as unknown[], running);
      yield* running.said();
      returned(said(`the result of ${name}`, value));
    } catch (error) {
      threw(error);
    }
  }
}

/** Give it back to the queue: what its processor is to be rejected with. If that fails, its lock runs out. */
async function giveBack(job: TaskJob, token: string | undefined): Promise<Error> {
  try {
    await job.moveToWait(token);
  } catch {
    // The store is away: whoever looks for locks that have run out gives it back.
  }
  return new WaitingError();
}

/** What BullMQ is to keep of a failure. */
function failed(running: Running, failure: { readonly error: unknown } | undefined): Error {
  const own = failure === undefined || running.wasKilledBy(failure.error);
  const error = own ? running.error : failure.error;
  const killed = running.endedBy === 'host';
  const reason = reasonOf({ killed, error });
  const kept = killed ? new UnrecoverableError(reason) : new Error(reason);
  // For people; the rest is in the reason.
  kept.stack = storable(error instanceof Error ? String(error.stack) : String(reason.split('\n', 1)[0]));
  return kept;
}

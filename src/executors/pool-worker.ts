/**
 * One worker, as its pool sees it: what it has, what it is to be told at the end of the turn, and how it ended.
 */
import { clock } from '../handles/workers/alarm.js';
import type { Link, LinkOwner } from '../handles/workers/link.js';
import { flatten } from './flat-error.js';
import type { Holder, Job } from './job.js';
import {
  KIND,
  type News,
  type Orders,
  type Report,
  type Run,
  type Setup,
  type Word,
  bundle,
  isBundle,
  unbundle,
} from './protocol.js';
import type { TaskAddress } from './address.js';
import { Slots } from './slots.js';

/** Receives what a worker says of itself; tasks are settled by then. */
export interface WorkerOwner {
  workerReady(worker: PoolWorker): void;
  /** Tasks of its have ended. */
  workerReported(worker: PoolWorker): void;
  workerEnded(worker: PoolWorker, code: number | null, signal: NodeJS.Signals | null): void;
  /** As it was thrown. */
  rebuilt(flat: Parameters<typeof flatten>[0]): unknown;
  /** A task was killed, and is to end soon. */
  watchEnd(worker: PoolWorker, job: Job): void;
}

/** A place whose task was taken back, until the worker has seen that. */
const TAKEN_BACK = Symbol('taken back');

export interface WorkerPlan {
  /** For people: "thread 1". */
  readonly name: string;
  readonly concurrency: number;
  /** Tasks it can be given before it can begin them; 0 where it could not be seen who has them. */
  readonly ahead: number;
  readonly setup: Omit<Setup, 'slots'>;
  readonly start: (owner: LinkOwner) => Link;
}

export class PoolWorker implements Holder, LinkOwner {
  readonly name: string;
  readonly link: Link;
  /** It can be given tasks. */
  ready = false;
  /** It is given no more tasks, and ends when it has done what it has. */
  retiring = false;
  /** The moment when it had nothing to do. */
  idleSince = clock();
  /** How many tasks it was given. */
  taken = 0;
  /** What ended it. */
  reason: unknown = undefined;
  /** What the initializer has failed with. */
  broken: { readonly error: unknown } | undefined = undefined;
  readonly #owner: WorkerOwner;
  readonly #slots: Slots | undefined;
  readonly #places: (Job | typeof TAKEN_BACK | undefined)[];
  readonly #free: number[];
  #held = 0;
  /** Of the functions that it was told of, by module and name. */
  readonly #numbers = new Map<string, Map<string, number>>();
  #named = 0;
  // What it is to be told.
  #tasks: NonNullable<Orders['tasks']>[number][] = [];
  #run: Run[] = [];
  #kill: NonNullable<Orders['kill']>[number][] = [];
  #transfer: object[] = [];
  #closeTold = false;

  constructor(owner: WorkerOwner, { name, concurrency, ahead, setup, start }: WorkerPlan) {
    this.#owner = owner;
    this.name = name;
    // Twice as many as it can have: what was taken back keeps its place until the worker has seen that.
    const places = (concurrency + ahead) * (ahead > 0 ? 2 : 1);
    this.#slots = ahead > 0 ? Slots.of(places) : undefined;
    this.#places = new Array<undefined>(places).fill(undefined);
    this.#free = Array.from({ length: places }, (_, place) => places - 1 - place);
    this.link = start(this);
    this.link.post({ ...setup, slots: this.#slots?.memory } satisfies Setup);
  }

  /** Tasks that it has. */
  get size(): number {
    return this.#held;
  }

  get isFull(): boolean {
    return this.#free.length === 0;
  }

  get jobs(): Job[] {
    return this.#places.filter((one): one is Job => one !== undefined && one !== TAKEN_BACK);
  }

  give(job: Job): void {
    const place = this.#free.pop() as number;
    this.#places[place] = job;
    this.#held++;
    this.taken++;
    this.#slots?.queue(place);
    job.holder = this;
    job.place = place;
    const task = this.#numberOf(job.task);
    const { how, attempt } = job;
    this.#run.push(
      how === 0 && attempt === 1 ? [place, task, job.args] : [place, task, job.args, how, attempt],
    );
    if (job.options.transfer !== undefined) this.#transfer.push(...job.options.transfer);
  }

  /** End when it has done what it has. */
  retire(): void {
    this.retiring = true;
  }

  /** Tell it all that is to be told. */
  flush(): void {
    const close = this.retiring && !this.#closeTold;
    if (this.#run.length === 0 && this.#kill.length === 0 && !close) return;
    const run = this.#run;
    const transfer = this.#transfer.length > 0 ? this.#transfer : undefined;
    const orders = this.#orders(close);
    this.#run = [];
    if (transfer !== undefined) this.#transfer = [];
    try {
      this.link.post((orders === undefined ? bundle(run) : { ...orders, run }) satisfies Word, transfer);
    } catch {
      // One of them cannot be cloned, or moved. Each alone: only that one fails.
      if (orders !== undefined) this.link.post(orders satisfies Word);
      for (const one of run) this.#postAlone(one);
    }
  }

  hasBegun(job: Job): boolean {
    return this.#slots?.hasBegun(job.place) ?? true;
  }

  recall(job: Job): boolean {
    if (this.#slots?.recall(job.place) !== true) return false;
    this.#places[job.place] = TAKEN_BACK;
    this.#held--;
    job.holder = undefined;
    return true;
  }

  /** The task that was given last and has not begun, taken back. */
  takeBack(): Job | undefined {
    const last = this.#lastGiven();
    return last !== undefined && this.recall(last) ? last : undefined;
  }

  kill(job: Job, error: Error): void {
    this.#slots?.kill(job.place);
    this.#kill.push([job.place, flatten(error)]);
    this.#owner.watchEnd(this, job);
  }

  _onMessage(message: unknown): void {
    const news = message as News;
    if (isBundle<Report>(news)) {
      for (const one of unbundle(news)) this.#settle(one);
      if (this.#held === 0) this.idleSince = clock();
      this.#owner.workerReported(this);
    } else if ('ready' in news) {
      this.ready = true;
      this.idleSince = clock();
      this.#owner.workerReady(this);
    } else if ('broken' in news) {
      this.broken = { error: this.#owner.rebuilt(news.broken) };
    } else {
      this.reason ??= this.#owner.rebuilt(news.uncaught);
    }
  }

  _onExit(code: number | null, signal: NodeJS.Signals | null, error: unknown): void {
    this.reason ??= error;
    this.#owner.workerEnded(this, code, signal);
  }

  #settle([place, kind, value, before]: Report): void {
    const job = this.#places[place];
    if (job === undefined) return;
    if (job === TAKEN_BACK) {
      if (kind === KIND.RECALLED) this.#release(place);
      return;
    }
    if (kind === KIND.PROGRESS) job.progress(value);
    else if (kind === KIND.BEGUN) job.starts();
    else {
      this.#release(place);
      this.#held--;
      if (kind === KIND.RETURNED) job.succeed(value);
      else if (kind === KIND.KILLED) job.wasKilled(before);
      else job.fail(this.#owner.rebuilt(value), before);
    }
  }

  #release(place: number): void {
    this.#places[place] = undefined;
    this.#slots?.free(place);
    this.#free.push(place);
  }

  /** All that it is to be told but what to run, if there is any. */
  #orders(close: boolean): Orders | undefined {
    const [tasks, kill] = [this.#tasks, this.#kill];
    if (tasks.length === 0 && kill.length === 0 && !close) return undefined;
    [this.#tasks, this.#kill] = [[], []];
    this.#closeTold ||= close;
    return {
      ...(tasks.length > 0 && { tasks }),
      ...(kill.length > 0 && { kill }),
      ...(close && { close }),
    };
  }

  #postAlone(run: Run): void {
    const [place] = run;
    const job = this.#places[place];
    // One that was cancelled is not missed: the worker would only say that it has seen it.
    if (job === TAKEN_BACK) this.#release(place);
    if (job === undefined || job === TAKEN_BACK) return;
    try {
      this.link.post(run satisfies Word, job.options.transfer);
    } catch (error) {
      this.#release(place);
      this.#held--;
      job.fail(error);
    }
  }

  #lastGiven(): Job | undefined {
    let last: Job | undefined;
    for (const job of this.jobs) if (!this.hasBegun(job)) last = job;
    return last;
  }

  #numberOf({ module, exportName }: TaskAddress): number {
    let numbers = this.#numbers.get(module);
    if (numbers === undefined) this.#numbers.set(module, (numbers = new Map<string, number>()));
    let number = numbers.get(exportName);
    if (number !== undefined) return number;
    number = this.#named++;
    numbers.set(exportName, number);
    this.#tasks.push([number, module, exportName]);
    return number;
  }
}

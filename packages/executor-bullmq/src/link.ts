/**
 * A host's link to the store: it adds jobs, asks for them, takes them back, and reads the events of the queue. It knows no futures.
 *
 * Every step that fails because the store is away is repeated until it is back: jobs have ids of our own, so that one which is added
 * twice is the same job. Events may be lost: the stream is bounded, and PostgreSQL's reader misses those of transactions that commit
 * in another order than they began. So whoever waits for one asks for the job itself now and then.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type IQueueBackend, type JobsOptions, Queue, QueueEvents } from 'bullmq';
import type { Store } from './connection.js';
import { MOST_EVENTS, type TaskData, ordersOf } from './message.js';
import { closed, cut, open } from './opening.js';
import { isOutage } from './outage.js';

/** A job to be added. */
export interface NewJob {
  readonly id: string;
  readonly name: string;
  readonly data: TaskData;
  readonly options: JobsOptions;
}

/** What is heard of a job. */
export interface Listener {
  active(id: string): void;
  progress(id: string, value: unknown): void;
  completed(id: string, value: unknown): void;
  failed(id: string, reason: string): void;
  removed(id: string): void;
}

/** What was found when a job was asked for. */
export type Found =
  | { readonly state: 'open' | 'missing' }
  | { readonly state: 'completed'; readonly value: unknown }
  | { readonly state: 'failed'; readonly reason: string };

type TaskQueue = Queue<TaskData, unknown, string, TaskData, unknown, string, IQueueBackend>;
type Reader = QueueEvents<unknown, IQueueBackend>;

/** Milliseconds: between two tries; between two calls to the reader, and until it should have heard one. */
const PAUSE = 200;
const CALL = 25;
const CALLING = 1000;
/** How often a store may refuse that is there: it may be short of memory for a moment. */
const TRIES = 4;

export class Link {
  readonly #store: Store;
  readonly #queue: TaskQueue;
  readonly #reader: Reader;
  readonly #orders: IQueueBackend;
  #isClosed = false;

  private constructor(store: Store, queue: TaskQueue, reader: Reader) {
    this.#store = store;
    this.#queue = queue;
    this.#reader = reader;
    this.#orders = queue.backend.forQueue(ordersOf(queue.name));
  }

  /** A link that hears. Rejects if the store refuses, or is not there within `limit` seconds, or `signal` is aborted. */
  static async open(
    name: string,
    store: Store,
    listener: Listener,
    limit: number,
    signal: AbortSignal,
  ): Promise<Link> {
    const { connection, backend } = store;
    const queue = await open<TaskQueue>(store, () => new Queue(name, { connection }, backend), limit, signal);
    try {
      const make = (): Reader => new QueueEvents(name, { connection, autorun: false }, backend);
      const reader = await open<Reader>(store, make, limit, signal);
      const link = new Link(store, queue, reader);
      listen(reader, listener);
      void link.#read();
      await link.#callReader();
      return link;
    } catch (error) {
      cut(store, queue);
      throw error;
    }
  }

  /** Add them: undefined, or the error, for each. */
  async add(jobs: readonly NewJob[]): Promise<unknown[]> {
    const entries = jobs.map(({ id, name, data, options }) => ({
      name,
      data,
      opts: { ...options, jobId: id },
    }));
    try {
      await this.#again(() => this.#queue.addBulk(entries), TRIES);
      return [];
    } catch {
      // Which of them it was, it does not say: each alone. Those that were added are added already.
      const one = async ({ name, data, opts }: (typeof entries)[number]): Promise<unknown> => {
        try {
          await this.#again(() => this.#queue.add(name, data, opts), TRIES);
          return undefined;
        } catch (error) {
          return error;
        }
      };
      return Promise.all(entries.map(one));
    }
  }

  /** How they are; undefined if the store is away. */
  look(ids: readonly string[]): Promise<(Found | undefined)[]> {
    return Promise.all(ids.map((id) => this.#look(id)));
  }

  /** Take it back, or have whoever runs it kill it, with the error whose text that is: true if it will not be heard of any more. */
  async stop(id: string, error: string): Promise<boolean> {
    // A job that is done, or runs, is not removed: the one has a result, the other a lock.
    const found = await this.#look(id);
    if (found === undefined || found.state === 'completed' || found.state === 'failed') return false;
    try {
      if ((await this.#again(() => this.#queue.backend.remove(id, true))) === 1) return true;
      await this.#again(() => this.#orders.publishEvent({ event: 'kill', jobId: id, error }, MOST_EVENTS));
    } catch (cause) {
      if (!this.#isClosed) throw cause;
    }
    return false;
  }

  /** Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([
      closed(this.#store, this.#reader),
      closed(this.#store, this.#queue, this.#queue.close()),
    ]);
  }

  async #look(id: string): Promise<Found | undefined> {
    let answer: number | [number, string];
    try {
      answer = await this.#queue.backend.isFinished(id, true);
    } catch (error) {
      if (this.#isClosed || isOutage(error)) return undefined;
      throw error;
    }
    const [status, value = 'null'] = answer as [number, string?];
    if (status === 1) return { state: 'completed', value: JSON.parse(value) as unknown };
    if (status === 2) return { state: 'failed', reason: value };
    return { state: status === -1 ? 'missing' : 'open' };
  }

  /** Until the store is back; if it refuses, `tries` times. */
  async #again<T>(step: () => Promise<T>, tries = 1): Promise<T> {
    for (let refused = 0; ;) {
      try {
        return await step();
      } catch (error) {
        if (this.#isClosed || (!isOutage(error) && ++refused >= tries)) throw error;
        await delay(PAUSE);
      }
    }
  }

  /** It goes on by itself after an outage, unless that comes before it has begun. */
  async #read(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#reader.run();
      } catch {
        // Nothing is lost by that: jobs are asked for, too.
        await delay(PAUSE);
      }
    }
  }

  /** A reader hears what comes after its first question, and does not say when that was: so call until it hears it. */
  async #callReader(): Promise<void> {
    const call = randomUUID();
    const news = { heard: false };
    const listener = ({ from }: { from?: string }): void => void (news.heard ||= from === call);
    const reader = this.#reader as unknown as {
      on(event: string, listener: (fields: { from?: string }) => void): void;
      off(event: string, listener: (fields: { from?: string }) => void): void;
    };
    reader.on('evergreen', listener);
    const end = performance.now() + CALLING;
    while (!news.heard && performance.now() < end) {
      await this.#queue.backend.publishEvent({ event: 'evergreen', from: call }, MOST_EVENTS);
      await delay(CALL);
    }
    reader.off('evergreen', listener);
  }
}

function listen(reader: Reader, listener: Listener): void {
  reader.on('active', ({ jobId }) => listener.active(jobId));
  reader.on('progress', ({ jobId, data }) => listener.progress(jobId, data));
  reader.on('completed', ({ jobId, returnvalue }) => listener.completed(jobId, returnvalue));
  reader.on('failed', ({ jobId, failedReason }) => listener.failed(jobId, failedReason));
  reader.on('removed', ({ jobId }) => listener.removed(jobId));
}

/**
 * map() of a pool: results in the order of the items, some of which may be one task, and not more of which may be under way than the
 * buffer holds.
 */
import { TimeoutError } from '../errors.js';
import { type Future, ofFuture } from '../futures/future.js';
import { Deadline } from '../park/deadline.js';
import { Served } from '../park/served.js';
import { trimmed } from '../trim.js';
import type { ChunkResult } from './job.js';
import type { checkedMapOptions } from './options.js';
import type { WorkerFuture } from './worker-future.js';

/** Submit one item, or several as a chunk. */
export type SubmitItems<I> = (items: I[]) => WorkerFuture<unknown>;

interface Part {
  readonly future: Future<unknown>;
  readonly size: number;
}

export class MappedChunks<I, T> extends Served<T> {
  readonly #submit: SubmitItems<I>;
  readonly #chunksize: number;
  readonly #buffersize: number;
  readonly #deadline: Deadline;
  #items: Iterator<I> | undefined;
  /** Those that were submitted, in order. */
  #parts: Part[] = [];
  /** Items of theirs, and values that were not taken. */
  #pending = 0;
  /** What has come of the first chunk. */
  #values: unknown[] = [];
  #failed: { readonly error: unknown } | undefined = undefined;
  #watched: { readonly future: Future<unknown>; readonly off: () => void } | undefined = undefined;

  constructor(items: Iterable<I>, submit: SubmitItems<I>, options: ReturnType<typeof checkedMapOptions>) {
    super('map', false);
    this.#submit = submit;
    this.#chunksize = options.chunksize;
    this.#buffersize = options.buffersize;
    this.#deadline = new Deadline(options.timeout);
    this.#items = items[Symbol.iterator]();
    this.#fill();
  }

  protected get _hasNews(): boolean {
    return this.#values.length > 0 || this.#failed !== undefined || this.#parts[0]?.future.done !== false;
  }

  protected override get _timeLeft(): number | undefined {
    return this.#deadline.left;
  }

  protected override _wanted(wanted: boolean): void {
    const future = wanted ? this.#parts[0]?.future : undefined;
    if (future === this.#watched?.future) return;
    this.#watched?.off();
    this.#watched =
      future && !future.done ? { future, off: ofFuture.onDone(future, () => this._serve()) } : undefined;
  }

  protected _take(): IteratorResult<T, void> {
    try {
      if (this.#values.length === 0 && this.#failed === undefined) this.#open();
      if (this.#values.length > 0) {
        const value = this.#values.shift() as T;
        this.#pending--;
        this.#fill();
        return { done: false, value };
      }
      if (this.#failed === undefined) return { done: true, value: undefined };
      throw this.#failed.error;
    } catch (error) {
      this.#cancelAll();
      throw error;
    }
  }

  protected override _late(): never {
    const left = this.#pending;
    this.#cancelAll();
    throw trimmed(new TimeoutError(`${left} results did not come in time`));
  }

  /** Look into the first part, which is done. */
  #open(): void {
    const part = this.#parts.shift();
    if (part === undefined) return;
    const result = ofFuture.outcome(part.future);
    if (this.#chunksize === 1) {
      this.#values = [result];
    } else {
      const { values, failed } = result as ChunkResult;
      this.#values = values;
      this.#failed = failed;
    }
  }

  #fill(): void {
    try {
      while (this.#items !== undefined && this.#pending + this.#chunksize <= this.#buffersize) {
        const chunk = this.#chunk(this.#items);
        if (chunk.length === 0) return;
        this.#parts.push({ future: this.#submit(chunk), size: chunk.length });
        this.#pending += chunk.length;
      }
    } catch (error) {
      this.#cancelAll();
      throw error;
    }
  }

  #chunk(items: Iterator<I>): I[] {
    const chunk: I[] = [];
    while (chunk.length < this.#chunksize) {
      const next = items.next();
      if (next.done === true) {
        this.#items = undefined;
        break;
      }
      chunk.push(next.value);
    }
    return chunk;
  }

  #cancelAll(): void {
    this.#items?.return?.();
    this.#items = undefined;
    this.#values = [];
    this.#failed = undefined;
    for (const { future } of this.#parts.splice(0)) future.cancel();
    this.#pending = 0;
  }
}

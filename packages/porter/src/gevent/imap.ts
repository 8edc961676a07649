/** What imap() and imap_unordered() run in: a greenlet that spawns the others, and hands their results on as they come. */
import { coiter } from '../python/iteration.js';
import { hidden } from '../python/object.js';
import { op } from '../python/plain.js';
import type { Value } from '../python/value.js';
import { Greenlet } from './greenlet.js';
import { Semaphore } from './lock.js';
import { UnboundQueue } from './queue.js';
import { coIterator } from './wait.js';

type Steps<T = Value> = Generator<Value, T>;

/** One result. */
interface Outcome {
  readonly index: number;
  readonly value?: Value;
  readonly error?: Value;
  /** There are no more. */
  readonly isLast?: true;
}

export class IMapUnordered extends Greenlet {
  override __init__(source: Value, spawn: (args: Value[]) => Value, maxsize: Value = null): void {
    super.__init__();
    hidden(this, '_$source', '_$spawn', '_$queue', '_$room', '_$running', '_$last', '_$finished');
    this._$source = source;
    this._$spawn = spawn;
    this._$queue = new UnboundQueue();
    this._$room = maxsize === null || maxsize === undefined ? undefined : new Semaphore(maxsize);
    this._$running = 0;
    this._$last = -1;
    this._$finished = false;
  }

  override *_run(): Steps {
    try {
      for (const source = coiter(this._$source); ;) {
        const next: Value = yield* source.next();
        if (next.done === true) break;
        const index: number = ++this._$last;
        if (this._$room !== undefined) yield* this._$room.acquire();
        this._$running++;
        const greenlet: Value = yield* op(this._$spawn(next.value));
        greenlet.rawlink(() => {
          this.#came(greenlet, index);
        });
      }
    } catch (error) {
      this.#finish({ error });
      throw error;
    }
    if (this._$running === 0) this.#finish({ isLast: true });
    return null;
  }

  #came(greenlet: Value, index: number): void {
    this._$running--;
    this._$queue.put_nowait(
      greenlet.successful() ? { index, value: greenlet.value } : { index, error: greenlet.exception },
    );
    if (this.ready() && this._$running === 0) this.#finish({ isLast: true });
  }

  #finish(how: { error?: Value; isLast?: true }): void {
    if (this._$finished === true) return;
    this._$finished = true;
    this._$queue.put_nowait({ index: Number(this._$last) + 1, ...how });
  }

  protected *_next(): Steps<Outcome> {
    return yield* this._$queue.get();
  }

  items(): Value {
    const self = this;
    return coIterator(function* (): Steps {
      self._$room?.release();
      const { value, error, isLast } = yield* self._next();
      if (error !== undefined) throw error;
      return { done: isLast === true, value };
    });
  }
}

/** In the order of what was given. */
export class IMap extends IMapUnordered {
  override __init__(...args: [Value, (args: Value[]) => Value, Value?]): void {
    super.__init__(...args);
    hidden(this, '_$results', '_$at');
    this._$results = new Map<number, Outcome>();
    this._$at = 0;
  }

  protected override *_next(): Steps<Outcome> {
    const results: Map<number, Outcome> = this._$results;
    const at: number = this._$at++;
    for (let outcome; !results.has(at);) {
      outcome = (yield* super._next()) as Outcome;
      results.set(outcome.index, outcome);
    }
    const found = results.get(at) as Outcome;
    results.delete(at);
    return found;
  }
}

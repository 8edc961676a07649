/**
 * asyncIterable(): cooperative iteration for code that knows promises only. Each step is a tasklet, so the other side may park.
 */
import { isInstance, kindOf } from '../check.js';
import { TaskletExit } from '../errors.js';
import type { CoIterator, Op } from '../park/op.js';
import { run } from './run.js';
import { Tasklet } from './tasklet.js';
import { trimmed } from '../trim.js';

class Steps<T> implements AsyncIterableIterator<T> {
  readonly #source: CoIterator<T>;
  /** Those under way: several may be, and are served in turn by the source. */
  readonly #steps = new Set<Tasklet>();
  #over = false;

  constructor(source: CoIterator<T>) {
    this.#source = source;
  }

  /** Also for where the compiler thinks that it knows: return() may have been called meanwhile. */
  get #isOver(): boolean {
    return this.#over;
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    if (this.#over) return { done: true, value: undefined };
    const step = (): Op<IteratorResult<T, void>> => this.#step();
    try {
      const result = await run(step);
      if (result.done !== true) return { done: false, value: result.value };
    } catch (error) {
      const wasLeft = this.#isOver && isInstance(error, TaskletExit);
      this.#over = true;
      if (!wasLeft) throw error;
    }
    this.#over = true;
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#over = true;
    for (const step of this.#steps) step.kill();
    const { [Symbol.dispose]: dispose } = this.#source as Partial<Disposable>;
    dispose?.call(this.#source);
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  *#step(): Op<IteratorResult<T, void>> {
    if (this.#over) return { done: true, value: undefined };
    const step = Tasklet.current() as Tasklet;
    this.#steps.add(step);
    try {
      return yield* this.#source.next();
    } finally {
      this.#steps.delete(step);
    }
  }
}

/**
 * What tasklets give, for code that knows promises only: `for await (const item of asyncIterable(channel))`. Works with or without a
 * loop that runs. Each next() is a tasklet that runs next() of the source; its error rejects, and ends the iteration, as its end does.
 * To leave the loop early (`break`, an error) ends those that wait, and leaves what can be left: each(), on(). A channel stays
 * open. TypeError for what has no next().
 *
 * @example
 * async function printAll(channel: Channel<string>): Promise<void> {
 *   for await (const line of asyncIterable(channel)) console.log(line);
 * }
 */
export function asyncIterable<T>(source: CoIterator<T>): AsyncIterableIterator<T> {
  const given: unknown = source;
  if (typeof (given as { next?: unknown } | null | undefined)?.next !== 'function')
    throw trimmed(
      new TypeError(
        `asyncIterable() takes something with next(), a channel for example, not ${kindOf(given)}`,
      ),
    );
  return new Steps(source);
}

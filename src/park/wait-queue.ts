/**
 * The wait queue: a fair FIFO of waiters parked on one thing, from which each can be taken out in O(1). Everything that many
 * tasklets may wait for stands on it: the end of a tasklet, locks, queues, channels, streams. What a waiter is and does is
 * in waiter.ts; here it is an entry of a doubly linked list that knows which list it is in.
 */

/** An entry of a wait queue. The links are the queue's alone. */
export interface Queued {
  _before: Queued | undefined;
  _behind: Queued | undefined;
  /** The queue it is in; undefined before and after. */
  _queue: WaitQueue<Queued> | undefined;
  /** It leaves the queue, and its tasklet goes on with `value`. */
  _wake(value?: unknown): void;
}

export class WaitQueue<W extends Queued> implements Iterable<W> {
  #first: Queued | undefined = undefined;
  #last: Queued | undefined = undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The longest waiter. */
  get first(): W | undefined {
    return this.#first as W | undefined;
  }

  /** The latest waiter. */
  get last(): W | undefined {
    return this.#last as W | undefined;
  }

  push(waiter: W): void {
    const last = this.#last;
    waiter._before = last;
    if (last === undefined) this.#first = waiter;
    else last._behind = waiter;
    this.#last = waiter;
    waiter._queue = this;
    this.#size++;
  }

  /** First in the queue again: it was woken for something that fell through. */
  unshift(waiter: W): void {
    const first = this.#first;
    waiter._behind = first;
    if (first === undefined) this.#last = waiter;
    else first._before = waiter;
    this.#first = waiter;
    waiter._queue = this;
    this.#size++;
  }

  /** Take out the longest waiter. */
  shift(): W | undefined {
    const first = this.#first;
    if (first !== undefined) this.remove(first);
    return first as W | undefined;
  }

  /** Take out one that is in it. */
  remove(waiter: Queued): void {
    const { _before: before, _behind: behind } = waiter;
    if (before === undefined) this.#first = behind;
    else before._behind = behind;
    if (behind === undefined) this.#last = before;
    else behind._before = before;
    waiter._before = waiter._behind = waiter._queue = undefined;
    this.#size--;
  }

  *[Symbol.iterator](): Generator<W, void> {
    for (let one = this.#first; one !== undefined; one = one._behind) yield one as W;
  }

  /** Wake all that wait now, in order. */
  wakeAll(value?: unknown): void {
    for (let left = this.#size; left > 0; left--) this.#first?._wake(value);
  }
}

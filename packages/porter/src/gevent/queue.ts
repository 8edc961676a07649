/**
 * gevent's queues. An item that is put is in the queue until a getter takes it, which it does when it runs. Those that wait are told by one
 * callback, which lets putters put and getters get by turns as long as it can.
 */
import { deque } from '../python/containers/deque.js';
import { ValueError } from '../python/exceptions.js';
import { items, len } from '../python/iteration.js';
import { given } from '../python/keywords.js';
import { heapify, heappop, heappush } from '../python/modules/heapq.js';
import { Empty, Full, waiting } from '../python/modules/queue.js';
import { hidden } from '../python/object.js';
import { repr } from '../python/text.js';
import type { Value } from '../python/value.js';
import { Event } from './event.js';
import { Waiter, inHub } from './hub.js';
import { Putter, Sides } from './sides.js';
import { home } from '../python/homes.js';

type Steps<T = Value> = Generator<Value, T>;

export { Empty, Full };

export class Queue extends Sides {
  override __init__(...args: Value[]): Value {
    super.__init__();
    hidden(this, '_$most', 'queue');
    const [maxsize, source] = given(args, ['maxsize', 'items']);
    this.maxsize = maxsize;
    this.queue = this._create_queue(source ?? []);
  }

  get maxsize(): Value {
    return this._$most < Infinity ? this._$most : null;
  }

  set maxsize(size: Value) {
    this._$most = size === null || size === undefined || size <= 0 ? Infinity : Number(size);
  }

  // What subclasses, those of programs too, do otherwise.

  _create_queue(source: Value): Value {
    return new deque(source);
  }

  _get(): Value {
    return this.queue.popleft();
  }

  _peek(): Value {
    return this.queue.__getitem__(0);
  }

  _put(item: Value): void {
    this.queue.append(item);
  }

  qsize(): number {
    return len(this.queue) as number;
  }

  empty(): boolean {
    return this.qsize() === 0;
  }

  full(): boolean {
    return this.qsize() >= this._$most;
  }

  copy(): Value {
    return new (this.constructor as Value)(this.maxsize, this.queue);
  }

  *put(item: Value, block: Value = true, timeout: Value = null): Steps {
    if (this.full() && !inHub()) {
      const [blocks, limit] = waiting(block, timeout);
      if (!blocks) throw new Full();
      const putter = new Putter(item);
      if (!(yield* this._among(this._$putters as Putter[], this._$getters as Waiter[], putter, limit)))
        throw new Full();
      if (putter.failure !== undefined) throw putter.failure;
      return null;
    }
    // In the hub getters can be let go on at once.
    const getters: Waiter[] = this._$getters;
    for (let getter; this.full() && (getter = getters.shift()) !== undefined;) yield* getter.switch();
    return this.put_nowait(item);
  }

  put_nowait(item: Value): null {
    if (this.full()) throw new Full();
    this._put(item);
    if (this._$getters.length > 0) this._schedule();
    return null;
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    return yield* this.#taken(
      () => this.get_nowait(),
      () => this._get(),
      block,
      timeout,
    );
  }

  get_nowait(): Value {
    if (this.qsize() === 0) throw new Empty();
    if (this._$putters.length > 0) this._schedule();
    return this._get();
  }

  *peek(block: Value = true, timeout: Value = null): Steps {
    return yield* this.#taken(
      () => this._peek(),
      () => this._peek(),
      block,
      timeout,
    );
  }

  peek_nowait(): Value {
    if (this.qsize() === 0) throw new Empty();
    return this._peek();
  }

  *#taken(atOnce: () => Value, later: () => Value, block: Value, timeout: Value): Steps {
    if (this.qsize() > 0) return atOnce();
    const putters: Putter[] = this._$putters;
    if (inHub()) {
      for (let putter; (putter = putters.shift()) !== undefined;) {
        yield* this.#placed(putter);
        if (this.qsize() > 0) return later();
      }
      throw new Empty();
    }
    const [blocks, limit] = waiting(block, timeout);
    if (!blocks) throw new Empty();
    do {
      if (!(yield* this._among(this._$getters as Waiter[], putters, new Waiter(), limit))) throw new Empty();
      // Again, if a timer or a socket let somebody else go first who took it.
    } while (this.qsize() === 0);
    return later();
  }

  *#placed(putter: Putter): Steps<void> {
    try {
      this._put(putter.item);
    } catch (error) {
      putter.failure = error;
    }
    yield* putter.switch();
  }

  protected override *_pass(): Steps<void> {
    const [putters, getters]: [Putter[], Waiter[]] = [this._$putters, this._$getters];
    for (;;) {
      const putter = this.full() ? undefined : putters.shift();
      if (putter !== undefined) yield* this.#placed(putter);
      const getter = this.qsize() > 0 ? getters.shift() : undefined;
      if (getter !== undefined) yield* getter.switch();
      if (putter === undefined && getter === undefined) return;
    }
  }

  protected override _format(): string {
    const limit = this.maxsize === null ? '' : ` maxsize=${String(this.maxsize)}`;
    const list = this.empty() ? '' : ` queue=${repr(this.queue)}`;
    return limit + list + super._format();
  }

  __len__(): number {
    return this.qsize();
  }

  __bool__(): boolean {
    return true;
  }
}

export class UnboundQueue extends Queue {}
export class SimpleQueue extends Queue {}

export class LifoQueue extends Queue {
  override _create_queue(source: Value): Value {
    return [...items(source)];
  }

  override _get(): Value {
    return this.queue.pop();
  }

  override _peek(): Value {
    return this.queue.at(-1);
  }

  override _put(item: Value): void {
    this.queue.push(item);
  }
}

export class PriorityQueue extends Queue {
  override _create_queue(source: Value): Value {
    const heap = [...items(source)];
    heapify(heap);
    return heap;
  }

  override _get(): Value {
    return heappop(this.queue as Value[]);
  }

  override _peek(): Value {
    return this.queue[0];
  }

  override _put(item: Value): void {
    heappush(this.queue as Value[], item);
  }
}

export class JoinableQueue extends Queue {
  override __init__(...args: Value[]): Value {
    hidden(this, '_$done', 'unfinished_tasks');
    super.__init__(...args);
    const [, , unfinished] = given(args, ['maxsize', 'items', 'unfinished_tasks']);
    this._$done = new Event();
    this.unfinished_tasks = Number(unfinished ?? 0) || this.qsize();
    if (this.unfinished_tasks === 0) this._$done.set();
  }

  override copy(): Value {
    return new (this.constructor as Value)(this.maxsize, this.queue, this.unfinished_tasks);
  }

  override _put(item: Value): void {
    super._put(item);
    this.unfinished_tasks++;
    this._$done.clear();
  }

  task_done(): void {
    if (this.unfinished_tasks <= 0) throw new ValueError('task_done() called too many times');
    if (--this.unfinished_tasks === 0) this._$done.set();
  }

  *join(timeout: Value = null): Steps {
    return yield* this._$done.wait(timeout);
  }
}

home('gevent._gevent_cqueue', Queue, LifoQueue, PriorityQueue, JoinableQueue);

/** Python's queue, patched: its own queues, whose locks are gevent's. */
import { deque } from '../../python/containers/deque.js';
import { monotonicClock } from '../../python/clock.js';
import { ValueError } from '../../python/exceptions.js';
import { len } from '../../python/iteration.js';
import { given } from '../../python/keywords.js';
import { heappop, heappush } from '../../python/modules/heapq.js';
import { Empty, Full, waiting } from '../../python/modules/queue.js';
import { PyObject, hidden } from '../../python/object.js';
import type { Value } from '../../python/value.js';
import { Semaphore } from '../lock.js';
import { Condition, Lock } from './locks.js';

type Steps = Generator<Value>;

class Queue extends PyObject {
  override __init__(...args: Value[]): Value {
    hidden(this, 'maxsize', 'queue', 'unfinished_tasks', 'mutex', 'not_empty', 'not_full', 'all_tasks_done');
    this.maxsize = given(args, ['maxsize'])[0] ?? 0;
    this.unfinished_tasks = 0;
    this.mutex = new Lock();
    this.not_empty = new Condition(this.mutex);
    this.not_full = new Condition(this.mutex);
    this.all_tasks_done = new Condition(this.mutex);
    this._init(this.maxsize);
  }

  // What subclasses, those of programs too, do otherwise.

  _init(_maxsize: Value): void {
    this.queue = new deque();
  }

  _qsize(): Value {
    return len(this.queue);
  }

  _put(item: Value): void {
    this.queue.append(item);
  }

  _get(): Value {
    return this.queue.popleft();
  }

  qsize(): number {
    return Number(this._qsize());
  }

  empty(): boolean {
    return this.qsize() === 0;
  }

  full(): boolean {
    return this.maxsize > 0 && this.qsize() >= this.maxsize;
  }

  *put(item: Value, block: Value = true, timeout: Value = null): Steps {
    const self = this;
    return yield* (this.not_full as Condition)._held(function* () {
      if (!(yield* until(self.not_full, () => !self.full(), block, timeout))) throw new Full();
      self._put(item);
      self.unfinished_tasks++;
      yield* self.not_empty.notify();
      return null;
    });
  }

  *put_nowait(item: Value): Steps {
    return yield* this.put(item, false);
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    const self = this;
    return yield* (this.not_empty as Condition)._held(function* () {
      if (!(yield* until(self.not_empty, () => !self.empty(), block, timeout))) throw new Empty();
      const item: Value = self._get();
      yield* self.not_full.notify();
      return item;
    });
  }

  *get_nowait(): Steps {
    return yield* this.get(false);
  }

  *task_done(): Steps {
    const self = this;
    return yield* (this.all_tasks_done as Condition)._held(function* () {
      if (self.unfinished_tasks <= 0) throw new ValueError('task_done() called too many times');
      if (--self.unfinished_tasks === 0) yield* self.all_tasks_done.notify_all();
      return null;
    });
  }

  *join(): Steps {
    const self = this;
    return yield* (this.all_tasks_done as Condition)._held(function* () {
      while (self.unfinished_tasks > 0) yield* self.all_tasks_done.wait();
      return null;
    });
  }
}

/** Wait until it is so: false if it is not when time is up, or at once where nobody is to wait. */
function* until(
  condition: Value,
  isSo: () => boolean,
  block: Value,
  timeout: Value,
): Generator<Value, boolean> {
  const [blocks, limit] = waiting(block, timeout);
  const end = limit === undefined ? Infinity : monotonicClock() + limit;
  while (!isSo()) {
    const left = end - monotonicClock();
    if (!blocks || left <= 0) return false;
    yield* condition.wait(limit === undefined ? null : left);
  }
  return true;
}

class PriorityQueue extends Queue {
  override _init(_maxsize: Value): void {
    this.queue = [];
  }

  override _put(item: Value): void {
    heappush(this.queue as Value[], item);
  }

  override _get(): Value {
    return heappop(this.queue as Value[]);
  }
}

class LifoQueue extends Queue {
  override _init(_maxsize: Value): void {
    this.queue = [];
  }

  override _put(item: Value): void {
    this.queue.push(item);
  }

  override _get(): Value {
    return this.queue.pop();
  }
}

class SimpleQueue extends PyObject {
  override __init__(): Value {
    hidden(this, '_$items', '_$count');
    this._$items = new deque();
    this._$count = new Semaphore(0);
  }

  *put(item: Value): Steps {
    return this.put_nowait(item);
  }

  put_nowait(item: Value): null {
    this._$items.append(item);
    this._$count.release();
    return null;
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = waiting(block, timeout);
    if ((yield* this._$count.acquire(blocks, limit ?? null)) !== true) throw new Empty();
    return this._$items.popleft();
  }

  get_nowait(): Value {
    if (this._$count.counter === 0) throw new Empty();
    this._$count.counter--;
    return this._$items.popleft();
  }

  qsize(): number {
    return len(this._$items);
  }

  empty(): boolean {
    return this.qsize() === 0;
  }
}

export const queue = { Queue, PriorityQueue, LifoQueue, SimpleQueue, Empty, Full };

/** Python's queue: queues of tasklets. */
import {
  Empty as NothingThere,
  Full as NoRoom,
  LifoQueue as Lifo,
  PriorityQueue as Priority,
  Queue as Fifo,
} from 'evergreen-ts';
import { compare } from '../compare.js';
import { Exception } from '../exceptions.js';
import { Kw } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import type { Value } from '../value.js';
import { derived, home, internal } from '../homes.js';

type Steps = Generator<Value>;

export class Empty extends Exception {}
export class Full extends Exception {}

/** (block, timeout), by position or name. */
export function waiting(block: Value, timeout: Value): [block: boolean, timeout: number | undefined] {
  const named = block instanceof Kw ? block : timeout instanceof Kw ? timeout : undefined;
  const isBlocking: Value = block instanceof Kw ? block.get('block', true) : block;
  const limit: Value = named === undefined ? timeout : named.get('timeout');
  return [Boolean(isBlocking), limit === null || limit === undefined ? undefined : Number(limit)];
}

abstract class BaseQueue extends PyObject {
  // Made in __init__, which subclasses of programs call.
  declare protected _queue: Fifo<Value>;

  *get(block: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = waiting(block, timeout);
    try {
      return yield* blocks ? this._queue.get(true, limit) : this._queue.get(false);
    } catch (error) {
      throw error instanceof NothingThere ? new Empty() : error;
    }
  }

  *put(item: Value, block: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = waiting(block, timeout);
    try {
      yield* blocks ? this._queue.put(item, true, limit) : this._queue.put(item, false);
    } catch (error) {
      throw error instanceof NoRoom ? new Full() : error;
    }
    return null;
  }

  get_nowait(): Value {
    try {
      return this._queue.getNowait();
    } catch (error) {
      throw error instanceof NothingThere ? new Empty() : error;
    }
  }

  put_nowait(item: Value): null {
    try {
      this._queue.putNowait(item);
    } catch (error) {
      throw error instanceof NoRoom ? new Full() : error;
    }
    return null;
  }

  get maxsize(): number {
    return this._queue.maxsize;
  }

  qsize(): number {
    return this._queue.qsize();
  }

  empty(): boolean {
    return this._queue.empty();
  }

  full(): boolean {
    return this._queue.full();
  }

  __len__(): number {
    return this.qsize();
  }

  __bool__(): boolean {
    return true;
  }

  task_done(): void {
    this._queue.taskDone();
  }

  *join(): Steps {
    yield* this._queue.join();
    return null;
  }
}

const sizeOf = (size: Value): number => Number(size instanceof Kw ? size.get('maxsize', 0) : (size ?? 0));

export class Queue extends BaseQueue {
  override __init__(maxsize: Value = 0): Value {
    hidden(this, '_queue');
    this._queue = new Fifo(sizeOf(maxsize));
  }
}

export class LifoQueue extends BaseQueue {
  override __init__(maxsize: Value = 0): Value {
    hidden(this, '_queue');
    this._queue = new Lifo(sizeOf(maxsize));
  }
}

export class PriorityQueue extends BaseQueue {
  override __init__(maxsize: Value = 0): Value {
    hidden(this, '_queue');
    this._queue = new Priority(sizeOf(maxsize), compare);
  }
}

export class SimpleQueue extends Queue {}
export { BaseQueue, sizeOf };

home('queue', Full, Queue, LifoQueue, PriorityQueue);
home('_queue', Empty);
internal(BaseQueue);
derived(LifoQueue, Queue);
derived(PriorityQueue, Queue);

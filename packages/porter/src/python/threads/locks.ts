/** What threads wait for: locks, semaphores, events, conditions and barriers. */
import {
  Barrier as Rendezvous,
  BrokenBarrierError as Broken,
  Condition as Waiting,
  Event as Flag,
  Lock as Mutex,
  RLock as Reentrant,
  Semaphore as Permits,
} from 'evergreen-ts';
import { RuntimeError, ValueError } from '../exceptions.js';
import { bool } from '../iteration.js';
import { Kw } from '../keywords.js';
import { PyObject, UNBORN, born, hidden } from '../object.js';
import { invokePlain } from '../plain.js';
import type { Value } from '../value.js';
import { waiting } from '../modules/queue.js';
import { home } from '../homes.js';

type Steps = Generator<Value>;

/** acquire(), release() and `with`. */
abstract class Holder extends PyObject {
  protected abstract _lock: Permits | Reentrant | Waiting;

  *acquire(blocking: Value = true, timeout: Value = -1): Steps {
    const named = blocking instanceof Kw ? blocking : timeout instanceof Kw ? timeout : undefined;
    const blocks: Value = blocking instanceof Kw ? blocking.get('blocking', true) : blocking;
    const limit = Number(named === undefined ? (timeout ?? -1) : named.get('timeout', -1));
    return yield* limit >= 0 && blocks
      ? this._lock.acquire(true, limit)
      : this._lock.acquire(Boolean(blocks));
  }

  release(): void {
    this._lock.release();
  }

  *__enter__(): Steps {
    yield* this._lock.acquire();
    return true;
  }

  __exit__(): boolean {
    this.release();
    return false;
  }
}

export class Lock extends Holder {
  protected override readonly _lock = new Mutex();

  locked(): boolean {
    return this._lock.locked;
  }

  override release(): void {
    if (!this._lock.locked) throw new RuntimeError('release unlocked lock');
    super.release();
  }
}

export class RLock extends Holder {
  protected override readonly _lock = new Reentrant();
}

export class Semaphore extends Holder {
  declare protected _lock: Permits;

  override __init__(value: Value = 1): Value {
    hidden(this, '_lock');
    const count = Number(value instanceof Kw ? value.get('value', 1) : value);
    if (count < 0) throw new ValueError('semaphore initial value must be >= 0');
    this._lock = new Permits(count);
  }
}

export class BoundedSemaphore extends Semaphore {
  #most = 1;
  #taken = 0;

  constructor(...args: Value[]) {
    super(UNBORN);
    born(this, args);
  }

  override __init__(value: Value = 1): Value {
    super.__init__(value);
    this.#most = Number(value instanceof Kw ? value.get('value', 1) : value);
  }

  override *acquire(blocking: Value = true, timeout: Value = -1): Steps {
    const got: Value = yield* super.acquire(blocking, timeout);
    if (got === true) this.#taken++;
    return got;
  }

  override *__enter__(): Steps {
    return yield* this.acquire();
  }

  override release(): void {
    if (this.#taken === 0) throw new ValueError(`Semaphore released too many times`);
    this.#taken--;
    super.release();
  }

  get counter(): number {
    return this.#most - this.#taken;
  }
}

export class Event extends PyObject {
  readonly #flag = new Flag();

  is_set(): boolean {
    return this.#flag.isSet();
  }

  isSet(): boolean {
    return this.#flag.isSet();
  }

  set(): void {
    this.#flag.set();
  }

  clear(): void {
    this.#flag.clear();
  }

  *wait(timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    return yield* this.#flag.wait(limit);
  }
}

export class Condition extends Holder {
  protected override readonly _lock: Waiting;

  constructor(lock: Value = null) {
    super();
    const inner: Value = lock instanceof Holder ? (lock as Value)._lock : undefined;
    this._lock = new Waiting(inner);
  }

  *wait(timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    return yield* this._lock.wait(limit);
  }

  *wait_for(predicate: Value, timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    return yield* this._lock.waitFor(() => bool(invokePlain(predicate)), limit);
  }

  notify(n: Value = 1): void {
    this._lock.notify(Number(n));
  }

  notify_all(): void {
    this._lock.notifyAll();
  }

  notifyAll(): void {
    this._lock.notifyAll();
  }
}

export class BrokenBarrierError extends RuntimeError {}

export class Barrier extends PyObject {
  readonly #barrier: Rendezvous;

  constructor(parties: Value, action: Value = null, timeout: Value = null) {
    super();
    const [, limit] = waiting(true, timeout);
    this.#barrier = new Rendezvous(
      Number(parties),
      typeof action === 'function' ? () => void invokePlain(action) : undefined,
      limit,
    );
  }

  *wait(timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    try {
      return yield* this.#barrier.wait(limit);
    } catch (error) {
      throw error instanceof Broken ? new BrokenBarrierError() : error;
    }
  }

  reset(): void {
    this.#barrier.reset();
  }

  abort(): void {
    this.#barrier.abort();
  }

  get parties(): number {
    return this.#barrier.parties;
  }

  get n_waiting(): number {
    return this.#barrier.nWaiting;
  }

  get broken(): boolean {
    return this.#barrier.broken;
  }
}

home('threading', Semaphore, BoundedSemaphore, Event, Condition, BrokenBarrierError, Barrier);

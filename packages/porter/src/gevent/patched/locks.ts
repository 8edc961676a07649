/**
 * The locks of Python's threading, patched. Those that Python builds on a Condition are built on one here, too: where it only asks whether a lock
 * is held, gevent lets others run, and the order of things is seen to depend on it.
 */
import { monotonicClock } from '../../python/clock.js';
import { RuntimeError, ValueError } from '../../python/exceptions.js';
import { bool } from '../../python/iteration.js';
import { given } from '../../python/keywords.js';
import { waiting } from '../../python/modules/queue.js';
import { PyObject, hidden } from '../../python/object.js';
import { call, op } from '../../python/plain.js';
import type { Value } from '../../python/value.js';
import { pass } from '../hub.js';
import { without } from '../linkable.js';
import { BoundedSemaphore as Bounded, RLock as Reentrant, acquiring, currentOwner } from '../lock.js';

type Steps<T = Value> = Generator<Value, T>;

export class Lock extends Bounded {
  override *acquire(blocking: Value = true, timeout: Value = -1): Steps {
    const got: Value = yield* super.acquire(blocking, timeout);
    // A loop that only asks lets others run.
    if (got !== true && !acquiring(blocking, timeout)[0]) yield* pass();
    return got;
  }

  protected override _tooMany(): Error {
    return new RuntimeError('Semaphore released too many times');
  }

  *_isOwned(): Steps<boolean> {
    if ((yield* this.acquire(false)) !== true) return true;
    this.release();
    return false;
  }

  /** Give it up for a wait. */
  _save(): Value {
    this.release();
    return null;
  }

  *_restore(): Steps {
    return yield* this.acquire();
  }
}

export class RLock extends Reentrant {
  *_isOwned(): Steps<boolean> {
    return this._$owner === currentOwner();
  }

  _save(): Value {
    const saved = [this._$owner, this._$count];
    this._$count = 1;
    this.release();
    return saved;
  }

  *_restore([owner, count]: Value[]): Steps {
    yield* this._$block.acquire();
    this._$owner = owner;
    this._$count = count;
    return null;
  }
}

export class Condition extends PyObject {
  override __init__(lock: Value = null): Value {
    hidden(this, '_$lock', '_$waiters');
    this._$lock = lock ?? new RLock();
    this._$waiters = [];
  }

  *acquire(...args: Value[]): Steps {
    return yield* this._$lock.acquire(...args);
  }

  release(): void {
    this._$lock.release();
  }

  *__enter__(): Steps {
    return yield* this.acquire();
  }

  __exit__(): boolean {
    this.release();
    return false;
  }

  *wait(timeout: Value = null): Steps {
    if ((yield* this._$lock._isOwned()) !== true) throw new RuntimeError('cannot wait on un-acquired lock');
    const [, limit] = waiting(true, timeout);
    const waiter = new Lock();
    yield* waiter.acquire();
    this._$waiters.push(waiter);
    const saved: Value = this._$lock._save();
    let got: Value = false;
    try {
      got = yield* limit === undefined || limit > 0
        ? waiter.acquire(true, limit ?? -1)
        : waiter.acquire(false);
      return got;
    } finally {
      yield* this._$lock._restore(saved);
      if (got !== true) without(this._$waiters as Value[], waiter);
    }
  }

  *wait_for(predicate: Value, timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    const end = limit === undefined ? Infinity : monotonicClock() + limit;
    for (;;) {
      const found: Value = yield* op(call(predicate));
      const left = end - monotonicClock();
      if (bool(found) || left <= 0) return found;
      yield* this.wait(limit === undefined ? null : left);
    }
  }

  *notify(n: Value = 1): Steps {
    if ((yield* this._$lock._isOwned()) !== true) throw new RuntimeError('cannot notify on un-acquired lock');
    for (const waiter of (this._$waiters as Value[]).splice(0, Number(n))) waiter.release();
    return null;
  }

  *notify_all(): Steps {
    return yield* this.notify(this._$waiters.length as number);
  }

  *notifyAll(): Steps {
    return yield* this.notify_all();
  }

  /** `with` it. */
  *_held<T>(steps: () => Steps<T>): Steps<T> {
    yield* this.acquire();
    try {
      return yield* steps();
    } finally {
      this.release();
    }
  }
}

export class Semaphore extends PyObject {
  override __init__(...args: Value[]): Value {
    hidden(this, '_value', '_$condition', '_$most');
    this._value = Number(given(args, ['value'])[0] ?? 1);
    if (this._value < 0) throw new ValueError('semaphore initial value must be >= 0');
    this._$most = Infinity;
    this._$condition = new Condition(new Lock());
  }

  *acquire(blocking: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = acquiring(blocking, timeout);
    const end = limit === undefined ? Infinity : monotonicClock() + limit;
    const self = this;
    return yield* (this._$condition as Condition)._held(function* (): Steps {
      while (self._value === 0) {
        const left = end - monotonicClock();
        if (!blocks || left <= 0) return false;
        yield* self._$condition.wait(limit === undefined ? null : left);
      }
      self._value--;
      return true;
    });
  }

  *release(n: Value = 1): Steps {
    const self = this;
    yield* (this._$condition as Condition)._held(function* () {
      if (self._value + n > self._$most) throw new ValueError('Semaphore released too many times');
      self._value += n;
      yield* self._$condition.notify(n);
    });
    return null;
  }

  *__enter__(): Steps {
    return yield* this.acquire();
  }

  *__exit__(): Steps {
    yield* this.release();
    return false;
  }
}

export class BoundedSemaphore extends Semaphore {
  override __init__(...args: Value[]): Value {
    super.__init__(...args);
    this._$most = this._value as number;
  }
}

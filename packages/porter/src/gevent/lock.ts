/** gevent's locks. A permit is free for whoever comes first, even if others wait for it: they are told, and look again. */
import { Tasklet } from 'evergreen-ts';
import { RuntimeError, ValueError } from '../python/exceptions.js';
import { Kw } from '../python/keywords.js';
import { PyObject, hidden } from '../python/object.js';
import type { Value } from '../python/value.js';
import { Linkable } from './linkable.js';

type Steps = Generator<Value>;

/** (blocking, timeout), by position or name; a timeout of -1 is none. */
export function acquiring(blocking: Value, timeout: Value): [blocks: boolean, limit: number | undefined] {
  const named = blocking instanceof Kw ? blocking : timeout instanceof Kw ? timeout : undefined;
  const blocks: Value = blocking instanceof Kw ? blocking.get('blocking', true) : blocking;
  const limit: Value = named === undefined ? timeout : named.get('timeout');
  const hasLimit = limit !== null && limit !== undefined && limit >= 0;
  return [Boolean(blocks), hasLimit ? Number(limit) : undefined];
}

export class Semaphore extends Linkable {
  override __init__(value: Value = 1): Value {
    super.__init__();
    this._$all = false;
    hidden(this, 'counter');
    this.counter = Number(value instanceof Kw ? value.get('value', 1) : (value ?? 1));
    if (this.counter < 0) throw new ValueError('semaphore initial value must be >= 0');
  }

  override ready(): boolean {
    return this.counter > 0;
  }

  locked(): boolean {
    return this.counter <= 0;
  }

  *acquire(blocking: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = acquiring(blocking, timeout);
    // Again, if a timer or a socket let somebody else go first who took it.
    while (this.counter <= 0) if (!blocks || !(yield* this._waitForLink(limit))) return false;
    this.counter--;
    return true;
  }

  release(): Value {
    this.counter++;
    this._notify();
    return this.counter as Value;
  }

  *wait(timeout: Value = null): Steps {
    if (this.counter <= 0) yield* this._waitForLink(acquiring(true, timeout)[1]);
    return this.counter as Value;
  }

  *__enter__(): Steps {
    yield* this.acquire();
    return null;
  }

  __exit__(): boolean {
    this.release();
    return false;
  }
}

export class BoundedSemaphore extends Semaphore {
  override __init__(value: Value = 1): Value {
    super.__init__(value);
    hidden(this, '_initial_value');
    this._initial_value = this.counter as number;
  }

  override release(): Value {
    if (this.counter >= this._initial_value) throw this._tooMany();
    return super.release();
  }

  protected _tooMany(): Error {
    return new ValueError('Semaphore released too many times');
  }
}

/** The main greenlet is none of ours. */
const MAIN = {};
export const currentOwner = (): object => Tasklet.current() ?? MAIN;

export class RLock extends PyObject {
  override __init__(): Value {
    hidden(this, '_$block', '_$owner', '_$count');
    this._$block = new Semaphore(1);
    this._$count = 0;
  }

  *acquire(blocking: Value = true, timeout: Value = null): Steps {
    const me = currentOwner();
    if (this._$owner === me) this._$count++;
    else {
      if ((yield* this._$block.acquire(blocking, timeout)) !== true) return false;
      this._$owner = me;
      this._$count = 1;
    }
    return true;
  }

  release(): void {
    if (this._$owner !== currentOwner()) throw new RuntimeError('cannot release un-acquired lock');
    if (--this._$count > 0) return;
    this._$owner = undefined;
    this._$block.release();
  }

  *__enter__(): Steps {
    return yield* this.acquire();
  }

  __exit__(): boolean {
    this.release();
    return false;
  }
}

/** A lock that never waits. */
export class DummySemaphore extends PyObject {
  constructor(_value?: Value) {
    super();
  }

  locked(): boolean {
    return false;
  }

  acquire(): boolean {
    return true;
  }

  release(): void {
    // There is nothing to release.
  }

  __enter__(): boolean {
    return true;
  }

  __exit__(): boolean {
    return false;
  }
}

/** Python's threading: each thread is a tasklet. */
import {
  Barrier as Rendezvous,
  BrokenBarrierError as Broken,
  Condition as Waiting,
  Event as Flag,
  Lock as Mutex,
  RLock as Reentrant,
  Semaphore as Permits,
  Tasklet,
  local as storage,
} from 'evergreen-ts';
import { tracebackOf } from '../end.js';
import { AttributeError, RuntimeError, SystemExit, ValueError } from '../exceptions.js';
import { host } from '../host.js';
import { bool } from '../iteration.js';
import { Kw, kw } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import { apply, invokePlain, op } from '../plain.js';
import type { Value } from '../value.js';
import { waiting } from './queue.js';

type Steps = Generator<Value>;

let made = 0;
let identities = 0;
const threads = new Map<unknown, Value>();

export class Thread extends PyObject {
  override __init__(...args: Value[]): void {
    hidden(this, '_$tasklet', '_$target', '_$args', '_$named');
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
    const of = (at: number, name: string, otherwise: Value): Value => args[at] ?? named.get(name, otherwise);
    this._$target = of(1, 'target', null);
    this._$args = [...(of(3, 'args', []) as Iterable<Value>)];
    this._$named = kw({}, of(4, 'kwargs', null) ?? kw({}));
    const name: Value = of(2, 'name', null);
    this.name =
      name ??
      `Thread-${String(++made)}${this._$target === null ? '' : ` (${String(this._$target.name ?? '')})`}`;
    this.daemon = of(5, 'daemon', false) ?? false;
    this.ident = null;
  }

  run(): Value {
    return this._$target === null ? null : apply(this._$target, this._$args, this._$named);
  }

  start(): void {
    if (this._$tasklet !== undefined) throw new RuntimeError('threads can only be started once');
    const self = this;
    this.ident = ++identities;
    this._$tasklet = new Tasklet({
      name: String(this.name),
      daemon: Boolean(this.daemon),
      *target() {
        threads.set(Tasklet.current(), self);
        try {
          yield* op(self.run());
        } catch (error) {
          if (!(error instanceof SystemExit))
            host.write(`Exception in thread ${String(self.name)}:\n${tracebackOf(error)}`, 'stderr');
        } finally {
          threads.delete(Tasklet.current());
        }
      },
    }).start();
  }

  *join(timeout: Value = null): Steps {
    if (this._$tasklet === undefined) throw new RuntimeError('cannot join thread before it is started');
    const [, limit] = waiting(true, timeout);
    yield* (this._$tasklet as Tasklet).join(limit);
    return null;
  }

  is_alive(): boolean {
    return (this._$tasklet as Tasklet | undefined)?.isAlive() ?? false;
  }

  setDaemon(daemon: Value): void {
    this.daemon = daemon;
  }

  getName(): Value {
    return this.name;
  }

  setName(name: Value): void {
    this.name = name;
  }
}

/** A thread that waits first. */
export class Timer extends Thread {
  override __init__(interval: Value, f: Value, args: Value = [], named: Value = null): void {
    super.__init__();
    hidden(this, '_$cancelled', '_$interval', '_$flag', '_$call');
    this._$cancelled = false;
    this._$interval = Number(interval);
    this._$flag = new Flag();
    this._$call = () =>
      apply(
        f,
        [...((args instanceof Kw ? args.get('args', []) : args) as Iterable<Value>)],
        kw({}, named ?? kw({})),
      ) as Value;
  }

  override *run(): Steps {
    yield* this._$flag.wait(this._$interval);
    if (!this._$cancelled) yield* op(this._$call());
    return null;
  }

  cancel(): void {
    this._$cancelled = true;
    this._$flag.set();
  }
}

const main = new Thread(kw({ name: 'MainThread' }));
export const main_thread = (): Value => main;
export const current_thread = (): Value => threads.get(Tasklet.current()) ?? main;
export const active_count = (): number => threads.size + 1;
export const enumerate = (): Value[] => [main, ...threads.values()];
export const get_ident = (): number => Number(current_thread().ident ?? 0);

/** acquire(), release() and `with`. */
abstract class Holder extends PyObject {
  protected abstract readonly _lock: Permits | Reentrant | Waiting;

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
  protected override readonly _lock: Permits;

  constructor(value: Value = 1) {
    super();
    const count = Number(value instanceof Kw ? value.get('value', 1) : value);
    if (count < 0) throw new ValueError('semaphore initial value must be >= 0');
    this._lock = new Permits(count);
  }
}

export class BoundedSemaphore extends Semaphore {
  readonly #most: number;
  #taken = 0;

  constructor(value: Value = 1) {
    super(value);
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

/** Attributes that each tasklet has for itself. */
export class local extends PyObject {
  constructor() {
    super();
    const values: Value = storage();
    return new Proxy(this, {
      get(target, name) {
        if (typeof name === 'symbol' || /^__\w+__$/.test(name)) return Reflect.get(target, name) as Value;
        if (name in values) return values[name];
        const inherited: Value = Object.getPrototypeOf(target);
        for (let at = inherited; at !== null && at !== PyObject.prototype; at = Object.getPrototypeOf(at))
          if (Object.hasOwn(at, name)) return at[name];
        throw new AttributeError(`'local' object has no attribute '${name}'`);
      },
      set(_target, name, value) {
        values[name] = value;
        return true;
      },
      has: (target, name) => name in values || Reflect.has(target, name),
      deleteProperty(_target, name) {
        return Reflect.deleteProperty(values as object, name);
      },
      getOwnPropertyDescriptor: (_target, name) =>
        name in values
          ? { value: values[name], writable: true, enumerable: true, configurable: true }
          : undefined,
      ownKeys: () => Reflect.ownKeys(values as object),
    });
  }
}

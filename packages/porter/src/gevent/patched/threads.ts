/** Python's threading, patched: a thread is a greenlet, and start() waits until it has begun. */
import { Tasklet } from 'evergreen-ts';
import { tracebackOf } from '../../python/end.js';
import { Dict } from '../../python/dict.js';
import { RuntimeError, SystemExit } from '../../python/exceptions.js';
import { items } from '../../python/iteration.js';
import { given, kw } from '../../python/keywords.js';
import { waiting } from '../../python/modules/queue.js';
import * as plain from '../../python/modules/threading.js';
import { PyObject, hidden } from '../../python/object.js';
import { apply, op } from '../../python/plain.js';
import { toStderr } from '../../python/streams.js';
import { tuple_ } from '../../python/tuple.js';
import type { Value } from '../../python/value.js';
import { Event } from '../event.js';
import { getcurrent } from '../current.js';
import { Greenlet } from '../greenlet.js';
import { Barrier } from './barrier.js';
import { BoundedSemaphore, Condition, Lock, RLock, Semaphore } from './locks.js';

type Steps = Generator<Value>;

let made = 0;
let identities = 0;
const { threads } = plain;

class Thread extends PyObject {
  override __init__(...args: Value[]): void {
    hidden(this, '_$greenlet', '_target', '_args', '_kwargs', '_$begun', '_$running', '_$isOver');
    const [, target, name, list, named, daemon] = given(args, [
      'group',
      'target',
      'name',
      'args',
      'kwargs',
      'daemon',
    ]);
    this._target = target ?? null;
    this._args = list ?? tuple_([]);
    this._kwargs = named ?? new Dict();
    this.name = name ?? `Thread-${String(++made)}${plain.suffixOf(this._target)}`;
    this.daemon = daemon ?? (current_thread().daemon as Value);
    this.ident = null;
    this._$begun = new Event();
    this._$running = new Lock();
    this._$isOver = false;
  }

  run(): Value {
    return this._target === null ? null : apply(this._target, items(this._args), kw({}, this._kwargs));
  }

  *start(): Steps {
    if (this._$greenlet !== undefined) throw new RuntimeError('threads can only be started once');
    const self = this;
    this._$greenlet = Greenlet.spawn(() => self.#bootstrap());
    this._$greenlet.rawlink(() => {
      self._$isOver = true;
      if (self._$running.locked() === true) self._$running.release();
    });
    yield* this._$begun.wait();
    return null;
  }

  *#bootstrap(): Steps {
    const tasklet = Tasklet.current();
    this.ident = ++identities;
    yield* this._$running.acquire();
    this._$begun.set();
    threads.set(tasklet, this);
    try {
      yield* op(this.run());
    } catch (error) {
      if (!(error instanceof SystemExit))
        toStderr(`Exception in thread ${String(this.name)}:\n${tracebackOf(error)}`);
    } finally {
      threads.delete(tasklet);
    }
    return null;
  }

  *join(timeout: Value = null): Steps {
    if (this._$greenlet === undefined) throw new RuntimeError('cannot join thread before it is started');
    if (threads.get(Tasklet.current()) === this) throw new RuntimeError('cannot join current thread');
    if (this._$isOver === true) return null;
    const [, limit] = waiting(true, timeout);
    if ((yield* this._$running.acquire(limit !== 0, limit ?? -1)) === true) this._$running.release();
    return null;
  }

  *is_alive(): Steps {
    if (this._$begun.is_set() !== true || this._$isOver === true) return false;
    // To ask is to let others run.
    if ((yield* this._$running.acquire(false)) === true) this._$running.release();
    return this._$isOver === false;
  }

  setDaemon(daemon: Value): void {
    this.daemon = daemon;
  }

  isDaemon(): Value {
    return this.daemon;
  }

  getName(): Value {
    return this.name;
  }

  setName(name: Value): void {
    this.name = name;
  }
}

/** A thread that waits first. */
class Timer extends Thread {
  override __init__(...args: Value[]): void {
    const [interval, f, list, named] = given(args, ['interval', 'function', 'args', 'kwargs']);
    super.__init__();
    hidden(this, 'interval', 'function', 'args', 'kwargs', 'finished');
    Object.assign(this, { interval, function: f, args: list ?? [], kwargs: named ?? new Dict() });
    this.finished = new Event();
  }

  override *run(): Steps {
    yield* this.finished.wait(this.interval);
    if (this.finished.is_set() !== true)
      yield* op(apply(this.function, items(this.args), kw({}, this.kwargs)));
    this.finished.set();
    return null;
  }

  cancel(): void {
    this.finished.set();
  }
}

/** A greenlet that no thread began, as threading sees it. */
class Dummy extends PyObject {
  override __init__(): void {
    this.name = `Dummy-${String(++made)}`;
    this.daemon = true;
    this.ident = ++identities;
  }

  getName(): Value {
    return this.name;
  }

  is_alive(): boolean {
    return true;
  }
}

const main: Value = plain.main_thread();

function current_thread(): Value {
  const tasklet = Tasklet.current();
  const own: Value = plain.current_thread();
  const greenlet: Value = own === main ? getcurrent() : undefined;
  if (!(greenlet instanceof Greenlet)) return own;
  const dummy = new Dummy();
  threads.set(tasklet, dummy);
  greenlet.rawlink(() => threads.delete(tasklet));
  return dummy;
}

/** Count from one: another program begins. */
export function renumber(): void {
  made = 0;
  identities = 0;
  plain.forgetThreads();
}

export const threading = {
  Thread,
  Timer,
  Lock,
  RLock,
  Semaphore,
  BoundedSemaphore,
  Event,
  Condition,
  Barrier,
  BrokenBarrierError: plain.BrokenBarrierError,
  local: plain.local,
  current_thread,
  main_thread: (): Value => main,
  active_count: plain.active_count,
  enumerate: plain.enumerate,
  get_ident: (): number => Number(current_thread().ident ?? 0),
};

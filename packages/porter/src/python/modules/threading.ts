/** Python's threading: each thread is a tasklet. */
import { Event as Flag, Tasklet, until } from 'evergreen-ts';
import { tracebackOf } from '../end.js';
import { getattr } from '../attributes.js';
import { Dict } from '../dict.js';
import { RuntimeError, SystemExit } from '../exceptions.js';
import { given, kw, takeKw } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import { apply, op } from '../plain.js';
import { toStderr } from '../streams.js';
import { tuple_ } from '../tuple.js';
import { runsAsThread } from '../threads/running.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';
import { waiting } from './queue.js';

export {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  Condition,
  Event,
  Lock,
  RLock,
  Semaphore,
} from '../threads/locks.js';
export { local } from '../local.js';

type Steps = Generator<Value>;

let made = 0;
let identities = 0;
/** By their tasklets; gevent's patched threads are here, too. */
export const threads = new Map<unknown, Value>();

/** What follows the number in the name of a thread: what its target is called, if that has a name. */
export function suffixOf(target: Value): string {
  const name: Value = target === null ? null : getattr(target, '__name__', null);
  return name === null ? '' : ` (${String(name)})`;
}

export class Thread extends PyObject {
  override __init__(...args: Value[]): void {
    hidden(this, '_$tasklet', '_target', '_args', '_kwargs');
    const named = takeKw(args);
    const of = (at: number, name: string, otherwise: Value): Value => args[at] ?? named.get(name, otherwise);
    this._target = of(1, 'target', null);
    this._args = of(3, 'args', tuple_([]));
    this._kwargs = of(4, 'kwargs', null) ?? new Dict();
    const name: Value = of(2, 'name', null);
    this.name = name ?? `Thread-${String(++made)}${suffixOf(this._target)}`;
    this.daemon = of(5, 'daemon', false) ?? false;
    this.ident = null;
  }

  run(): Value {
    return this._target === null ? null : apply(this._target, this._args as Value[], kw({}, this._kwargs));
  }

  start(): void {
    if (this._$tasklet !== undefined) throw new RuntimeError('threads can only be started once');
    const self = this;
    this.ident = ++identities;
    this._$tasklet = new Tasklet({
      name: String(this.name),
      daemon: Boolean(this.daemon),
      *target() {
        runsAsThread();
        try {
          const result: Value = self.run();
          // Of a function that runs a loop.
          yield* op(result instanceof Promise ? until(result) : result);
        } catch (error) {
          if (!(error instanceof SystemExit))
            toStderr(`Exception in thread ${String(self.name)}:\n${tracebackOf(error)}`);
        } finally {
          threads.delete(Tasklet.current());
        }
      },
    });
    threads.set(this._$tasklet, self);
    this._$tasklet.start();
  }

  *join(timeout: Value = null): Steps {
    if (this._$tasklet === undefined) throw new RuntimeError('cannot join thread before it is started');
    const [, limit] = waiting(true, timeout);
    // Outside of a loop that has ended, too.
    if (!this.is_alive()) return null;
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
  override __init__(...all: Value[]): void {
    const [interval, f, args, kwargs] = given(all, ['interval', 'function', 'args', 'kwargs']);
    super.__init__();
    hidden(this, '_$cancelled', '_$flag', 'interval', 'function', 'args', 'kwargs');
    this._$cancelled = false;
    this._$flag = new Flag();
    Object.assign(this, { interval, function: f, args: args ?? [], kwargs: kwargs ?? new Dict() });
  }

  override *run(): Steps {
    yield* this._$flag.wait(Number(this.interval));
    if (!this._$cancelled) yield* op(apply(this.function, this.args as Value[], kw({}, this.kwargs)));
    return null;
  }

  cancel(): void {
    this._$cancelled = true;
    this._$flag.set();
  }
}

/** What is done when the main thread has ended, before other threads are waited for: the last first. */
const conclusions: (() => Steps)[] = [];

export function atShutdown(conclude: () => Steps): void {
  conclusions.push(conclude);
}

/** The main thread has ended: all others are waited for that are no daemons. */
export function* shutdown(): Steps {
  for (let next = conclusions.pop(); next !== undefined; next = conclusions.pop()) yield* next();
  const left = (): Value => [...threads.values()].find(({ daemon }) => daemon !== true);
  for (let one = left(); one !== undefined; one = left()) yield* one.join();
  return null;
}

/** Another program begins. */
export function forgetThreads(): void {
  threads.clear();
  conclusions.splice(0);
}

const main = new Thread(kw({ name: 'MainThread' }));
export const main_thread = (): Value => main;
export const current_thread = (): Value => threads.get(Tasklet.current()) ?? main;
export const active_count = (): number => threads.size + 1;
export const enumerate = (): Value[] => [main, ...threads.values()];
export const get_ident = (): number => Number(current_thread().ident ?? 0);

home('threading', Thread, Timer);

/** Python's concurrent.futures: executors whose threads are tasklets. There are no processes. */
import {
  Event as Flag,
  Semaphore,
  type Tasklet,
  Timeout as Limit,
  Queue,
  spawn as begin,
} from 'evergreen-ts';
import { TimeoutError, Exception, caught, RuntimeError } from '../exceptions.js';
import { type CoGenerator, cogenerator, item } from '../generator.js';
import { items } from '../iteration.js';
import { Kw, takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { apply, call, op } from '../plain.js';
import { set_ } from '../set.js';
import type { Value } from '../value.js';
import { namedtuple } from './collections.js';
import { home } from '../homes.js';

type Steps = Generator<Value>;

export class CancelledError extends Exception {}
export { TimeoutError };

const limitOf = (timeout: Value): number | undefined => {
  const given: Value = timeout instanceof Kw ? timeout.get('timeout') : timeout;
  return given === null || given === undefined ? undefined : Number(given);
};

export class Future extends PyObject {
  readonly #ended = new Flag();
  readonly #callbacks: Value[] = [];
  #state: 'pending' | 'running' | 'cancelled' | 'finished' = 'pending';
  #result: Value = null;
  #error: Value = null;

  /** Run what was submitted; the executor does. */
  *_run(f: Value, args: Value[], named: Kw): Steps {
    if (this.#state === 'cancelled') return null;
    this.#state = 'running';
    try {
      this.#result = yield* op(apply(f, args, named));
    } catch (error) {
      this.#error = caught(error);
    }
    this.#end('finished');
    return null;
  }

  #end(state: 'cancelled' | 'finished'): void {
    this.#state = state;
    this.#ended.set();
    for (const callback of this.#callbacks.splice(0)) this.#tell(callback);
  }

  #tell(callback: Value): void {
    const self = this;
    begin(function* () {
      yield* op(call(callback, self));
    });
  }

  set_result(result: Value): void {
    this.#result = result;
    this.#end('finished');
  }

  set_exception(error: Value): void {
    this.#error = error;
    this.#end('finished');
  }

  *#outcome(timeout: Value): Steps {
    if (!(yield* this.#ended.wait(limitOf(timeout)))) throw new TimeoutError();
    if (this.#state === 'cancelled') throw new CancelledError();
    return null;
  }

  *result(timeout: Value = null): Steps {
    yield* this.#outcome(timeout);
    if (this.#error !== null) throw this.#error;
    return this.#result;
  }

  *exception(timeout: Value = null): Steps {
    yield* this.#outcome(timeout);
    return this.#error;
  }

  /** Wait for its end, however it ends. */
  *_wait(): Steps {
    return yield* this.#ended.wait();
  }

  cancel(): boolean {
    if (this.#state === 'pending') this.#end('cancelled');
    return this.#state === 'cancelled';
  }

  cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  running(): boolean {
    return this.#state === 'running';
  }

  done(): boolean {
    return this.#state === 'cancelled' || this.#state === 'finished';
  }

  add_done_callback(callback: Value): void {
    if (this.done()) this.#tell(callback);
    else this.#callbacks.push(callback);
  }
}

export class ThreadPoolExecutor extends PyObject {
  readonly #permits: Semaphore;
  readonly #running = new Set<Tasklet>();
  #isShut = false;

  constructor(workers: Value = null) {
    super();
    const count: Value = workers instanceof Kw ? workers.get('max_workers') : workers;
    this.#permits = new Semaphore(count === null || count === undefined ? 8 : Number(count));
  }

  submit(f: Value, ...args: Value[]): Future {
    if (this.#isShut) throw new RuntimeError('cannot schedule new futures after shutdown');
    const named = takeKw(args);
    const future = new Future();
    const permits = this.#permits;
    const tasklet = begin(function* () {
      yield* permits.acquire();
      try {
        yield* future._run(f, args, named);
      } finally {
        permits.release();
      }
    });
    this.#running.add(tasklet);
    tasklet.addDoneCallback(() => this.#running.delete(tasklet));
    return future;
  }

  /** All are submitted at once; the results come in their order. */
  map(f: Value, ...sources: Value[]): CoGenerator {
    const named = takeKw(sources);
    const lists = sources.map((source) => [...items(source)]);
    const length = Math.min(...lists.map((list) => list.length));
    const futures = Array.from({ length }, (_none, i) =>
      this.submit(f, ...lists.map((list) => list[i] as Value)),
    );
    return cogenerator(
      (function* (): Steps {
        for (const future of futures) yield item(yield* future.result(named.get('timeout')));
      })(),
    );
  }

  *shutdown(wait_: Value = true): Steps {
    this.#isShut = true;
    const waits: Value = wait_ instanceof Kw ? wait_.get('wait', true) : wait_;
    if (waits !== false) for (const tasklet of [...this.#running]) yield* tasklet.join();
    return null;
  }

  __enter__(): this {
    return this;
  }

  *__exit__(): Steps {
    yield* this.shutdown();
    return false;
  }
}

/** Futures in the order in which they end. */
export function as_completed(futures: Value, timeout: Value = null): CoGenerator {
  const all = new Set<Future>(items(futures) as Iterable<Future>);
  const ended = new Queue<Future>();
  for (const one of all)
    begin(function* () {
      yield* one._wait();
      ended.putNowait(one);
    });
  return cogenerator(
    (function* (): Steps {
      const timer = new Limit(limitOf(timeout)).start();
      try {
        for (let left = all.size; left > 0; left--) yield item(yield* ended.get());
      } catch (error) {
        throw error === timer ? new TimeoutError(`${String(all.size)} futures unfinished`) : error;
      } finally {
        timer.cancel();
      }
    })(),
  );
}

export const FIRST_COMPLETED = 'FIRST_COMPLETED';
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
export const ALL_COMPLETED = 'ALL_COMPLETED';
const DoneAndNotDone: Value = namedtuple('DoneAndNotDoneFutures', 'done not_done');

export function* wait(futures: Value, timeout: Value = null, until: Value = ALL_COMPLETED): Steps {
  const named = [timeout, until].find((one) => one instanceof Kw) as Kw | undefined;
  const when: Value = named?.get('return_when', ALL_COMPLETED) ?? until;
  const all = [...(items(futures) as Iterable<Future>)];
  const isEnough = function* (one: Future): Steps {
    if (when === FIRST_COMPLETED) return true;
    return when === FIRST_EXCEPTION && !one.cancelled() && (yield* one.exception()) !== null;
  };
  const timer = new Limit(limitOf(timeout)).start();
  try {
    const ended = as_completed(all);
    for (let next: Value; !(next = yield* ended.next()).done;)
      if (yield* isEnough(next.value as Future)) break;
  } catch (error) {
    if (error !== timer) throw error;
  } finally {
    timer.cancel();
  }
  const done = all.filter((one) => one.done());
  return DoneAndNotDone.__make__(set_(...done), set_(...all.filter((one) => !done.includes(one))));
}

home('concurrent.futures', Future, ThreadPoolExecutor);

/** Executors: their threads are tasklets that take what was submitted, one after the other. */
import { Queue, TaskletExit, spawn as begin } from 'evergreen-ts';
import { tracebackOf } from '../end.js';
import { NotImplementedError, RuntimeError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { type CoGenerator, cogenerator, item } from '../generator.js';
import { home } from '../homes.js';
import { callable, items } from '../iteration.js';
import { type Kw, given, kw, takeKw } from '../keywords.js';
import { monotonic } from '../modules/time.js';
import { Thread, atShutdown } from '../modules/threading.js';
import { PyObject } from '../object.js';
import { apply, op } from '../plain.js';
import { toStderr } from '../streams.js';
import type { Value } from '../value.js';
import { Future } from './future.js';

type Steps = Generator<Value>;

export class BrokenExecutor extends RuntimeError {}
class BrokenThreadPool extends BrokenExecutor {}

export class Executor extends PyObject {
  submit(..._args: Value[]): Value {
    throw new NotImplementedError();
  }

  /** All are submitted at once; the results come in their order. */
  map(f: Value, ...sources: Value[]): CoGenerator {
    const timeout: Value = takeKw(sources).get('timeout');
    const end = timeout === null ? undefined : Number(timeout) + Number(monotonic());
    const lists = sources.map((source) => [...items(source)]);
    const length = Math.min(...lists.map((list) => list.length));
    const self = this;
    const submitted: Value[] = Array.from({ length }, (_none, i) =>
      self.submit(f, ...lists.map((list) => list[i] as Value)),
    );
    return cogenerator(
      (function* (): Steps {
        const futures: Value[] = [];
        for (const one of submitted) futures.push(yield* op(one));
        try {
          for (let next: Value; (next = futures.shift()) !== undefined;) {
            const left = end === undefined ? [] : [end - Number(monotonic())];
            let result: Value;
            try {
              result = yield* op(next.result(...left));
            } finally {
              yield* op(next.cancel());
            }
            yield item(result);
          }
        } finally {
          for (const future of futures) yield* op(future.cancel());
        }
      })(),
    );
  }

  *shutdown(..._args: Value[]): Steps {
    return null;
  }

  __enter__(): this {
    return this;
  }

  *__exit__(): Steps {
    yield* op(this.shutdown(true));
    return false;
  }
}

interface Work {
  readonly future: Future;
  readonly f: Value;
  readonly args: Value[];
  readonly named: Kw;
}

let pools = 0;

/** As many as CPython has on four processors. */
const WORKERS = 8;

export class ThreadPoolExecutor extends Executor {
  readonly #work = new Queue<Work | undefined>();
  readonly #threads: Thread[] = [];
  readonly #prefix: string;
  readonly #initializer: Value;
  readonly #initargs: Value;
  #idle = 0;
  #isShut = false;
  #isBroken = false;
  #isOver = false;

  constructor(...args: Value[]) {
    super();
    const [workers, prefix, initializer, initargs] = given(args, [
      'max_workers',
      'thread_name_prefix',
      'initializer',
      'initargs',
    ]);
    this._max_workers = workers ?? WORKERS;
    if (this._max_workers <= 0) throw new ValueError('max_workers must be greater than 0');
    this.#initializer = initializer ?? null;
    if (this.#initializer !== null && !callable(this.#initializer))
      throw new PyTypeError('initializer must be a callable');
    this.#initargs = initargs ?? [];
    this.#prefix = String(prefix ?? '') || `ThreadPoolExecutor-${String(pools++)}`;
  }

  override submit(f: Value, ...args: Value[]): Future {
    if (this.#isBroken)
      throw new BrokenThreadPool('A thread initializer failed, the thread pool is not usable anymore');
    if (this.#isShut)
      throw new RuntimeError(
        `cannot schedule new futures after ${this.#isOver ? 'interpreter ' : ''}shutdown`,
      );
    const named = takeKw(args);
    const future = new Future();
    this.#work.putNowait({ future, f, args, named });
    if (this.#idle > 0) this.#idle--;
    else if (this.#threads.length < Number(this._max_workers)) this.#hire();
    // The threads do not keep a program going; what is to be done does.
    begin(() => future._over());
    return future;
  }

  #hire(): void {
    const name = `${this.#prefix}_${String(this.#threads.length)}`;
    const thread = new Thread(kw({ target: () => this.#worker(), name, daemon: true }));
    if (this.#threads.length === 0) atShutdown(() => this.#conclude());
    this.#threads.push(thread);
    thread.start();
  }

  *#worker(): Steps {
    try {
      if (this.#initializer !== null) yield* op(apply(this.#initializer, [...items(this.#initargs)], kw({})));
    } catch (error) {
      if (error instanceof TaskletExit) throw error;
      toStderr(`Exception in initializer:\n${tracebackOf(error)}`);
      yield* this.#break();
      return null;
    }
    for (let work: Work | undefined; (work = yield* this.#work.get()) !== undefined;) {
      yield* work.future._run(work.f, work.args, work.named);
      this.#idle++;
    }
    // For the other threads.
    this.#work.putNowait(undefined);
    return null;
  }

  /** The program ends: what was submitted is done first. */
  *#conclude(): Steps {
    this.#isOver = true;
    return yield* this.shutdown();
  }

  *#break(): Steps {
    this.#isBroken = true;
    for (const { future } of this.#unbegun())
      yield* future.set_exception(
        new BrokenThreadPool('A thread initializer failed, the thread pool is not usable anymore'),
      );
    return null;
  }

  #unbegun(): Work[] {
    const found: Work[] = [];
    while (!this.#work.empty()) {
      const work = this.#work.getNowait();
      if (work !== undefined) found.push(work);
    }
    return found;
  }

  override *shutdown(...args: Value[]): Steps {
    const [waits = true, cancels = false] = given(args, ['wait', 'cancel_futures']);
    this.#isShut = true;
    if (cancels === true) for (const { future } of this.#unbegun()) yield* future.cancel();
    this.#work.putNowait(undefined);
    if (waits !== false) for (const thread of this.#threads) yield* thread.join();
    return null;
  }
}

home('concurrent.futures._base', Executor, BrokenExecutor);
home('concurrent.futures.thread', ThreadPoolExecutor, BrokenThreadPool);

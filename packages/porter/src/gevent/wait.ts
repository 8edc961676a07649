/** Functions of gevent that wait: for time, for greenlets, for whatever is waited for. */
import {
  type CoIterator,
  type Tasklet,
  current,
  sleep as park,
  spawn as begin,
  Timeout as Limit,
} from 'evergreen-ts';
import { StopIteration } from '../python/exceptions.js';
import { items } from '../python/iteration.js';
import { Kw, given, takeKw } from '../python/keywords.js';
import { waiting } from '../python/modules/queue.js';
import { PyObject } from '../python/object.js';
import { apply, call, op } from '../python/plain.js';
import { stderr } from '../python/streams.js';
import type { Value } from '../python/value.js';
import { Timeout } from './errors.js';
import { Waiter, handling, limited, live, pass, rest, runCallback } from './hub.js';

type Steps<T = Value> = Generator<Value, T>;

export function* sleep(seconds: Value = 0): Steps {
  const length = Number(seconds instanceof Kw ? seconds.get('seconds', 0) : seconds);
  if (length > 0) yield* rest(length);
  else yield* pass();
  return null;
}

export function* idle(): Steps {
  yield* park(1e-9);
  return null;
}

/** Objects as they become ready: `count` of them at most, until time is up. */
class Ready {
  readonly #values: Value[] = [];
  readonly #link: (object: Value) => Value;
  readonly #deadline: Waiter = new Waiter();
  #waiter = new Waiter();
  #objects: Value[];
  #left: number;
  #limit: number | undefined;
  #timer: Tasklet | undefined;
  #isBegun = false;

  constructor(objects: Value[], limit: number | undefined, count: Value) {
    this.#objects = objects;
    this.#limit = limit;
    this.#left =
      count === null || count === undefined ? objects.length : Math.min(Number(count), objects.length);
    this.#link = (object) => this.#ready(object);
  }

  *#ready(object: Value): Steps {
    this.#values.push(object);
    return yield* this.#waiter.switch();
  }

  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    for (const object of this.#objects) object.rawlink(this.#link);
    const limit = limited(this.#limit);
    if (limit === undefined) return;
    const self = this;
    this.#timer = begin(function* () {
      yield* park(limit);
      self.#values.push(self.#deadline);
      yield* self.#waiter.switch();
    });
  }

  /** The next one; null when there is none. */
  *next(): Steps {
    this.#begin();
    if (this.#left === 0) {
      this.end();
      return null;
    }
    this.#left--;
    try {
      if (this.#values.length === 0) {
        this.#waiter = new Waiter();
        yield* this.#waiter.wait();
      }
    } catch (error) {
      this.end();
      throw error;
    }
    const object = this.#values.shift();
    if (object !== this.#deadline) return object;
    this.end();
    return null;
  }

  end(): void {
    this.#timer?.kill();
    for (const object of this.#objects.splice(0)) object.unlink(this.#link);
    this.#left = 0;
  }
}

function* readied(objects: Value[], limit: number | undefined, count: Value): Steps<Value[]> {
  const ready = new Ready(objects, limit, count);
  const found: Value[] = [];
  for (let one; (one = yield* ready.next()) !== null;) found.push(one);
  return found;
}

export function* joinall(...args: Value[]): Steps {
  const [greenlets, timeout, raises, count] = given(args, ['greenlets', 'timeout', 'raise_error', 'count']);
  const list = [...items(greenlets)];
  const [, limit] = waiting(true, timeout ?? null);
  if (raises !== true) return yield* readied(list, limit, count);
  const ready = new Ready(list, limit, count);
  const found: Value[] = [];
  for (let one; (one = yield* ready.next()) !== null; found.push(one)) {
    const error: Value = one.exception;
    if (error !== null && error !== undefined) throw error;
  }
  return found;
}

/** All that run, or are yet to run: false when time was up first. */
function* everything(limit: number | undefined): Steps<boolean> {
  const timer = new Limit(limit).start();
  try {
    // Those that have not begun are callbacks still.
    yield* pass();
    for (; live.size > 0; yield* pass()) for (const one of [...live]) yield* one.join();
  } catch (error) {
    if (error !== timer) throw error;
    return false;
  } finally {
    timer.cancel();
  }
  return true;
}

export function* wait(...args: Value[]): Steps {
  const [objects, timeout, count] = given(args, ['objects', 'timeout', 'count']);
  const [, limit] = waiting(true, timeout ?? null);
  if (objects === null || objects === undefined) return yield* everything(limit);
  return yield* readied([...items(objects)], limit, count);
}

/** As they become ready. It is a context, too. */
export function iwait(...args: Value[]): CoIterator<Value> {
  const [objects, timeout, count] = given(args, ['objects', 'timeout', 'count']);
  const [, limit] = waiting(true, timeout ?? null);
  const ready = new Ready([...items(objects)], limit, count);
  const found = coIterator(function* () {
    const one: Value = yield* ready.next();
    return one === null ? { done: true, value: undefined } : { done: false, value: one };
  });
  const leave = (): boolean => {
    ready.end();
    return false;
  };
  return Object.assign(found, { __enter__: () => found, __exit__: leave });
}

/** Iteration by a next() that parks. */
export function coIterator(next: () => Value): CoIterator<Value> {
  return {
    next,
    *__next__(): Steps {
      const result: Value = yield* next();
      if (result.done === true) throw new StopIteration();
      return result.value;
    },
    *forEach(body) {
      for (let result; !(result = yield* next()).done;) yield* op(body(result.value));
    },
    *toArray() {
      const list: Value[] = [];
      for (let result; !(result = yield* next()).done;) list.push(result.value);
      return list;
    },
  } as CoIterator<Value>;
}

export function* killall(...args: Value[]): Steps {
  const [greenlets, exception, block, timeout] = given(args, ['greenlets', 'exception', 'block', 'timeout']);
  const left = [...items(greenlets)].filter((one) => !(one._killBeforeStart(exception) as boolean));
  if (left.length === 0) return null;
  const waiter = new Waiter();
  runCallback(function* () {
    for (const one of left) yield* one._throw(exception);
    yield* waiter.switch();
  });
  if (block === false) return null;
  const timer = new Timeout(timeout ?? null).start();
  try {
    yield* waiter.wait();
    yield* readied(
      left.filter((one) => one.dead === false),
      undefined,
      null,
    );
  } finally {
    timer.cancel();
  }
  return null;
}

export function* kill(greenlet: Value, exception: Value = null): Steps {
  return yield* greenlet.kill(exception, false);
}

export function* with_timeout(seconds: Value, f: Value, ...args: Value[]): Steps {
  const named = takeKw(args);
  const hasValue = named.has('timeout_value');
  const value: Value = named.pop('timeout_value', null);
  const timer = new Timeout(seconds).start();
  try {
    return yield* op(apply(f, args, named));
  } catch (error) {
    if (error === timer && hasValue) return value;
    throw error;
  } finally {
    timer.cancel();
  }
}

class Hub extends PyObject {
  get loop(): Value {
    return current.loop;
  }

  get NOT_ERROR(): Value {
    return handling.notError;
  }

  set NOT_ERROR(errors: Value) {
    handling.notError = errors;
  }

  get SYSTEM_ERROR(): Value {
    return handling.systemError;
  }

  set SYSTEM_ERROR(errors: Value) {
    handling.systemError = errors;
  }

  get exception_stream(): Value {
    return handling.stream === undefined ? stderr : handling.stream;
  }

  set exception_stream(stream: Value) {
    handling.stream = stream;
  }
}
const hub = new Hub();
export const get_hub = (): Hub => hub;

const SIGNALS: Readonly<Record<number, NodeJS.Signals>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  10: 'SIGUSR1',
  12: 'SIGUSR2',
  15: 'SIGTERM',
};

export function signal_handler(signal: Value, f: Value, ...args: Value[]): Value {
  const name = SIGNALS[Number(signal)] ?? 'SIGTERM';
  return current.loop.addSignalHandler(name, () => {
    begin(function* () {
      yield* op(call(f, ...args));
    });
  });
}

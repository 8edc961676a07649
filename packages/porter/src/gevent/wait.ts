/** Functions of gevent that wait: for time, for greenlets, for whatever is waited for. */
import {
  type CoIterator,
  Queue,
  TaskletExit,
  current,
  sleep as park,
  spawn as begin,
  Timeout as Limit,
} from 'evergreen-ts';
import { items } from '../python/iteration.js';
import { Kw, kw } from '../python/keywords.js';
import { waiting } from '../python/modules/queue.js';
import { PyObject } from '../python/object.js';
import { apply, call, op } from '../python/plain.js';
import type { Value } from '../python/value.js';
import { Timeout } from './errors.js';
import { Greenlet, live } from './greenlet.js';

type Steps = Generator<Value>;

export function* sleep(seconds: Value = 0): Steps {
  yield* park(Math.max(0, Number(seconds instanceof Kw ? seconds.get('seconds', 0) : seconds)));
  return null;
}

export function* idle(): Steps {
  yield* park(0);
  return null;
}

/** Arguments by position or name. */
function options(args: Value[], names: readonly string[]): Value[] {
  const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
  return names.map((name, i) => (args[i] ?? named.get(name)) as Value);
}

/** Wait until `count` of them are ready, or time is up: those that are, in the order they became so. */
function* readied(objects: Value[], limit: number | undefined, count: number): Generator<Value, Value[]> {
  const ready: Value[] = [];
  const queue = new Queue<Value>();
  const waiters = objects.map((object) =>
    begin(function* () {
      yield* op(object instanceof Greenlet ? object.join() : object.wait());
      queue.putNowait(object);
    }),
  );
  for (const waiter of waiters) live.add(waiter);
  const timer = new Limit(limit).start();
  try {
    while (ready.length < Math.min(count, objects.length)) ready.push(yield* queue.get());
  } catch (error) {
    if (error !== timer) throw error;
  } finally {
    timer.cancel();
    for (const waiter of waiters) {
      waiter.kill();
      live.delete(waiter);
    }
  }
  return ready;
}

export function* joinall(...args: Value[]): Steps {
  const [greenlets, timeout, raises, count] = options(args, ['greenlets', 'timeout', 'raise_error', 'count']);
  const list = [...items(greenlets)];
  const [, limit] = waiting(true, timeout ?? null);
  const ready = yield* readied(
    list,
    limit,
    count === null || count === undefined ? list.length : Number(count),
  );
  if (raises === true)
    for (const one of ready) if (one.exception !== null && one.exception !== undefined) throw one.exception;
  return ready;
}

export function* wait(...args: Value[]): Steps {
  const [objects, timeout, count] = options(args, ['objects', 'timeout', 'count']);
  const [, limit] = waiting(true, timeout ?? null);
  if (objects === null || objects === undefined) {
    const timer = new Limit(limit).start();
    try {
      while (live.size > 0) for (const one of [...live]) yield* one.join();
    } catch (error) {
      if (error !== timer) throw error;
      return false;
    } finally {
      timer.cancel();
    }
    return true;
  }
  const list = [...items(objects)];
  return yield* readied(list, limit, count === null || count === undefined ? list.length : Number(count));
}

/** As they become ready. */
export function iwait(...args: Value[]): CoIterator<Value> {
  const [objects, timeout, count] = options(args, ['objects', 'timeout', 'count']);
  const [, limit] = waiting(true, timeout ?? null);
  const left = [...items(objects)];
  let more = count === null || count === undefined ? left.length : Number(count);
  return coIterator(function* () {
    if (more-- <= 0 || left.length === 0) return { done: true, value: undefined };
    const [found] = yield* readied(left, limit, 1);
    if (found === undefined) return { done: true, value: undefined };
    left.splice(left.indexOf(found), 1);
    return { done: false, value: found as Value };
  });
}

/** Iteration by a next() that parks. */
export function coIterator(next: () => Value): CoIterator<Value> {
  return {
    next,
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
  const [greenlets, exception, block, timeout] = options(args, [
    'greenlets',
    'exception',
    'block',
    'timeout',
  ]);
  const list = [...items(greenlets)];
  for (const one of list) one._throw(exception ?? null);
  if (block !== false) yield* joinall(list, timeout ?? null);
  return null;
}

export function* kill(greenlet: Value, exception: Value = null): Steps {
  greenlet._throw(exception instanceof TaskletExit ? null : exception);
  yield* park(0);
  return null;
}

export function* with_timeout(seconds: Value, f: Value, ...args: Value[]): Steps {
  const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
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

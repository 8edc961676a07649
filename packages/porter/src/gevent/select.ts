/** gevent's select: Python's, over that of evergreen-ts/lib. */
import { select as lib_select } from 'evergreen-ts/lib';
import { KeyError, OSError, TimeoutError, raised } from '../python/exceptions.js';
import { Kw } from '../python/keywords.js';
import { PyObject } from '../python/object.js';
import { tup, tuple_ } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { Socket } from './socket.js';

type Steps = Generator<Value>;

const POLLIN = 1;
const POLLPRI = 2;
const POLLOUT = 4;

/** Seconds that what has been sent may take to be seen. */
const ARRIVAL = 0.001;

const numberOf = (x: Value): number => Number(typeof x === 'object' ? x.fileno() : x);
const plain = (x: Value): Value =>
  x instanceof Socket ? x._lib : typeof x?.fileno === 'function' ? x.fileno() : x;

/** What select.poll() returns: which sockets are asked for what is kept in it. */
class poll extends PyObject {
  readonly #asked = new Map<number, [of: Value, mask: number]>();

  register(of: Value, mask: Value = POLLIN | POLLPRI | POLLOUT): void {
    this.#asked.set(numberOf(of), [of, Number(mask)]);
  }

  modify(of: Value, mask: Value): void {
    if (!this.#asked.has(numberOf(of))) throw new OSError(2, 'No such file or directory');
    this.register(of, mask);
  }

  unregister(of: Value): void {
    if (!this.#asked.delete(numberOf(of))) throw new KeyError(numberOf(of));
  }

  /** The timeout is in milliseconds. */
  *poll(timeout: Value = null): Steps {
    const asked = [...this.#asked.values()];
    const wanting = (mask: number): Value[] =>
      asked.filter(([, own]) => (own & mask) !== 0).map(([of]) => of);
    const [readers, writers] = [wanting(POLLIN), wanting(POLLOUT)];
    const limit = timeout === null || timeout < 0 ? null : Number(timeout) / 1000;
    const [readable, writable]: Value[] = yield* select.select(readers, writers, [], limit);
    return asked.flatMap(([of]) => {
      const events = (readable.includes(of) ? POLLIN : 0) | (writable.includes(of) ? POLLOUT : 0);
      return events === 0 ? [] : [tup(numberOf(of), events)];
    });
  }
}

/** Wait for one side of a socket, or of a descriptor; without a word, or with an error when time is up. */
function* waited(reads: boolean, of: Value, timeout: Value, error: Value): Steps {
  const named = [timeout, error].find((one) => one instanceof Kw) as Kw | undefined;
  const limit: Value = timeout instanceof Kw || timeout === null ? (named?.get('timeout') ?? null) : timeout;
  const ready: Value = yield* select.select(reads ? [of] : [], reads ? [] : [of], [], limit);
  if (ready[reads ? 0 : 1].length > 0) return null;
  const own: Value = error === null || error instanceof Kw ? (named?.get('timeout_exc') ?? null) : error;
  throw own === null ? new TimeoutError('timed out') : raised(own);
}

export function* wait_read(of: Value, timeout: Value = null, error: Value = null): Steps {
  return yield* waited(true, of, timeout, error);
}

export function* wait_write(of: Value, timeout: Value = null, error: Value = null): Steps {
  return yield* waited(false, of, timeout, error);
}

export const select = {
  poll,
  error: OSError,
  POLLIN,
  POLLPRI,
  POLLOUT,
  POLLERR: 8,
  POLLHUP: 16,
  POLLNVAL: 32,
  *select(readers: Value, writers: Value, others: Value, timeout: Value = null): Steps {
    const lists: Value[][] = [readers, writers, others].map((one) => [...(one as Iterable<Value>)]);
    const [r = [], w = [], x = []] = lists;
    // Something to write to is ready at once, before what has arrived is seen.
    if (r.length > 0 && w.length > 0) yield* lib_select.select(r.map(plain), [], [], ARRIVAL);
    const ready: Value = yield* lib_select.select(
      r.map(plain),
      w.map(plain),
      x.map(plain),
      timeout === null ? undefined : Number(timeout),
    );
    return tuple_([0, 1, 2].map((i) => (lists[i] ?? []).filter((one) => ready[i].includes(plain(one)))));
  },
};

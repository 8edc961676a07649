/**
 * Python's select: wait until one of several sockets and descriptors can be read or written. Sockets are asked by their roles;
 * descriptors are watched by the loop, which needs the optional package koffi. A descriptor that is a socket's is that socket.
 */
import { checkDescriptor, checkTimeout, isInstance, kindOf } from '../check.js';
import { StreamError } from '../io/errors.js';
import { moveOnAfter } from '../park/limit.js';
import type { Op, Park } from '../park/op.js';
import { operation } from '../park/operation.js';
import { select as firstOf } from '../park/select.js';
import { sleep } from '../park/sleep.js';
import { Event } from '../sync/event.js';
import { EventLoop } from '../tasklet/event-loop.js';
import { trimmed } from '../trim.js';
import { roleAt } from './socket/core.js';
import type { Role } from './socket/role.js';
import { roleOf, socket } from './socket/socket.js';

export { error } from './socket/errors.js';

/** The shortest time in which the system is asked for news. */
const POLL = 0.0001;

/** One that can be waited for. */
interface Watched {
  readonly ready: boolean;
  /** Until it is ready; undefined if it never will be. */
  wait(): Op<unknown> | undefined;
}

type Side = 'read' | 'write';

/** A socket's side. One without a role will never be ready. */
function watchRole(role: Role | undefined, side: Side): Watched {
  return {
    get ready() {
      return (side === 'read' ? role?.readable : role?.writable) ?? false;
    },
    wait: () => (side === 'read' ? role?.untilReadable() : role?.untilWritable()),
  };
}

/** Descriptors, for as long as the call takes. */
class Descriptors {
  readonly #loop = EventLoop.current();
  readonly #some = new Event();
  /** By side and number. */
  readonly #watched = new Map<string, Watched>();
  readonly #off: (() => void)[] = [];

  /** One for each; in several places of a list, the same. */
  watch(side: Side, fd: number): Watched {
    const key = `${side} ${fd}`;
    const known = this.#watched.get(key);
    if (known !== undefined) return known;
    const one = { ready: false, wait: () => this.#some.wait() };
    const note = (): void => {
      one.ready = true;
      this.#some.set();
    };
    const handler = side === 'read' ? this.#loop.addReader(fd, note) : this.#loop.addWriter(fd, note);
    this.#off.push(() => handler.cancel());
    this.#watched.set(key, one);
    return one;
  }

  get any(): boolean {
    return this.#some.isSet();
  }

  close(): void {
    for (const off of this.#off.splice(0)) off();
  }
}

/**
 * Wait until a socket or a descriptor can be read (it has something, its end, or a connection to accept) or written, or until
 * `timeout` seconds are over: those that can, in three lists; all empty after the timeout. Nothing is ever exceptional. Parks.
 * EBADF for a closed socket; TypeError for what is neither socket nor descriptor.
 *
 * Source: evergreen.lib.select.select.
 *
 * @param timeout seconds; for ever if left out, 0 for not at all
 *
 * @example
 * import type { Op } from 'evergreen-ts';
 * import { select, socket } from 'evergreen-ts/lib';
 *
 * function* anyOf(socks: socket.socket[]): Op<Buffer | undefined> {
 *   const [[sock]] = yield* select.select(socks, [], [], 5);
 *   return sock && (yield* sock.recv(1024));
 * }
 */
export function select<
  R extends socket | number = never,
  W extends socket | number = never,
  X extends socket | number = never,
>(
  rlist: readonly R[],
  wlist: readonly W[],
  xlist: readonly X[],
  timeout?: number,
): Op<readonly [R[], W[], X[]]> {
  for (const list of [rlist, wlist, xlist]) checkList(list);
  checkTimeout(timeout);
  return operation('select.select', selectOf([...rlist], [...wlist], timeout));
}

function* selectOf<R extends socket | number, W extends socket | number, X>(
  rlist: readonly R[],
  wlist: readonly W[],
  timeout: number | undefined,
): Generator<Park, readonly [R[], W[], X[]], unknown> {
  const descriptors = new Descriptors();
  try {
    const reading = rlist.map((one) => watch(one, 'read', descriptors));
    const writing = wlist.map((one) => watch(one, 'write', descriptors));
    yield* untilSome([...reading, ...writing], timeout);
    // Others of the same moment are told of in a moment.
    if (descriptors.any) yield* sleep(POLL);
    return [
      rlist.filter((_, i) => reading[i]?.ready === true),
      wlist.filter((_, i) => writing[i]?.ready === true),
      [],
    ];
  } finally {
    descriptors.close();
  }
}

function* untilSome(watched: readonly Watched[], timeout: number | undefined): Op<void> {
  const some = (): boolean => watched.some(({ ready }) => ready);
  // Others go first, and unless something is ready the system is asked.
  const first = sleep(some() ? 0 : POLL);
  if (timeout !== undefined && timeout <= POLL) {
    yield* first;
    return;
  }
  yield* moveOnAfter(timeout ?? Infinity, function* (): Op<void> {
    yield* first;
    while (!some()) yield* untilNews(watched);
  });
}

/** Until one of them is ready, perhaps: others may take what there is. */
function* untilNews(watched: readonly Watched[]): Op<void> {
  // One without an end: there may be nothing else.
  const waits = [...watched.map((one) => one.wait()), sleep(Infinity)];
  try {
    yield* firstOf(Object.fromEntries(waits.flatMap((op, i) => (op === undefined ? [] : [[`${i}`, op]]))));
  } catch (error) {
    // A stream that has failed is ready: to say so.
    if (!isInstance(error, StreamError)) throw error;
  }
}

function watch(one: socket | number, side: Side, descriptors: Descriptors): Watched {
  if (typeof one !== 'number') return watchRole(roleOf(one), side);
  const role = roleAt(one);
  return role === undefined ? descriptors.watch(side, one) : watchRole(role, side);
}

function checkList(list: unknown): void {
  if (!Array.isArray(list))
    throw trimmed(
      new TypeError(`select() takes three arrays of sockets and descriptors, not ${kindOf(list)}`),
    );
  for (const one of list) if (!isInstance(one, socket)) checkDescriptor(one);
}

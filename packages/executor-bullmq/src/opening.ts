/**
 * Opening and closing what BullMQ has of the store: a queue, a reader of events, a worker. Each waits for a store that is not there
 * yet, and can be cut off from one that does not answer.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Op } from 'evergreen-ts';
import { action } from 'evergreen-ts/lowlevel';
import type { IQueueBackend } from 'bullmq';
import type { Store } from './connection.js';
import { isOutage } from './outage.js';

/** What all of them are. */
export interface Opened {
  readonly backend: IQueueBackend;
  closing: Promise<void> | undefined;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<void>;
}

/** Milliseconds until it is tried again. */
const PAUSE = 200;
/** Milliseconds that a store may take to say goodbye. */
const PATIENCE = 1000;

/**
 * Make one that is ready. Rejects with the store's error if it refuses, and with the last one that was heard of if it is not there
 * within `limit` seconds, or `signal` is aborted.
 */
export async function open<T extends Opened>(
  store: Store,
  make: () => T,
  limit: number,
  signal: AbortSignal,
): Promise<T> {
  const end = performance.now() + limit * 1000;
  let last: unknown = new Error(`${String(store)} does not answer`);
  for (;;) {
    const one = make();
    // Being asked for a password is no reason for ioredis to give up.
    const refused = new Promise<never>((_, reject) => {
      one.on('error', (error) => {
        last = error;
        if (!isOutage(error)) reject(error);
      });
    });
    try {
      if (await within(Promise.race([one.waitUntilReady(), refused]), end - performance.now(), signal))
        return one;
    } catch (error) {
      last = error;
    }
    cut(store, one);
    if (signal.aborted || performance.now() >= end || !isOutage(last)) throw last;
    await delay(PAUSE);
  }
}

/** Parks until it is open; what opens after the wait was given up is closed. */
export function opening<T>(
  what: string,
  start: (signal: AbortSignal) => Promise<T>,
  close: (opened: T) => Promise<void>,
): Op<T> {
  return action<T>(
    what,
    (resume, fail) => {
      const giveUp = new AbortController();
      start(giveUp.signal).then(resume, fail);
      return () => giveUp.abort();
    },
    { discard: (opened) => void close(opened) },
  );
}

/** End it, whether the store answers or not. */
export function cut(store: Store, one: Opened): void {
  void cutting(store, one);
}

/** End it, after what it is doing, if that is given; but do not wait for a store that does not answer. Never rejects. */
export async function closed(store: Store, one: Opened, first?: Promise<void>): Promise<void> {
  for (const step of [() => first, () => cutting(store, one)]) {
    try {
      await within(Promise.resolve(step()), PATIENCE);
    } catch {
      // The connection was lost meanwhile, which is what was wanted.
    }
  }
}

function cutting(store: Store, one: Opened): Promise<void> {
  // Redis's disconnect() waits for the end of a connection that there may not be; PostgreSQL's close() for a reader that waits.
  const ended = store.kind === 'Redis' ? one.backend.close(true) : one.backend.disconnect();
  // Its loops see that.
  one.closing ??= ended;
  // It was to go: an error on the way says no more.
  return ended.catch(() => undefined);
}

/** False if it takes more than `limit` milliseconds, or `signal` is aborted. */
async function within(promise: Promise<unknown>, limit: number, signal?: AbortSignal): Promise<boolean> {
  const end = new AbortController();
  const stop = (): void => end.abort();
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const late = new Promise<false>((resolve) => {
    const giveUp = (): void => resolve(false);
    const timer = limit === Infinity ? undefined : setTimeout(giveUp, Math.max(limit, 0));
    const over = (): void => {
      clearTimeout(timer);
      giveUp();
    };
    if (end.signal.aborted) over();
    else end.signal.addEventListener('abort', over, { once: true });
  });
  try {
    // What comes after that is heard by nobody.
    promise.catch(() => undefined);
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

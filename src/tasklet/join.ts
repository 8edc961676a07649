/**
 * Waiting for the end of a tasklet: what is behind join() and get().
 */
import type { Op } from '../park/op.js';
import { runningTasklet } from '../park/leaf.js';
import { Timeout } from '../park/timeout.js';
import type { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime } from '../park/waiter.js';

/** What they need of the tasklet they wait for. */
export interface Endable<T> {
  readonly name: string;
  readonly _ended: boolean;
  /** Its value, or its error thrown. */
  _outcome(): T;
  /** Its error will be taken by whoever asks; or it will not after all. */
  _takeError(): void;
  _giveBackError(): void;
  /** Who waits for its end. */
  _watchers(): WaitQueue<EndWaiter<unknown>>;
}

/** Waits for the end of a tasklet. */
export type EndWaiter<T> = Waiter<Endable<T>, unknown>;

const waiting = {
  tryNow(target: Endable<unknown>): boolean {
    if ((target as unknown) === runningTasklet()) throw new Error('a tasklet cannot wait for its own end');
    return target._ended;
  },
  queue: (target: Endable<unknown>) => target._watchers(),
};

const JOIN = new Kind<Endable<unknown>, boolean>({
  ...waiting,
  describe: ({ name }) => `Tasklet.join ${name}`,
  result: inTime,
});

const GET = new Kind<Endable<unknown>, unknown>({
  ...waiting,
  describe: ({ name }) => `Tasklet.get ${name}`,
  result(target, waiter) {
    if (waiter.expired) throw new Timeout(waiter.timeout);
    return target._outcome();
  },
  giveBack: (target) => target._giveBackError(),
});

export function join(target: Endable<unknown>, timeout: number | undefined): Op<boolean> {
  return new Waiter(JOIN, target, timeout, undefined);
}

export function get<T>(target: Endable<T>, timeout: number | undefined): Op<T> {
  return new Waiter<Endable<unknown>, unknown>(GET, target, timeout, undefined) as Op<T>;
}

/** It has ended: wake those who wait. The error is theirs who are going to throw it. */
export function tellWatchers(target: Endable<unknown>, watchers: WaitQueue<EndWaiter<unknown>>): void {
  for (const one of watchers) if ((one.kind as unknown) === GET) target._takeError();
  watchers.wakeAll();
}

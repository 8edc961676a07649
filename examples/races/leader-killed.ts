/**
 * The leader is killed: one does the work for all, the others wait until it is done. It is killed, and they wait for ever.
 *
 *   npm run ts examples/races/index.ts leader-killed
 */
import { Event, type Op, sleep, spawn } from 'evergreen-ts';
import type { ExploreOptions } from 'evergreen-ts/explore';

/** It takes a kill. */
export const options: ExploreOptions = { kills: 1 };

export function* bug(): Op<void> {
  let done: Event | undefined;
  const work = function* (): Op<void> {
    if (done !== undefined) {
      yield* done.wait();
      return;
    }
    done = new Event();
    yield* sleep(1); // the work
    done.set();
  };
  const [one, two] = [spawn(work), spawn(work)];
  yield* one.join();
  yield* two.join();
}

/** Whatever happens to the leader, the others are told. (And may have to elect another.) */
export function* cure(): Op<void> {
  let done: Event | undefined;
  const work = function* (): Op<void> {
    if (done !== undefined) {
      yield* done.wait();
      return;
    }
    done = new Event();
    try {
      yield* sleep(1); // the work
    } finally {
      done.set();
    }
  };
  const [one, two] = [spawn(work), spawn(work)];
  yield* one.join();
  yield* two.join();
}

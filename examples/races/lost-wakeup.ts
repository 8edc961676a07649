/**
 * Lost wake-up: a consumer sees that there is nothing, and goes to sleep; in between something comes, and nobody is there to be woken.
 *
 *   npm run ts examples/races/index.ts lost-wakeup
 */
import { Condition, type Op, Semaphore, all, sleep } from 'evergreen-ts';

export function* bug(): Op<void> {
  const items: string[] = [];
  /** A permit for each time that somebody is to be woken. */
  const bell = new Semaphore(0);
  let asleep = false;
  const consume = function* (): Op<void> {
    if (items.length === 0) {
      yield* sleep(0); // write to the log that there is nothing
      asleep = true;
      yield* bell.acquire();
    }
    items.pop();
  };
  const produce = function* (): Op<void> {
    yield* sleep(0);
    items.push('bread');
    if (asleep) bell.release();
  };
  yield* all([consume(), produce()]);
}

/** To look and to go to sleep are one thing under the lock of a condition: wait() gives the lock back when it is in the queue. */
export function* cure(): Op<void> {
  const items: string[] = [];
  const come = new Condition();
  const consume = function* (): Op<void> {
    using _ = yield* come.hold();
    while (items.length === 0) {
      yield* sleep(0); // write to the log that there is nothing
      yield* come.wait();
    }
    items.pop();
  };
  const produce = function* (): Op<void> {
    yield* sleep(0);
    using _ = yield* come.hold();
    items.push('bread');
    come.notify();
  };
  yield* all([consume(), produce()]);
}

/**
 * Livelock: two step aside for each other, again and again. Nobody waits for ever, and nobody gets anywhere.
 *
 *   npm run ts examples/races/index.ts livelock
 */
import { Lock, type Op, all, sleep } from 'evergreen-ts';
import type { ExploreOptions } from 'evergreen-ts/explore';

/** Far more than the program needs. */
export const options: ExploreOptions = { steps: 200 };

export function* bug(): Op<void> {
  const [left, right] = [new Lock(), new Lock()];
  const polite = function* (first: Lock, second: Lock): Op<void> {
    for (;;) {
      using _first = yield* first.hold();
      yield* sleep(0);
      if (!second.locked) break;
    }
  };
  yield* all([polite(left, right), polite(right, left)]);
}

/** One order for all: the second lock can be waited for with the first in hand. */
export function* cure(): Op<void> {
  const [left, right] = [new Lock(), new Lock()];
  const pass = function* (): Op<void> {
    using _left = yield* left.hold();
    yield* sleep(0);
    using _right = yield* right.hold();
  };
  yield* all([pass(), pass()]);
}

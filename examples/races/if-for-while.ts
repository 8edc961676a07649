/**
 * `if` for `while`: between being woken and having the lock again, another may have taken what there was.
 *
 *   npm run ts examples/races/index.ts if-for-while
 */
import { strict as assert } from 'node:assert';
import { Condition, type Op, sleep, spawn } from 'evergreen-ts';

/** Two eat what one bakes. */
function* kitchen(wait: (come: Condition, loaves: string[]) => Op<void>): Op<void> {
  const loaves: string[] = [];
  const come = new Condition();
  const eat = function* (): Op<void> {
    using _ = yield* come.hold();
    yield* wait(come, loaves);
    assert.notEqual(loaves.pop(), undefined, 'there is no bread');
  };
  const eaters = [spawn(eat), spawn(eat)];
  for (let i = 1; i <= 2; i++) {
    yield* sleep(0); // knead and bake
    using _ = yield* come.hold();
    loaves.push(`loaf ${i}`);
    yield* sleep(0); // put down the tray
    come.notify();
  }
  for (const eater of eaters) yield* eater.join();
}

export function* bug(): Op<void> {
  yield* kitchen(function* (come, loaves) {
    if (loaves.length === 0) yield* come.wait();
  });
}

/** Who was woken looks again. */
export function* cure(): Op<void> {
  yield* kitchen(function* (come, loaves) {
    while (loaves.length === 0) yield* come.wait();
  });
}

// Waits as long as each other end in the order in which they began, though the clock goes on between them.
import { expect } from 'chai';
import { Condition, EventLoop, type Op, spawn } from 'evergreen-ts';
import { select } from 'evergreen-ts/lib';
import { virtualDriver } from 'evergreen-ts/testing';
import type { Driver } from '../../src/loop/driver.js';

/** A virtual clock that goes on a little whenever it is looked at, by more and more. */
function restless(): Driver {
  const driver = virtualDriver();
  let [looks, extra] = [0, 0];
  return {
    closedWorld: true,
    now: () => driver.now() + (extra += 1e-9 * ++looks),
    wakeSoon: (pump) => driver.wakeSoon(pump),
    wakeAt: (when, pump) => driver.wakeAt(when, pump),
    close: () => driver.close(),
  };
}

const WAITS: Readonly<Record<string, (condition: Condition) => Op<unknown>>> = {
  'Condition.waitFor': function* (condition) {
    yield* condition.acquire();
    yield* condition.waitFor(() => false, 1);
    condition.release();
  },
  'select.select': () => select.select([], [], [], 1),
};

describe('Deadlines', () => {
  for (const [name, wait] of Object.entries(WAITS))
    it(`of ${name}() that are as far away are met in the order of the calls`, async () => {
      const loop = new EventLoop({ driver: restless() });
      const condition = new Condition();
      const ended: number[] = [];
      for (let n = 0; n < 5; n++)
        spawn(function* () {
          yield* wait(condition);
          ended.push(n);
        });
      await loop.run();
      loop.destroy();
      expect(ended).to.deep.equal([0, 1, 2, 3, 4]);
    });
});

// The library explores itself: each primitive keeps its invariants in every order, whoever is killed, and wherever. That this would
// find a fault is shown by mutants.ts, which is run by hand.
import { expect } from 'chai';
import { explorations } from './explorations.js';

describe('The library, explored by itself', () => {
  for (const name of new Set(explorations.map((one) => one.name)))
    describe(name, () => {
      for (const { how, run } of explorations.filter((one) => one.name === name))
        it(`keeps its invariants with ${how}`, async () => {
          const { schedules, complete } = await run();
          expect(schedules).to.be.greaterThan(2);
          if (how.endsWith('every schedule')) expect(complete).to.equal(true);
        });
    });
});

// Timers whose deadlines are not computed yet: against a list that keeps all in order, and that renewing takes no memory.
import { expect } from 'chai';
import fc from 'fast-check';
import { LateTimers } from '../../src/loop/late-timers.js';
import type { Timer } from '../../src/loop/runnable.js';

class Named implements Timer {
  _slot = -1;
  constructor(readonly seconds: number) {}
  _due(): void {
    throw new Error('nothing is due here');
  }
}

/** What settle() hands on. */
function settled(late: LateTimers): [Timer, number][] {
  const all: [Timer, number][] = [];
  late.settle(100, (timer, when) => all.push([timer, when]));
  return all;
}

describe('Late timers', () => {
  it('are settled in the order they were set, without those that were taken back, in any order', () => {
    // A number that is even sets a timer; an odd one takes one back.
    const steps = fc.array(fc.nat(1000), { maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(steps, fc.boolean(), (steps, first) => {
        const late = new LateTimers();
        const model: Named[] = [];
        for (const step of steps) {
          if (step % 2 === 0 || model.length === 0) {
            const timer = new Named(step);
            model.push(timer);
            late.add(timer, step);
          } else {
            const [timer] = model.splice(first ? 0 : step % model.length, 1);
            late.remove(timer as Named);
            expect(timer?._slot).to.equal(-1);
          }
        }
        expect(settled(late)).to.deep.equal(model.map((timer) => [timer, 100 + timer.seconds]));
        expect(late.size).to.equal(0);
      }),
      { numRuns: 300 },
    );
  });

  it('that are renewed take no more room than twice their number', () => {
    const late = new LateTimers();
    const timers = Array.from({ length: 1000 }, (_, i) => new Named(i));
    for (const timer of timers) late.add(timer, timer.seconds);
    for (let i = 0; i < 100_000; i++) {
      const timer = timers[i % timers.length] as Named;
      late.remove(timer);
      late.add(timer, timer.seconds);
      expect(late.size).to.be.at.most(2 * timers.length + 2);
    }
    expect(settled(late).map(([timer]) => timer)).to.have.ordered.members(timers);
  });
});

// Ring: first in, first out, whatever the mix of pushes and shifts, across growth and after trimming.
import { expect } from 'chai';
import fc from 'fast-check';
import { Ring } from '../../src/loop/ring.js';

class Entry {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

describe('Ring', () => {
  it('gives nothing when it is empty', () => {
    const queue = new Ring<Entry>();
    expect(queue.take()).to.equal(undefined);
    expect(queue.size).to.equal(0);
  });

  it('holds undefined like anything else', () => {
    const queue = new Ring<undefined>();
    queue.add(undefined);
    expect(queue.size).to.equal(1);
    queue.take();
    expect(queue.size).to.equal(0);
  });

  it('is a FIFO for any sequence of pushes and shifts', () => {
    const step = fc.oneof(
      fc.record({ push: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ shift: fc.integer({ min: 1, max: 300 }) }),
      fc.constant({ trim: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new Ring<Entry>();
        const model: Entry[] = [];
        let next = 0;
        for (const one of steps) {
          if ('push' in one) {
            for (let i = 0; i < one.push; i++) {
              const entry = new Entry(next++);
              queue.add(entry);
              model.push(entry);
            }
          } else if ('shift' in one) {
            for (let i = 0; i < one.shift; i++) expect(queue.take()).to.equal(model.shift());
          } else {
            queue.trim();
          }
          expect(queue.size).to.equal(model.length);
        }
        while (model.length > 0) expect(queue.take()).to.equal(model.shift());
        expect(queue.take()).to.equal(undefined);
      }),
    );
  });

  it('holds a burst that makes it grow many times, and works on after it was trimmed', () => {
    const queue = new Ring<Entry>();
    const burst = Array.from({ length: 10_000 }, (_, id) => new Entry(id));
    // A head in the middle of the ring, so that growing has to unwrap it.
    for (let i = 0; i < 40; i++) queue.add(new Entry(-1));
    for (let i = 0; i < 40; i++) queue.take();
    for (let round = 0; round < 2; round++) {
      for (const entry of burst) queue.add(entry);
      expect(queue.size).to.equal(10_000);
      for (const entry of burst) expect(queue.take()).to.equal(entry);
      queue.trim();
      expect(queue.size).to.equal(0);
    }
  });

  it('is not trimmed while it holds something', () => {
    const queue = new Ring<Entry>();
    const entries = Array.from({ length: 5000 }, (_, id) => new Entry(id));
    for (const entry of entries) queue.add(entry);
    queue.trim();
    expect(queue.size).to.equal(5000);
    expect(queue.take()).to.equal(entries[0]);
  });
});

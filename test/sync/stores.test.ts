// The containers below the queues: for any sequence of adding and taking they do what a sorted list would.
import { expect } from 'chai';
import fc from 'fast-check';
import { Fifo, Heap, Lifo, type Store, naturalOrder } from '../../src/sync/stores.js';

interface Item {
  readonly key: number;
  readonly id: number;
}

/** Index of the next item of a list, in the order they were added. */
type Next = (list: readonly Item[]) => number;

const KINDS: Record<string, [make: () => Store<Item>, next: Next]> = {
  Fifo: [() => new Fifo<Item>(), () => 0],
  Lifo: [() => new Lifo<Item>(), (list) => list.length - 1],
  Heap: [
    () => new Heap<Item>((a, b) => a.key - b.key),
    // The first of the lowest.
    (list) => list.findIndex(({ key }) => key === Math.min(...list.map((one) => one.key))),
  ],
};

for (const [name, [make, next]] of Object.entries(KINDS)) {
  describe(name, () => {
    it('does what a list does, for any sequence of add, take and clear', () => {
      const step = fc.oneof(
        { weight: 12, arbitrary: fc.record({ add: fc.integer({ min: 0, max: 20 }) }) },
        { weight: 9, arbitrary: fc.constant('take' as const) },
        { weight: 1, arbitrary: fc.constant('clear' as const) },
      );
      fc.assert(
        fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
          const store = make();
          let list: Item[] = [];
          for (const [id, one] of steps.entries()) {
            if (one === 'clear') {
              store.clear();
              list = [];
            } else if (one === 'take') {
              if (list.length > 0) expect(store.take()).to.equal(list.splice(next(list), 1)[0]);
            } else {
              const item = { key: one.add, id };
              store.add(item);
              list.push(item);
            }
            expect(store.size).to.equal(list.length);
          }
        }),
      );
    });

    it('keeps a hundred thousand, filled and emptied again and again', () => {
      const store = make();
      let taken = 0;
      for (let round = 0; round < 4; round++) {
        for (let id = 0; id < 50_000; id++) store.add({ key: id % 17, id });
        for (let i = 0; i < 37_500; i++) {
          store.take();
          taken++;
        }
      }
      expect(store.size).to.equal(50_000);
      while (store.size > 0) {
        store.take();
        taken++;
      }
      expect(taken).to.equal(200_000);
    });
  });
}

describe('Heap', () => {
  it('has not changed when the comparison throws, whatever it was about to do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 }),
        fc.nat(5),
        (keys, after) => {
          let left = Infinity;
          const heap = new Heap<number>((a, b) => {
            if (left-- <= 0) throw new Error('comparison');
            return a - b;
          });
          const items = [...keys];
          for (const key of keys) heap.add(key);
          for (const act of [() => heap.add(5), () => heap.take()]) {
            left = after;
            const { size } = heap;
            try {
              act();
              if (heap.size > size) items.push(5);
              else items.splice(items.indexOf(Math.min(...items)), 1);
            } catch {
              expect(heap.size).to.equal(size);
            }
            left = Infinity;
          }
          const drained: number[] = [];
          while (heap.size > 0) drained.push(heap.take());
          expect(drained).to.deep.equal(items.sort((a, b) => a - b));
        },
      ),
    );
  });
});

describe('naturalOrder', () => {
  it('is an order: of numbers, strings, big integers, and arrays of them', () => {
    const sorted = (items: unknown[]): unknown[] => [...items].sort(naturalOrder);
    expect(sorted([3, -1, Infinity, 0, -Infinity])).to.deep.equal([-Infinity, -1, 0, 3, Infinity]);
    expect(sorted([3n, 1n, 2n])).to.deep.equal([1n, 2n, 3n]);
    expect(sorted(['b', 'a', 'B'])).to.deep.equal(['B', 'a', 'b']);
    expect(sorted([[1, 'b'], [], [1], [0, 'z'], [1, 'a', 9]])).to.deep.equal([
      [],
      [0, 'z'],
      [1],
      [1, 'a', 9],
      [1, 'b'],
    ]);
    for (const equal of [Infinity, -Infinity, 0, 1n, 'a', [], [1, ['a']]])
      expect(naturalOrder(equal, structuredClone(equal))).to.equal(0);
    expect(naturalOrder(0, -0)).to.equal(0);
  });

  it('says what to do about anything else', () => {
    for (const [a, b] of [
      [1, 'a'],
      [NaN, 1],
      [1, NaN],
      [{}, {}],
      [undefined, undefined],
      [[1], 1],
      [[1], ['a']],
      [1n, 1],
    ])
      expect(() => naturalOrder(a, b)).to.throw(TypeError, 'give it a comparison');
  });
});

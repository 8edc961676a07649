// Queue, LifoQueue, PriorityQueue: one contract for the three, and the order of each.
import { expect } from 'chai';
import { LifoQueue, PriorityQueue, Queue, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { behavesAsQueue } from '../support/queue-contract.js';
import { tasklets } from '../support/run-tasklet.js';

behavesAsQueue({
  name: 'Queue',
  make: (maxsize) => new Queue<number>(maxsize),
  next: () => 0,
});

behavesAsQueue({
  name: 'LifoQueue',
  make: (maxsize) => new LifoQueue<number>(maxsize),
  next: (items) => items.length - 1,
});

behavesAsQueue({
  name: 'PriorityQueue',
  make: (maxsize) => new PriorityQueue<number>(maxsize),
  next: (items) => items.indexOf(Math.min(...items)),
});

/** All that is in it. */
function drain<T>(queue: Queue<T>): T[] {
  const items: T[] = [];
  while (!queue.empty()) items.push(queue.getNowait());
  return items;
}

describe('Queue', () => {
  it('is left first by the item that was put first', () => {
    const queue = new Queue<number>();
    for (const item of [3, 1, 2]) queue.putNowait(item);
    expect(drain(queue)).to.deep.equal([3, 1, 2]);
  });

  it('carries undefined and null like any other item', () => {
    const queue = new Queue<unknown>();
    queue.putNowait(undefined);
    queue.putNowait(null);
    expect(queue.qsize()).to.equal(2);
    expect(drain(queue)).to.deep.equal([undefined, null]);
  });
});

describe('LifoQueue', () => {
  it('is left first by the item that was put last', () => {
    const queue = new LifoQueue<number>();
    for (const item of [3, 1, 2]) queue.putNowait(item);
    expect(drain(queue)).to.deep.equal([2, 1, 3]);
  });

  it(
    'gives a woken tasklet the item that was put last when it runs',
    tasklets(function* () {
      const queue = new LifoQueue<number>();
      const getter = spawn(() => queue.get());
      yield* sleep(0);
      queue.putNowait(1);
      queue.putNowait(2);
      expect(yield* getter.get()).to.equal(2);
      expect(drain(queue)).to.deep.equal([1]);
    }),
  );
});

describe('PriorityQueue', () => {
  it('is left by the lowest item first: numbers, strings, arrays element by element', () => {
    const numbers = new PriorityQueue<number>();
    for (const item of [3, -1, 2.5, Infinity, -Infinity, 0]) numbers.putNowait(item);
    expect(drain(numbers)).to.deep.equal([-Infinity, -1, 0, 2.5, 3, Infinity]);
    const strings = new PriorityQueue<string>();
    for (const item of ['b', 'a', 'ab', 'B', '']) strings.putNowait(item);
    expect(drain(strings)).to.deep.equal(['', 'B', 'a', 'ab', 'b']);
    const arrays = new PriorityQueue<(number | string)[]>();
    for (const item of [[2, 'a'], [1, 'z', 0], [1, 'b'], [1], [1, 'z']]) arrays.putNowait(item);
    expect(drain(arrays)).to.deep.equal([[1], [1, 'b'], [1, 'z'], [1, 'z', 0], [2, 'a']]);
  });

  it('is left by equal items in the order they were put', () => {
    const queue = new PriorityQueue<[number, string]>(0, ([a], [b]) => a - b);
    for (const [i, name] of 'abcdefgh'.split('').entries()) queue.putNowait([i % 2, name]);
    expect(drain(queue).map(([, name]) => name)).to.deep.equal(['a', 'c', 'e', 'g', 'b', 'd', 'f', 'h']);
  });

  it('takes a comparison of your own', () => {
    const queue = new PriorityQueue<{ cost: number }>(0, (a, b) => b.cost - a.cost);
    for (const cost of [1, 3, 2]) queue.putNowait({ cost });
    expect(drain(queue).map(({ cost }) => cost)).to.deep.equal([3, 2, 1]);
  });

  it(
    'refuses an item that cannot be compared with those that are there, and has not changed then',
    tasklets(function* () {
      const queue = new PriorityQueue<unknown>();
      queue.putNowait(1);
      for (const item of ['a', [1], NaN, {}, undefined, null]) {
        expect(() => queue.putNowait(item)).to.throw(
          TypeError,
          'a PriorityQueue compares numbers with numbers',
        );
        expect(yield* failure(queue.put(item))).to.be.instanceOf(TypeError);
      }
      expect(queue.qsize()).to.equal(1);
      queue.taskDone();
      expect(() => queue.taskDone()).to.throw(RangeError);
    }),
  );

  it(
    'passes a place on that was for an item it refuses',
    tasklets(function* () {
      const queue = new PriorityQueue<unknown>(2);
      queue.putNowait(1);
      queue.putNowait(2);
      const [bad, good] = [spawn(failure, queue.put('a')), spawn(() => queue.put(3))];
      yield* sleep(0);
      queue.getNowait();
      expect(yield* bad.get()).to.be.instanceOf(TypeError);
      yield* good.get();
      expect(drain(queue)).to.deep.equal([2, 3]);
    }),
  );

  it(
    'loses no item to a comparison that fails when one is got, and gets going again when it does not',
    tasklets(function* () {
      let broken = false;
      const queue = new PriorityQueue<number>(0, (a, b) => {
        if (broken) throw new Error('comparison');
        return a - b;
      });
      for (let i = 0; i < 10; i++) queue.putNowait(9 - i);
      broken = true;
      expect(() => queue.getNowait()).to.throw('comparison');
      expect(yield* failure(queue.get())).to.have.property('message', 'comparison');
      expect(queue.qsize()).to.equal(10);
      broken = false;
      expect(drain(queue)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const getters = [1, 2, 3].map(() => spawn(failure, queue.get()));
      yield* sleep(0);
      for (let i = 0; i < 3; i++) queue.putNowait(i);
      broken = true;
      for (const one of getters) expect(yield* one.get()).to.have.property('message', 'comparison');
      broken = false;
      expect(drain(queue)).to.deep.equal([0, 1, 2]);
    }),
  );
});

// forEach() and toArray(), over anything that has next(): here a source that the tests write themselves.
import { expect } from 'chai';
import { Channel, type Op, type Tasklet, sleep, spawn } from 'evergreen-ts';
import { BaseCoIterator } from '../../src/park/co-iterator.js';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

/** 1 to `last`, one a second; an error in place of `bad`. */
class Countdown extends BaseCoIterator<number> {
  asked = 0;
  readonly #last: number;
  readonly #bad: number;

  constructor(last: number, bad = Infinity) {
    super();
    this.#last = last;
    this.#bad = bad;
  }

  *next(): Op<IteratorResult<number, void>> {
    yield* sleep(1);
    this.asked++;
    if (this.asked === this.#bad) throw new Error(`no ${this.asked}`);
    return this.asked > this.#last ? { done: true, value: undefined } : { done: false, value: this.asked };
  }
}

describe('BaseCoIterator', () => {
  it(
    'toArray() gives all items, and none of an empty source',
    tasklets(function* ({ loop }) {
      expect(yield* new Countdown(3).toArray()).to.deep.equal([1, 2, 3]);
      expect(loop.time()).to.equal(4);
      expect(yield* new Countdown(0).toArray()).to.deep.equal([]);
    }),
  );

  it(
    'forEach() runs a plain function for each item',
    tasklets(function* ({ trace }) {
      yield* new Countdown(3).forEach((item) => trace.push(item));
      expect(trace).to.deep.equal([1, 2, 3]);
    }),
  );

  it(
    'forEach() waits for a body that returns an operation before it asks for the next item',
    tasklets(function* ({ loop, trace }) {
      const source = new Countdown(2);
      yield* source.forEach(function* (item) {
        trace.push([item, source.asked, loop.time()]);
        yield* sleep(10);
        trace.push([item, source.asked, loop.time()]);
      });
      yield* new Countdown(1).forEach(() => sleep(10));
      trace.push(loop.time());
      expect(trace).to.deep.equal([[1, 1, 1], [1, 1, 11], [2, 2, 12], [2, 2, 22], 35]);
    }),
  );

  it(
    'forEach() takes an iterable that is no operation for a value',
    tasklets(function* () {
      yield* new Countdown(1).forEach((item) => [item]);
      yield* new Countdown(1).forEach((item) => String(item));
    }),
  );

  it(
    'both end with the error of the source, forEach() with that of its body, too',
    tasklets(function* ({ trace }) {
      expect(yield* failure(new Countdown(5, 2).toArray())).to.have.property('message', 'no 2');
      expect(yield* failure(new Countdown(5, 2).forEach((item) => trace.push(item)))).to.have.property(
        'message',
        'no 2',
      );
      expect(trace).to.deep.equal([1]);
      const source = new Countdown(5);
      const error = yield* failure(
        source.forEach((item) => {
          if (item === 2) throw new Error('body');
        }),
      );
      expect(error).to.have.property('message', 'body');
      expect(source.asked).to.equal(2);
    }),
  );

  it(
    'may be left by a kill and gone on with by another',
    tasklets(function* ({ trace }) {
      const source = new Countdown(4);
      const one = spawn(() => source.forEach((item) => trace.push(`a${item}`)));
      yield* sleep(2.5);
      one.kill();
      yield* one.join();
      yield* source.forEach((item) => trace.push(`b${item}`));
      expect(trace).to.deep.equal(['a1', 'a2', 'b3', 'b4']);
    }),
  );

  it('forEach() needs a function, which it says at once', () => {
    const source = new Countdown(1);
    expect(() => source.forEach(5 as never)).to.throw(TypeError, 'forEach() needs a function');
    expect(() => source.forEach(source.next() as never)).to.throw(TypeError);
  });

  it(
    'of a Channel: forEach() and toArray() end when it is closed, and several may share it',
    tasklets(function* ({ trace }) {
      const channel = new Channel<number>();
      const consumers: Tasklet<void>[] = ['a', 'b'].map((name) =>
        spawn(() => channel.forEach((item) => trace.push(`${name}${item}`))),
      );
      yield* sleep(0);
      for (let i = 0; i < 4; i++) yield* channel.send(i);
      channel.close();
      for (const one of consumers) yield* one.get();
      expect(trace).to.deep.equal(['a0', 'b1', 'a2', 'b3']);
      expect(yield* channel.toArray()).to.deep.equal([]);
    }),
  );
});

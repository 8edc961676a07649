// each(): what a promise-based world yields, its errors and its end, and what becomes of the source when it is given up.
import { Readable } from 'node:stream';
import { ReadableStream, type UnderlyingSource } from 'node:stream/web';
import { expect } from 'chai';
import { Event, type Op, Timeout, each, select, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { realTime, tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

/** A source whose every step the test decides on. */
class Source implements AsyncIterableIterator<string> {
  readonly trace: unknown[];
  give: (value: string) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;
  end: () => void = () => undefined;
  return?: () => Promise<IteratorResult<string>>;

  constructor(trace: unknown[], left: () => unknown = () => undefined) {
    this.trace = trace;
    this.return = async () => {
      trace.push('return');
      await left();
      return { done: true, value: undefined };
    };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<string>> {
    this.trace.push('next');
    return new Promise((resolve, reject) => {
      this.give = (value) => resolve({ done: false, value });
      this.fail = reject;
      this.end = () => resolve({ done: true, value: 'ignored' });
    });
  }
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* numbers(last: number, trace: unknown[] = []): AsyncGenerator<number, string> {
  try {
    for (let i = 1; i <= last; i++) yield i;
    return 'ignored';
  } finally {
    trace.push('cleaned up');
  }
}

describe('each', () => {
  it(
    'gives what an async iterable yields, in turn, then the end, for ever',
    tasklets(function* () {
      const items = each(numbers(2));
      expect(yield* items.next()).to.deep.equal({ done: false, value: 1 });
      expect(yield* items.toArray()).to.deep.equal([2]);
      expect(yield* items.next()).to.deep.equal({ done: true, value: undefined });
    }),
  );

  it(
    'gives what a plain iterable has, without parking',
    tasklets(function* ({ trace }) {
      const other = spawn(() => trace.push('other'));
      expect(yield* each([1, 2]).toArray()).to.deep.equal([1, 2]);
      expect(yield* each('ab').toArray()).to.deep.equal(['a', 'b']);
      trace.push('first');
      yield* other.join();
      expect(trace).to.deep.equal(['first', 'other']);
    }),
  );

  it(
    'reads a Readable of Node’s and a stream of the web',
    realTime(function* () {
      expect(
        yield* each<Buffer>(Readable.from([Buffer.from('a'), Buffer.from('b')])).toArray(),
      ).to.have.lengthOf(2);
      const web = new ReadableStream<number>({
        start(controller) {
          controller.enqueue(1);
          controller.close();
        },
      });
      expect(yield* each(web).toArray()).to.deep.equal([1]);
    }),
  );

  it(
    'cancels a stream of the web that is waited for, and lets go of it at its end and after an error',
    realTime(function* ({ trace }) {
      const web = (source: UnderlyingSource<number>): ReadableStream<number> => new ReadableStream(source);
      const silent = web({
        start: (it) => it.enqueue(1),
        cancel: (why) => void trace.push('cancelled', why),
      });
      const came = new Event();
      const reader = spawn(() =>
        each(silent).forEach((item) => {
          trace.push(item);
          came.set();
        }),
      );
      yield* came.wait();
      yield* sleep();
      reader.kill();
      yield* reader.join();
      expect(trace).to.deep.equal([1, 'cancelled', undefined]);
      const ended = web({ start: (it) => it.close() });
      expect(yield* each(ended).toArray()).to.deep.equal([]);
      const failed = web({ start: (it) => it.error(new Error('broken')) });
      expect(yield* failure(each(failed).next())).to.have.property('message', 'broken');
      expect([silent, ended, failed].map(({ locked }) => locked)).to.deep.equal([false, false, false]);
    }),
  );

  it(
    'asks for an item when a tasklet wants it, and serves several in turn',
    tasklets(function* ({ trace }) {
      const source = new Source(trace);
      const items = each(source);
      yield* sleep(0);
      expect(trace).to.deep.equal([]);
      for (const name of ['a', 'b'])
        spawn(function* () {
          trace.push([name, (yield* items.next()).value]);
        });
      yield* sleep(0);
      expect(trace.splice(0)).to.deep.equal(['next']);
      source.give('first');
      yield* sleep(1);
      expect(trace.splice(0)).to.deep.equal(['next', ['a', 'first']]);
      source.give('second');
      yield* sleep(1);
      expect(trace).to.deep.equal([['b', 'second']]);
    }),
  );

  it(
    'throws the error of the source where it is waited for, and has ended then',
    tasklets(function* ({ trace }) {
      const source = new Source(trace);
      const items = each(source);
      function* waitsForIt(): Op<unknown> {
        return yield* items.next();
      }
      const waiting = spawn(() => failure(waitsForIt()));
      yield* sleep(0);
      source.fail(new Error('broken'));
      const error = (yield* waiting.get()) as Error;
      expect(error.message).to.equal('broken');
      expect(error.stack).to.match(/waitsForIt/);
      expect(yield* items.next()).to.deep.equal({ done: true, value: undefined });
      expect(trace).to.deep.equal(['next']);
    }),
  );

  it(
    'throws what next() of the source throws, and a TypeError for what is no result',
    tasklets(function* () {
      const throwing = { [Symbol.iterator]: () => ({ next: () => { throw BOOM; } }) }; // prettier-ignore
      expect(yield* failure(each(throwing as Iterable<never>).next())).to.equal(BOOM);
      const strange = { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(5) }) };
      const error = yield* failure(each(strange as unknown as AsyncIterable<never>).next());
      expect(error).to.be.instanceOf(TypeError);
      expect((error as Error).message).to.match(/yielded 5, not a result/);
    }),
  );

  it(
    'keeps what was asked for when another arm of a select has won',
    tasklets(function* ({ trace }) {
      const source = new Source(trace);
      const items = each(source);
      expect(yield* select({ item: items.next(), tick: sleep(1) })).to.deep.equal(['tick', undefined]);
      source.give('kept');
      yield* sleep(1);
      expect(yield* select({ tick: sleep(1), item: items.next() })).to.deep.equal([
        'item',
        { done: false, value: 'kept' },
      ]);
      expect(trace).to.deep.equal(['next']);
    }),
  );
});

describe('What is given up', () => {
  for (const [how, giveUp] of [
    [
      'next() is killed',
      (items) => {
        const one = spawn(() => items.next());
        spawn(() => one.kill());
        return one.join();
      },
    ],
    ['the time of next() is up', (items) => new Timeout(1, false).run(items.next())],
    [
      'the body of forEach() throws',
      (items) =>
        failure(
          items.forEach(() => {
            throw BOOM;
          }),
        ),
    ],
    [
      'a tasklet is killed in the body of forEach()',
      (items) => {
        const one = spawn(() => items.forEach(() => sleep(10)));
        return new Timeout(1, false).run(
          (function* () {
            try {
              yield* one.join();
            } finally {
              one.kill();
            }
          })(),
        );
      },
    ],
    [
      'close() is called',
      (items) => {
        items.close();
        items.close();
        return sleep(0);
      },
    ],
    [
      'its block ends',
      (items) => {
        using _ = items;
        return sleep(0);
      },
    ],
  ] as [string, (items: ReturnType<typeof each<string>>) => Op<unknown>][])
    // prettier-ignore
    it(
      `has its source’s return() called, once, when ${how}`,
      tasklets(function* ({ trace }) {
        const source = new Source([]);
        source.return = () => {
          trace.push('return');
          return new Promise(() => {}); // nobody waits for it
        };
        const items = each(source);
        const ending = spawn(() => giveUp(items));
        yield* sleep(0);
        yield* sleep(0);
        if (how.includes('forEach')) source.give('one');
        yield* ending.join();
        yield* sleep(2);
        source.give('too late');
        expect(trace).to.deep.equal(['return']);
        expect(yield* items.next()).to.deep.equal({ done: true, value: undefined });
        yield* sleep(1);
        expect(trace).to.deep.equal(['return']);
      }),
    );

  it(
    'is not its end, nor its error: then return() is not called',
    tasklets(function* ({ trace }) {
      for (const end of ['end', 'fail'] as const) {
        const source = new Source(trace);
        const items = each(source);
        const one = spawn(() => failure(items.next()));
        yield* sleep(0);
        source[end](BOOM);
        yield* one.join();
        items.close();
      }
      expect(trace).to.deep.equal(['next', 'next']);
    }),
  );

  it(
    'runs the `finally` of a generator',
    tasklets(function* ({ trace }) {
      {
        using items = each(numbers(10, trace));
        yield* items.next();
      }
      yield* sleep(1);
      expect(trace.splice(0)).to.deep.equal(['cleaned up']);
      function* plain(): Generator<number> {
        try {
          yield 1;
        } finally {
          trace.push('cleaned up');
        }
      }
      const items = each(plain());
      yield* items.next();
      items.close();
      expect(trace).to.deep.equal(['cleaned up']);
    }),
  );

  it(
    'has the errors of return() go to excepthook, and that which nobody has taken',
    tasklets(function* ({ uncaught }) {
      const rejecting = each(new Source([], () => Promise.reject(BOOM)));
      rejecting.close();
      const throwing = new Source([]);
      throwing.return = () => {
        throw BOOM;
      };
      each(throwing).close();
      const source = new Source([]);
      const items = each(source);
      yield* select({ item: items.next(), tick: sleep(0) });
      source.fail(BOOM);
      yield* sleep(1);
      items.close();
      yield* sleep(1);
      expect(uncaught.splice(0)).to.deep.equal([BOOM, BOOM, BOOM]);
    }),
  );

  it(
    'ends all that wait in next()',
    tasklets(function* ({ trace }) {
      const items = each(new Source([]));
      for (const name of ['a', 'b'])
        spawn(function* () {
          trace.push([name, (yield* items.next()).done]);
        });
      yield* sleep(0);
      items.close();
      yield* sleep(1);
      expect(trace).to.deep.equal([
        ['a', true],
        ['b', true],
      ]);
    }),
  );

  it(
    'destroys a Readable that nothing comes from',
    realTime(function* () {
      const idle = new Readable({ read: () => undefined });
      const one = spawn(() => each(idle).next());
      yield* sleep(0.01);
      one.kill();
      yield* one.join();
      expect(idle.destroyed).to.equal(true);
    }),
  );
});

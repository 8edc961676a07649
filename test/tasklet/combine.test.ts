// all() and race(): values and their order, the first error, what becomes of the rest, being killed while they run.
import { expect } from 'chai';
import {
  type Op,
  type Park,
  Tasklet,
  TaskletExit,
  Timeout,
  all,
  allSettled,
  race,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

function* after<T>(seconds: number, value: T): Op<T> {
  yield* sleep(seconds);
  return value;
}

function* failing(seconds: number, error: unknown = BOOM): Op<never> {
  yield* sleep(seconds);
  throw error;
}

/** Notes when it is thrown into, and cleans up for a second. */
function* noting(trace: unknown[], name: string): Op<never> {
  try {
    yield* sleep(1000);
  } finally {
    yield* sleep(1);
    trace.push(`${name} is over`);
  }
  throw new Error('not reached');
}

/** An operation that is no generator and none of the library's. */
class Own implements Op<string> {
  *[Symbol.iterator](): Generator<Park, string> {
    yield* sleep(1);
    return 'own';
  }
}

describe('all', () => {
  it(
    'gives all values in the order of the operations, after the slowest',
    tasklets(function* ({ loop }) {
      expect(yield* all([after(3, 'a'), after(1, 2), sleep(2), until(Promise.resolve('d'))])).to.deep.equal([
        'a',
        2,
        undefined,
        'd',
      ]);
      expect(loop.time()).to.equal(3);
      expect(yield* all([])).to.deep.equal([]);
    }),
  );

  it(
    'runs operations of the user’s own making',
    tasklets(function* () {
      expect(yield* all([new Own(), new Own()])).to.deep.equal(['own', 'own']);
      expect(yield* race([new Own(), sleep(5)])).to.equal('own');
    }),
  );

  it(
    'runs each in a tasklet of its own, in order',
    tasklets(function* ({ trace }) {
      const note = function* (name: string): Op<void> {
        trace.push([name, Tasklet.current() !== self]);
        yield* sleep(0);
      };
      const self = Tasklet.current();
      yield* all([note('a'), note('b')]);
      expect(trace).to.deep.equal([
        ['a', true],
        ['b', true],
      ]);
    }),
  );

  it(
    'throws the first error once the rest, killed, have ended',
    tasklets(function* ({ loop, trace }) {
      expect(yield* failure(all([noting(trace, 'a'), failing(2), noting(trace, 'c')]))).to.equal(BOOM);
      expect(trace).to.deep.equal(['a is over', 'c is over']);
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'hands the errors that follow the first to excepthook',
    tasklets(function* ({ uncaught }) {
      const second = new Error('second');
      const clumsy = function* (): Op<void> {
        try {
          yield* sleep(100);
        } finally {
          yield* failing(1, second);
        }
      };
      expect(yield* failure(all([failing(1), clumsy()]))).to.equal(BOOM);
      expect(uncaught.splice(0)).to.deep.equal([second]);
    }),
  );

  it(
    'when it is killed kills all, and has seen them end before it goes on',
    tasklets(function* ({ loop, trace }) {
      const one = spawn(function* () {
        try {
          yield* all([noting(trace, 'a'), noting(trace, 'b')]);
        } finally {
          trace.push('parent');
        }
      });
      yield* sleep(1);
      one.kill();
      expect(yield* failure(one.get())).to.be.instanceOf(TaskletExit);
      expect(trace).to.deep.equal(['a is over', 'b is over', 'parent']);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'throws the error of one that has failed once the rest are gone, whatever interrupts meanwhile',
    tasklets(function* ({ loop, trace }) {
      const timeout = new Timeout(1.5);
      expect(yield* failure(timeout.run(all([failing(1), noting(trace, 'slow')])))).to.equal(BOOM);
      // It does not interrupt the cleanup of those that were killed already.
      expect(trace).to.deep.equal(['slow is over']);
      expect(loop.time()).to.equal(2);
    }),
  );

  it('refuses what is no list of operations', () => {
    expect(() => all([Promise.resolve() as unknown as Op<void>])).to.throw(
      TypeError,
      'number 0 is not an operation',
    );
    expect(() => all([sleep(1), (() => sleep(1)) as unknown as Op<void>])).to.throw(TypeError, 'number 1');
    expect(() => all(5 as unknown as [])).to.throw(TypeError, 'array of operations');
  });
});

describe('race', () => {
  it(
    'gives the value of the first to end; the rest are killed, and have ended',
    tasklets(function* ({ loop, trace }) {
      expect(yield* race([noting(trace, 'slow'), after(1, 'fast'), after(2, 'second')])).to.equal('fast');
      expect(trace).to.deep.equal(['slow is over']);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'throws the error of the first to end',
    tasklets(function* ({ trace }) {
      expect(yield* failure(race([noting(trace, 'slow'), failing(1)]))).to.equal(BOOM);
      expect(trace).to.deep.equal(['slow is over']);
    }),
  );

  it(
    'in a tie gives the first in the list',
    tasklets(function* () {
      expect(yield* race([after(1, 'a'), after(1, 'b')])).to.equal('a');
    }),
  );

  it(
    'never begins what stands behind one that ends at once',
    tasklets(function* ({ trace }) {
      const body = function* (name: string): Op<string> {
        trace.push(name);
        return name;
      };
      expect(yield* race([body('a'), body('b')])).to.equal('a');
      expect(trace).to.deep.equal(['a']);
    }),
  );

  it(
    'hands the errors of the losers to excepthook',
    tasklets(function* ({ uncaught }) {
      const clumsy = function* (): Op<string> {
        try {
          yield* sleep(100);
        } finally {
          yield* failing(1);
        }
        return 'never';
      };
      expect(yield* race([clumsy(), after(1, 'fast')])).to.equal('fast');
      expect(uncaught.splice(0)).to.deep.equal([BOOM]);
    }),
  );

  it(
    'when it is killed kills all',
    tasklets(function* ({ trace }) {
      const timeout = new Timeout(1);
      expect(yield* failure(timeout.run(race([noting(trace, 'a'), noting(trace, 'b')])))).to.equal(timeout);
      expect(trace).to.deep.equal(['a is over', 'b is over']);
    }),
  );

  it('of nothing is refused', () => {
    expect(() => race([])).to.throw(TypeError, 'would never end');
  });
});

describe('allSettled', () => {
  it(
    'gives values and errors in order, after the slowest, and kills none for the error of another',
    tasklets(function* ({ loop }) {
      const results = yield* allSettled([after(2, 'a'), failing(1), after(3, 5)]);
      const [first, second, third] = results;
      expect(results).to.deep.equal([
        { status: 'fulfilled', value: 'a' },
        { status: 'rejected', reason: BOOM },
        { status: 'fulfilled', value: 5 },
      ]);
      expect([first.status, second.status, third.status]).to.have.lengthOf(3);
      expect(loop.time()).to.equal(3);
      expect(yield* allSettled([])).to.deep.equal([]);
    }),
  );

  it(
    'kills all when it is killed, and returns when they have cleaned up; what failed goes to excepthook',
    tasklets(function* ({ loop, trace, uncaught }) {
      const one = spawn(() => allSettled([noting(trace, 'a'), failing(1), noting(trace, 'b')]));
      yield* sleep(2);
      one.kill();
      const error = yield* failure(one.get());
      expect(error).to.be.instanceOf(TaskletExit);
      expect([...trace, loop.time()]).to.deep.equal(['a is over', 'b is over', 3]);
      expect(uncaught.splice(0)).to.deep.equal([BOOM]);
    }),
  );

  it(
    'gives its results, if all have ended, and the kill of the same turn comes at the next park',
    tasklets(function* ({ trace }) {
      const one = spawn(function* () {
        trace.push(yield* allSettled([after(1, 'a')]));
        yield* sleep(0);
        trace.push('not reached');
      });
      yield* sleep(0);
      yield* sleep(0);
      yield* sleep(1);
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal([[{ status: 'fulfilled', value: 'a' }]]);
    }),
  );

  it(
    'has a child that somebody kills among its results',
    tasklets(function* () {
      const [result] = yield* allSettled([
        (function* (): Op<void> {
          Tasklet.current()?.kill();
          yield* sleep(0);
        })(),
      ]);
      expect(result).to.have.property('status', 'rejected');
      expect((result as PromiseRejectedResult).reason).to.be.instanceOf(TaskletExit);
    }),
  );
});

// select(): which arm wins, what becomes of the others, what it says of itself, and what it refuses. (Each operation of the library as
// an arm: arms.test.ts. What is conserved, at random: select-conservation.test.ts.)
import { expect } from 'chai';
import {
  Barrier,
  Channel,
  ChannelClosed,
  Condition,
  DeadlockError,
  Event,
  Lock,
  type Op,
  type Park,
  Queue,
  RLock,
  Semaphore,
  type Tasklet,
  TaskletExit,
  Timeout,
  all,
  fromCallback,
  run,
  select,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { action } from 'evergreen-ts/lowlevel';
import { runVirtual } from 'evergreen-ts/testing';
import { MOST_AT_ONCE } from '../../src/park/leaf.js';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

/** Run an operation in a tasklet of its own, which is parked when this returns; what comes of it goes to the trace. */
function* parked(trace: unknown[], op: Op<unknown>): Op<Tasklet> {
  const tasklet = spawn(function* () {
    try {
      trace.push(yield* op);
    } catch (error) {
      trace.push(error instanceof TaskletExit ? 'killed' : error);
      throw error;
    }
  });
  yield* sleep(0);
  return tasklet;
}

const never = (): Op<boolean> => new Event().wait();

describe('select', () => {
  it(
    'gives the name and the value of the first to end',
    tasklets(function* ({ loop }) {
      const jobs = new Queue<string>();
      const stop = new Event();
      const arms = (): Op<readonly [string, unknown]> =>
        select({ job: jobs.get(), stop: stop.wait(), tick: sleep(1) });
      spawn(function* () {
        yield* sleep(0.5);
        jobs.putNowait('a job');
        yield* sleep(1.5);
        stop.set();
      });
      expect(yield* arms()).to.deep.equal(['job', 'a job']);
      expect(loop.time()).to.equal(0.5);
      expect(yield* arms()).to.deep.equal(['tick', undefined]);
      expect(loop.time()).to.equal(1.5);
      expect(yield* arms()).to.deep.equal(['stop', true]);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'has names that tell the types of the values apart',
    tasklets(function* () {
      const jobs = new Queue<string>();
      jobs.putNowait('job');
      const [which, value] = yield* select({ job: jobs.get(), tick: sleep(1) });
      const text: string = which === 'job' ? value : 'none';
      expect(text).to.equal('job');
    }),
  );

  it(
    'looks at the arms in the order written; the first that can go on at once wins, and no other is begun',
    tasklets(function* ({ trace }) {
      const [one, two] = [new Queue<number>(), new Queue<number>()];
      one.putNowait(1);
      two.putNowait(2);
      const begun = (): Op<void> => action<void>('begun', () => void trace.push('begun'));
      expect(yield* select({ begun: begun(), two: two.get(), one: one.get() })).to.deep.equal(['two', 2]);
      expect([trace, one.qsize(), two.qsize()]).to.deep.equal([[], 1, 0]);
      // Names that are whole numbers come first, in their order, as in every object.
      two.putNowait(2);
      expect(yield* select({ b: two.get(), 1: one.get() })).to.deep.equal(['1', 1]);
    }),
  );

  it(
    'does not park when an arm can go on at once',
    tasklets(function* ({ trace }) {
      const other = spawn(() => trace.push('other'));
      yield* select({ lock: new Lock().acquire(), tick: sleep(1) });
      trace.push('first');
      yield* other.join();
      expect(trace).to.deep.equal(['first', 'other']);
    }),
  );

  it(
    'lets one win that ends while it begins, and begins none after it',
    tasklets(function* ({ trace }) {
      const arm = (name: string, at: 'once' | 'never'): Op<string> =>
        action<string>(name, (resume) => {
          trace.push(name);
          if (at === 'once') resume(name);
          return () => trace.push(`${name} undone`);
        });
      const result = yield* select({ a: arm('a', 'never'), b: arm('b', 'once'), c: arm('c', 'never') });
      expect([...result, ...trace]).to.deep.equal(['b', 'b', 'a', 'b', 'a undone']);
    }),
  );

  it(
    'lets one win that is handed something by the beginning of another',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<string>();
      const putting = action<void>('putting', () => {
        jobs.putNowait('put');
        return () => trace.push('undone');
      });
      expect(yield* select({ job: jobs.get(), putting, never: never() })).to.deep.equal(['job', 'put']);
      expect(trace).to.deep.equal(['undone']);
    }),
  );

  it(
    'undoes what was begun when an arm cannot begin, and throws its error',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<string>();
      const bad = action<void>('bad', () => {
        throw new Error('cannot begin');
      });
      const error = yield* failure(select({ job: jobs.get(), tick: sleep(1), bad }));
      expect((error as Error).message).to.equal('cannot begin');
      const other = yield* parked(trace, jobs.get());
      jobs.putNowait('for the other');
      yield* other.join();
      expect(trace).to.deep.equal(['for the other']);
    }),
  );

  it(
    'throws the error of the arm that ends with one',
    tasklets(function* () {
      const [closed, closing] = [new Channel<number>(), new Channel<number>()];
      closed.close();
      expect(yield* failure(select({ tick: sleep(1), job: closed.receive() }))).to.be.instanceOf(
        ChannelClosed,
      );
      spawn(() => closing.close());
      expect(yield* failure(select({ tick: sleep(1), job: closing.receive() }))).to.be.instanceOf(
        ChannelClosed,
      );
    }),
  );

  it(
    'gives back what another arm was handed in the same turn',
    tasklets(function* ({ trace }) {
      const [first, second] = [new Queue<number>(), new Queue<number>()];
      const semaphore = new Semaphore(0);
      yield* parked(trace, select({ a: first.get(), b: second.get(), c: semaphore.acquire() }));
      const behind = yield* parked(trace, second.get());
      second.putNowait(2);
      first.putNowait(1);
      semaphore.release();
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal([['b', 2]]);
      expect([first.qsize(), semaphore.tryAcquire(), semaphore.tryAcquire()]).to.deep.equal([1, true, false]);
      second.putNowait(3);
      yield* behind.join();
      expect(trace).to.deep.equal([['b', 2], 3]);
    }),
  );

  it(
    'is woken once by an event that two of its arms wait for',
    tasklets(function* ({ trace }) {
      const event = new Event();
      yield* parked(trace, select({ a: event.wait(), b: event.wait() }));
      event.set();
      yield* sleep(0);
      expect(trace).to.deep.equal([['a', true]]);
    }),
  );

  it(
    'lets every tasklet go first that is ready, with sleep(0) as an arm',
    tasklets(function* () {
      const jobs = new Queue<string>();
      expect(yield* select({ job: jobs.get(), none: sleep(0) })).to.deep.equal(['none', undefined]);
      spawn(() => jobs.putNowait('in time'));
      expect(yield* select({ job: jobs.get(), none: sleep(0) })).to.deep.equal(['job', 'in time']);
      expect(yield* select({ a: sleep(0), b: sleep(0) })).to.deep.equal(['a', undefined]);
    }),
  );

  it(
    'is an arm itself',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<number>();
      const inner = (): Op<readonly [string, unknown]> => select({ job: jobs.get(), never: never() });
      jobs.putNowait(0);
      expect(yield* select({ inner: inner(), tick: sleep(1) })).to.deep.equal(['inner', ['job', 0]]);
      expect(yield* select({ inner: inner(), tick: sleep(1) })).to.deep.equal(['tick', undefined]);
      yield* parked(trace, select({ tick: sleep(1), inner: inner() }));
      jobs.putNowait(1);
      yield* sleep(0);
      expect(trace).to.deep.equal([['inner', ['job', 1]]]);
    }),
  );

  it(
    'leaves no timer, no place in a queue and no wait for the outside behind',
    tasklets(function* ({ loop, trace }) {
      const jobs = new Queue<number>();
      jobs.putNowait(1);
      const waiting = yield* parked(
        trace,
        select({
          get: new Queue().get(true, 50),
          tick: sleep(100),
          io: until(new Promise(() => {})),
          go: sleep(1),
        }),
      );
      yield* waiting.join();
      const detach = loop.instrument({ idle: (seconds) => trace.push(seconds) });
      yield* sleep(5);
      detach();
      expect(trace).to.deep.equal([['go', undefined], 5]);
    }),
  );
});

describe('A send as an arm', () => {
  it(
    'is over when its value is taken, and meanwhile no other arm wins',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const jobs = new Queue<number>();
      yield* parked(trace, channel.receive());
      spawn(function* () {
        trace.push(yield* select({ out: channel.send('value'), job: jobs.get() }));
      });
      spawn(() => {
        trace.push('put');
        jobs.putNowait(1);
      });
      yield* sleep(0);
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal(['put', 'value', ['out', undefined]]);
      expect(jobs.qsize()).to.equal(1);
    }),
  );

  /** A receiver is parked; a select sends to it; then the receiver is killed, before it runs. */
  function* withdrawn(
    trace: unknown[],
    others: Record<string, Op<unknown>>,
    meanwhile: () => Op<unknown> | void,
  ): Op<Channel<string>> {
    const channel = new Channel<string>();
    const receiver = yield* parked(trace, channel.receive());
    spawn(function* () {
      trace.push(yield* select({ out: channel.send('value'), ...others }));
    });
    spawn(meanwhile);
    // Behind what that spawns, and the receiver is behind it.
    spawn(() => receiver.kill());
    for (let i = 0; i < 6; i++) yield* sleep(0);
    expect(trace.splice(0, 1)).to.deep.equal(['killed']);
    return channel;
  }

  it(
    'waits on, with all the others, when its receiver is killed before it runs',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<number>();
      yield* withdrawn(trace, { job: jobs.get() }, () => undefined);
      expect(trace).to.deep.equal([]);
      jobs.putNowait(1);
      yield* sleep(0);
      expect(trace).to.deep.equal([['job', 1]]);
    }),
  );

  it(
    'can still be taken then',
    tasklets(function* ({ trace }) {
      const channel = yield* withdrawn(trace, { never: never() }, () => undefined);
      expect(yield* channel.receive()).to.equal('value');
      yield* sleep(0);
      expect(trace).to.deep.equal([['out', undefined]]);
    }),
  );

  it(
    'leaves the first place to what another arm was handed meanwhile',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<number>();
      const event = new Event();
      yield* withdrawn(trace, { event: event.wait(), job: jobs.get() }, () => {
        jobs.putNowait(1);
        event.set();
      });
      expect(trace).to.deep.equal([['job', 1]]);
    }),
  );

  it(
    'lets a barrier be complete, and another channel be served, once its receiver is gone',
    tasklets(function* ({ trace }) {
      const barrier = new Barrier(2);
      const back = new Channel<string>();
      for (const [other, arm, expected] of [
        // The send has a claim: meanwhile the select is not counted, not received from, and not sent to.
        [barrier.wait(), barrier.wait(), [['other', 0], 1]],
        [back.send('back'), back.receive(), [['other', 'back'], undefined]],
        [back.receive(), back.send('there'), [['other', undefined], 'there']],
      ] as [Op<unknown>, Op<unknown>, unknown[]][]) {
        yield* withdrawn(trace, { other: arm }, function* () {
          const value = yield* other;
          trace.push(value);
        });
        yield* sleep(0);
        expect(trace.splice(0)).to.have.deep.members(expected);
      }
    }),
  );

  it(
    'is never received when another arm has won, though it stands in the queue still',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const jobs = new Queue<number>();
      yield* parked(trace, select({ out: channel.send('lost'), job: jobs.get() }));
      jobs.putNowait(1);
      // The select has won and not run.
      const receiving = select({ in: channel.receive(), none: sleep(0) });
      expect(yield* receiving).to.deep.equal(['none', undefined]);
      expect(trace).to.deep.equal([['job', 1]]);
    }),
  );

  it(
    'is not received by an arm of the same select, but by that of another',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const both = (name: string): Op<unknown> => select({ out: channel.send(name), in: channel.receive() });
      yield* parked(trace, both('a'));
      expect(trace).to.deep.equal([]);
      yield* parked(trace, both('b'));
      yield* sleep(0);
      expect(trace).to.have.deep.members([
        ['in', 'a'],
        ['out', undefined],
      ]);
    }),
  );
});

describe('A select that is interrupted', () => {
  it(
    'undoes all, and the winner too, if that can go back',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<number>();
      const lock = new Lock();
      const waiting = yield* parked(
        trace,
        select({ job: jobs.get(), tick: sleep(100), io: until(new Promise(() => {})) }),
      );
      waiting.kill();
      yield* waiting.join();
      const won = yield* parked(trace, select({ job: jobs.get(), tick: sleep(100) }));
      jobs.putNowait(1);
      won.kill();
      yield* won.join();
      expect([trace, jobs.qsize()]).to.deep.equal([['killed', 'killed'], 1]);
      yield* lock.acquire();
      const locker = yield* parked(trace, select({ tick: sleep(100), lock: lock.hold() }));
      lock.release();
      locker.kill();
      yield* locker.join();
      expect(lock.locked).to.equal(false);
    }),
  );

  it(
    'gives what cannot go back, and the interrupt comes at the next park',
    tasklets(function* ({ trace }) {
      let call: (error: null, value: string) => void = () => undefined;
      const one = spawn(function* () {
        try {
          trace.push(
            yield* select({ tick: sleep(100), value: fromCallback<string>((callback) => (call = callback)) }),
          );
          yield* sleep(0);
        } finally {
          trace.push('over');
        }
      });
      yield* sleep(0);
      call(null, 'given');
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal([['value', 'given'], 'over']);
    }),
  );

  it(
    'goes on when a Timeout that was due is withdrawn',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<number>();
      const limit = new Timeout(1);
      yield* parked(
        trace,
        (function* (): Op<unknown> {
          limit.start();
          return yield* select({ job: jobs.get(), never: never() });
        })(),
      );
      yield* sleep(0.5);
      limit.cancel();
      yield* sleep(1);
      jobs.putNowait(1);
      yield* sleep(0);
      expect(trace).to.deep.equal([['job', 1]]);
    }),
  );

  it(
    'is killed before it began, when the budget of its resumption was spent: nothing has taken effect',
    tasklets(function* ({ trace }) {
      const jobs = new Queue<number>();
      for (let i = 0; i <= 2 * MOST_AT_ONCE; i++) jobs.putNowait(i);
      const hog = spawn(function* () {
        for (;;) {
          yield* select({ job: jobs.get() });
          trace.push('one');
        }
      });
      spawn(() => hog.kill());
      yield* hog.join();
      expect([trace.length, jobs.qsize()]).to.deep.equal([MOST_AT_ONCE, MOST_AT_ONCE + 1]);
    }),
  );
});

describe('A lock that is won by an arm', () => {
  it(
    'belongs to the tasklet that selects',
    tasklets(function* ({ loop, trace }) {
      const [rlock, lock] = [new RLock(), new Lock()];
      yield* rlock.acquire();
      yield* lock.acquire();
      const one = spawn(function* () {
        yield* select({ tick: sleep(100), lock: rlock.acquire() });
        yield* rlock.acquire(); // again, as it owns it
        rlock.release();
        yield* select({ tick: sleep(100), lock: lock.acquire() });
        yield* sleep(1);
        rlock.release();
      });
      yield* sleep(0);
      rlock.release();
      yield* sleep(0);
      lock.release();
      yield* sleep(0);
      const detach = loop.instrument({ parked: (_t, on, { owner }) => trace.push([on, owner]) });
      yield* lock.acquire(true, 0.5);
      detach();
      expect(trace).to.deep.equal([['Lock', one.id]]);
      yield* one.get();
    }),
  );
});

describe('A Condition’s wait as an arm', () => {
  for (const [name, lock] of [
    ['Lock', () => new Lock()],
    ['RLock', () => new RLock()],
  ] as const) {
    it(
      `has its ${name} again when it wins, when it loses, and when it is killed`,
      tasklets(function* ({ trace }) {
        const condition = new Condition(lock());
        const stop = new Event();
        const waiting = function* (): Op<void> {
          yield* condition.acquire();
          try {
            trace.push(yield* select({ notified: condition.wait(), stop: stop.wait() }));
          } finally {
            condition.notify(0); // Error unless it is held
            condition.release();
            trace.push('released');
          }
        };
        spawn(waiting);
        yield* sleep(0);
        yield* condition.acquire(); // it was given up
        condition.notify();
        yield* sleep(1);
        expect(trace).to.deep.equal([]);
        condition.release();
        yield* sleep(0);
        expect(trace.splice(0)).to.deep.equal([['notified', true], 'released']);

        spawn(waiting);
        yield* sleep(0);
        yield* condition.acquire();
        stop.set();
        yield* sleep(1);
        expect(trace).to.deep.equal([]);
        condition.release();
        yield* sleep(0);
        expect(trace.splice(0)).to.deep.equal([['stop', true], 'released']);
        stop.clear();

        const killed = spawn(waiting);
        yield* sleep(0);
        yield* condition.acquire();
        killed.kill();
        yield* sleep(1);
        expect(trace).to.deep.equal([]);
        condition.release();
        yield* killed.join();
        expect(trace).to.deep.equal(['released']);
      }),
    );

    it(
      `gives the ${name} up once for two conditions on it, and hands a lost notify() on`,
      tasklets(function* ({ trace }) {
        const shared = lock();
        const [full, empty] = [new Condition(shared), new Condition(shared)];
        const waiting = function* (name: string): Op<void> {
          yield* shared.acquire();
          trace.push([name, ...(yield* select({ full: full.wait(), empty: empty.wait() }))]);
          shared.release();
        };
        spawn(waiting, 'a');
        spawn(waiting, 'b');
        yield* sleep(0);
        yield* shared.acquire();
        full.notify();
        empty.notify(); // a has won by the other: this is for b
        shared.release();
        yield* sleep(1);
        expect(trace).to.have.deep.members([
          ['a', 'full', true],
          ['b', 'empty', true],
        ]);
      }),
    );
  }

  it(
    'does not give the lock up when another arm can go on at once',
    tasklets(function* () {
      const condition = new Condition();
      yield* condition.acquire();
      const other = spawn(() => condition.acquire(false));
      yield* select({ notified: condition.wait(), now: new Lock().acquire() });
      yield* sleep(0);
      expect(yield* other.get()).to.equal(false);
      condition.release();
      expect(((yield* failure(select({ a: sleep(1), b: condition.wait() }))) as Error).message).to.match(
        /Condition.wait\(\) needs the lock/,
      );
    }),
  );
});

describe('What select() says of itself', () => {
  it(
    'is one park of the tasklet, with what each arm waits on',
    tasklets(function* ({ loop, trace }) {
      const jobs = new Queue<number>();
      const one = spawn(() => select({ job: jobs.get(), stop: new Event().wait(), tick: sleep(1.5) }));
      const detach = loop.instrument({
        parked: (t, on) => t === one && trace.push(on),
        readied: (t) => t === one && trace.push('readied'),
      });
      yield* sleep(0);
      const what = 'select job: Queue.get, stop: Event, tick: sleep 1.5s';
      expect(loop.dump().find(({ id }) => id === one.id)?.waitingOn).to.equal(what);
      jobs.putNowait(1);
      jobs.putNowait(2);
      yield* one.join();
      detach();
      expect(trace).to.deep.equal([what, 'readied']);
    }),
  );

  it('is in a DeadlockError', async () => {
    const error = await runVirtual(() => select({ job: new Queue().get(), stop: new Event().wait() })).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(DeadlockError);
    expect((error as Error).message).to.match(/waits on select job: Queue.get, stop: Event/);
  });

  it(
    'is that errors begin where it is run',
    tasklets(function* () {
      function* waitsForOne(): Op<unknown> {
        return yield* select({ tick: sleep(10), promise: until(Promise.reject(new Error('from outside'))) });
      }
      const { stack } = (yield* failure(waitsForOne())) as Error;
      expect(stack)
        .to.match(/waitsForOne/)
        .and.not.match(/src\/park/);
    }),
  );
});

describe('What select() refuses', () => {
  const refused = (title: string, arms: () => unknown, message: RegExp): void => {
    it(
      title,
      // Also an operation that is fit to be one must not be reported as forgotten: nothing has begun.
      tasklets(function* () {
        expect(() => select(arms() as Record<string, Op<unknown>>)).to.throw(TypeError, message);
        yield* sleep(0);
      }),
    );
  };

  refused('is no arm at all', () => ({}), /at least one/);
  refused('is an array', () => [sleep(1)], /operations by name/);
  refused('is a promise', () => ({ a: Promise.resolve() }), /the arm a of select\(\).*until\(promise\)/);
  refused('is a number', () => ({ a: sleep(1), b: 5 }), /the arm b of select\(\)/);
  refused(
    'is a generator of the user’s own, and it names race()',
    () => ({
      own: (function* (): Generator<Park, void> {
        yield* sleep(1);
      })(),
    }),
    /the arm own of select\(\) is a Generator.*race\(\)/,
  );
  refused('is what has several steps', () => ({ all: all([sleep(1)]) }), /race\(\)/);
  refused('is a Timeout’s run()', () => ({ a: new Timeout(1).run(sleep(2)) }), /race\(\)/);

  it(
    'is EventLoop.switch(), which only a tasklet can be resumed from',
    tasklets(function* ({ loop }) {
      expect(() => select({ a: loop.switch() })).to.throw(
        TypeError,
        /EventLoop.switch, which cannot be undone/,
      );
      yield* sleep(0);
    }),
  );

  it(
    'is an operation that is used twice, or was run before',
    tasklets(function* () {
      const wait = new Event().wait();
      expect(() => select({ a: wait, b: wait })).to.throw(
        'Event: an operation can be run only once: make a new one',
      );
      const get = new Queue().get();
      const lost = select({ get, tick: sleep(0) });
      yield* lost;
      for (const again of [lost, select({ get, tick: sleep(0) }), get]) {
        expect(((yield* failure(again)) as Error).message).to.match(/can be run only once/);
      }
    }),
  );

  it('is to be run outside of a tasklet', async () => {
    expect(() => [...(select({ a: sleep(1) }) as unknown as Iterable<unknown>)]).to.throw(
      'select a: sleep 1s: an operation runs inside a tasklet only',
    );
    await run(() => undefined);
  });
});

// WaitQueue and Waiter: a fair line from which each can leave at any time; what was handed to one who is thrown into before it
// runs goes to the next. On a primitive made for the purpose: a counter of permits.
import { expect } from 'chai';
import fc from 'fast-check';
import { type Op, type Tasklet, Timeout, sleep, spawn } from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { WaitQueue } from '../../src/park/wait-queue.js';
import { Kind, Waiter, inTime } from '../../src/park/waiter.js';
import { tasklets } from '../support/run-tasklet.js';

/** Permits, handed over to the one who waits longest. */
class Permits {
  free: number;
  readonly line = new WaitQueue<Waiter<Permits, boolean>>();

  constructor(free: number) {
    this.free = free;
  }

  take(timeout?: number): Op<boolean> {
    return new Waiter(TAKE, this, timeout, undefined);
  }

  give(): void {
    if (this.line.first === undefined) this.free++;
    else this.line.first._wake(true);
  }
}

const TAKE = new Kind<Permits, boolean>({
  describe: () => 'Permits.take',
  tryNow(permits) {
    if (permits.free === 0) return false;
    permits.free--;
    return true;
  },
  queue: (permits) => permits.line,
  result: inTime,
  giveBack: (permits) => permits.give(),
});

function* taker(permits: Permits, trace: unknown[], name: string, timeout?: number): Op<void> {
  trace.push([name, yield* permits.take(timeout)]);
}

describe('Waiter', () => {
  it(
    'serves in the order they came',
    tasklets(function* ({ trace }) {
      const permits = new Permits(1);
      for (const name of ['a', 'b', 'c']) spawn(taker, permits, trace, name);
      yield* sleep(0);
      expect(trace).to.deep.equal([['a', true]]);
      expect(permits.line.size).to.equal(2);
      permits.give();
      permits.give();
      yield* sleep(0);
      expect(trace.slice(1)).to.deep.equal([
        ['b', true],
        ['c', true],
      ]);
    }),
  );

  it(
    'lets go whoever times out or is killed, wherever it stands',
    tasklets(function* ({ trace }) {
      const permits = new Permits(0);
      const [first, , middle, , last] = ['a', 'b', 'c', 'd', 'e'].map((name) =>
        spawn(taker, permits, trace, name, name === 'b' ? 1 : undefined),
      ) as [Tasklet, Tasklet, Tasklet, Tasklet, Tasklet];
      yield* sleep(2);
      for (const one of [middle, last, first]) one.kill();
      yield* sleep(0);
      expect(permits.line.size).to.equal(1);
      permits.give();
      yield* sleep(0);
      expect(trace).to.deep.equal([
        ['b', false],
        ['d', true],
      ]);
    }),
  );

  it(
    'does not wait at all with a timeout of zero',
    tasklets(function* ({ loop, trace }) {
      const permits = new Permits(1);
      spawn(() => trace.push('other'));
      yield* taker(permits, trace, 'a', 0);
      yield* taker(permits, trace, 'b', 0);
      expect(trace).to.deep.equal([
        ['a', true],
        ['b', false],
      ]);
      yield* sleep(0);
      expect(loop.time()).to.equal(0);
    }),
  );

  it(
    'hands on what was handed to one who is killed before it runs',
    tasklets(function* ({ trace }) {
      const permits = new Permits(0);
      const [a, b] = ['a', 'b', 'c'].map((name) => spawn(taker, permits, trace, name)) as [Tasklet, Tasklet];
      yield* sleep(0);
      permits.give();
      a.kill();
      b.kill();
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal([['c', true]]);
      expect(permits).to.deep.include({ free: 0 });
    }),
  );

  it(
    'hands on what came in the very moment of a Timeout',
    tasklets(function* ({ loop, trace }) {
      const permits = new Permits(0);
      loop.callLater(1, () => permits.give());
      const one = spawn(function* () {
        yield* new Timeout(1, false).run(taker(permits, trace, 'a'));
      });
      spawn(taker, permits, trace, 'b');
      yield* one.join();
      yield* sleep(1);
      expect(trace).to.deep.equal([['b', true]]);
      expect(permits.free).to.equal(0);
    }),
  );

  it(
    'in the moment of its own timeout either wins, and the permit is not lost',
    tasklets(function* ({ loop, trace }) {
      for (const first of [true, false]) {
        const permits = new Permits(0);
        const give = (): void => permits.give();
        if (first) loop.callLater(1, give);
        const one = spawn(taker, permits, trace, 'a', 1);
        yield* sleep(0);
        if (!first) loop.callLater(1, give);
        yield* one.join();
        yield* sleep(1);
        const [, took] = trace.pop() as [string, boolean];
        expect(permits.free).to.equal(took ? 0 : 1);
      }
    }),
  );

  it('loses no permit and wakes nobody twice, whatever is given, killed and timed out', async () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('take'), of: fc.nat({ max: 5 }) }),
      fc.record({ kind: fc.constant('give'), of: fc.constant(0) }),
      fc.record({ kind: fc.constant('kill'), of: fc.nat({ max: 30 }) }),
      fc.record({ kind: fc.constant('pass'), of: fc.nat({ max: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), (actions) =>
        runVirtual(function* () {
          const permits = new Permits(1);
          let arg = 1;
          let taken = 0;
          const body = function* (timeout: number | undefined): Op<void> {
            if (yield* permits.take(timeout)) taken++;
          };
          const takers: Tasklet[] = [];
          for (const { kind, of } of actions) {
            if (kind === 'take') takers.push(spawn(body, of === 5 ? undefined : of));
            else if (kind === 'kill') takers[of]?.kill();
            else if (kind === 'pass') yield* sleep(of);
            else {
              arg++;
              permits.give();
            }
          }
          // Those who still wait go.
          yield* sleep(10);
          expect(taken + permits.free).to.equal(arg);
          if (permits.free > 0) expect(permits.line.size).to.equal(0);
          for (const one of takers) one.kill();
          yield* sleep(0);
          expect(permits.line.size).to.equal(0);
          expect(taken + permits.free).to.equal(arg);
        }),
      ),
      { numRuns: 150 },
    );
  });

  it(
    'wakes all who wait now, but not who joins meanwhile',
    tasklets(function* ({ trace }) {
      const permits = new Permits(0);
      const body = function* (name: string): Op<void> {
        yield* permits.take();
        trace.push(name);
        yield* permits.take(1);
        trace.push(`${name} again`);
      };
      const all = ['a', 'b'].map((name) => spawn(body, name));
      yield* sleep(0);
      permits.line.wakeAll(true);
      yield* sleep(0.5);
      expect(trace).to.deep.equal(['a', 'b']);
      for (const one of all) yield* one.join();
    }),
  );

  it(
    'runs an operation once',
    tasklets(function* () {
      const op = new Permits(1).take();
      expect(yield* op).to.equal(true);
      try {
        yield* op;
        expect.fail();
      } catch (error) {
        expect(String(error)).to.contain('Permits.take: an operation can be run only once');
      }
    }),
  );

  it('refuses a timeout that is negative or NaN, or no number', () => {
    for (const timeout of [-1, NaN, '0.5', null, [1]] as number[])
      expect(() => new Permits(0).take(timeout)).to.throw(RangeError, 'zero or more');
  });
});

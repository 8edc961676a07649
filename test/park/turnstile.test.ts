// Turnstile: served strictly in turn, from a place where everything stays until it is really taken. On a jar of coins.
import { expect } from 'chai';
import fc from 'fast-check';
import { type Op, type Tasklet, sleep, spawn } from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { Turnstile } from '../../src/park/turnstile.js';
import { Kind, Waiter, inTime } from '../../src/park/waiter.js';
import { tasklets } from '../support/run-tasklet.js';

/** Wants `arg` coins at once. */
type Taker = Waiter<Jar, boolean, number>;

class Jar {
  coins = 0;
  /** Nothing will come any more: an error for all in line. */
  smashed = false;
  readonly turnstile = new Turnstile<Taker>(({ target, arg }) => target.smashed || target.coins >= arg);

  take(count: number, timeout?: number): Op<boolean> {
    return new Waiter(TAKE, this, timeout, count);
  }

  add(coins: number): void {
    this.coins += coins;
    this.turnstile.serve();
  }

  smash(): void {
    this.smashed = true;
    this.turnstile.serve();
  }
}

const TAKE = new Kind<Jar, boolean, number>({
  describe: () => 'Jar.take',
  tryNow: (jar, { arg }) => jar.turnstile.free && jar.coins >= arg,
  queue: (jar) => jar.turnstile.waiting,
  result(jar, taker) {
    try {
      if (jar.smashed) throw new Error('smashed');
      if (!taker.expired) jar.coins -= taker.arg;
      return inTime(jar, taker);
    } finally {
      jar.turnstile.pass(taker);
    }
  },
  timedOut(jar) {
    jar.turnstile.serve();
  },
  undo(jar, taker) {
    jar.turnstile.withdraw(taker);
  },
});

function* taker(jar: Jar, trace: unknown[], name: string, count: number, timeout?: number): Op<void> {
  const came = yield* jar.take(count, timeout);
  trace.push(came ? `${name} took ${count}` : `${name} gave up`);
}

describe('Turnstile', () => {
  it(
    'wakes only the first in line, and the next when that one has run',
    tasklets(function* ({ trace }) {
      const jar = new Jar();
      for (const name of ['a', 'b', 'c']) spawn(taker, jar, trace, name, 1);
      yield* sleep(0);
      jar.add(2);
      expect([jar.turnstile.waiting.size, jar.coins]).to.deep.equal([2, 2]);
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal(['a took 1', 'b took 1']);
      expect([jar.turnstile.waiting.size, jar.coins]).to.deep.equal([1, 0]);
      jar.add(1);
    }),
  );

  it(
    'lets nobody overtake: not one that wants less, not one that comes while the first was woken and has not run',
    tasklets(function* ({ trace }) {
      const jar = new Jar();
      spawn(taker, jar, trace, 'a', 3);
      yield* sleep(0);
      jar.add(1);
      yield* spawn(taker, jar, trace, 'b', 1, 0).join();
      expect(jar.turnstile.blocked).to.equal(true);
      jar.add(3);
      expect([jar.turnstile.free, jar.turnstile.blocked, jar.turnstile.waiting.size]).to.deep.equal([
        false,
        false,
        0,
      ]);
      yield* taker(jar, trace, 'c', 1);
      expect(trace).to.deep.equal(['b gave up', 'a took 3', 'c took 1']);
      expect(jar.turnstile.free).to.equal(true);
    }),
  );

  it(
    'gives the turn of one that is killed after it was woken to the next, with all that was there',
    tasklets(function* ({ trace }) {
      const jar = new Jar();
      const [a] = ['a', 'b'].map((name) => spawn(taker, jar, trace, name, 2)) as [Tasklet];
      yield* sleep(0);
      jar.add(2);
      a.kill();
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal(['b took 2']);
    }),
  );

  it(
    'looks at the next when the first leaves the line: it may want less',
    tasklets(function* ({ trace }) {
      const jar = new Jar();
      const a = spawn(taker, jar, trace, 'a', 9);
      spawn(taker, jar, trace, 'b', 8, 1);
      spawn(taker, jar, trace, 'c', 1);
      yield* sleep(0);
      jar.add(1);
      a.kill();
      yield* sleep(0.5);
      expect(trace).to.deep.equal([]);
      yield* sleep(1);
      expect(trace.sort()).to.deep.equal(['b gave up', 'c took 1']);
    }),
  );

  it(
    'passes a reason why nothing will come from one to the next',
    tasklets(function* ({ trace, uncaught }) {
      const jar = new Jar();
      for (const name of ['a', 'b', 'c']) spawn(taker, jar, trace, name, 1);
      yield* sleep(0);
      jar.smash();
      yield* sleep(1);
      expect(uncaught.splice(0).map(String)).to.deep.equal(Array(3).fill('Error: smashed'));
      expect(jar.turnstile.free).to.equal(true);
    }),
  );

  it('loses no coin and no turn, whoever is killed whenever', async () => {
    const step = fc.oneof(
      fc.record({ take: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ add: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kill: fc.nat(20) }),
      fc.record({ turns: fc.nat(2) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        await runVirtual(function* () {
          const jar = new Jar();
          const takers: Tasklet[] = [];
          const trace: string[] = [];
          let [added, taken] = [0, 0];
          for (const one of steps) {
            if ('take' in one) {
              const target = function* (): Op<void> {
                yield* taker(jar, trace, String(takers.length), one.take);
                taken += one.take;
              };
              takers.push(spawn(target));
            } else if ('add' in one) {
              jar.add(one.add);
              added += one.add;
            } else if ('kill' in one) takers[one.kill]?.kill();
            else for (let i = 0; i < one.turns; i++) yield* sleep(0);
          }
          for (let i = 0; i < 50; i++) yield* sleep(0);
          expect(jar.coins + taken).to.equal(added);
          const { first } = jar.turnstile.waiting;
          if (first !== undefined) expect(jar.coins).to.be.lessThan(first.arg);
          jar.add(1000);
          for (let i = 0; i < 50; i++) yield* sleep(0);
          expect(jar.turnstile.free).to.equal(true);
        });
      }),
    );
  });
});

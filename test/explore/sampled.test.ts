// Schedules by chance: the same for the same seed, shortened when they fail, with the guarantees that PCT is known for.
import { expect } from 'chai';
import { type Op, Tasklet, all, sleep, spawn } from 'evergreen-ts';
import { type ExploreOptions, ExplorationError, explore, replay } from 'evergreen-ts/explore';
import { Search } from '../../src/explore/session.js';

/** Its order, as text. */
function* three(told: (order: string) => void): Op<void> {
  let order = '';
  const tick = function* (name: string): Op<void> {
    for (let i = 0; i < 3; i++) {
      order += name;
      yield* sleep(0);
    }
  };
  yield* all(['a', 'b', 'c'].map((name) => tick(name)));
  told(order);
}

/** Fails if b is between the two halves of a, which takes one departure, among many that change nothing. */
function* racy(): Op<void> {
  let x = 0;
  const idle = function* (): Op<void> {
    for (let i = 0; i < 5; i++) yield* sleep(0);
  };
  spawn(idle);
  spawn(function* () {
    yield* sleep(0);
    const seen = x;
    yield* sleep(0);
    if (x !== seen) throw new RangeError('x has changed');
  });
  spawn(idle);
  spawn(function* () {
    yield* idle();
    x++;
  });
  yield* sleep(1);
}

async function failure(program: () => Op<unknown>, options: ExploreOptions): Promise<ExplorationError> {
  const error = await explore(program, options).catch((error: unknown) => error);
  expect(error).to.be.instanceOf(ExplorationError);
  return error as ExplorationError;
}

for (const strategy of ['random', 'pct'] as const)
  describe(`explore() with strategy '${strategy}'`, () => {
    it('tries as many schedules as it is told, and says with which seed', async () => {
      const { schedules, complete, seed } = await explore(() => three(() => undefined), {
        strategy,
        schedules: 50,
      });
      expect([schedules, complete]).to.deep.equal([50, false]);
      expect(seed).to.be.a('number');
      expect(Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) < 2 ** 32).to.equal(true);
    });

    it('tries the same for the same seed, and others for another', async () => {
      const orders = async (seed: number): Promise<string[]> => {
        const told: string[] = [];
        await explore(() => three((order) => told.push(order)), { strategy, schedules: 30, seed });
        return told;
      };
      const one = await orders(7);
      expect(new Set(one).size).to.be.greaterThan(5);
      expect(await orders(7)).to.deep.equal(one);
      expect(await orders(8)).not.to.deep.equal(one);
    });

    it('finds a race, and leaves out of its schedule whatever changes nothing', async () => {
      for (let seed = 0; seed < 10; seed++) {
        const error = await failure(racy, { strategy, seed, schedules: 2000 });
        expect(error.cause).to.be.instanceOf(RangeError);
        const again = await replay(racy, error.schedule).catch((error: unknown) => error);
        expect((again as ExplorationError).cause).to.be.instanceOf(RangeError);
        // None can be left out.
        const departures = error.schedule.split(',');
        for (const left of departures) {
          const fewer = departures.filter((one) => one !== left);
          await replay(racy, fewer.length === 0 ? 'fifo' : fewer.join(',')).catch((error: unknown) => {
            expect(error).not.to.be.instanceOf(ExplorationError);
          });
        }
      }
    });

    it('kills at points all over the run, not at the first few', async () => {
      const killedAt = new Set<number>();
      await explore(
        function* () {
          let at = 0;
          const victim = spawn(function* () {
            for (; at < 10; at++) yield* sleep(0);
          });
          const other = spawn(function* () {
            for (let i = 0; i < 10; i++) yield* sleep(0);
          });
          yield* other.join();
          yield* victim.join();
          killedAt.add(at);
        },
        { strategy, kills: 1, schedules: 500, seed: 1 },
      );
      expect(killedAt.size).to.be.greaterThan(8);
    });

    it('ends a program in which one waits for another by sleep(0)', async () => {
      const { schedules } = await explore(
        function* () {
          let done = false;
          spawn(function* () {
            while (!done) yield* sleep(0);
          });
          spawn(function* () {
            yield* sleep(0);
            done = true;
          });
          yield* sleep(1);
        },
        { strategy, schedules: 200, seed: 3 },
      );
      expect(schedules).to.equal(200);
    });

    it('lets time pass early where that is asked for', async () => {
      const orders = new Set<string>();
      await explore(
        function* () {
          let order = '';
          spawn(function* () {
            yield* sleep(1);
            order += 'late';
          });
          yield* sleep(0);
          order += 'soon';
          yield* sleep(2);
          orders.add(order);
        },
        { strategy, schedules: 100, seed: 5, time: 'passes' },
      );
      expect([...orders].sort()).to.deep.equal(['latesoon', 'soon', 'soonlate']);
    });
  });

describe('PCT', () => {
  it('finds a bug of depth d in a program of n tasklets and k choices with probability 1/(n k^(d-1)) at least', async () => {
    // Depth 1: of n tasklets the last one must be first.
    const n = 6;
    let found = 0;
    const search = new Search(
      function* () {
        let first: number | undefined;
        for (let i = 0; i < n; i++)
          spawn(() => {
            first ??= i;
          });
        yield* sleep(1);
        if (first === n - 1) found++;
      },
      { strategy: 'pct', depth: 1, seed: 11, schedules: 1200 },
    );
    while ((await search.next()) !== undefined);
    search.close();
    expect(found).to.be.greaterThan(1200 / n / 2);
    expect(found).to.be.lessThan((1200 / n) * 2);
  });

  it('keeps to its priorities: with depth 1 a tasklet runs until it waits', async () => {
    await explore(
      function* () {
        const order: number[] = [];
        const busy = function* (i: number): Op<void> {
          for (let step = 0; step < 3; step++) {
            order.push(i);
            const child = new Tasklet({ target: () => undefined }).start();
            yield* child.join();
          }
        };
        yield* all([busy(0), busy(1)]);
        expect(order).to.have.length(6);
      },
      { strategy: 'pct', depth: 1, seed: 2, schedules: 100 },
    );
  });
});

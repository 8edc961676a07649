// explore() as a whole: which schedules are tried, what counts as a failure, and how a failure is told.
import { expect } from 'chai';
import {
  DeadlockError,
  Event,
  EventLoop,
  Lock,
  type Op,
  Tasklet,
  TaskletExit,
  Timeout,
  all,
  current,
  run,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import {
  type ExploreOptions,
  ExplorationError,
  LeftBehindError,
  LivelockError,
  NondeterminismError,
  explore,
} from 'evergreen-ts/explore';
import { presentLoop } from '../../src/loop/thread.js';
import { Search } from '../../src/explore/session.js';

/** What explore() rejects with. */
async function failure(
  program: () => Op<unknown>,
  options?: ExploreOptions,
): Promise<ExplorationError & { cause: Error }> {
  try {
    await explore(program, options);
  } catch (error) {
    expect(error).to.be.instanceOf(ExplorationError);
    return error as ExplorationError & { cause: Error };
  }
  throw new Error('no schedule has failed');
}

/** All schedules, as texts. */
async function schedules(program: () => Op<unknown>, options?: ExploreOptions): Promise<string[]> {
  const search = new Search(program, options);
  const texts: string[] = [];
  for (let one; (one = await search.next()) !== undefined;) texts.push(one.schedule);
  search.close();
  return texts;
}

/** Fails when the second of two is first. */
function* secondFirst(): Op<void> {
  let first = '';
  for (const name of ['one', 'two'])
    spawn(() => {
      first ||= name;
    });
  yield* sleep(1);
  if (first === 'two') throw new RangeError('two was first');
}

describe('explore()', () => {
  it('runs a program in every order that its tasklets can run in, and in each once', async () => {
    const orders: string[] = [];
    const result = await explore(function* () {
      const order: string[] = [];
      for (const name of ['a', 'b', 'c']) spawn(() => void order.push(name));
      yield* sleep(1);
      orders.push(order.join(''));
    });
    expect(result).to.deep.equal({ schedules: 6, complete: true, seed: undefined });
    expect(orders[0]).to.equal('abc');
    expect([...orders].sort()).to.deep.equal(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  });

  for (const [steps, interleavings] of [
    [1, 6],
    [2, 20],
    [3, 70],
    [4, 252],
  ] as const)
    it(`finds the ${interleavings} interleavings of two tasklets with ${steps} sleep(0) each`, async () => {
      const found = new Set<string>();
      const { schedules, complete } = await explore(function* () {
        let order = '';
        const tick = function* (name: string): Op<void> {
          for (let i = 0; i < steps; i++) {
            order += name;
            yield* sleep(0);
          }
          order += name;
        };
        spawn(tick, 'a');
        spawn(tick, 'b');
        yield* sleep(1);
        found.add(order);
      });
      expect(complete).to.equal(true);
      expect(schedules).to.equal(interleavings);
      expect(found.size).to.equal(interleavings);
    });

  it('tries those with the fewest departures first', async () => {
    const search = new Search(function* () {
      for (let i = 0; i < 4; i++) spawn(() => i);
      yield* sleep(1);
    });
    const departures: number[] = [];
    for (let one; (one = await search.next()) !== undefined;) departures.push(one.departures.length);
    search.close();
    expect(departures).to.have.length(24);
    expect(departures).to.deep.equal([...departures].sort((a, b) => a - b));
    expect(departures[0]).to.equal(0);
  });

  it('says what failed, in which schedule, after how many, and what happened', async () => {
    const error = await failure(secondFirst);
    expect(error).to.include({ name: 'ExplorationError', schedule: '0r1', schedules: 2 });
    expect(error.cause).to.be.instanceOf(RangeError);
    expect(error.message).to.match(
      /^schedule 0r1 failed: RangeError: two was first\n\n +time {2}turn {2}tasklet/,
    );
    expect(error.trace.filter(({ kind }) => kind === 'resumed')).to.have.length(4);
    expect(error.trace.at(-1)).to.include({ kind: 'ended', error: 'RangeError: two was first' });
    expect(error.stack).not.to.match(/src\/explore\//);
  });

  it('resolves when no schedule fails, and leaves no loop behind', async () => {
    const listeners = process.listenerCount('beforeExit');
    const result = await explore(function* () {
      yield* sleep(1);
      return 'ignored';
    });
    expect(result).to.deep.equal({ schedules: 1, complete: true, seed: undefined });
    expect(presentLoop()).to.equal(undefined);
    expect(process.listenerCount('beforeExit')).to.equal(listeners);
  });

  it('runs a program that is a plain function', async () => {
    const { schedules } = await explore((() => 1) as unknown as () => Op<unknown>);
    expect(schedules).to.equal(1);
  });

  it('has a loop of its own for each schedule, with ids that begin with 1', async () => {
    const loops = new Set<EventLoop>();
    const { schedules } = await explore(function* () {
      loops.add(current.loop);
      expect((Tasklet.current() as Tasklet).id).to.equal(1);
      expect(current.loop.time()).to.equal(0);
      spawn(() => 1);
      spawn(() => 2);
      yield* sleep(5);
      expect(current.loop.time()).to.equal(5);
    });
    expect(schedules).to.equal(2);
    expect(loops.size).to.equal(2);
  });

  describe('counts as a failure', () => {
    it('an error of main, whatever it is', async () => {
      const thrown = { not: 'an error' };
      const error = await failure(function* () {
        yield* sleep(0);
        throw thrown;
      });
      expect(error.cause).to.equal(thrown);
      expect(error.message).to.match(/^schedule fifo failed: an object\n/);
    });

    it('an error that nobody took', async () => {
      const error = await failure(function* () {
        spawn(() => {
          throw new RangeError('untaken');
        });
        yield* sleep(1);
      });
      expect(error.cause.message).to.equal('untaken');
    });

    it('an error of a callback that is ready when main ends', async () => {
      const error = await failure(function* () {
        current.loop.callSoon(() => {
          throw new RangeError('of a callback');
        });
      });
      expect(error.cause.message).to.equal('of a callback');
    });

    it('a deadlock, before anything is killed for it', async () => {
      const error = await failure(function* () {
        try {
          yield* new Event().wait();
        } finally {
          throw new Error('never seen');
        }
      });
      expect(error.cause).to.be.instanceOf(DeadlockError);
      expect(error.trace.map(({ kind }) => kind)).to.deep.equal([
        'spawned',
        'readied',
        'resumed',
        'parked',
        'idle',
      ]);
    });

    it('what goes on for ever', async () => {
      const error = await failure(
        function* () {
          for (;;) yield* sleep(1);
        },
        { steps: 100 },
      );
      expect(error.cause).to.be.instanceOf(LivelockError);
      expect(error.cause.message).to.match(/after 100 resumptions: Tasklet-1 went on/);
      expect(error.schedule).to.equal('steps100,fifo');
    });

    it('no program that has just as many resumptions as it may have', async () => {
      const program = function* (): Op<void> {
        for (let i = 0; i < 99; i++) yield* sleep(1);
      };
      expect((await explore(program, { steps: 100 })).schedules).to.equal(1);
      expect((await failure(program, { steps: 99 })).cause).to.be.instanceOf(LivelockError);
    });

    it('a Timeout that was not cancelled', async () => {
      const error = await failure(function* () {
        new Timeout(5).start();
        yield* sleep(1);
      });
      expect(error.cause).to.be.instanceOf(LeftBehindError);
      expect(error.cause.message).to.match(/left behind: a Timeout of 5 s that was not cancelled$/);
    });

    it('a callLater() that was not cancelled', async () => {
      const error = await failure(function* () {
        current.loop.callLater(5, () => undefined);
        yield* sleep(1);
      });
      expect(error.cause.message).to.match(/left behind: a callback of callLater\(\)/);
    });

    it('a tasklet that has left the scope, and lives on', async () => {
      for (const target of [() => sleep(1), () => new Event().wait()] as (() => Op<unknown>)[]) {
        const error = await failure(function* () {
          current.loop.callSoon(() => spawn(target));
          yield* sleep(0);
        });
        expect(error.cause).to.be.instanceOf(LeftBehindError);
        expect(error.cause.message).to.match(/left behind: Tasklet-2, which (?:is ready|waits on )/);
      }
    });

    it('no daemon, neither of the scope nor outside of it', async () => {
      let ends = 0;
      const daemon = function* (): Op<void> {
        try {
          for (;;) yield* sleep(3);
        } finally {
          ends++;
        }
      };
      await explore(
        function* () {
          new Tasklet({ target: daemon, daemon: true }).start();
          current.loop.callSoon(() => new Tasklet({ target: daemon, daemon: true }).start());
          yield* sleep(1);
        },
        { delays: 0 },
      );
      expect(ends).to.equal(2);
    });

    it('no TaskletExit of main', async () => {
      const result = await explore(function* () {
        yield* sleep(1);
        throw new TaskletExit();
      });
      expect(result.schedules).to.equal(1);
    });
  });

  describe('delays', () => {
    it('none: first come, first served alone', async () => {
      expect(await explore(secondFirst, { delays: 0 })).to.deep.include({ schedules: 1, complete: false });
    });

    it('as many as are needed are complete', async () => {
      const program = function* (): Op<void> {
        for (let i = 0; i < 3; i++) spawn(() => i);
        yield* sleep(1);
      };
      expect(await explore(program, { delays: 1 })).to.deep.include({ schedules: 4, complete: false });
      expect(await explore(program, { delays: 2 })).to.deep.include({ schedules: 6, complete: true });
    });
  });

  describe('schedules', () => {
    it('are the most that are tried', async () => {
      const program = function* (): Op<void> {
        for (let i = 0; i < 3; i++) spawn(() => i);
        yield* sleep(1);
      };
      expect(await explore(program, { schedules: 5 })).to.deep.include({ schedules: 5, complete: false });
      expect(await explore(program, { schedules: 6 })).to.deep.include({ schedules: 6, complete: true });
    });

    it('are 10,000 unless more are asked for', async function () {
      const program = function* (): Op<void> {
        for (let i = 0; i < 8; i++) spawn(() => i);
        yield* sleep(1);
      };
      expect(await explore(program)).to.deep.include({ schedules: 10_000, complete: false });
    });
  });

  describe('kills', () => {
    it('kill a tasklet at every point where it is parked or ready, and at most once', async () => {
      const seen = new Set<string>();
      const texts = await schedules(
        function* () {
          let at = 'not begun';
          const victim = spawn(function* () {
            try {
              at = 'first';
              yield* sleep(1);
              at = 'second';
              yield* sleep(0);
              at = 'done';
            } finally {
              // It may park in its cleanup.
              yield* sleep(0);
            }
          });
          yield* victim.join();
          seen.add(at);
        },
        { kills: 1 },
      );
      expect([...seen].sort()).to.deep.equal(['done', 'first', 'not begun', 'second']);
      for (const text of texts) expect(text.match(/k\d/g)?.length ?? 0).to.be.at.most(1);
      expect(texts[0]).to.equal('kills1,fifo');
      expect(new Set(texts).size).to.equal(texts.length);
    });

    it('never kill main', async () => {
      const result = await explore(
        function* () {
          yield* sleep(1);
          yield* sleep(0);
        },
        { kills: 3 },
      );
      expect(result).to.deep.include({ schedules: 1, complete: true });
    });

    it('find a lock that is not released', async () => {
      const program = function* (): Op<void> {
        const lock = new Lock();
        const careless = spawn(function* () {
          yield* lock.acquire();
          yield* sleep(1);
          lock.release();
        });
        yield* careless.join();
        yield* lock.acquire();
      };
      expect((await explore(program)).complete).to.equal(true);
      const { cause, schedule } = await failure(program, { kills: 1 });
      expect(cause).to.be.instanceOf(DeadlockError);
      expect(schedule).to.match(/^kills1,\d+k2$/);
    });

    it('may be several in one schedule', async () => {
      let most = 0;
      await explore(
        function* () {
          const sleepers = [spawn(sleep, 1), spawn(sleep, 1), spawn(sleep, 1)];
          let killed = 0;
          for (const one of sleepers) {
            yield* one.join();
            try {
              yield* one.get();
            } catch {
              killed++;
            }
          }
          most = Math.max(most, killed);
        },
        { kills: 2, delays: 2 },
      );
      expect(most).to.equal(2);
    });
  });

  describe('time', () => {
    /** A value that comes long before its limit, and is taken for one that does not come. */
    const program = function* (): Op<void> {
      const come = new Event();
      let value: number | undefined;
      spawn(function* () {
        yield* sleep(1);
        value = 1;
        come.set();
      });
      const inTime = yield* new Timeout(2, false).run(() => come.wait());
      if (inTime === undefined && value !== undefined) throw new RangeError('it has come, and is lost');
    };

    it('jumps: what takes longer comes later', async () => {
      expect(await explore(program)).to.deep.include({ complete: true });
    });

    it('passes: a machine that is slow', async () => {
      const { cause, schedule } = await failure(program, { time: 'passes' });
      expect(cause).to.be.instanceOf(RangeError);
      expect(schedule).to.match(/^passes,.*t0/);
    });

    it('passes in the order of the timers', async () => {
      const orders = new Set<string>();
      const { complete } = await explore(
        function* () {
          let order = '';
          for (const n of ['1', '2', '3'])
            current.loop.callLater(Number(n), () => {
              order += n;
            });
          spawn(function* () {
            order += 'a';
            yield* sleep(0);
            order += 'b';
          });
          yield* sleep(4);
          orders.add(order);
        },
        { time: 'passes' },
      );
      expect(complete).to.equal(true);
      expect([...orders]).to.include.members(['ab123', 'a1b23', '1ab23', '12ab3', '1a2b3', '123ab']);
    });
  });

  describe('a program that is not deterministic', () => {
    it('is told so when other tasklets are ready than before', async () => {
      let runs = 0;
      const promise = explore(function* () {
        runs++;
        for (let i = 0; i < (runs > 1 ? 3 : 2); i++) spawn(() => i);
        yield* sleep(1);
      });
      await promise.then(
        () => expect.fail('it has resolved'),
        (error: unknown) => {
          expect(error).to.be.instanceOf(NondeterminismError);
          expect((error as Error).message).to.match(
            /at choice 0 of a schedule, ready are Tasklet-2, Tasklet-3, Tasklet-4; there were others before/,
          );
        },
      );
      expect(presentLoop()).to.equal(undefined);
    });

    it('is told so when it ends before it did', async () => {
      let runs = 0;
      const error = await explore(function* () {
        if (++runs > 1) return;
        spawn(() => 1);
        spawn(() => 2);
        yield* sleep(1);
      }).catch((error: unknown) => error as Error);
      expect(error).to.be.instanceOf(NondeterminismError);
      expect((error as Error).message).to.match(/it has ended after 0 choices/);
    });

    it('is told so when what had failed does not fail again', async () => {
      let runs = 0;
      const error = await explore(function* () {
        yield* sleep(0);
        if (++runs === 1) throw new RangeError('once');
      }).catch((error: unknown) => error as Error);
      expect(error).to.be.instanceOf(NondeterminismError);
      expect((error as Error).message).to.match(
        /schedule fifo failed \(RangeError: once\), and run again it did not$/,
      );
    });

    it('is told where a tasklet is parked that was not ready before', async () => {
      let runs = 0;
      const error = await explore(function* () {
        runs++;
        const event = new Event();
        spawn(function* () {
          yield* event.wait();
        });
        spawn(() => 1);
        yield* sleep(0);
        if (runs % 3 === 0) event.set();
        spawn(() => 2);
        yield* sleep(1);
        event.set();
      }).catch((error: unknown) => error as Error);
      expect(error).to.be.instanceOf(NondeterminismError);
      expect((error as Error).message).to.match(/Tasklet-2 \(parked at .*explore\.test\.ts:\d+:\d+\)/);
    });
  });

  it('waits for promises, and knows no deadlock meanwhile', async () => {
    const { schedules, complete } = await explore(
      function* () {
        const later = (): Promise<number> => new Promise((resolve) => setImmediate(resolve, 1));
        const sum = yield* all([until(later()), until(later()), until(Promise.resolve(1))]);
        expect(sum).to.deep.equal([1, 1, 1]);
        yield* sleep(1);
      },
      { delays: 0 },
    );
    expect(schedules).to.equal(1);
    expect(complete).to.equal(false);
  });

  it('leaves the thread now and then, and tells how far it is', async () => {
    let macrotasks = 0;
    let exploring = true;
    const count = (): void => {
      macrotasks++;
      if (exploring) setImmediate(count);
    };
    setImmediate(count);
    const told: { schedules: number; left: number | undefined }[] = [];
    const program = function* (): Op<void> {
      for (let i = 0; i < 6; i++) spawn(() => i);
      yield* sleep(1);
    };
    await explore(program, { schedules: 3000, strategy: 'random', onProgress: (now) => told.push(now) });
    exploring = false;
    expect(macrotasks).to.be.greaterThan(1);
    expect(told.at(-1)).to.deep.equal({ schedules: 3000, left: 0 });
    expect(told.length).to.be.greaterThan(1);
    for (const { schedules, left } of told) expect(schedules + (left as number)).to.equal(3000);
    const last: unknown[] = [];
    await explore(program, { delays: 1, onProgress: (now) => last.push(now) });
    expect(last.at(-1)).to.deep.equal({ schedules: 16, left: undefined });
  });

  it('rejects with what onProgress throws', async () => {
    const error = await explore(
      function* () {
        yield* sleep(0);
      },
      {
        onProgress() {
          throw new RangeError('of onProgress');
        },
      },
    ).catch((error: unknown) => error as Error);
    expect((error as Error).message).to.equal('of onProgress');
    expect(presentLoop()).to.equal(undefined);
  });

  it('is an error while another loop of the thread is in use, which goes on', async () => {
    await run(function* () {
      const error = yield* until(explore(secondFirst).catch((error: unknown) => error as Error));
      expect((error as Error).message).to.match(/^this thread has an event loop already/);
      yield* sleep(0);
    });
  });

  it('can be run side by side with another, if neither waits for promises', async () => {
    const [one, two] = await Promise.all([
      explore(secondFirst, { delays: 0 }),
      explore(function* () {
        yield* sleep(1);
      }),
    ]);
    expect([one.schedules, two.schedules]).to.deep.equal([1, 1]);
  });
});

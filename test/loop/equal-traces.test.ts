// Equal programs give equal traces: run twice on fresh loops, everything an instrument is told is the same, ids included.
import { expect } from 'chai';
import {
  Event,
  EventLoop,
  type EventLoopOptions,
  Lock,
  type Op,
  Queue,
  Semaphore,
  Tasklet,
  TaskletGroup,
  Timeout,
  sleep,
  spawn,
} from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';

/** A dozen tasklets that wait for each other. At most one waits for time, so that a slow machine changes nothing. */
function* waitForEachOther(): Op<void> {
  const lock = new Lock();
  const queue = new Queue<number>(2);
  const start = new Event();
  const permits = new Semaphore(2);
  const worker = function* (): Op<void> {
    yield* start.wait();
    using _ = yield* permits.hold();
    for (let i = 0; i < 3; i++) {
      using _ = yield* lock.hold();
      yield* sleep(0);
    }
  };
  const workers = [0, 1, 2, 3].map((i) => new Tasklet({ target: worker, name: `worker ${i}` }).start());
  const takers = [1, 2, 3].map(() =>
    spawn(function* () {
      for (;;) yield* queue.get();
    }),
  );
  const victim = spawn(function* () {
    using _ = yield* lock.hold();
    try {
      yield* sleep(Infinity);
    } finally {
      yield* sleep(0);
    }
  });
  // All others wait when this one begins to wait for time: a turn may be cut short, and time be up before they have begun.
  yield* sleep(0);
  yield* sleep(0.002);
  start.set();
  for (let i = 0; i < 9; i++) yield* queue.put(i);
  victim.kill();
  yield* sleep(0);
  for (const taker of takers) taker.kill();
  for (const other of [...workers, ...takers]) yield* other.join();
  yield* new Timeout(0.002, false).run(() => new Event().wait());
  yield* new Timeout(60).run(() => sleep(0));
  yield* TaskletGroup.run(function* (group): Op<void> {
    for (let i = 0; i < 3; i++) group.spawn(sleep, 0);
    yield* sleep(0);
  });
}

/** As many that race the clock. */
function* raceTheClock(): Op<void> {
  const lock = new Lock();
  for (let i = 0; i < 12; i++) {
    spawn(function* () {
      for (let round = 1; round < 5; round++) {
        yield* sleep((((i * 7) % 5) * round) / 10);
        yield* new Timeout(0.35, false).run(function* () {
          using _ = yield* lock.hold();
          yield* sleep(((i * 3) % 7) / 20);
        });
      }
    });
  }
  yield* waitForEachOther();
}

/** What an instrument is told of `main`; with turns and timers, if the clock is virtual. */
async function traceOf(main: () => Op<void>, options: EventLoopOptions = {}): Promise<unknown[]> {
  const loop = new EventLoop(options);
  const trace: unknown[] = [];
  const who = (t: Tasklet | undefined): unknown => t && [t.id, t.name];
  const virtual = options.driver !== undefined;
  loop.instrument({
    spawned: (t, parent) => trace.push(['spawned', who(t), who(parent)]),
    readied: (t, by, handed) => trace.push(['readied', who(t), who(by), handed]),
    retracted: (t) => trace.push(['retracted', who(t)]),
    resumed: (t) => trace.push(['resumed', who(t)]),
    parked: (t, on, wait) => trace.push(['parked', who(t), on, wait]),
    interrupted: (t, by, error) => trace.push(['interrupted', who(t), who(by), String(error)]),
    ended: (t, error) => trace.push(['ended', who(t), String(error)]),
    ...(virtual && {
      turn: (n: number) => trace.push(['turn', n, loop.time()]),
      timer: (...event: unknown[]) => trace.push(['timer', ...event]),
    }),
  });
  try {
    spawn(main);
    await loop.run();
    return trace;
  } finally {
    loop.destroy();
  }
}

describe('Equal programs', () => {
  it('give equal traces on simulated time', async () => {
    for (const main of [waitForEachOther, raceTheClock]) {
      const once = await traceOf(main, { driver: virtualDriver() });
      expect(once.length).to.be.greaterThan(100);
      expect(await traceOf(main, { driver: virtualDriver() })).to.deep.equal(once);
    }
  });

  it('give equal traces on real time, where nothing depends on it', async () => {
    const once = await traceOf(waitForEachOther);
    expect(once.length).to.be.greaterThan(100);
    expect(await traceOf(waitForEachOther)).to.deep.equal(once);
  });
});

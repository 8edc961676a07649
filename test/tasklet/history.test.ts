// What instruments are told of random programs is a valid history: each tasklet is spawned, readied before it is resumed, in the
// order in which it was readied, parks where it runs, and ends once. EVERGREEN_SEED=n repeats a run.
import { expect } from 'chai';
import {
  Channel,
  Condition,
  EventLoop,
  type Instrument,
  Lock,
  type Op,
  Queue,
  RLock,
  Tasklet,
  TaskletGroup,
  Timeout,
  all,
  race,
  sleep,
  spawn,
  spawnLater,
} from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';
import { random } from '../support/random.js';

const SEED = Number(process.env.EVERGREEN_SEED ?? Date.now() % 1e9);

/** Checks each event against what was told before. */
class History implements Partial<Instrument> {
  readonly #states = new Map<number, 'spawned' | 'ready' | 'running' | 'parked' | 'ended'>();
  /** Those that are ready, in the order in which they are to be resumed. */
  readonly #ready: number[] = [];
  readonly #interrupted = new Set<number>();
  #running: number | undefined;
  /** It may ready others in the step in which it parks, too. */
  #last: number | undefined;
  events = 0;
  /** Not while a loop is destroyed: it does not wait for anyone's turn. */
  inOrder = true;

  spawned = (t: Tasklet, parent: Tasklet | undefined): void => {
    this.#expect(t, undefined);
    if (parent !== undefined) expect(this.#states.get(parent.id), 'the parent').to.equal('running');
    this.#states.set(t.id, 'spawned');
  };

  readied = (t: Tasklet, by: Tasklet | undefined, handed?: number): void => {
    this.#expect(t, 'spawned', 'parked');
    if (by !== undefined && by !== t) expect(by.id, 'the one that readies').to.equal(this.#last);
    if (handed !== undefined) expect(handed).to.be.greaterThan(0);
    this.#states.set(t.id, 'ready');
    this.#ready.push(t.id);
  };

  retracted = (t: Tasklet): void => {
    this.#expect(t, 'ready');
    expect(this.#interrupted.delete(t.id), 'was interrupted').to.equal(true);
    this.#states.set(t.id, 'parked');
    this.#ready.splice(this.#ready.indexOf(t.id), 1);
  };

  interrupted = (t: Tasklet, _by: Tasklet | undefined, error: unknown): void => {
    expect(this.#states.get(t.id)).to.not.equal('ended');
    expect(error).to.be.an('error');
    this.#interrupted.add(t.id);
  };

  resumed = (t: Tasklet): void => {
    this.#expect(t, 'ready');
    expect(this.#running, 'only one runs').to.equal(undefined);
    if (this.inOrder) expect(t.id, 'first come, first served').to.equal(this.#ready[0]);
    this.#ready.splice(this.#ready.indexOf(t.id), 1);
    this.#states.set(t.id, 'running');
    this.#running = this.#last = t.id;
  };

  parked: Instrument['parked'] = (t, on, { what, object, owner }) => {
    this.#expect(t, 'running', 'spawned');
    expect(what).to.equal(on);
    expect(object).to.be.greaterThan(0);
    if (owner !== undefined) expect(this.#states.has(owner), 'the owner is known').to.equal(true);
    this.#states.set(t.id, 'parked');
    this.#running = undefined;
  };

  ended = (t: Tasklet): void => {
    this.#expect(t, 'running');
    this.#states.set(t.id, 'ended');
    this.#running = undefined;
  };

  idle = (): void => {
    expect(this.#ready).to.deep.equal([]);
    expect(this.#running).to.equal(undefined);
  };

  /** All have ended. */
  end(): void {
    expect(new Set(this.#states.values())).to.deep.equal(new Set(['ended']));
  }

  #expect(t: Tasklet, ...states: (string | undefined)[]): void {
    this.events++;
    expect(this.#states.get(t.id), `${t.name} was`).to.be.oneOf(states);
  }
}

/** What an instrument throws is an uncaught exception: keep it for the test instead. */
function collecting(history: History, failures: unknown[]): Partial<Instrument> {
  const hooks = Object.entries(history).filter(([, value]) => typeof value === 'function') as [
    string,
    (...args: unknown[]) => void,
  ][];
  return Object.fromEntries(
    hooks.map(([name, hook]) => [
      name,
      (...args: unknown[]) => {
        try {
          hook(...args);
        } catch (error) {
          failures.push(error);
        }
      },
    ]),
  );
}

/** A program of many tasklets that meet at everything there is, and are killed and timed out on the way. */
function* program(pick: (below: number) => number): Op<void> {
  const [lock, rlock, condition] = [new Lock(), new RLock(), new Condition()];
  const [queue, channel] = [new Queue<number>(2), new Channel<number>()];
  const crowd: Tasklet[] = [];
  const deeds: readonly (() => Op<unknown>)[] = [
    () => sleep(pick(3) / 4),
    () => queue.put(1, true, pick(4)),
    () => queue.get(true, pick(4)),
    () => new Timeout(pick(3), false).run(channel.send(1)),
    () => new Timeout(pick(3), false).run(channel.receive()),
    () => all([sleep(pick(2)), sleep(0)]),
    () => race([sleep(pick(3)), sleep(pick(2))]),
    function* () {
      const killed = new Tasklet({ target: sleep, args: [1] });
      if (pick(2) === 0) killed.kill();
      yield* killed.start().join();
    },
    function* () {
      using _ = yield* lock.hold();
      yield* sleep(pick(2));
    },
    function* () {
      using _ = yield* rlock.hold();
      using _again = yield* rlock.hold();
      yield* sleep(0);
    },
    function* () {
      using _ = yield* condition.hold();
      if (pick(2) === 0) condition.notify();
      else yield* condition.wait(pick(3));
    },
    function* () {
      // Delivered and withdrawn in one moment, now and then.
      using _ = new Timeout(pick(2)).start();
      yield* sleep(pick(2));
    },
    () =>
      TaskletGroup.run(function* (group) {
        group.spawn(() => sleep(pick(2)));
        yield* sleep(pick(2));
      }),
    function* () {
      yield* sleep(0);
      crowd[pick(crowd.length)]?.kill();
    },
  ];
  function* life(): Op<void> {
    for (let i = pick(6); i >= 0; i--) {
      try {
        yield* (deeds[pick(deeds.length)] as () => Op<unknown>)();
      } catch (error) {
        if (!(error instanceof Error) || error.name === 'TaskletExit') throw error;
      }
    }
  }
  for (let i = 0; i < 60; i++) {
    crowd.push(pick(5) === 0 ? spawnLater(pick(3), life) : spawn(life));
    if (pick(4) === 0) yield* sleep(pick(2) / 2);
  }
  for (const one of crowd) yield* one.join();
}

describe('The history that instruments are told', () => {
  it(`is valid, whatever happens to whom and when (seed ${SEED})`, async () => {
    let events = 0;
    for (let round = 0; round < 60; round++) {
      const loop = new EventLoop({ driver: virtualDriver() });
      const history = new History();
      const failures: unknown[] = [];
      loop.excepthook = (error) => failures.push(error);
      loop.instrument(collecting(history, failures));
      try {
        spawn(program, random(SEED + round));
        await loop.run();
        expect(failures, `round ${round}`).to.deep.equal([]);
        history.end();
      } finally {
        loop.destroy();
      }
      events += history.events;
    }
    expect(events).to.be.greaterThan(10_000);
  });

  it(`is valid when the loop is stopped at some point and destroyed: all end, and each finally runs once (seed ${SEED})`, async () => {
    for (let round = 0; round < 60; round++) {
      const pick = random(SEED + round);
      const loop = new EventLoop({ driver: virtualDriver() });
      const history = new History();
      const failures: unknown[] = [];
      loop.excepthook = (error) => failures.push(error);
      loop.instrument(collecting(history, failures));
      const begun = new Set<number>();
      const cleaned: number[] = [];
      const guarded = function* (id: number): Op<void> {
        begun.add(id);
        try {
          yield* program(pick);
        } finally {
          yield* sleep(pick(2));
          cleaned.push(id);
        }
      };
      for (let id = 0; id < 3; id++) spawn(guarded, id);
      loop.callLater(pick(12) / 4, () => loop.stop());
      await loop.run();
      history.inOrder = false;
      loop.destroy();
      expect(failures, `round ${round}`).to.deep.equal([]);
      history.end();
      // One that parks in its finally is thrown into again there, so it need not come to the end of it; but none comes twice.
      expect(new Set(cleaned).size).to.equal(cleaned.length);
      for (const id of cleaned) expect(begun.has(id)).to.equal(true);
    }
  });
});

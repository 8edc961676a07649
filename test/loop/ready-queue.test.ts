// What an explorer of schedules needs of the hub: a ready queue of its own, which chooses what runs next, ends turns, lets
// time pass in the middle of one and kills; and a driver that is stepped synchronously. Each program here runs from its
// start to its end inside one call.
import { expect } from 'chai';
import {
  DeadlockError,
  EventLoop,
  Lock,
  type Op,
  type Tasklet,
  TaskletExit,
  sleep,
  spawn,
} from 'evergreen-ts';
import type { Driver } from '../../src/loop/driver.js';
import type { LoopOptions } from '../../src/loop/loop-core.js';
import type { ReadyQueue } from '../../src/loop/ready-queue.js';
import type { Runnable } from '../../src/loop/runnable.js';
import { threadLoop } from '../../src/loop/thread.js';

/** Time that stands still, and wake-ups that come when step() is called. */
class SteppedDriver implements Driver {
  readonly closedWorld = true;
  clock = 0;
  #soon: (() => void) | undefined;
  #at: number | null = null;
  #alarm: (() => void) | undefined;
  now(): number {
    return this.clock;
  }
  wakeSoon(pump: () => void): void {
    this.#soon = pump;
  }
  wakeAt(when: number | null, pump: () => void): void {
    this.#at = when;
    this.#alarm = pump;
  }
  close(): void {
    this.#soon = undefined;
    this.#at = null;
  }
  /** What the hub asked for happens; false if it asked for nothing. */
  step(): boolean {
    const soon = this.#soon;
    if (soon !== undefined) {
      this.#soon = undefined;
      soon();
      return true;
    }
    if (this.#at === null) return false;
    this.clock = Math.max(this.clock, this.#at);
    this.#at = null;
    this.#alarm?.();
    return true;
  }
}

/** What runs next: the entry with that number, or nothing more in this turn. */
type Choose = (entries: readonly Runnable[], driver: SteppedDriver) => number | 'end the turn';

class ChoosingQueue implements ReadyQueue {
  trims = 0;
  #entries: Runnable[] = [];
  readonly #choose: Choose;
  readonly #driver: SteppedDriver;
  constructor(choose: Choose, driver: SteppedDriver) {
    this.#choose = choose;
    this.#driver = driver;
  }
  get size(): number {
    return this.#entries.length;
  }
  add(entry: Runnable): void {
    this.#entries.push(entry);
  }
  take(): Runnable | undefined {
    const choice = this.#choose(this.#entries, this.#driver);
    return choice === 'end the turn' ? undefined : this.#entries.splice(choice, 1)[0];
  }
  clear(): void {
    this.#entries = [];
  }
  trim(): void {
    this.trims++;
  }
}

interface Played {
  readonly driver: SteppedDriver;
  readonly queue: ChoosingQueue;
  readonly steps: number;
}

/** Run a program to its end, synchronously. `begin` spawns it. */
function play(choose: Choose, begin: (loop: EventLoop) => void): Played {
  const driver = new SteppedDriver();
  const queue = new ChoosingQueue(choose, driver);
  const options: LoopOptions = { driver, readyQueue: queue };
  const loop = new EventLoop(options);
  try {
    begin(loop);
    void loop.run();
    let steps = 0;
    while (driver.step()) steps++;
    expect(loop.running).to.equal(false);
    return { driver, queue, steps };
  } finally {
    if (loop.running) loop.stop();
    loop.destroy();
  }
}

const first: Choose = () => 0;

describe('A ready queue that is given to the loop', () => {
  it('says what runs next', () => {
    const trace: string[] = [];
    play(
      (entries) => entries.length - 1,
      () => {
        for (const name of ['a', 'b', 'c']) spawn(() => trace.push(name));
      },
    );
    expect(trace).to.deep.equal(['c', 'b', 'a']);
  });

  it('ends a turn though entries are left, and the next turn goes on with them', () => {
    const trace: string[] = [];
    let asked = 0;
    const { steps, queue } = play(
      () => (asked++ % 2 === 0 ? 0 : 'end the turn'),
      () => {
        for (const name of ['a', 'b', 'c']) spawn(() => trace.push(name));
      },
    );
    expect(trace).to.deep.equal(['a', 'b', 'c']);
    expect(steps).to.equal(3);
    expect(queue.trims).to.be.lessThan(2);
  });

  it('lets time pass in the middle of a turn: the earliest timers are due, and the clock says so', () => {
    const trace: unknown[] = [];
    let turns = 0;
    let entries = 0;
    play(
      (_, driver) => {
        const { hub } = threadLoop();
        // Both have begun, and the busy one has switched once.
        if (entries++ === 3) {
          driver.clock = hub.nextDeadline;
          hub.fireDue();
        }
        return 0;
      },
      (loop) => {
        threadLoop().hub.observer = { turn: (n) => (turns = n), timer: () => undefined };
        spawn(function* () {
          yield* sleep(5);
          trace.push(['slept', loop.time(), turns]);
        });
        spawn(function* () {
          for (let i = 0; i < 3; i++) {
            trace.push(['busy', loop.time(), turns]);
            yield* sleep(0);
          }
        });
      },
    );
    expect(trace).to.deep.equal([
      ['busy', 0, 1],
      ['busy', 0, 1],
      ['busy', 5, 1],
      // To the hub, the turn has taken five seconds: it ends.
      ['slept', 5, 2],
    ]);
  });

  it('can kill, from outside any tasklet, between any two entries', () => {
    for (let when = 0; when < 6; when++) {
      const trace: unknown[] = [];
      let victim: Tasklet | undefined;
      let entries = 0;
      play(
        () => {
          if (entries++ === when) victim?.kill();
          return 0;
        },
        () => {
          const lock = new Lock();
          victim = spawn(function* () {
            yield* lock.acquire();
            try {
              yield* sleep(0);
              yield* sleep(1);
            } catch (error) {
              trace.push(error instanceof TaskletExit);
              throw error;
            } finally {
              lock.release();
            }
          });
          spawn(function* () {
            using _ = yield* lock.hold();
            trace.push('has the lock');
          });
        },
      );
      expect(trace, `killed before entry ${when}`).to.include('has the lock');
      expect(trace.filter((one) => one !== 'has the lock').every((one) => one === true)).to.equal(true);
    }
  });

  it('can try every order of a small program', () => {
    /** All that three tasklets can come to that read, let others go first, and write. */
    const results = new Set<number>();
    let schedules = 0;
    /** Choices of this schedule, and out of how many: the next schedule has the last choice that can be raised, raised. */
    let path: { choice: number; of: number }[] = [];
    do {
      let depth = 0;
      let x = 0;
      const increment = function* (): Op<void> {
        const read = x;
        yield* sleep(0);
        x = read + 1;
      };
      play(
        ({ length: of }) => {
          path[depth] ??= { choice: 0, of };
          return (path[depth++] as { choice: number }).choice;
        },
        () => {
          for (let i = 0; i < 3; i++) spawn(increment);
        },
      );
      results.add(x);
      schedules++;
      while (path.length > 0) {
        const last = path[path.length - 1] as { choice: number; of: number };
        if (++last.choice < last.of) break;
        path = path.slice(0, -1);
      }
    } while (path.length > 0);
    expect([...results].sort()).to.deep.equal([1, 2, 3]);
    // Interleavings of three times two steps.
    expect(schedules).to.equal(90);
  });
});

describe('A driver that is stepped synchronously', () => {
  it('jumps from timer to timer', () => {
    const trace: unknown[] = [];
    const { driver } = play(first, (loop) => {
      for (const seconds of [3, 1, 2]) {
        spawn(function* () {
          yield* sleep(seconds);
          trace.push(loop.time());
        });
      }
    });
    expect(trace).to.deep.equal([1, 2, 3]);
    expect(driver.clock).to.equal(3);
  });

  it('knows a deadlock at once', async () => {
    const driver = new SteppedDriver();
    const loop = new EventLoop({ driver });
    spawn(() => loop.switch());
    const end = loop.run().catch((error: unknown) => error);
    while (driver.step());
    expect(loop.running).to.equal(false);
    loop.destroy();
    expect(await end).to.be.instanceOf(DeadlockError);
  });
});

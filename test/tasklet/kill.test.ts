// What is thrown into a tasklet from outside, as a table: kill, kill with an error, and Timeout; in every state, on every kind
// of leaf, at one to five levels of yield*. Each `finally` runs once, inner before outer, to its end though it parks; and
// nothing behind it runs in any frame. Then the rules for several at once.
import { expect } from 'chai';
import {
  type EventLoop,
  type Op,
  Tasklet,
  TaskletExit,
  Timeout,
  current,
  fromCallback,
  sleep,
  spawn,
  spawnLater,
} from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

/** Something to be thrown into the victim a second after it began, and again, as often as `times` has moments. */
interface Weapon {
  readonly name: string;
  /** Called by the victim as it begins. */
  arm?(times: readonly number[]): void;
  /** Called by somebody else, to throw it at the victim. */
  aim?(loop: EventLoop, victim: Tasklet, times: readonly number[], states: string[]): void;
  /** What the victim ends with. */
  matches(error: unknown): boolean;
}

const WEAPONS: readonly Weapon[] = [
  {
    name: 'kill()',
    aim: (loop, victim, times, states) => {
      for (const when of times) {
        loop.callAt(when, () => {
          states.push(victim.state);
          victim.kill();
        });
      }
    },
    matches: (error) => error instanceof TaskletExit,
  },
  {
    name: 'kill(error)',
    aim: (loop, victim, times, states) => {
      for (const when of times) {
        loop.callAt(when, () => {
          states.push(victim.state);
          victim.kill(BOOM);
        });
      }
    },
    matches: (error) => error === BOOM,
  },
  {
    name: 'Timeout',
    arm: (times) => {
      for (const when of times) new Timeout(when - current.loop.time()).start();
    },
    matches: (error) => error instanceof Timeout,
  },
];

/** What the victim waits on: something comes at the moment `ready`, or if that is left out, not for a long time. */
interface Wait {
  readonly name: string;
  /** Its tasklet is ready before callbacks of the same moment run, instead of after. */
  readonly early?: boolean;
  /** What has come cannot go back: it is given, and the error is thrown at the next park. */
  readonly final?: boolean;
  park(loop: EventLoop, ready: number | undefined): Op<unknown>;
}

const LONG = 1000;

const WAITS: readonly Wait[] = [
  {
    name: 'sleep',
    early: true,
    park: (loop, ready) => sleep(ready === undefined ? LONG : ready - loop.time()),
  },
  {
    name: 'switch',
    final: true,
    park: (loop, ready) => {
      const self = Tasklet.current() as Tasklet;
      if (ready !== undefined) loop.callAt(ready, () => self.switch('value'));
      return loop.switch();
    },
  },
  { name: 'join', park: (loop, ready) => helper(loop, ready).join() },
  { name: 'get', park: (loop, ready) => helper(loop, ready).get(LONG) },
  {
    name: 'fromCallback',
    final: true,
    park: (loop, ready) => {
      let callback: (error: null, value: string) => void = () => undefined;
      if (ready !== undefined) loop.callAt(ready, () => callback(null, 'value'));
      return fromCallback((it) => (callback = it));
    },
  },
];

/** Ends at `ready`, or never. */
function helper(loop: EventLoop, ready: number | undefined): Tasklet {
  if (ready !== undefined) return spawnLater(ready - loop.time(), () => 1);
  return new Tasklet({ target: () => sleep(Infinity), daemon: true }).start();
}

/** A victim whose frames note what they do: `depth` of them, the innermost waits. */
function* frames(level: number, depth: number, trace: unknown[], wait: () => Op<unknown>): Op<void> {
  try {
    if (level < depth) yield* frames(level + 1, depth, trace, wait);
    else yield* wait();
    trace.push(`after ${level}`);
  } finally {
    trace.push(`finally ${level}`);
    yield* sleep(1);
    trace.push(`cleaned ${level}`);
  }
  trace.push(`beyond ${level}`);
}

/** The levels from the innermost, the first `struck` of which did not come to the end of their `finally`. */
function cleanup(depth: number, struck = 0): string[] {
  const lines: string[] = [];
  for (let level = depth; level >= 1; level--) {
    lines.push(`finally ${level}`);
    if (depth - level >= struck) lines.push(`cleaned ${level}`);
  }
  return lines;
}

describe('What is thrown into a tasklet', () => {
  for (const weapon of WEAPONS) {
    for (const wait of WAITS) {
      for (const ready of [undefined, 1]) {
        const state = ready === undefined ? 'parked' : 'ready, a value on its way,';
        it(
          `${weapon.name} into one that is ${state} in ${wait.name}: every finally runs once, and nothing else`,
          tasklets(function* ({ loop }) {
            for (let depth = 1; depth <= 5; depth++) {
              const { trace, error, states } = yield* struck(loop, weapon, wait, depth, ready, [1]);
              if (weapon.aim !== undefined)
                expect(states).to.deep.equal([ready === undefined ? 'parked' : 'ready']);
              // A value that cannot go back is given first, and the error meets the innermost cleanup.
              const given = ready !== undefined && wait.final === true;
              const expected = given ? [`after ${depth}`, ...cleanup(depth, 1)] : cleanup(depth);
              expect(trace, `depth ${depth}`).to.deep.equal(expected);
              expect(weapon.matches(error), String(error)).to.equal(true);
            }
          }),
        );
      }
    }

    it(
      `${weapon.name} into a finally that parks ends that one only: the outer ones run to their end`,
      tasklets(function* ({ loop }) {
        for (let depth = 1; depth <= 5; depth++) {
          for (const wait of WAITS) {
            const { trace, error } = yield* struck(loop, weapon, wait, depth, undefined, [1, 1.5]);
            expect(trace, `${wait.name}, depth ${depth}`).to.deep.equal(cleanup(depth, 1));
            expect(weapon.matches(error), String(error)).to.equal(true);
          }
        }
      }),
    );

    it(
      `${weapon.name} into each finally in turn: each begins once and none comes to its end`,
      tasklets(function* ({ loop }) {
        for (let depth = 1; depth <= 5; depth++) {
          const times = Array.from({ length: depth + 1 }, (_, i) => 1 + i / 2);
          for (const wait of WAITS) {
            const { trace } = yield* struck(loop, weapon, wait, depth, undefined, times);
            expect(trace, `${wait.name}, depth ${depth}`).to.deep.equal(cleanup(depth, depth));
          }
        }
      }),
    );
  }

  /** `times`: seconds after the victim has begun. */
  function* struck(
    loop: EventLoop,
    weapon: Weapon,
    wait: Wait,
    depth: number,
    ready: number | undefined,
    times: readonly number[],
  ): Op<{ trace: unknown[]; error: unknown; states: string[] }> {
    const trace: unknown[] = [];
    const states: string[] = [];
    const now = loop.time();
    const moments = times.map((after) => now + after);
    const victim = spawn(() =>
      frames(1, depth, trace, () => {
        const op = wait.park(loop, ready === undefined ? undefined : now + ready);
        weapon.arm?.(moments);
        return op;
      }),
    );
    if (wait.early !== true) {
      // Let it park first, so that what it waits for comes first.
      yield* sleep(0);
      yield* sleep(0);
    }
    weapon.aim?.(loop, victim, moments, states);
    let error: unknown;
    try {
      yield* victim.get();
    } catch (caught) {
      error = caught;
    }
    return { trace, error, states };
  }
});

describe('kill', () => {
  it(
    'of a tasklet that was not started: its body never runs, whenever it is started',
    tasklets(function* ({ trace }) {
      const one = new Tasklet({ target: () => trace.push('never') });
      one.kill();
      expect(one.state).to.equal('initial');
      one.start();
      yield* sleep(0);
      expect(one.state).to.equal('ended');
      class Own extends Tasklet<void> {
        override run(): void {
          trace.push('never');
        }
      }
      const own = new Own().start();
      own.kill();
      yield* own.join();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'with an error of a tasklet that was not started: the error is its end',
    tasklets(function* ({ uncaught }) {
      const one = spawn(() => 1);
      one.kill(BOOM);
      yield* one.join();
      expect(uncaught.splice(0)).to.deep.equal([BOOM]);
    }),
  );

  it(
    'of a tasklet that has ended does nothing',
    tasklets(function* () {
      const one = spawn<[], string>(() => 'value');
      yield* one.join();
      one.kill(BOOM);
      expect(yield* one.get()).to.equal('value');
    }),
  );

  it(
    'of itself strikes at its next park, and not at all if it ends before',
    tasklets(function* ({ trace }) {
      const ended = spawn(() => 1);
      yield* ended.join();
      const one = spawn(function* () {
        (Tasklet.current() as Tasklet).kill();
        trace.push('goes on');
        yield* ended.join(); // does not park
        trace.push('still');
        yield* sleep(0);
        trace.push('never');
      });
      yield* one.join();
      expect(trace).to.deep.equal(['goes on', 'still']);
      const other = spawn<[], string>(() => {
        (Tasklet.current() as Tasklet).kill();
        return 'value';
      });
      expect(yield* other.get()).to.equal('value');
    }),
  );

  it(
    'strikes in first in, first out order',
    tasklets(function* ({ trace }) {
      const body = function* (name: string): Op<void> {
        try {
          yield* sleep(100);
        } finally {
          trace.push(name);
        }
      };
      const [a, b, c] = ['a', 'b', 'c'].map((name) => spawn(body, name)) as [Tasklet, Tasklet, Tasklet];
      yield* sleep(0);
      b.kill();
      spawn(() => trace.push('spawned between'));
      c.kill();
      a.kill();
      trace.push('killer');
      yield* sleep(0);
      expect(trace).to.deep.equal(['killer', 'b', 'spawned between', 'c', 'a']);
    }),
  );

  it(
    'of one that has its sleep(0) behind it strikes all the same, if it comes before its turn',
    tasklets(function* ({ trace }) {
      const one = spawn(function* () {
        yield* sleep(0);
        trace.push(1);
        yield* sleep(0);
        trace.push(2);
      });
      spawn(() => one.kill());
      yield* one.join();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'that is not delivered yet is the one that counts; another, later one interrupts the cleanup',
    tasklets(function* ({ trace }) {
      const [first, second, third] = ['first', 'second', 'third'].map((text) => new TaskletExit(text));
      const one = spawn(function* () {
        try {
          yield* sleep(100);
        } catch (error) {
          trace.push(error);
          try {
            yield* sleep(100);
          } catch (another) {
            trace.push(another);
          }
        }
        yield* sleep(1);
        trace.push('goes on');
      });
      yield* sleep(0);
      one.kill(first);
      one.kill(second);
      yield* sleep(1);
      one.kill(third);
      yield* one.join();
      expect(trace).to.deep.equal([first, third, 'goes on']);
    }),
  );

  it(
    'that a catch swallows lets the tasklet live on',
    tasklets(function* ({ loop, trace }) {
      const stubborn = spawn(function* () {
        for (let i = 0; i < 3; i++) {
          try {
            yield* sleep(100);
          } catch (error) {
            trace.push((error as Error).name);
          }
        }
        return 'survived';
      });
      yield* sleep(0);
      for (let i = 0; i < 3; i++) {
        stubborn.kill();
        yield* sleep(0);
      }
      expect(yield* stubborn.get()).to.equal('survived');
      expect(trace).to.deep.equal(['TaskletExit', 'TaskletExit', 'TaskletExit']);
      expect(loop.time()).to.equal(0);
    }),
  );

  it(
    'with an error reaches excepthook once for each tasklet that ends with it',
    tasklets(function* ({ uncaught }) {
      const pair = [1, 2].map(() => spawn(sleep, 100));
      yield* sleep(0);
      for (const one of pair) one.kill(BOOM);
      yield* sleep(0);
      expect(uncaught.splice(0)).to.deep.equal([BOOM, BOOM]);
    }),
  );

  it(
    'throws whatever it is given, but undefined is a TaskletExit',
    tasklets(function* ({ trace }) {
      for (const thing of [null, 0, 'text', undefined]) {
        const one = spawn(function* () {
          try {
            yield* sleep(100);
          } catch (error) {
            trace.push(error instanceof TaskletExit ? 'TaskletExit' : error);
          }
        });
        yield* sleep(0);
        one.kill(thing);
        yield* one.join();
      }
      expect(trace).to.deep.equal([null, 0, 'text', 'TaskletExit']);
    }),
  );

  it(
    'tells in its stack the functions where the tasklet was parked',
    tasklets(function* () {
      const inner = function* innerPark(): Op<void> {
        yield* sleep(100);
      };
      const outer = function* outerPark(): Op<void> {
        yield* inner();
      };
      const one = spawn(outer);
      yield* sleep(0);
      one.kill();
      try {
        yield* one.get();
        expect.fail();
      } catch (error) {
        const { stack } = error as Error;
        expect(stack).to.match(/^TaskletExit: the tasklet was killed\n[^]*innerPark[^]*outerPark/);
        expect(stack).to.not.match(/Leaf|park\.ts/);
      }
    }),
  );

  it(
    'leaves the stack of an error alone that has one of its own',
    tasklets(function* () {
      const { stack } = BOOM;
      const one = spawn(sleep, 100);
      yield* sleep(0);
      one.kill(BOOM);
      try {
        yield* one.get();
      } catch (error) {
        expect((error as Error).stack).to.equal(stack);
      }
    }),
  );

  it(
    'of one that spawnLater holds back takes its arguments and its timer away',
    tasklets(function* ({ loop }) {
      const late = spawnLater(100, () => expect.fail());
      late.kill();
      yield* late.join();
      expect(loop.time()).to.equal(0);
    }),
  );
});

describe('A kill and a Timeout at once', () => {
  /** Notes each error thrown into three parks in a row. */
  function* three(trace: unknown[]): Op<void> {
    for (let i = 0; i < 3; i++) {
      try {
        yield* sleep(100);
        trace.push('slept');
      } catch (error) {
        trace.push((error as Error).name);
      }
    }
  }

  it(
    'a kill that came first strikes first',
    tasklets(function* ({ trace }) {
      const one = spawn(function* () {
        const timeout = new Timeout(0).start();
        (Tasklet.current() as Tasklet).kill();
        expect(timeout.pending).to.equal(true);
        yield* three(trace);
      });
      yield* one.join();
      expect(trace).to.deep.equal(['TaskletExit', 'Timeout', 'slept']);
    }),
  );

  it(
    'a Timeout that is due strikes first, and the kill is not lost',
    tasklets(function* ({ loop, trace }) {
      const one = spawn(() => {
        new Timeout(1).start();
        return three(trace);
      });
      loop.callLater(1, () => one.kill());
      yield* one.join();
      expect(trace).to.deep.equal(['Timeout', 'TaskletExit', 'slept']);
    }),
  );

  it(
    'two Timeouts due at once both strike, in the order they were started',
    tasklets(function* ({ trace }) {
      const one = spawn(function* () {
        const [a, b] = [new Timeout(1).start(), new Timeout(1).start()];
        for (let i = 0; i < 3; i++) {
          try {
            yield* sleep(5);
            trace.push('slept');
          } catch (error) {
            trace.push(error === a ? 'a' : error === b ? 'b' : error);
          }
        }
      });
      yield* one.join();
      expect(trace).to.deep.equal(['a', 'b', 'slept']);
    }),
  );

  it(
    'a Timeout that is cancelled before it strikes leaves the tasklet parked and unharmed',
    tasklets(function* ({ loop, trace }) {
      let timeout: Timeout | undefined;
      loop.callLater(1, () => {
        expect(one.state).to.equal('ready'); // struck already
        timeout?.cancel();
        expect(timeout?.pending).to.equal(false);
      });
      const one = spawn(function* () {
        timeout = new Timeout(1).start();
        yield* sleep(5);
        trace.push(loop.time());
      });
      yield* sleep(2);
      expect(one.state).to.equal('parked');
      yield* one.join();
      expect(trace).to.deep.equal([5]);
    }),
  );

  it(
    'a Timeout that is cancelled before it strikes does not take a value with it that came meanwhile',
    tasklets(function* ({ loop, trace }) {
      let timeout: Timeout | undefined;
      loop.callLater(1, () => {
        one.switch('value');
        timeout?.cancel();
      });
      const one = spawn(function* () {
        timeout = new Timeout(1).start();
        trace.push(yield* loop.switch());
        yield* sleep(1);
        trace.push(loop.time());
      });
      yield* one.join();
      expect(trace).to.deep.equal(['value', 2]);
    }),
  );

  it(
    'one is taken back, and the other strikes all the same',
    tasklets(function* ({ loop, trace }) {
      let timeout: Timeout | undefined;
      loop.callLater(1, () => {
        one.kill();
        timeout?.cancel();
      });
      const one = spawn(function* () {
        timeout = new Timeout(1).start();
        try {
          yield* sleep(100);
        } finally {
          trace.push('killed');
          yield* sleep(5);
          trace.push('cleaned');
        }
      });
      yield* one.join();
      expect(trace).to.deep.equal(['killed', 'cleaned']);
    }),
  );
});

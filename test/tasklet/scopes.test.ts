// Scopes (groups, all, race) under interrupts: no kill and no limit is used up by what it meets, no value is lost with its
// winner, and destroy() ends children before their parents.
import { expect } from 'chai';
import {
  Lock,
  type Op,
  Queue,
  Tasklet,
  TaskletExit,
  TaskletGroup,
  Timeout,
  all,
  race,
  sleep,
  spawn,
} from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

/** Three seconds of cleanup, which nothing can hurry. */
function* slowToClean(trace: unknown[] = []): Op<void> {
  try {
    yield* sleep(100);
  } finally {
    for (let i = 0; i < 3; i++) {
      try {
        yield* sleep(1);
      } catch (error) {
        trace.push(error);
      }
    }
    trace.push('cleaned');
  }
}

/** Scopes with one child. */
const SCOPES: Readonly<Record<string, (child: () => Op<unknown>) => Op<unknown>>> = {
  'a group': (child) =>
    TaskletGroup.run(function* (group) {
      group.spawn(child);
    }),
  'a group whose body waits': (child) =>
    TaskletGroup.run(function* (group) {
      group.spawn(child);
      yield* sleep(100);
    }),
  'all()': (child) => all([child()]),
  'race()': (child) => race([child()]),
};

/** Scopes that return what their child does. */
const GIVING: Readonly<Record<string, (child: () => Op<unknown>) => Op<unknown>>> = {
  'a group': (child) =>
    TaskletGroup.run(function* (group) {
      return yield* group.spawn(child).get();
    }),
  'all()': function* (child) {
    return (yield* all([child()]))[0];
  },
  'race()': (child) => race([child(), sleep(1000)]),
};

for (const [name, scope] of Object.entries(SCOPES)) {
  describe(`An interrupt that comes while ${name} waits for the cleanup of its children`, () => {
    it(
      'is not lost: an outer limit is delivered when they have ended, and does not interrupt them again',
      tasklets(function* ({ loop, trace }) {
        const result = yield* new Timeout(2, false).run(function* (): Op<string> {
          yield* new Timeout(1, false).run(scope(() => slowToClean(trace)));
          expect(loop.time(), 'the children have ended').to.equal(4);
          yield* sleep(10);
          return 'the outer limit was forgotten';
        });
        expect(result).to.equal(undefined);
        expect(trace).to.deep.equal(['cleaned']);
        expect(loop.time()).to.equal(4);
      }),
    );

    it(
      'is not lost: a kill is delivered when they have ended, and does not interrupt them again',
      tasklets(function* ({ loop, trace }) {
        const victim = spawn(function* (): Op<string> {
          yield* new Timeout(1, false).run(scope(() => slowToClean(trace)));
          yield* sleep(10);
          return 'the kill was forgotten';
        });
        yield* sleep(2);
        victim.kill();
        victim.kill();
        expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
        expect(trace).to.deep.equal(['cleaned']);
        expect(loop.time()).to.equal(4);
      }),
    );

    it(
      'is delivered once more after an error of the children was thrown',
      tasklets(function* ({ trace }) {
        const boom = new Error('boom');
        const victim = spawn(function* () {
          try {
            yield* scope(function* () {
              try {
                yield* sleep(100);
              } finally {
                yield* sleep(1);
                // It takes the place of the kill.
                throw boom;
              }
            });
          } catch (error) {
            trace.push(error);
          }
          try {
            yield* sleep(10);
            trace.push('forgotten');
          } catch (error) {
            trace.push((error as Error).name);
          }
        });
        yield* sleep(1);
        victim.kill();
        yield* victim.join();
        expect(trace).to.deep.equal([boom, 'TaskletExit']);
      }),
    );
  });
}

for (const [name, scope] of Object.entries(GIVING)) {
  describe(`What was won in ${name}`, () => {
    for (let turns = 0; turns < 4; turns++) {
      it(
        `is not lost when its tasklet is killed ${turns} turns later`,
        tasklets(function* () {
          const queue = new Queue<string>();
          let got: unknown;
          const one = spawn(function* () {
            got = yield* scope(() => queue.get());
            yield* sleep(0);
          });
          yield* sleep(1);
          queue.putNowait('item');
          for (let i = 0; i < turns; i++) yield* sleep(0);
          one.kill();
          yield* one.join();
          expect(got === 'item' ? 1 : 0, 'got, or still there').to.equal(1 - queue.qsize());
        }),
      );

      it(
        `is no lock that nobody holds when its tasklet is killed ${turns} turns later`,
        tasklets(function* () {
          const lock = new Lock();
          yield* lock.acquire();
          const one = spawn(function* () {
            yield* scope(() => lock.acquire());
            try {
              yield* sleep(1);
            } finally {
              lock.release();
            }
          });
          yield* sleep(1);
          lock.release();
          for (let i = 0; i < turns; i++) yield* sleep(0);
          one.kill();
          yield* one.join();
          expect(lock.locked).to.equal(false);
        }),
      );
    }
  });
}

describe('The winner of a race', () => {
  it(
    'is given, though a Timeout comes while the losers clean up; that is delivered at the next park',
    tasklets(function* ({ loop }) {
      const queue = new Queue<string>();
      loop.callLater(0.5, () => queue.putNowait('item'));
      const limit = new Timeout(1).start();
      expect(yield* race([queue.get(), slowToClean()])).to.equal('item');
      expect(loop.time()).to.equal(3.5);
      expect(yield* failure(sleep(10))).to.equal(limit);
    }),
  );
});

describe('A limit that its own run() swallows', () => {
  it(
    'does not turn up beside the errors of the children that it ended; another does',
    tasklets(function* () {
      const boom = new Error('boom');
      const failing = (): Op<void> =>
        TaskletGroup.run(function* (group) {
          group.spawn(function* () {
            try {
              yield* sleep(100);
            } catch {
              throw boom;
            }
          });
          yield* sleep(100);
        });
      expect(yield* failure(new Timeout(1, false).run(failing))).to.equal(boom);
      const limit = new Timeout(1);
      const both = yield* failure(limit.run(failing));
      expect((both as AggregateError).errors).to.deep.equal([limit, boom]);
    }),
  );
});

describe('destroy()', () => {
  for (const [name, scope] of Object.entries(SCOPES)) {
    it(
      `runs every finally of ${name}, those of the children first`,
      onVirtualLoop(async ({ loop, trace }) => {
        const noting = function* (what: string, inner: () => Op<unknown>): Op<void> {
          try {
            yield* inner();
          } finally {
            trace.push(what);
          }
        };
        spawn(() =>
          noting('parent', () =>
            scope(() => noting('child', () => scope(() => noting('grandchild', () => sleep(100))))),
          ),
        );
        loop.callLater(1, () => loop.stop());
        await loop.run();
        loop.destroy();
        expect(trace).to.deep.equal(['grandchild', 'child', 'parent']);
      }),
    );
  }

  it(
    'ends, whatever the ends of tasklets start',
    onVirtualLoop(async ({ loop, uncaught }) => {
      let started = 0;
      const again = (): Tasklet => {
        started++;
        const one = spawn(() => sleep(100));
        one.addDoneCallback(again);
        return one;
      };
      again();
      loop.callLater(1, () => loop.stop());
      await loop.run();
      loop.destroy();
      expect(started).to.be.greaterThan(1);
      expect(String(uncaught.splice(0))).to.include('too many tasklets');
    }),
  );

  it(
    'is not needed to end daemons that are started again and again',
    onVirtualLoop(async ({ loop, uncaught }) => {
      const again = (): void => {
        spawn(() => sleep(100)).addDoneCallback(again);
      };
      spawn(() => sleep(1));
      // What a daemon spawns is a daemon.
      new Tasklet({ target: again, daemon: true }).start();
      await loop.run();
      expect(uncaught.splice(0).length).to.be.within(0, 1);
    }),
  );
});

// What ends a body from outside is not used up by the errors of the children that it ended: who catches those ends all the same.
import { expect } from 'chai';
import { type Op, TaskletExit, TaskletGroup, Timeout, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

function* failingCleanup(): Op<void> {
  try {
    yield* sleep(1000);
  } finally {
    throw BOOM;
  }
}

/** A group whose child fails when it is ended; its error is caught. */
function* catching(trace: unknown[], body: () => Op<unknown>): Op<void> {
  try {
    yield* TaskletGroup.run(function* (group) {
      group.spawn(failingCleanup);
      yield* body();
    });
  } catch (error) {
    trace.push(error);
  }
  yield* sleep(500);
  trace.push('went on');
}

describe('An interrupt that ended a scope whose children failed', () => {
  it(
    'is delivered once more if it was the failure of an outer group',
    tasklets(function* ({ loop, trace }) {
      const outer = new Error('outer');
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(function* () {
            yield* sleep(1);
            throw outer;
          });
          yield* catching(trace, () => sleep(1000));
        }),
      );
      expect(error).to.equal(outer);
      expect(trace).to.deep.equal([BOOM]);
      expect(loop.time()).to.equal(1);
      yield* sleep(1);
    }),
  );

  it(
    'is delivered once more if it was a limit that its run() swallows, and not when that is over',
    tasklets(function* ({ loop, trace }) {
      yield* new Timeout(1, false).run(catching(trace, () => sleep(1000)));
      expect(trace).to.deep.equal([BOOM]);
      expect(loop.time()).to.equal(1);
      const error = yield* failure(
        new Timeout(1, false).run(
          TaskletGroup.run(function* (group) {
            group.spawn(failingCleanup);
            yield* sleep(1000);
          }),
        ),
      );
      expect(error).to.equal(BOOM);
      yield* sleep(1);
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'is delivered once more if it was a kill, though the cleanup of the body had a limit of its own',
    tasklets(function* ({ trace }) {
      const victim = spawn(catching, trace, function* (): Op<void> {
        try {
          yield* sleep(1000);
        } finally {
          yield* new Timeout(1, false).run(sleep(1000));
        }
      });
      yield* sleep(1);
      victim.kill();
      expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
      expect(trace).to.deep.equal([BOOM]);
    }),
  );

  it(
    'is delivered once if no child failed, whatever error the kill has',
    tasklets(function* ({ trace }) {
      const victim = spawn(function* () {
        try {
          yield* TaskletGroup.run(() => sleep(1000));
        } catch (error) {
          trace.push(error);
        }
        yield* sleep(1);
        return 'cleaned up';
      });
      yield* sleep(1);
      victim.kill(BOOM);
      expect(yield* victim.get()).to.equal('cleaned up');
      expect(trace).to.deep.equal([BOOM]);
    }),
  );
});

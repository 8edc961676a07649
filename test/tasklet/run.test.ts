// run(): the value or the error of main, what becomes of the rest, and that no error gets lost beside another. Under
// runVirtual(), which is run() on a virtual clock.
import { expect } from 'chai';
import { DeadlockError, EventLoop, type Op, TaskletExit, current, run, sleep, spawn } from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { failureOf } from '../support/virtual-loop.js';

const BOOM = new Error('boom');

describe('run', () => {
  it('resolves with the value of main, once everything has ended', async () => {
    const trace: unknown[] = [];
    const value = await runVirtual(
      function* (a: string, b: number) {
        spawn(function* () {
          yield* sleep(5);
          trace.push(current.loop.time());
        });
        yield* sleep(1);
        return [a, b];
      },
      'a',
      1,
    );
    expect(value).to.deep.equal(['a', 1]);
    expect(trace).to.deep.equal([5]);
  });

  it('runs on real time, and a plain function too', async () => {
    expect(await run((x: number) => x + 1, 1)).to.equal(2);
    expect(
      await run(function* () {
        yield* sleep(0.001);
        return 'value';
      }),
    ).to.equal('value');
  });

  it('leaves no loop behind, whatever happened', async () => {
    await runVirtual(() => 1);
    await failureOf(
      runVirtual(() => {
        throw BOOM;
      }),
    );
    await failureOf(runVirtual(() => current.loop.switch()));
    new EventLoop().destroy();
  });

  it('rejects with the error of main after killing the rest, whose finally blocks run to the end', async () => {
    const trace: unknown[] = [];
    const noting = function* (name: string): Op<void> {
      try {
        yield* sleep(1000);
      } catch (error) {
        trace.push([name, error instanceof TaskletExit]);
        throw error;
      } finally {
        yield* sleep(2);
        trace.push([name, current.loop.time()]);
      }
    };
    const error = await failureOf(
      runVirtual(function* () {
        spawn(noting, 'a');
        spawn(noting, 'b');
        yield* sleep(1);
        spawn(() => trace.push('never'));
        throw BOOM;
      }),
    );
    expect(error).to.equal(BOOM);
    expect(trace).to.deep.equal([
      ['a', true],
      ['b', true],
      ['a', 3],
      ['b', 3],
    ]);
  });

  it('rejects with the TaskletExit of a main that was killed', async () => {
    const error = await failureOf(
      runVirtual(function* () {
        current.tasklet?.kill();
        yield* sleep(1);
      }),
    );
    expect(error).to.be.instanceOf(TaskletExit);
  });

  it('rejects with a DeadlockError when tasklets are left that nothing can wake', async () => {
    const trace: unknown[] = [];
    const error = await failureOf(
      runVirtual(function* () {
        try {
          yield* current.loop.switch();
        } finally {
          trace.push('finally');
        }
      }),
    );
    expect(error).to.be.instanceOf(DeadlockError);
    expect(trace).to.deep.equal(['finally']);
  });

  it('loses no error of main beside a deadlock: excepthook is told', async () => {
    const told: unknown[] = [];
    const hook = (): void => {
      current.loop.excepthook = (error) => told.push(error);
    };
    const before = await failureOf(
      runVirtual(function* () {
        hook();
        spawn(function* () {
          try {
            yield* sleep(10);
          } finally {
            yield* current.loop.switch();
          }
        });
        yield* sleep(1);
        throw BOOM;
      }),
    );
    expect(before).to.be.instanceOf(DeadlockError);
    expect(told.splice(0)).to.deep.equal([BOOM]);

    const after = await failureOf(
      runVirtual(function* () {
        hook();
        try {
          yield* current.loop.switch();
        } catch {
          throw BOOM;
        }
      }),
    );
    expect(after).to.be.instanceOf(DeadlockError);
    expect(told).to.deep.equal([BOOM]);
  });

  it('that is stopped resolves with nothing, and what main throws while it is destroyed goes to excepthook', async () => {
    const told: unknown[] = [];
    const value = await runVirtual(function* () {
      current.loop.excepthook = (error) => told.push(error);
      current.loop.stop();
      try {
        yield* sleep(1);
      } catch {
        throw BOOM;
      }
      return 'never';
    });
    expect(value).to.equal(undefined);
    expect(told).to.deep.equal([BOOM]);
  });
});

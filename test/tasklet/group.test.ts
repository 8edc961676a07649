// TaskletGroup: children never outlive the body, one error ends them all, no error is lost, kills from outside go through.
import { expect } from 'chai';
import { type Op, TaskletExit, TaskletGroup, Timeout, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

function* failing(seconds: number, error: unknown = BOOM): Op<never> {
  yield* sleep(seconds);
  throw error;
}

function* noting(trace: unknown[], name: string, cleanup = 1): Op<void> {
  try {
    yield* sleep(1000);
  } catch (error) {
    trace.push([name, (error as Error).name]);
    throw error;
  } finally {
    yield* sleep(cleanup);
    trace.push(`${name} is over`);
  }
}

describe('TaskletGroup', () => {
  it(
    'gives what its body returns, once every child has ended',
    tasklets(function* ({ loop, trace }) {
      const value = yield* TaskletGroup.run(function* (group) {
        group.spawn(sleep, 3);
        const child = group.spawn((a: number, b: number) => a + b, 1, 2);
        trace.push(group.size);
        trace.push(yield* child.get());
        trace.push(group.size);
        return 'value';
      });
      expect(value).to.equal('value');
      expect(trace).to.deep.equal([2, 3, 1]);
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'without children is its body',
    tasklets(function* () {
      expect(
        yield* TaskletGroup.run(function* () {
          yield* sleep(1);
          return 1;
        }),
      ).to.equal(1);
      expect(
        yield* failure(
          TaskletGroup.run(function* () {
            yield* failing(1);
          }),
        ),
      ).to.equal(BOOM);
    }),
  );

  it(
    'whose child fails kills the body and the other children, waits for them, and throws the error',
    tasklets(function* ({ loop, trace }) {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(noting, trace, 'other');
          group.spawn(failing, 2);
          yield* noting(trace, 'body', 3);
        }),
      );
      expect(error).to.equal(BOOM);
      expect(trace).to.deep.equal([
        ['other', 'TaskletExit'],
        ['body', 'TaskletExit'],
        'other is over',
        'body is over',
      ]);
      expect(loop.time()).to.equal(5);
    }),
  );

  it(
    'whose child fails interrupts nobody’s cleanup, though the body is sooner at its end than the others',
    tasklets(function* ({ loop, trace }) {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(noting, trace, 'slow', 5);
          group.spawn(noting, trace, 'other', 4);
          group.spawn(failing, 2);
          yield* noting(trace, 'body', 1);
        }),
      );
      expect(error).to.equal(BOOM);
      expect(trace.slice(3)).to.deep.equal(['body is over', 'other is over', 'slow is over']);
      expect(loop.time()).to.equal(7);
    }),
  );

  it(
    'whose child fails while the body is over kills the others',
    tasklets(function* ({ loop, trace }) {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(noting, trace, 'other');
          group.spawn(failing, 2);
        }),
      );
      expect(error).to.equal(BOOM);
      expect(trace).to.deep.equal([['other', 'TaskletExit'], 'other is over']);
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'whose body fails kills the children and waits for them',
    tasklets(function* ({ loop, trace }) {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(noting, trace, 'child');
          yield* failing(1);
        }),
      );
      expect(error).to.equal(BOOM);
      expect(trace).to.deep.equal([['child', 'TaskletExit'], 'child is over']);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'throws an AggregateError when several fail',
    tasklets(function* () {
      const second = new Error('second');
      const clumsy = function* (): Op<void> {
        try {
          yield* sleep(100);
        } finally {
          yield* failing(1, second);
        }
      };
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(clumsy);
          group.spawn(failing, 1);
        }),
      );
      expect(error).to.be.instanceOf(AggregateError);
      expect((error as AggregateError).errors).to.deep.equal([BOOM, second]);
    }),
  );

  it(
    'takes the errors of its children from excepthook, get() or not',
    tasklets(function* () {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          const child = group.spawn(failing, 1);
          yield* child.get();
        }),
      );
      // The body failed with the very error of its child: it is the same one, thrown once.
      const errors = error instanceof AggregateError ? error.errors : [error];
      expect(new Set(errors)).to.deep.equal(new Set([BOOM]));
    }),
  );

  it(
    'takes a child that is killed for no failure',
    tasklets(function* ({ trace }) {
      yield* TaskletGroup.run(function* (group) {
        const child = group.spawn(sleep, 100);
        yield* sleep(1);
        child.kill();
        yield* sleep(1);
        trace.push('body goes on', group.size);
      });
      expect(trace).to.deep.equal(['body goes on', 0]);
    }),
  );

  it(
    'can kill its children, and the body goes on',
    tasklets(function* ({ loop, trace }) {
      yield* TaskletGroup.run(function* (group) {
        group.spawn(noting, trace, 'a');
        yield* sleep(1);
        group.kill();
        yield* sleep(0.5);
        trace.push('body');
        group.spawn(sleep, 5);
      });
      expect(trace).to.deep.equal([['a', 'TaskletExit'], 'body', 'a is over']);
      expect(loop.time()).to.equal(6.5);
    }),
  );

  it(
    'whose children are killed with an error has failed',
    tasklets(function* () {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(sleep, 100);
          yield* sleep(1);
          group.kill(BOOM);
          yield* sleep(100);
        }),
      );
      expect(error).to.equal(BOOM);
    }),
  );

  it(
    'that is killed in its body kills the children, waits for them, and passes the kill on',
    tasklets(function* ({ loop, trace }) {
      const one = spawn(() =>
        TaskletGroup.run(function* (group) {
          group.spawn(noting, trace, 'child');
          yield* sleep(1000);
        }),
      );
      yield* sleep(1);
      one.kill();
      expect(yield* failure(one.get())).to.be.instanceOf(TaskletExit);
      expect(trace).to.deep.equal([['child', 'TaskletExit'], 'child is over']);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'that is killed while it waits for its children kills them, and passes the kill on',
    tasklets(function* ({ loop, trace }) {
      const timeout = new Timeout(1);
      const error = yield* failure(
        timeout.run(
          TaskletGroup.run(function* (group) {
            group.spawn(noting, trace, 'child');
          }),
        ),
      );
      expect(error).to.equal(timeout);
      expect(trace).to.deep.equal([['child', 'TaskletExit'], 'child is over']);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'that is killed kills what its children spawn while they end',
    tasklets(function* ({ loop }) {
      for (const bodyParks of [true, false]) {
        const start = loop.time();
        const timeout = new Timeout(1);
        const error = yield* failure(
          timeout.run(
            TaskletGroup.run(function* (group) {
              group.spawn(function* () {
                try {
                  yield* sleep(1000);
                } finally {
                  group.spawn(sleep, 1000);
                }
              });
              if (bodyParks) yield* sleep(1000);
            }),
          ),
        );
        expect(error).to.equal(timeout);
        expect(loop.time() - start).to.equal(1);
      }
    }),
  );

  it(
    'loses neither a Timeout nor the error of a child',
    tasklets(function* () {
      const timeout = new Timeout(1);
      const error = yield* failure(
        timeout.run(
          TaskletGroup.run(function* (group) {
            group.spawn(function* () {
              try {
                yield* sleep(100);
              } finally {
                yield* failing(1);
              }
            });
            yield* sleep(100);
          }),
        ),
      );
      expect((error as AggregateError).errors).to.deep.equal([timeout, BOOM]);
    }),
  );

  it(
    'lets children spawn on it, also once the body is over, but not once it is over itself',
    tasklets(function* ({ loop }) {
      let kept: TaskletGroup | undefined;
      yield* TaskletGroup.run(function* (group) {
        kept = group;
        group.spawn(function* () {
          yield* sleep(1);
          group.spawn(sleep, 5);
        });
      });
      expect(loop.time()).to.equal(6);
      expect(kept?.size).to.equal(0);
      expect(() => kept?.spawn(sleep, 1)).to.throw('the group is over');
    }),
  );

  it(
    'nested in another passes the outer one’s end through, and strikes nobody afterwards',
    tasklets(function* ({ loop, trace }) {
      const error = yield* failure(
        TaskletGroup.run(function* (outer) {
          outer.spawn(failing, 1);
          yield* TaskletGroup.run(function* (inner) {
            inner.spawn(noting, trace, 'inner child');
            yield* sleep(1000);
          });
          trace.push('never');
        }),
      );
      expect(error).to.equal(BOOM);
      expect(trace).to.deep.equal([['inner child', 'TaskletExit'], 'inner child is over']);
      yield* sleep(10);
      expect(loop.time()).to.equal(12);
    }),
  );

  it(
    'whose body has just returned is not struck by what was to end it',
    tasklets(function* ({ trace }) {
      const error = yield* failure(
        TaskletGroup.run(function* (group) {
          // Ready at one moment: the child fails before the body goes on, and the body does not park again.
          group.spawn(failing, 1);
          yield* sleep(1);
          trace.push('body');
        }),
      );
      expect(error).to.equal(BOOM);
      yield* sleep(5);
      expect(trace.length).to.be.at.most(1);
    }),
  );

  it('refuses a body that is no function', () => {
    expect(() => TaskletGroup.run(5 as never)).to.throw(TypeError, 'needs a generator function');
  });

  it('does nothing until it is run, and only in a tasklet', () => {
    const op = TaskletGroup.run(() => expect.fail());
    expect(op).to.have.property(Symbol.iterator);
  });
});

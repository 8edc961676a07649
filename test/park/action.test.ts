// action(): operations of one's own, and what becomes of a result that comes too late.
import { close, fstatSync, open } from 'node:fs';
import { expect } from 'chai';
import { type Op, Timeout, fromCallback, race, sleep, spawn, until } from 'evergreen-ts';
import { action } from 'evergreen-ts/lowlevel';
import { realTime, tasklets } from '../support/run-tasklet.js';

/** An action whose end the test calls, with notes of what was called on the way. */
function controlled(
  trace: unknown[],
  discard = true,
): {
  op: Op<string>;
  resume: (value: string) => void;
  fail: (error: unknown) => void;
} {
  const control = {
    resume: (_value: string): void => expect.fail('not begun'),
    fail: (_error: unknown): void => expect.fail('not begun'),
  };
  const op = action<string>(
    'the end of the test',
    (resume, fail) => {
      trace.push('begun');
      Object.assign(control, { resume, fail });
      return () => trace.push('undone');
    },
    discard ? { discard: (value) => trace.push(`discarded ${value}`) } : {},
  );
  return { op, resume: (value) => control.resume(value), fail: (error) => control.fail(error) };
}

describe('action', () => {
  it(
    'is lazy, parks until it is resumed, and gives the value; further calls are ignored',
    tasklets(function* ({ trace }) {
      const { op, resume, fail } = controlled(trace);
      expect(trace).to.deep.equal([]);
      const one = spawn(() => op);
      yield* sleep(0);
      expect(trace).to.deep.equal(['begun']);
      resume('value');
      resume('another');
      fail(new Error('late'));
      expect(yield* one.get()).to.equal('value');
      expect(trace).to.deep.equal(['begun']);
    }),
  );

  it(
    'is over at once when it is resumed while it begins',
    tasklets(function* ({ trace }) {
      expect(yield* action<number>('at once', (resume) => resume(7))).to.equal(7);
      const other = spawn(() => trace.push('other'));
      yield* action<void>('at once', (resume) => resume());
      trace.push('first');
      yield* other.join();
      expect(trace).to.deep.equal(['first', 'other']);
    }),
  );

  it(
    'throws what it fails with, and what beginning it throws',
    tasklets(function* () {
      const boom = new Error('boom');
      for (const start of [
        (_: unknown, fail: (error: unknown) => void) => fail(boom),
        () => {
          throw boom;
        },
      ]) {
        let caught: unknown;
        try {
          yield* action('fails', start);
        } catch (error) {
          caught = error;
        }
        expect(caught).to.equal(boom);
      }
    }),
  );

  it(
    'is undone when it is given up, and discards what comes after that',
    tasklets(function* ({ trace }) {
      const { op, resume } = controlled(trace);
      const one = spawn(() => op);
      yield* sleep(0);
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal(['begun', 'undone']);
      resume('late');
      resume('later still');
      expect(trace).to.deep.equal(['begun', 'undone', 'discarded late']);
    }),
  );

  it(
    'discards a value that has come when its tasklet is killed before it goes on',
    tasklets(function* ({ trace }) {
      const { op, resume } = controlled(trace);
      const one = spawn(() => op);
      yield* sleep(0);
      resume('value');
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal(['begun', 'discarded value']);
    }),
  );

  it(
    'without discard gives a value that has come, and the kill at the next park',
    tasklets(function* ({ trace }) {
      const { op, resume } = controlled(trace, false);
      const one = spawn(function* () {
        trace.push(yield* op);
        try {
          yield* sleep(1);
        } finally {
          trace.push('finally');
        }
      });
      yield* sleep(0);
      resume('value');
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal(['begun', 'value', 'finally']);
    }),
  );

  it(
    'gives an error that has come, whatever else comes: it is not lost',
    tasklets(function* ({ trace }) {
      const { op, fail } = controlled(trace);
      const boom = new Error('boom');
      const one = spawn(function* () {
        try {
          yield* op;
        } catch (error) {
          trace.push(error === boom);
        }
      });
      yield* sleep(0);
      fail(boom);
      one.kill();
      yield* one.join();
      expect(trace).to.deep.equal(['begun', true]);
    }),
  );

  it(
    'hands what discard and the undoing throw to excepthook, and the kill goes on',
    tasklets(function* ({ uncaught, trace }) {
      const [undoing, discarding] = [new Error('undoing'), new Error('discarding')];
      let resume: (value: number) => void = () => undefined;
      const one = spawn(function* () {
        try {
          yield* action<number>(
            'unlucky',
            (it) => {
              resume = it;
              return () => {
                throw undoing;
              };
            },
            {
              discard: () => {
                throw discarding;
              },
            },
          );
        } finally {
          trace.push('finally');
        }
      });
      yield* sleep(0);
      one.kill();
      yield* one.join();
      resume(1);
      expect(trace).to.deep.equal(['finally']);
      expect(uncaught.splice(0)).to.deep.equal([undoing, discarding]);
    }),
  );

  it(
    'discards the value of one that was resumed and then threw while it began',
    tasklets(function* ({ trace }) {
      try {
        yield* action<string>(
          'resumes and throws',
          (resume) => {
            resume('value');
            throw new Error('after all');
          },
          { discard: (value) => trace.push(value) },
        );
      } catch (error) {
        trace.push((error as Error).message);
      }
      expect(trace).to.deep.equal(['value', 'after all']);
    }),
  );

  it(
    'runs once',
    tasklets(function* () {
      const op = action<number>('once', (resume) => resume(1));
      yield* op;
      let caught: unknown;
      try {
        yield* op;
      } catch (error) {
        caught = error;
      }
      expect(String(caught)).to.include('once: an operation can be run only once');
    }),
  );

  it(
    'refuses what is no name, no function and no options',
    tasklets(function* () {
      const start = (): void => undefined;
      expect(() => action(5 as never, start)).to.throw(TypeError, 'needs a name');
      expect(() => action('name', 5 as never)).to.throw(TypeError, 'must be a function');
      expect(() => action('name', start, null as never)).to.throw(TypeError, 'must be an object');
      expect(() => action('name', start, { discard: 5 as never })).to.throw(TypeError, 'must be a function');
    }),
  );

  it(
    'leaves no descriptor behind when fifty opens are killed, timed out or lost in a race',
    realTime(function* () {
      let begun = 0;
      const opened: number[] = [];
      const closed: number[] = [];
      const openNull = (): Op<number> =>
        action<number>(
          'open',
          (resume, fail) => {
            begun++;
            open('/dev/null', 'r', (error, fd) => {
              opened.push(fd);
              if (error === null) resume(fd);
              else fail(error);
            });
          },
          { discard: (fd) => close(fd, () => closed.push(fd)) },
        );
      const all = Array.from({ length: 50 }, (_, i) =>
        spawn(function* () {
          if (i % 3 === 0) yield* openNull();
          else if (i % 3 === 1) yield* new Timeout(0, false).run(openNull());
          else yield* race([sleep(0), openNull()]);
        }),
      );
      yield* sleep(0);
      for (const one of all) one.kill();
      for (const one of all) yield* one.join();
      // Those that race begin a turn later, if at all.
      expect(begun).to.be.within(30, 50);
      while (closed.length < begun) yield* until(new Promise(setImmediate));
      for (const fd of new Set(opened)) expect(() => fstatSync(fd)).to.throw('EBADF');
    }),
  );

  it(
    'is what fromCallback() stands on: a value that cannot go back is given before the Timeout',
    tasklets(function* ({ loop }) {
      let callback: (error: null, value: string) => void = () => undefined;
      loop.callLater(1, () => callback(null, 'value'));
      const timeout = new Timeout(1).start();
      let value: unknown;
      let caught: unknown;
      try {
        value = yield* fromCallback<string>((it) => (callback = it));
        yield* sleep(1);
      } catch (error) {
        caught = error;
      }
      expect(value).to.equal('value');
      expect(caught).to.equal(timeout);
    }),
  );
});

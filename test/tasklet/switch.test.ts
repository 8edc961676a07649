// EventLoop.switch() with Tasklet.switch() and throw(): the barest way to park and be resumed, and its misuses.
import { expect } from 'chai';
import { type Op, Tasklet, sleep, spawn } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

describe('EventLoop.switch', () => {
  it(
    'parks until a callback switches back, and gives its value',
    tasklets(function* ({ loop }) {
      const self = Tasklet.current() as Tasklet;
      loop.callLater(3, () => self.switch('value'));
      expect(yield* loop.switch<string>()).to.equal('value');
      expect(loop.time()).to.equal(3);
      loop.callSoon(() => self.switch());
      expect(yield* loop.switch()).to.equal(undefined);
    }),
  );

  it(
    'throws what a callback throws into it',
    tasklets(function* ({ loop, trace }) {
      const self = Tasklet.current() as Tasklet;
      for (const thrown of [new Error('in'), 'text', undefined]) {
        loop.callSoon(() => self.throw(thrown));
        try {
          yield* loop.switch();
          expect.fail();
        } catch (error) {
          trace.push(error === thrown);
        }
      }
      expect(trace).to.deep.equal([true, true, true]);
    }),
  );

  it(
    'is one operation for any number of tasklets',
    onVirtualLoop(async ({ loop, trace }) => {
      const op = loop.switch<string>();
      const body = function* (): Op<void> {
        trace.push(yield* op);
        trace.push(yield* op);
      };
      const two = [spawn(body), spawn(body)];
      for (const word of ['first', 'second'])
        loop.callLater(1, () => {
          two.forEach((one, i) => one.switch(`${word} ${i}`));
        });
      loop.callLater(0.5, () => trace.push('half'));
      // Both words at one moment: the second finds nobody parked.
      loop.excepthook = (error) => trace.push((error as Error).message.replace(/-\d+/, ''));
      loop.callLater(2, () => {
        two.forEach((one, i) => one.switch(`third ${i}`));
      });
      await loop.run();
      expect(trace).to.deep.equal([
        'half',
        'switch() of a tasklet that is not parked in EventLoop.switch(): Tasklet(Tasklet, ready)',
        'first 0',
        'first 1',
        'third 0',
        'third 1',
      ]);
    }),
  );

  it(
    'is given what was on its way when it is killed: the kill is thrown at its next park',
    tasklets(function* ({ loop, trace }) {
      const one = spawn(function* () {
        try {
          trace.push(yield* loop.switch());
          yield* sleep(0);
          trace.push('never');
        } finally {
          trace.push('finally');
        }
      });
      yield* sleep(0);
      loop.callSoon(() => {
        one.switch('on its way');
        one.kill();
      });
      yield* one.join();
      expect(trace).to.deep.equal(['on its way', 'finally']);
    }),
  );

  it(
    'refuses switch() and throw() from inside a tasklet',
    tasklets(function* ({ loop }) {
      const one = spawn(() => loop.switch());
      yield* sleep(0);
      expect(() => one.switch()).to.throw('from loop callbacks only');
      expect(() => one.throw(new Error())).to.throw('from loop callbacks only');
      loop.callSoon(() => one.switch());
      yield* one.join();
    }),
  );

  it(
    'refuses switch() and throw() of a tasklet that is not parked in it',
    tasklets(function* ({ loop, trace }) {
      const unborn = new Tasklet({ target: sleep });
      const sleeper = spawn(sleep, 10);
      const ended = spawn(() => 1);
      yield* sleep(0);
      const ready = spawn(sleep);
      loop.callSoon(() => {
        for (const one of [unborn, sleeper, ready, ended]) {
          expect(() => one.switch()).to.throw('not parked in EventLoop.switch()');
          expect(() => one.throw(new Error())).to.throw('not parked in EventLoop.switch()');
          trace.push(one.state);
        }
      });
      // `ready` runs before the callback does, and is ready again: it sleeps for no time.
      yield* sleep(1);
      expect(trace).to.deep.equal(['initial', 'parked', 'ready', 'ended']);
      yield* sleeper.join();
    }),
  );
});

// Event: its waiters go on when it is set, all of them, in order; and take no harm when it is not.
import { expect } from 'chai';
import { Event, Timeout, sleep, spawn } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';

describe('Event', () => {
  it(
    'wakes all waiters, in the order they came',
    tasklets(function* ({ trace }) {
      const event = new Event();
      const all = ['a', 'b', 'c'].map((name) =>
        spawn(function* () {
          trace.push(name, yield* event.wait());
        }),
      );
      yield* sleep(1);
      expect(trace).to.deep.equal([]);
      expect(event.isSet()).to.equal(false);
      event.set();
      expect(event.isSet()).to.equal(true);
      for (const one of all) yield* one.join();
      expect(trace).to.deep.equal(['a', true, 'b', true, 'c', true]);
    }),
  );

  it(
    'that is set is not waited for: neither set() nor wait() parks',
    tasklets(function* ({ loop, trace }) {
      const event = new Event();
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      event.set();
      event.set();
      expect(yield* event.wait()).to.equal(true);
      expect(yield* event.wait(5)).to.equal(true);
      expect(yield* event.wait(0)).to.equal(true);
      detach();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'can be cleared and set again; a tasklet that was woken before stays woken',
    tasklets(function* ({ trace }) {
      const event = new Event();
      const one = spawn(function* () {
        trace.push(yield* event.wait());
        trace.push(event.isSet());
        yield* event.wait();
        trace.push('again');
      });
      yield* sleep(0);
      event.set();
      event.clear();
      yield* sleep(1);
      expect(trace).to.deep.equal([true, false]);
      event.set();
      yield* one.join();
      expect(trace).to.deep.equal([true, false, 'again']);
    }),
  );

  it(
    'is waited for no longer than wanted: false then, and the time that took',
    tasklets(function* ({ loop, trace }) {
      const event = new Event();
      trace.push(yield* event.wait(0), loop.time());
      trace.push(yield* event.wait(1.5), loop.time());
      loop.callLater(1, () => event.set());
      trace.push(yield* event.wait(1.5), loop.time());
      expect(trace).to.deep.equal([false, 0, false, 1.5, true, 2.5]);
    }),
  );

  it(
    'set in the moment when the time is up: either wins, and nothing breaks',
    tasklets(function* ({ loop, trace }) {
      const event = new Event();
      loop.callLater(1, () => event.set());
      const one = spawn(function* () {
        trace.push(typeof (yield* event.wait(1)));
      });
      yield* one.join();
      expect(trace).to.deep.equal(['boolean']);
      expect(yield* event.wait(0)).to.equal(true);
    }),
  );

  it('is not to be waited for a negative time, which wait() says at once', () => {
    for (const seconds of [-1, NaN]) expect(() => new Event().wait(seconds)).to.throw(RangeError);
  });

  it(
    'wakes the others when one is killed: before, in the same turn, and after it was woken',
    tasklets(function* ({ trace }) {
      for (const when of ['before', 'same turn', 'after']) {
        const event = new Event();
        const [a] = ['a', 'b'].map((name) =>
          spawn(function* () {
            yield* event.wait();
            trace.push(name);
          }),
        );
        yield* sleep(0);
        if (when !== 'after') a?.kill();
        if (when === 'before') yield* sleep(1);
        event.set();
        if (when === 'after') a?.kill();
        yield* sleep(1);
        expect(trace.splice(0), when).to.deep.equal(['b']);
      }
    }),
  );

  it(
    'leaves nobody in line that a Timeout has struck',
    tasklets(function* ({ loop, trace }) {
      const event = new Event();
      const one = spawn(function* () {
        yield* new Timeout(1, false).run(event.wait());
        yield* sleep(10);
        trace.push(loop.time());
      });
      yield* sleep(2);
      event.set(); // would wake it in the middle of its sleep
      yield* one.join();
      expect(trace).to.deep.equal([11]);
    }),
  );

  it(
    'may be set by a callback',
    tasklets(function* ({ loop }) {
      const event = new Event();
      loop.callLater(2, () => event.set());
      expect(yield* event.wait()).to.equal(true);
      expect(loop.time()).to.equal(2);
    }),
  );

  it(
    'is named in what a tasklet waits on',
    tasklets(function* ({ loop }) {
      const event = new Event();
      const one = spawn(() => event.wait());
      yield* sleep(0);
      expect(loop.dump().find(({ id }) => id === one.id)?.waitingOn).to.equal('Event');
      event.set();
    }),
  );
});

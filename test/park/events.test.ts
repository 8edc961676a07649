// once() and on(): the events of EventEmitters and EventTargets, their errors, and that no listener stays.
import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { type Op, type Tasklet, on, once, select, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

/** How many listeners there are, of all events. */
function listeners(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

/** Run it in a tasklet that is parked when this returns. */
function* parked(op: Op<unknown>): Op<Tasklet> {
  const one = spawn(() => failure(op));
  yield* sleep(0);
  return one;
}

describe('once', () => {
  it(
    'gives the arguments of the next event, and listens only while it waits',
    tasklets(function* () {
      const emitter = new EventEmitter();
      const op = once<[number, string]>(emitter, 'event');
      expect(listeners(emitter)).to.equal(0);
      const one = spawn(() => op);
      yield* sleep(0);
      emitter.emit('another', 0);
      emitter.emit('event', 1, 'a');
      emitter.emit('event', 2, 'b');
      expect(listeners(emitter)).to.equal(0);
      expect(yield* one.get()).to.deep.equal([1, 'a']);
    }),
  );

  it(
    'gives the event of an EventTarget',
    tasklets(function* () {
      const controller = new AbortController();
      const one = spawn(() => once<[globalThis.Event]>(controller.signal, 'abort'));
      yield* sleep(0);
      controller.abort();
      const [event] = yield* one.get();
      expect(event.type).to.equal('abort');
    }),
  );

  it(
    'takes symbols, and an emitter that calls back at once',
    tasklets(function* ({ trace }) {
      const name = Symbol('event');
      const emitter = new EventEmitter();
      const one = spawn(() => once(emitter, name));
      yield* sleep(0);
      emitter.emit(name, 1);
      expect(yield* one.get()).to.deep.equal([1]);
      const hasty = {
        on: (event: string, listener: (...args: unknown[]) => void) => {
          trace.push(`on ${event}`);
          listener(event);
        },
        off: (event: string) => trace.push(`off ${event}`),
      };
      expect(yield* once(hasty, 'event')).to.deep.equal(['event']);
      expect(trace.filter((entry) => String(entry).startsWith('on'))).to.deep.equal(['on event']);
      expect(trace.at(-1)).to.equal('off event');
    }),
  );

  it(
    'throws an error that an EventEmitter emits meanwhile, but not the one that it waits for',
    tasklets(function* () {
      const emitter = new EventEmitter();
      function* waitsForIt(): Op<unknown> {
        return yield* once(emitter, 'event');
      }
      const failing = yield* parked(waitsForIt());
      const error = new Error('broken');
      emitter.emit('error', error);
      expect(yield* failing.get()).to.equal(error);
      expect(error.stack).to.match(/waitsForIt/);
      const waiting = spawn(() => once(emitter, 'error'));
      yield* sleep(0);
      emitter.emit('error', BOOM);
      expect(yield* waiting.get()).to.deep.equal([BOOM]);
      expect(listeners(emitter)).to.equal(0);
      // An EventTarget's 'error' is an event like any other.
      const target = new EventTarget();
      const quiet = yield* parked(once(target, 'event'));
      target.dispatchEvent(new globalThis.Event('error'));
      yield* sleep(0);
      expect(quiet.isAlive()).to.equal(true);
      quiet.kill();
    }),
  );

  it(
    'leaves no listener when it is killed, loses, or cannot begin',
    tasklets(function* () {
      const emitter = new EventEmitter();
      const one = spawn(() => once(emitter, 'event'));
      yield* sleep(0);
      one.kill();
      yield* one.join();
      yield* select({ event: once(emitter, 'event'), tick: sleep(1) });
      expect(listeners(emitter)).to.equal(0);
      emitter.on('newListener', (event) => {
        if (event === 'error') throw BOOM;
      });
      expect(yield* failure(once(emitter, 'event'))).to.equal(BOOM);
      expect(emitter.listenerCount('event')).to.equal(0);
    }),
  );
});

describe('on', () => {
  it(
    'keeps all events from the call on until they are taken',
    tasklets(function* () {
      const emitter = new EventEmitter();
      emitter.emit('event', 0);
      const events = on<[number]>(emitter, 'event');
      emitter.emit('event', 1);
      emitter.emit('event', 2);
      expect(yield* events.next()).to.deep.equal({ done: false, value: [1] });
      expect(yield* events.next()).to.deep.equal({ done: false, value: [2] });
      const one = spawn(() => events.next());
      yield* sleep(0);
      emitter.emit('event', 3);
      expect(yield* one.get()).to.deep.equal({ done: false, value: [3] });
      events.close();
    }),
  );

  it(
    'ends at an event that `close` names, after what was kept',
    tasklets(function* () {
      const emitter = new EventEmitter();
      const events = on<[number]>(emitter, 'event', { close: ['end', 'close'] });
      emitter.emit('event', 1);
      emitter.emit('close');
      emitter.emit('event', 2);
      expect(listeners(emitter)).to.equal(0);
      expect(yield* events.toArray()).to.deep.equal([[1]]);
      expect(yield* events.next()).to.deep.equal({ done: true, value: undefined });
    }),
  );

  it(
    'is ended by close(), which drops what is kept, and by the end of its block',
    tasklets(function* ({ trace }) {
      const target = new EventTarget();
      {
        using events = on(target, 'event');
        target.dispatchEvent(new globalThis.Event('event'));
        spawn(function* () {
          yield* events.next();
          trace.push((yield* events.next()).done);
        });
        yield* sleep(0);
      }
      yield* sleep(0);
      expect(trace).to.deep.equal([true]);
      const emitter = new EventEmitter();
      const events = on(emitter, 'event');
      emitter.emit('event', 1);
      events.close();
      events.close();
      expect(listeners(emitter)).to.equal(0);
      expect(yield* events.toArray()).to.deep.equal([]);
    }),
  );

  it(
    'throws an error of the EventEmitter’s after what was kept, and has ended then',
    tasklets(function* ({ uncaught }) {
      const emitter = new EventEmitter();
      const events = on(emitter, 'event');
      emitter.emit('event', 1);
      emitter.emit('error', BOOM);
      expect(listeners(emitter)).to.equal(0);
      expect(yield* events.next()).to.deep.equal({ done: false, value: [1] });
      expect(yield* failure(events.next())).to.equal(BOOM);
      expect(yield* events.next()).to.deep.equal({ done: true, value: undefined });
      // Nobody has taken this one.
      const left = on(emitter, 'event');
      emitter.emit('error', BOOM);
      left.close();
      expect(uncaught.splice(0)).to.deep.equal([BOOM]);
      // And these are events.
      for (const errors of [on(emitter, 'error'), on(emitter, 'event', { close: ['error'] })]) {
        emitter.emit('error', BOOM);
        emitter.emit('error', BOOM);
        errors.close();
        emitter.on('error', () => undefined);
      }
    }),
  );

  it(
    'loses no event to a tasklet that is killed when one has come',
    tasklets(function* () {
      const emitter = new EventEmitter();
      const events = on(emitter, 'event');
      const one = spawn(() => events.next());
      yield* sleep(0);
      emitter.emit('event', 1);
      one.kill();
      yield* one.join();
      expect(yield* events.next()).to.deep.equal({ done: false, value: [1] });
      events.close();
    }),
  );
});

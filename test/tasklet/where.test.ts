// Where a tasklet is parked, asked of its generators: nothing of the user's runs, and it goes on as if nobody had asked.
import { expect } from 'chai';
import {
  Channel,
  Event,
  EventLoop,
  Lock,
  type Op,
  Queue,
  Tasklet,
  TaskletGroup,
  Timeout,
  all,
  fromCallback,
  race,
  select,
  sleep,
  spawn,
  spawnLater,
  until,
} from 'evergreen-ts';
import { whereIs } from '../../src/tasklet/where.js';
import { tasklets } from '../support/run-tasklet.js';

/** The names of the functions that a tasklet is parked in, the innermost first. */
function functionsOf(tasklet: Tasklet): string[] | undefined {
  const stack = whereIs(tasklet);
  return stack?.split('\n').map((line) => /at (?:\w+\.)*(\w+)/.exec(line)?.[1] ?? line);
}

const STOP = new Error('stop');

const NAMES = [
  'sleep()',
  'Event.wait()',
  'Lock.acquire()',
  'Lock.hold()',
  'Queue.get()',
  'Channel.receive()',
  'until()',
  'fromCallback()',
  'Timeout.run()',
  'all()',
  'race()',
  'select()',
  'TaskletGroup.run()',
  'EventLoop.switch()',
] as const;

/** Operations that park, each with the way to end it. */
function operations(): Record<(typeof NAMES)[number], { op: Op<unknown>; end: () => void }> {
  const [event, lock, queue, channel] = [new Event(), new Lock(), new Queue<number>(), new Channel<number>()];
  lock.tryAcquire();
  let settle: (value: number) => void = () => undefined;
  const promise = new Promise<number>((resolve) => (settle = resolve));
  let call: (error: undefined, value: number) => void = () => undefined;
  const ended = { target: undefined as Tasklet | undefined };
  return {
    'sleep()': { op: sleep(0.01), end: () => undefined },
    'Event.wait()': { op: event.wait(), end: () => event.set() },
    'Lock.acquire()': { op: lock.acquire(), end: () => lock.release() },
    'Lock.hold()': { op: lock.hold(), end: () => lock.release() },
    'Queue.get()': { op: queue.get(), end: () => queue.putNowait(1) },
    'Channel.receive()': { op: channel.receive(), end: () => void spawn(() => channel.send(1)) },
    'until()': { op: until(promise), end: () => settle(1) },
    'fromCallback()': {
      op: fromCallback<number>((callback) => (call = callback)),
      end: () => call(undefined, 1),
    },
    'Timeout.run()': { op: new Timeout(60).run(() => event.wait()), end: () => event.set() },
    'all()': { op: all([event.wait(), sleep(0)]), end: () => event.set() },
    'race()': { op: race([event.wait(), sleep(60)]), end: () => event.set() },
    'select()': { op: select({ event: event.wait(), time: sleep(60) }), end: () => event.set() },
    'TaskletGroup.run()': {
      op: TaskletGroup.run(function* (group): Op<void> {
        group.spawn(() => event.wait());
      }),
      end: () => event.set(),
    },
    'EventLoop.switch()': {
      op: (function* () {
        ended.target = Tasklet.current();
        yield* EventLoop.current().switch();
      })(),
      end: () => void EventLoop.current().callSoon(() => ended.target?.switch(1)),
    },
  };
}

describe('Where a tasklet is', () => {
  for (const name of NAMES)
    it(
      `is known of ${name}, as often as it is asked, and changes nothing`,
      tasklets(function* ({ trace }) {
        const { op, end } = operations()[name];
        const tasklet = spawn(function* outer() {
          function* inner(): Op<void> {
            try {
              yield* op;
              trace.push('goes on');
            } catch (error) {
              trace.push(error);
              throw error;
            } finally {
              trace.push('ends');
            }
          }
          yield* inner();
        });
        yield* sleep(0);
        yield* sleep(0);
        for (let i = 0; i < 3; i++) expect(functionsOf(tasklet)?.slice(-2)).to.deep.equal(['inner', 'outer']);
        expect(trace).to.deep.equal([]);
        end();
        yield* tasklet.join();
        expect(trace).to.deep.equal(['goes on', 'ends']);
      }),
    );

  it(
    'is known of one that is ready: it has been woken, killed, or let others go first',
    tasklets(function* ({ trace }) {
      const event = new Event();
      const [woken, killed, polite] = [
        spawn(function* woken() {
          yield* event.wait();
          trace.push('woken');
        }),
        spawn(function* killed() {
          try {
            yield* event.wait();
          } catch (error) {
            trace.push(error);
          }
        }),
        spawn(function* polite() {
          for (let i = 0; i < 3; i++) yield* sleep(0);
          trace.push('polite');
        }),
      ];
      yield* sleep(0);
      killed.kill(STOP);
      event.set();
      for (const one of [woken, killed, polite]) expect(functionsOf(one)).to.have.lengthOf(1);
      for (const one of [woken, killed, polite]) yield* (one as Tasklet).join();
      expect(trace).to.deep.equal([STOP, 'woken', 'polite']);
    }),
  );

  it(
    'is not known of one that has not begun, runs or has ended',
    tasklets(function* () {
      const later = spawnLater(1, () => 1);
      const fresh = spawn(() => 1);
      expect(functionsOf(later)).to.equal(undefined);
      expect(functionsOf(fresh)).to.equal(undefined);
      expect(functionsOf(Tasklet.current() as Tasklet)).to.equal(undefined);
      yield* later.join();
      expect(functionsOf(later)).to.equal(undefined);
    }),
  );

  it(
    'reaches through generators that delegate by hand',
    tasklets(function* ({ trace }) {
      const byHand = function* byHand(op: Op<void>): Op<void> {
        const steps = op[Symbol.iterator]();
        for (let step = steps.next(); step.done !== true;) {
          try {
            step = steps.next(yield step.value);
          } catch (error) {
            step = steps.throw?.(error) ?? step;
          }
        }
      };
      const tasklet = spawn(() => byHand(sleep(1)));
      yield* sleep(0);
      expect(functionsOf(tasklet)).to.deep.equal(['byHand']);
      yield* tasklet.join();
      trace.push('joined');
      expect(trace).to.deep.equal(['joined']);
    }),
  );
});

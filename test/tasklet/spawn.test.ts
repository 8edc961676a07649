// spawn, spawnLater and the tasklet decorator: order, arguments, `this`, what is refused.
import { expect } from 'chai';
import { type Op, Tasklet, sleep, spawn, spawnLater, tasklet } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';

describe('spawn', () => {
  it(
    'runs tasklets in the order they were spawned, after who spawned them has parked',
    tasklets(function* ({ trace }) {
      for (let i = 0; i < 5; i++) spawn((x: number) => trace.push(x), i);
      trace.push('spawner');
      yield* sleep(0);
      expect(trace).to.deep.equal(['spawner', 0, 1, 2, 3, 4]);
    }),
  );

  it(
    'runs them round robin as they sleep(0)',
    tasklets(function* ({ trace }) {
      const body = function* (x: number): Op<void> {
        trace.push(x);
        yield* sleep(0);
        trace.push(x);
        yield* sleep();
        trace.push(x);
      };
      const all = [1, 2, 3].map((x) => spawn(body, x));
      for (const one of all) yield* one.join();
      expect(trace).to.deep.equal([1, 2, 3, 1, 2, 3, 1, 2, 3]);
    }),
  );

  it(
    'never runs the body of one that is killed at once',
    tasklets(function* ({ trace }) {
      const one = spawn(() => trace.push('never'));
      one.kill();
      expect(yield* one.join()).to.equal(true);
      expect(trace).to.deep.equal([]);
    }),
  );
});

describe('spawnLater', () => {
  it(
    'begins after the delay, with its arguments',
    tasklets(function* ({ loop, trace }) {
      const late = spawnLater(
        2,
        function* (a: string, b: number) {
          trace.push([loop.time(), a, b, Tasklet.current() === late]);
          yield* sleep(1);
          return 'value';
        },
        'a',
        1,
      );
      expect(late.isAlive()).to.equal(true);
      expect(late.state).to.equal('parked');
      expect(yield* late.get()).to.equal('value');
      expect(trace).to.deep.equal([[2, 'a', 1, true]]);
      expect(loop.time()).to.equal(3);
    }),
  );

  it(
    'with no delay is spawn',
    tasklets(function* ({ trace }) {
      spawnLater(0, (x: string) => trace.push(x), 'first');
      spawn((x: string) => trace.push(x), 'second');
      yield* sleep(0);
      expect(trace).to.deep.equal(['first', 'second']);
    }),
  );

  it(
    'can be joined before it begins, and killed: then its body never runs and no timer is left',
    tasklets(function* ({ loop, trace }) {
      const late = spawnLater(1000, () => trace.push('never'));
      expect(yield* late.join(1)).to.equal(false);
      late.kill();
      expect(late.state).to.equal('ready');
      expect(yield* late.join()).to.equal(true);
      expect(loop.time()).to.equal(1);
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'takes Infinity: it begins never',
    tasklets(function* () {
      const never = spawnLater(Infinity, () => expect.fail());
      expect(yield* never.join(10)).to.equal(false);
      never.kill();
      yield* never.join();
    }),
  );

  it('refuses a delay that is no number, or negative', () => {
    expect(() => spawnLater(-1, () => 1)).to.throw(RangeError);
    expect(() => spawnLater(NaN, () => 1)).to.throw(RangeError);
  });
});

describe('tasklet', () => {
  it(
    'makes a function that spawns when it is called',
    tasklets(function* ({ trace }) {
      const greet = tasklet(function* greeting(name: string): Op<string> {
        trace.push(`begins ${name}`);
        yield* sleep(1);
        return `hello ${name}`;
      });
      expect(greet.name).to.equal('greeting');
      const one = greet('you');
      trace.push('called');
      expect(one).to.be.instanceOf(Tasklet);
      expect(yield* one.get()).to.equal('hello you');
      expect(trace).to.deep.equal(['called', 'begins you']);
    }),
  );

  it(
    'decorates methods, and keeps their `this`',
    tasklets(function* () {
      class Counter {
        count = 0;
        @tasklet
        *add(by: number): Op<number> {
          yield* sleep(1);
          return (this.count += by);
        }
      }
      const counter = new Counter();
      const added = counter.add(5);
      expect(added).to.be.instanceOf(Tasklet);
      expect(yield* added).to.equal(5);
      expect(counter.count).to.equal(5);
    }),
  );

  it('refuses what is no method, and async functions', () => {
    const context = { kind: 'getter', name: 'x' } as unknown as ClassMethodDecoratorContext;
    expect(() => tasklet(() => sleep(1), context)).to.throw(TypeError, 'decorates methods, not a getter');
    const wrong = async (): Promise<void> => Promise.resolve();
    expect(() => tasklet(wrong as unknown as () => Op<void>)).to.throw(
      TypeError,
      'cannot be an async function',
    );
  });
});

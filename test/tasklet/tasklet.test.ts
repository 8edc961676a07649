// Tasklet: how it starts, runs, ends and is told apart; who takes its error; subclasses.
import { expect } from 'chai';
import { type Op, Tasklet, TaskletExit, type TaskletState, current, sleep, spawn } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

class Greeter extends Tasklet<string> {
  readonly whom: string;
  constructor(whom: string) {
    super({ name: 'greeter' });
    this.whom = whom;
  }
  override *run(): Op<string> {
    yield* sleep(1);
    return `hello ${this.whom}`;
  }
}

describe('Tasklet', () => {
  it(
    'goes from initial to ended through ready, running and parked',
    tasklets(function* () {
      const states: TaskletState[] = [];
      const alive: boolean[] = [];
      const look = (): void => {
        states.push(one.state);
        alive.push(one.isAlive());
      };
      const one = new Tasklet({
        target: function* () {
          look();
          yield* sleep(1);
        },
      });
      look();
      one.start();
      look();
      yield* sleep(0);
      look();
      yield* sleep(2);
      look();
      expect(states).to.deep.equal(['initial', 'ready', 'running', 'parked', 'ended']);
      expect(alive).to.deep.equal([false, true, true, true, false]);
    }),
  );

  it(
    'is started once',
    tasklets(function* () {
      const one = new Tasklet({ target: sleep });
      expect(one.start()).to.equal(one);
      expect(() => one.start()).to.throw('can be started only once');
      yield* one.join();
      expect(() => one.start()).to.throw('can be started only once');
    }),
  );

  it(
    'gets the arguments it was made with',
    tasklets(function* () {
      const sum = new Tasklet({ target: (a: number, b: number) => a + b, args: [1, 2] }).start();
      expect(yield* sum.get()).to.equal(3);
    }),
  );

  it(
    'has a name of its own, or one that is made of its id',
    tasklets(function* () {
      const named = new Tasklet({ name: 'named', target: () => 1 });
      const unnamed = new Tasklet({ target: () => 1 });
      expect(named.name).to.equal('named');
      expect(unnamed.name).to.equal(`Tasklet-${unnamed.id}`);
      expect(unnamed.id).to.equal(named.id + 1);
      expect(String(named)).to.equal('Tasklet(named, initial)');
      expect(String(new Greeter('you').start())).to.equal('Greeter(greeter, ready)');
    }),
  );

  it(
    'is the current one while it runs, and only then',
    onVirtualLoop(async ({ loop, trace }) => {
      const body = function* (): Op<void> {
        trace.push(Tasklet.current());
        yield* sleep(1);
        trace.push(current.tasklet);
      };
      const one = spawn(body);
      const other = spawn(body);
      expect(Tasklet.current()).to.equal(undefined);
      await loop.run();
      expect(trace).to.deep.equal([one, other, one, other]);
      expect(current.tasklet).to.equal(undefined);
    }),
  );

  it(
    'runs a body that is a subclass’s run()',
    tasklets(function* () {
      expect(yield* new Greeter('you').start().get()).to.equal('hello you');
    }),
  );

  it(
    'lets an overridden run() call the original with its target and arguments',
    tasklets(function* ({ trace }) {
      class Timed extends Tasklet<string> {
        override *run(): Op<string> {
          trace.push('before');
          const value = yield* super.run() as Op<string>;
          trace.push('after');
          return value;
        }
      }
      const timed = new Timed({
        target: function* (name: string) {
          yield* sleep(1);
          return name;
        },
        args: ['inside'],
      });
      expect(yield* timed.start().get()).to.equal('inside');
      expect(trace).to.deep.equal(['before', 'after']);
    }),
  );

  it(
    'runs a plain function as its body, and a run() that is one',
    tasklets(function* () {
      class Plain extends Tasklet<number> {
        override run(): number {
          return 7;
        }
      }
      expect(yield* spawn(() => 5).get()).to.equal(5);
      expect(yield* new Plain().start().get()).to.equal(7);
      expect(yield* new Tasklet().start().get()).to.equal(undefined);
    }),
  );

  it(
    'runs what its target returns only if that is a generator or an operation: all else is the value',
    tasklets(function* () {
      expect(yield* spawn(() => [1, 2]).get()).to.deep.equal([1, 2]);
      expect(yield* spawn(() => 'text').get()).to.equal('text');
      const map = new Map([[1, 2]]);
      expect(yield* spawn(() => map).get()).to.equal(map);
      const slept = spawn(() => sleep(3));
      expect(yield* slept.get()).to.equal(undefined);
      expect(current.loop.time()).to.equal(3);
    }),
  );

  it(
    'keeps going through 500 levels of yield*',
    tasklets(function* ({ loop }) {
      const deep = function* (level: number): Op<number> {
        if (level > 0) return 1 + (yield* deep(level - 1));
        yield* sleep(1);
        yield* sleep(0);
        return 0;
      };
      expect(yield* deep(500)).to.equal(500);
      expect(loop.time()).to.equal(1);
      const killed = spawn(deep, 500);
      yield* sleep(0.5);
      killed.kill();
      expect(yield* killed.join()).to.equal(true);
    }),
  );

  it(
    'names every function of the chain in the stack of an error',
    tasklets(function* () {
      function* third(): Op<void> {
        yield* sleep(1);
        throw new Error('deep down');
      }
      function* second(): Op<void> {
        yield* third();
      }
      function* first(): Op<void> {
        yield* second();
      }
      try {
        yield* spawn(first).get();
        expect.fail();
      } catch (error) {
        const { stack } = error as Error;
        expect(stack).to.match(/deep down[^]*\bthird\b[^]*\bsecond\b[^]*\bfirst\b/);
      }
    }),
  );
});

describe('Tasklet: who takes its error', () => {
  const boom = new Error('boom');
  const fail = function* (): Op<never> {
    yield* sleep(1);
    throw boom;
  };

  it(
    'excepthook, once, when nobody does',
    tasklets(function* ({ uncaught }) {
      spawn(fail);
      yield* sleep(2);
      expect(uncaught.splice(0)).to.deep.equal([boom]);
    }),
  );

  it(
    'excepthook, when it is only joined',
    tasklets(function* ({ uncaught }) {
      expect(yield* spawn(fail).join()).to.equal(true);
      expect(uncaught.splice(0)).to.deep.equal([boom]);
    }),
  );

  it(
    'a get() that waits, and every other that waits or comes later',
    tasklets(function* ({ trace }) {
      const failing = spawn(fail);
      const getter = function* (): Op<void> {
        try {
          yield* failing.get();
        } catch (error) {
          trace.push(error);
        }
      };
      spawn(getter);
      yield* getter();
      yield* sleep(1);
      yield* getter();
      expect(trace).to.deep.equal([boom, boom, boom]);
    }),
  );

  it(
    'a get() that comes after excepthook was told',
    tasklets(function* ({ uncaught, trace }) {
      const failing = spawn(fail);
      yield* sleep(2);
      expect(uncaught.splice(0)).to.deep.equal([boom]);
      try {
        yield* failing.get();
      } catch (error) {
        trace.push(error);
      }
      expect(trace).to.deep.equal([boom]);
    }),
  );

  it(
    'excepthook, when the get() has given up before',
    tasklets(function* ({ uncaught }) {
      const failing = spawn(fail);
      const killed = spawn(() => failing.get());
      const late = spawn(() => failing.get(0.5));
      yield* sleep(0);
      killed.kill();
      yield* late.join();
      yield* sleep(2);
      expect(uncaught.splice(0).map(String)).to.deep.equal([
        'TimeoutError: Tasklet-2 did not end in time (0.5s)',
        'Error: boom',
      ]);
    }),
  );

  it(
    'excepthook, when the only get() is killed before it could throw it',
    tasklets(function* ({ uncaught }) {
      const failing = spawn(fail);
      const getters = [1, 2].map(() => spawn(() => failing.get()));
      yield* sleep(0);
      failing.addDoneCallback(() => {
        for (const getter of getters) getter.kill();
      });
      yield* sleep(2);
      expect(uncaught.splice(0)).to.deep.equal([boom]);
    }),
  );

  it(
    'the get() that is left, when another is killed before it could throw it',
    tasklets(function* ({ trace }) {
      const failing = spawn(fail);
      const killed = spawn(() => failing.get());
      yield* sleep(0);
      failing.addDoneCallback(() => killed.kill());
      try {
        yield* failing.get();
      } catch (error) {
        trace.push(error);
      }
      yield* killed.join();
      expect(trace).to.deep.equal([boom]);
    }),
  );

  it(
    'a promise()',
    onVirtualLoop(async ({ loop }) => {
      const failing = spawn(fail);
      const taken = failing.promise().then(
        () => 'value',
        (error: unknown) => error,
      );
      await loop.run();
      expect(await taken).to.equal(boom);
    }),
  );

  it(
    'nobody, and nobody is told, when it is a TaskletExit',
    tasklets(function* () {
      spawn(() => {
        throw new TaskletExit();
      });
      class Own extends TaskletExit {}
      spawn(() => {
        throw new Own();
      });
      yield* sleep(1);
    }),
  );

  it(
    'excepthook, even when it is no Error',
    tasklets(function* ({ uncaught }) {
      for (const thing of [undefined, null, 'text', 0]) {
        spawn(() => {
          throw thing;
        });
      }
      yield* sleep(0);
      expect(uncaught.splice(0)).to.deep.equal([undefined, null, 'text', 0]);
    }),
  );
});

describe('Tasklet: done callbacks', () => {
  it(
    'are called once it has ended, in order, or at once if it has',
    tasklets(function* ({ trace }) {
      const one = spawn(() => sleep(1));
      one.addDoneCallback((it) => trace.push(['first', it === one, it.state, Tasklet.current()]));
      one.addDoneCallback(() => trace.push('second'));
      yield* one.join();
      one.addDoneCallback(() => trace.push('late'));
      expect(trace).to.deep.equal([['first', true, 'ended', undefined], 'second', 'late']);
    }),
  );

  it(
    'hand their errors to excepthook, and hinder nobody',
    tasklets(function* ({ trace, uncaught }) {
      const error = new Error('from a callback');
      const one = spawn(() => 5);
      one.addDoneCallback(() => {
        throw error;
      });
      one.addDoneCallback(() => trace.push('second'));
      expect(yield* one.get()).to.equal(5);
      expect(trace).to.deep.equal(['second']);
      expect(uncaught.splice(0)).to.deep.equal([error]);
    }),
  );

  it(
    'must be functions',
    tasklets(function* () {
      const one = spawn(() => 5);
      expect(() => one.addDoneCallback(5 as never)).to.throw(TypeError, 'must be a function');
      yield* one.join();
    }),
  );
});

describe('Tasklet: promise()', () => {
  it(
    'settles with its value',
    onVirtualLoop(async ({ loop }) => {
      const value = spawn(() => 5).promise();
      await loop.run();
      expect(await value).to.equal(5);
    }),
  );

  it(
    'is rejected with a TaskletExit when it is killed',
    onVirtualLoop(async ({ loop }) => {
      const one = spawn(sleep, 5);
      const end = one.promise().catch((error: unknown) => error);
      loop.callLater(1, () => one.kill());
      await loop.run();
      expect(await end).to.be.instanceOf(TaskletExit);
      expect(await one.promise().catch(() => 'late')).to.equal('late');
    }),
  );
});

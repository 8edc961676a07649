// The virtual clock: it stands still while anything is ready, jumps when nothing is, lets the outer world have its turn before,
// and knows a deadlock at once.
import { expect } from 'chai';
import { DeadlockError, EventLoop, type Op, sleep, spawn, until } from 'evergreen-ts';
import { runVirtual, virtualDriver } from 'evergreen-ts/testing';
import { failure as failureIn } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';
import { failureOf, onVirtualLoop } from '../support/virtual-loop.js';

describe('virtualDriver', () => {
  it(
    'makes a year of sleep take no time, and tells how much was simulated',
    onVirtualLoop(async ({ loop, driver }) => {
      const year = 365 * 86_400;
      spawn(sleep, year);
      expect(driver.elapsed).to.equal(0);
      await loop.run();
      expect(driver.elapsed).to.equal(year);
      expect(loop.time()).to.equal(year);
    }),
  );

  it(
    'stands still while anything is ready, through many turns',
    tasklets(function* ({ loop, trace }) {
      spawn(function* () {
        yield* sleep(1);
        trace.push('a second later');
      });
      for (let i = 0; i < 50_000; i++) yield* sleep(0);
      expect(loop.time()).to.equal(0);
      trace.push('busy');
      yield* sleep(2);
      expect(trace).to.deep.equal(['busy', 'a second later']);
    }),
  );

  it(
    'lets promises that are about to settle do so before it jumps',
    tasklets(function* ({ loop }) {
      spawn(sleep, 1000);
      expect(yield* until(Promise.resolve('soon'))).to.equal('soon');
      expect(loop.time()).to.equal(0);
    }),
  );

  it(
    'goes on after something outside has readied a tasklet just before a jump',
    tasklets(function* ({ loop, trace }) {
      spawn(function* () {
        yield* sleep(3);
        trace.push('timer');
      });
      trace.push(yield* until(Promise.resolve('promise')));
      yield* sleep(10);
      expect(trace).to.deep.equal(['promise', 'timer']);
      expect(loop.time()).to.equal(10);
    }),
  );

  it(
    'waits for a promise that takes long, as nothing else can be done',
    tasklets(function* ({ loop }) {
      const rounds = async (): Promise<string> => {
        for (let i = 0; i < 10; i++) await new Promise(setImmediate);
        return 'settled';
      };
      expect(yield* until(rounds())).to.equal('settled');
      expect(loop.time()).to.equal(0);
    }),
  );

  it(
    'does not jump to a deadline that was taken back',
    onVirtualLoop(async ({ loop, driver }) => {
      const far = loop.callLater(1000, () => undefined);
      loop.callLater(1, () => far.cancel());
      await loop.run();
      expect(driver.elapsed).to.equal(1);
    }),
  );

  it(
    'jumps to a nearer deadline that is set from outside',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      loop.callLater(10, () => trace.push('far'));
      const end = loop.run();
      loop.callLater(1, () => trace.push(['near', driver.elapsed]));
      await end;
      expect(trace).to.deep.equal([['near', 1], 'far']);
    }),
  );

  it('has a clock of its own for each loop', async () => {
    for (let i = 0; i < 2; i++) {
      const driver = virtualDriver();
      const loop = new EventLoop({ driver });
      spawn(sleep, 5);
      await loop.run();
      loop.destroy();
      expect(driver.elapsed).to.equal(5);
    }
  });
});

describe('runVirtual', () => {
  it('is run() on simulated time: value, error, deadlock', async () => {
    const day = function* (value: string): Op<string> {
      yield* sleep(86_400);
      return value;
    };
    expect(await runVirtual(day, 'value')).to.equal('value');
    expect(await failureOf(runVirtual(() => until(Promise.reject(new Error('boom')))))).to.have.property(
      'message',
      'boom',
    );
    expect(await failureOf(runVirtual(() => sleep(Infinity)))).to.be.instanceOf(DeadlockError);
  });

  const failing = function* (message: string): Op<void> {
    yield* sleep(1);
    throw new Error(message);
  };

  it('rejects with the first error that nobody takes, once main has returned', async () => {
    const seen: string[] = [];
    const failure = await failureOf(
      runVirtual(function* (): Op<void> {
        const child = spawn(failing, 'of a child');
        yield* sleep(2);
        seen.push(`main goes on when the child has ${child.state}`);
      }),
    );
    expect(failure).to.have.property('message', 'of a child');
    expect(seen).to.deep.equal(['main goes on when the child has ended']);
  });

  it('resolves when the error of a child is taken, or goes to an excepthook that main has set', async () => {
    const told: unknown[] = [];
    const value = await runVirtual(function* (): Op<string> {
      expect(yield* failureIn(spawn(failing, 'taken').get())).to.have.property('message', 'taken');
      EventLoop.current().excepthook = (error) => told.push(error);
      spawn(failing, 'told');
      yield* sleep(2);
      return 'all is well';
    });
    expect(value).to.equal('all is well');
    expect(told.map((error) => (error as Error).message)).to.deep.equal(['told']);
  });

  it('leaves the hook of another loop alone when it is refused', async () => {
    const loop = new EventLoop();
    const { excepthook } = loop;
    try {
      expect(await failureOf(runVirtual(() => 1))).to.match(/has an event loop already/);
      expect(loop.excepthook).to.equal(excepthook);
    } finally {
      loop.destroy();
    }
  });
});

// run() as a scope: any number of them at once on one loop, each with its own end, errors, daemons and deadlock; what ends one
// from outside; the loop that runs by itself beneath them, and loops made by hand.
import { AsyncLocalStorage } from 'node:async_hooks';
import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import {
  Channel,
  DeadlockError,
  Event,
  EventLoop,
  Lock,
  type Op,
  Tasklet,
  TaskletExit,
  TaskletGroup,
  all,
  current,
  fromCallback,
  promised,
  run,
  sleep,
  spawn,
  spawnLater,
  until,
} from 'evergreen-ts';
import { TaskletPoolExecutor } from 'evergreen-ts/futures';
import { runVirtual, virtualDriver } from 'evergreen-ts/testing';
import { failureOf } from '../support/virtual-loop.js';

const BOOM = new Error('boom');

/** A macrotask of Node's: by then a loop that runs by itself has taken its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('run(), many at once', () => {
  it('settles each of 1,000 by itself and alone, those that fail or are aborted among them', async () => {
    const loop = new EventLoop();
    const told: unknown[] = [];
    loop.excepthook = (error) => told.push(error);
    const cleaned: number[] = [];
    let begun = 0;
    const job = function* (i: number): Op<number> {
      spawn(function* () {
        begun++;
        try {
          yield* sleep(i % 5 === 0 ? 3600 : 0);
        } finally {
          yield* sleep();
          cleaned.push(i);
        }
      });
      yield* sleep();
      if (i % 5 === 0) {
        if (i % 10 === 0) yield* sleep(3600);
        throw new Error(`failed ${i}`);
      }
      return i;
    };
    const aborts = Array.from({ length: 1000 }, () => new AbortController());
    const all = aborts.map(({ signal }, i) => run({ signal }, job, i));
    while (begun < 1000) await turn();
    aborts.forEach((controller, i) => {
      if (i % 10 === 0) controller.abort(`aborted ${i}`);
    });
    const results = await Promise.allSettled(all);
    results.forEach((result, i) => {
      if (i % 10 === 0) expect(result).to.deep.equal({ status: 'rejected', reason: `aborted ${i}` });
      else if (i % 5 === 0)
        expect(String((result as PromiseRejectedResult).reason)).to.equal(`Error: failed ${i}`);
      else expect(result).to.deep.equal({ status: 'fulfilled', value: i });
    });
    expect(cleaned).to.have.length(1000);
    expect(told).to.deep.equal([]);
    expect(loop.dump()).to.deep.equal([]);
    loop.destroy();
  });

  it('kills no other scope’s tasklets when one fails, and waits for its own alone', async () => {
    const trace: string[] = [];
    const noting = function* (name: string, seconds: number): Op<void> {
      try {
        yield* sleep(seconds);
        trace.push(`${name} went on`);
      } catch (error) {
        trace.push(`${name} was killed`);
        throw error;
      }
    };
    const other = run(function* () {
      spawn(noting, 'other', 0.02);
      yield* sleep();
    });
    const error = await failureOf(
      run(function* () {
        spawn(noting, 'own', 3600);
        yield* sleep();
        throw BOOM;
      }),
    );
    expect(error).to.equal(BOOM);
    expect(trace).to.deep.equal(['own was killed']);
    await other;
    expect(trace).to.deep.equal(['own was killed', 'other went on']);
  });

  it('is a scope of its own inside a tasklet, which only its promise waits for', async () => {
    const trace: string[] = [];
    let inner: Promise<void> | undefined;
    await run(function* () {
      inner = run(function* () {
        yield* sleep(0.01);
        trace.push('inner');
      });
      yield* sleep();
      trace.push('outer');
    });
    expect(trace).to.deep.equal(['outer']);
    await inner;
    expect(trace).to.deep.equal(['outer', 'inner']);
    expect(await run(() => until(run(() => 'value')))).to.equal('value');
  });

  it('has the tasklets that were spawned in it, and theirs; those spawned from callbacks are the loop’s', async () => {
    const trace: string[] = [];
    const later = function* (name: string): Op<void> {
      yield* sleep(0.01);
      trace.push(name);
    };
    await run(function* () {
      spawn(function* () {
        yield* sleep();
        spawn(later, 'grandchild');
      });
      const gone = new Event();
      current.loop.callSoon(() => {
        spawn(function* () {
          yield* later('of a callback');
          yield* sleep(0.01);
          trace.push('outlives the run');
        });
        gone.set();
      });
      yield* gone.wait();
    });
    expect(trace).to.include('grandchild').and.not.include('outlives the run');
    await EventLoop.current().run();
    expect(trace).to.deep.equal(['of a callback', 'grandchild', 'outlives the run']);
  });

  it('kills its daemons, not those of others, when the rest of it has ended', async () => {
    const trace: string[] = [];
    const daemon = (name: string): Tasklet<void> =>
      new Tasklet<void>({
        daemon: true,
        target: function* () {
          try {
            yield* sleep(3600);
          } finally {
            yield* sleep();
            trace.push(name);
          }
        },
      }).start();
    const open = new Event();
    const other = run(function* () {
      daemon('other');
      yield* open.wait();
    });
    await run(function* () {
      daemon('own');
      yield* sleep();
    });
    expect(trace).to.deep.equal(['own']);
    open.set();
    await other;
    expect(trace).to.deep.equal(['own', 'other']);
  });

  it('lets a pool that it has made outlive it', async () => {
    const loop = new EventLoop();
    let pool: TaskletPoolExecutor | undefined;
    const ids: unknown[] = [];
    const work = (): unknown => ids.push(Tasklet.current()?.id);
    await run(function* () {
      pool = new TaskletPoolExecutor(1);
      yield* pool.submit(work).get();
    });
    await run(function* () {
      yield* (pool as TaskletPoolExecutor).submit(work).get();
    });
    expect(ids[0]).to.equal(ids[1]);
    loop.destroy();
  });

  it('reports the error of a child, whose siblings go on', async () => {
    const loop = new EventLoop();
    const told: unknown[] = [];
    loop.excepthook = (error) => told.push(error);
    const value = await run(function* () {
      spawn(() => {
        throw BOOM;
      });
      yield* sleep();
      return 'main goes on';
    });
    expect([value, told]).to.deep.equal(['main goes on', [BOOM]]);
    loop.destroy();
  });
});

describe('run() with a signal', () => {
  it('never begins main if it is aborted already', async () => {
    let began = false;
    const signal = AbortSignal.abort('before');
    expect(await failureOf(run({ signal }, () => (began = true)))).to.equal('before');
    expect(began).to.equal(false);
  });

  it('kills main and the rest with the reason, which is no error of theirs, and waits for their cleanup', async () => {
    const loop = new EventLoop();
    const told: unknown[] = [];
    loop.excepthook = (error) => told.push(error);
    const controller = new AbortController();
    const trace: unknown[] = [];
    const noting = function* (name: string): Op<void> {
      try {
        yield* sleep(3600);
      } catch (error) {
        trace.push([name, error]);
        throw error;
      } finally {
        yield* sleep();
        trace.push(name);
      }
    };
    const end = run({ signal: controller.signal }, function* () {
      spawn(noting, 'child');
      yield* noting('main');
    });
    await turn();
    controller.abort(BOOM);
    expect(await failureOf(end)).to.equal(BOOM);
    expect(trace).to.deep.equal([['main', BOOM], ['child', BOOM], 'main', 'child']);
    expect(told).to.deep.equal([]);
    loop.destroy();
  });

  it('rejects with the reason though main swallows it, or fails with something else, which is reported', async () => {
    const loop = new EventLoop();
    const told: unknown[] = [];
    loop.excepthook = (error) => told.push(error);
    for (const fails of [false, true]) {
      const controller = new AbortController();
      const end = run({ signal: controller.signal }, function* () {
        try {
          yield* sleep(3600);
        } catch {
          if (fails) throw BOOM;
        }
      });
      await turn();
      controller.abort('reason');
      expect(await failureOf(end)).to.equal('reason');
    }
    expect(told).to.deep.equal([BOOM]);
    loop.destroy();
  });

  it('ends what main has left behind', async () => {
    const controller = new AbortController();
    const end = run({ signal: controller.signal }, () => {
      spawn(() => sleep(3600));
      return 'value';
    });
    await turn();
    controller.abort('late');
    expect(await failureOf(end)).to.equal('late');
  });

  it('ends what one spawns that was killed and has not been told of it yet', async () => {
    const controller = new AbortController();
    const begun: string[] = [];
    const forever = function* (name: string): Op<void> {
      begun.push(name);
      yield* new Channel<never>().receive();
    };
    const end = run({ signal: controller.signal }, function* () {
      controller.abort('reason');
      spawn(forever, 'spawned');
      spawnLater(3600, forever, 'to be spawned');
      yield* all([forever('child')]);
    });
    expect(await failureOf(end)).to.equal('reason');
    const failing = run(function* () {
      let call: (error: null) => void = () => undefined;
      spawn(function* () {
        yield* fromCallback((callback) => (call = callback));
        spawn(forever, 'by one that has its value first');
        yield* sleep();
      });
      yield* sleep();
      call(null);
      throw BOOM;
    });
    expect(await failureOf(failing)).to.equal(BOOM);
    expect(begun).to.deep.equal([]);
  });

  it('does not end a group’s children twice', async () => {
    const controller = new AbortController();
    const trace: string[] = [];
    const end = run({ signal: controller.signal }, () =>
      TaskletGroup.run(function* (group) {
        group.spawn(function* () {
          try {
            yield* sleep(3600);
          } finally {
            yield* sleep(0.001);
            trace.push('cleaned up');
          }
        });
        yield* sleep(3600);
      }),
    );
    await turn();
    controller.abort('reason');
    expect(await failureOf(end)).to.equal('reason');
    expect(trace).to.deep.equal(['cleaned up']);
  });

  it('reports what main fails with in the end only if no other tasklet takes it', async () => {
    const loop = new EventLoop();
    const told: unknown[] = [];
    loop.excepthook = (error) => told.push(error);
    const controller = new AbortController();
    const taken: unknown[] = [];
    const end = run({ signal: controller.signal }, function* () {
      spawn(function* (main: Tasklet) {
        for (let i = 0; i < 2; i++) {
          try {
            yield* main.get();
          } catch (error) {
            taken.push(error);
          }
        }
      }, current.tasklet as Tasklet);
      try {
        yield* sleep(3600);
      } finally {
        yield* sleep();
        throw BOOM;
      }
    });
    await turn();
    controller.abort('reason');
    expect(await failureOf(end)).to.equal('reason');
    expect([taken, told]).to.deep.equal([['reason', BOOM], []]);
    loop.destroy();
  });

  it('listens once to a signal that many share, and is warned of no leak', async () => {
    const warnings: unknown[] = [];
    const warned = (warning: unknown): unknown => warnings.push(warning);
    process.on('warning', warned);
    const controller = new AbortController();
    const aborted: unknown[] = [];
    let begun = 0;
    const all = Array.from({ length: 20 }, (_, i) =>
      run({ signal: controller.signal, signals: ['SIGUSR2'] }, function* () {
        if (i < 2) return 'ended before';
        begun++;
        try {
          return yield* sleep(3600);
        } finally {
          aborted.push(i);
        }
      }),
    );
    while (begun < 18) await turn();
    expect(getEventListeners(controller.signal, 'abort')).to.have.length(1);
    expect(process.listenerCount('SIGUSR2')).to.equal(1);
    controller.abort('all');
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === 'rejected')).to.have.length(18);
    expect(aborted).to.deep.equal(Array.from({ length: 18 }, (_, i) => i + 2));
    await turn();
    process.off('warning', warned);
    expect(warnings).to.deep.equal([]);
    expect(getEventListeners(controller.signal, 'abort')).to.deep.equal([]);
    expect(process.listenerCount('SIGUSR2')).to.equal(0);
  });

  it('leaves no listener behind', async () => {
    let listeners = 0;
    const signal = Object.assign(new EventTarget(), { aborted: false }) as AbortSignal;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    await run({ signal }, () => sleep());
    expect(listeners).to.equal(0);
  });
});

describe('Deadlocked run()s', () => {
  it('are told when nothing else is left, each with its own tasklets, and their cleanup may park', async () => {
    const trace: string[] = [];
    let settled: Promise<PromiseSettledResult<void>[]> | undefined;
    await runVirtual(() => {
      const receiver = run(function* () {
        try {
          yield* new Channel().receive();
        } finally {
          yield* sleep(5);
          trace.push(`cleaned up at ${current.loop.time()}`);
        }
      });
      const locked = run(function* () {
        const lock = new Lock();
        yield* lock.acquire();
        new Tasklet({ name: 'helper', target: () => current.loop.switch() }).start();
        yield* sleep(1);
        yield* lock.acquire();
      });
      const fine = run(() => sleep(2));
      settled = Promise.allSettled([receiver, locked, fine]);
    });
    const [receiver, locked, fine] = (await settled) as PromiseRejectedResult[];
    expect(fine).to.deep.equal({ status: 'fulfilled', value: undefined });
    const waits = [receiver, locked].map((result) => {
      expect(result?.reason).to.be.instanceOf(DeadlockError);
      return (result?.reason as DeadlockError).tasklets.map(({ waitingOn }) => waitingOn);
    });
    expect(waits).to.deep.equal([['Channel.receive'], ['Lock', 'EventLoop.switch']]);
    expect(trace).to.deep.equal(['cleaned up at 7']);
  });

  it('end though their cleanup is stuck as well', async () => {
    const trace: string[] = [];
    const error = await failureOf(
      runVirtual(function* () {
        try {
          yield* new Channel().receive();
        } finally {
          try {
            yield* new Event().wait();
          } finally {
            trace.push('given up');
          }
        }
      }),
    );
    expect(error).to.be.instanceOf(DeadlockError);
    expect(trace).to.deep.equal(['given up']);
  });

  it('are told apart from stuck tasklets of the loop itself, which are reported once', async () => {
    const told: unknown[] = [];
    const value = await runVirtual(function* () {
      current.loop.excepthook = (error, source) => told.push([error, source]);
      const { loop } = current;
      loop.callSoon(() => spawn(() => loop.switch()));
      loop.callSoon(() => spawn(() => loop.switch()));
      yield* sleep(1);
      return loop;
    });
    expect(told).to.have.length(1);
    const [[error, source]] = told as [[DeadlockError, unknown]];
    expect(error.tasklets).to.have.length(2);
    expect(source).to.equal(value);
  });
});

describe('A loop that runs by itself', () => {
  it('is made by the first spawn(), runs, and is gone when nothing is left: the next begins with ids from 1', async () => {
    const ids: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      const tasklet = spawn(() => ids.push(Tasklet.current()?.id));
      const loop = EventLoop.current();
      expect(loop.running).to.equal(false);
      await tasklet.promise();
      await turn();
      expect(() => loop.callSoon(() => undefined)).to.throw('the loop was destroyed');
    }
    expect(ids).to.deep.equal([1, 1]);
  });

  it('can be waited for, and destroyed once afterwards', async () => {
    const trace: string[] = [];
    spawn(function* () {
      yield* sleep(0.001);
      trace.push('ran');
    });
    const loop = EventLoop.current();
    await loop.run();
    expect(trace).to.deep.equal(['ran']);
    expect(loop.running).to.equal(false);
    loop.destroy();
    expect(() => loop.destroy()).to.throw('destroyed already');
  });

  it('has run() resolve though there is nothing to do', async () => {
    await EventLoop.current().run();
  });

  it('makes way for another when it is not in use, and not when it is', async () => {
    const unused = EventLoop.current();
    await runVirtual(() => sleep(5));
    expect(() => unused.callSoon(() => undefined)).to.throw('destroyed');
    const busy = run(() => sleep(0.01));
    expect(String(await failureOf(runVirtual(() => 1)))).to.contain('has an event loop already');
    expect(() => new EventLoop()).to.throw('has an event loop already');
    await busy;
    await turn();
    new EventLoop().destroy();
  });

  it('runs forever when it is told so', async () => {
    const loop = EventLoop.current();
    const end = loop.runForever();
    await run(() => sleep());
    expect(loop.running).to.equal(true);
    loop.stop();
    await end;
    loop.destroy();
  });

  it('is destroyed by stop(), and run() resolves with nothing', async () => {
    const trace: string[] = [];
    const value: unknown = await run(function* (): Op<unknown> {
      current.loop.stop();
      try {
        yield* sleep(1);
        return 'never';
      } finally {
        trace.push('finally');
      }
    });
    expect([value, trace]).to.deep.equal([undefined, ['finally']]);
    new EventLoop().destroy();
  });
});

describe('A loop made by hand', () => {
  it('is started by the function run(), goes on until destroy(), and is used by the next', async () => {
    const loop = new EventLoop();
    const loops = [await run(() => current.loop), await run(() => current.loop)];
    expect(loops).to.deep.equal([loop, loop]);
    expect(loop.running).to.equal(false);
    const end = run(() => sleep(0.001));
    expect(() => loop.destroy()).to.throw('stop() it first');
    await end;
    expect(String(await failureOf(loop.run()))).to.contain('running already');
    loop.destroy();
    expect(() => loop.destroy()).to.throw('destroyed already');
  });

  it('serves run() while its own run() is under way, and waits for it', async () => {
    const loop = new EventLoop({ driver: virtualDriver() });
    const trace: string[] = [];
    spawn(function* () {
      yield* sleep(1);
      trace.push('spawned');
    });
    const end = loop.run();
    const inside = run(function* () {
      yield* sleep(2);
      trace.push('run');
      return 'value';
    });
    await end;
    expect(trace).to.deep.equal(['spawned', 'run']);
    expect(await inside).to.equal('value');
    loop.destroy();
  });

  it('that has ended refuses run(), and says what to do', async () => {
    const loop = new EventLoop();
    await loop.run();
    expect(String(await failureOf(run(() => 1)))).to.contain('destroy() it');
    loop.destroy();
  });

  it('that was stopped before its start refuses run(), too, which would never end', async () => {
    const loop = new EventLoop();
    loop.stop();
    let began = false;
    expect(String(await failureOf(run(() => (began = true))))).to.contain('destroy() it');
    expect(began).to.equal(false);
    loop.destroy();
  });

  it('refuses run() while it is destroyed, and says so', async () => {
    const loop = new EventLoop();
    let refused: Promise<unknown> | undefined;
    spawn(function* () {
      try {
        yield* sleep(3600);
      } finally {
        refused = failureOf(run(() => 1));
      }
    });
    const end = loop.run();
    await turn();
    loop.stop();
    await end;
    loop.destroy();
    expect(String(await refused)).to.contain('is being destroyed');
  });
});

describe('run() and AsyncLocalStorage', () => {
  it('begins main in the context of its caller, and keeps each run()’s apart', async () => {
    const store = new AsyncLocalStorage<number>();
    const job = function* (): Op<number | undefined> {
      yield* sleep(0.001);
      const child = spawn(() => store.getStore());
      yield* sleep();
      return yield* child.get();
    };
    const all = Array.from({ length: 20 }, (_, i) => store.run(i, () => run({ asyncContext: true }, job)));
    expect(await Promise.all(all)).to.deep.equal(all.map((_, i) => i));
  });

  it('is refused while the loop runs without', async () => {
    const end = run(() => sleep(0.001));
    await turn();
    expect(String(await failureOf(run({ asyncContext: true }, () => 1)))).to.contain(
      'EVERGREEN_ASYNC_CONTEXT',
    );
    await end;
  });
});

describe('promised()', () => {
  it('makes a function of promises, with its this and arguments', async () => {
    const counter = {
      by: 2,
      add: promised(function* (this: { by: number }, n: number): Op<number> {
        yield* sleep();
        return n + this.by;
      }),
    };
    expect(await counter.add(1)).to.equal(3);
    expect(await Promise.all([1, 2, 3].map((n) => counter.add(n)))).to.deep.equal([3, 4, 5]);
    const named = promised(function* named(): Op<void> {
      yield* sleep();
    });
    expect(named.name).to.equal('named');
  });

  it('rejects with what the body throws, TaskletExit included', async () => {
    const fails = promised(function* (error: Error): Op<void> {
      yield* sleep();
      throw error;
    });
    expect(await failureOf(fails(BOOM))).to.equal(BOOM);
    const exit = new TaskletExit();
    expect(await failureOf(fails(exit))).to.equal(exit);
  });
});

describe('What run() is given', () => {
  it('is checked', async () => {
    const bad = async (...args: unknown[]): Promise<string> =>
      String(await failureOf((run as unknown as (...args: unknown[]) => Promise<unknown>)(...args)));
    expect(await bad(5)).to.contain('the body of a tasklet is a function');
    expect(await bad({}, 5)).to.contain('the body of a tasklet is a function');
    expect(await bad({ signal: 5 }, () => 1)).to.contain('signal is an AbortSignal, not 5');
    expect(await bad({ signals: 'SIGINT' }, () => 1)).to.contain('an array');
    expect(await bad({ signals: ['SIGNONE'] }, () => 1)).to.contain('no such signal');
    expect(await bad({ signals: ['SIGKILL'] }, () => 1)).to.contain('SIGKILL cannot be handled');
    expect(await bad({ driver: {} }, () => 1)).to.contain('of a driver');
    expect(await bad({ asyncContext: 1 }, () => 1)).to.contain('asyncContext');
    expect(await bad((function* () {})())).to.contain('pass the generator function itself');
    // Nothing was begun.
    new EventLoop().destroy();
  });
});

// EventLoop: its life (new, running, ended, destroyed), callbacks and timers, what keeps run() going, daemons, stop() and
// destroy(), the deadlock, the excepthook, one loop per thread, the budget of a turn.
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import {
  DeadlockError,
  EventLoop,
  type Handler,
  type Op,
  Tasklet,
  TaskletExit,
  current,
  run,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';
import { program } from '../support/child.js';
import { tasklets } from '../support/run-tasklet.js';
import { failureOf, onVirtualLoop } from '../support/virtual-loop.js';

/** What makes a thread load the sources. */
const REGISTER = new URL('../../scripts/register.js', import.meta.url).href;

function daemon(target: () => Op<void>): Tasklet<void> {
  return new Tasklet<void>({ target, daemon: true }).start();
}

describe('EventLoop: callbacks', () => {
  it(
    'calls back soon, in order, with the arguments given',
    onVirtualLoop(async ({ loop, trace }) => {
      loop.callSoon((a: string, b: number) => trace.push([a, b]), 'one', 1);
      loop.callFromThread((a: string) => trace.push(a), 'two');
      await loop.run();
      expect(trace).to.deep.equal([['one', 1], 'two']);
    }),
  );

  it(
    'never calls back a cancelled handler',
    onVirtualLoop(async ({ loop, trace }) => {
      const soon = loop.callSoon(() => trace.push('soon'));
      const later = loop.callLater(1, () => trace.push('later'));
      expect(soon.cancelled).to.equal(false);
      soon.cancel();
      later.cancel();
      later.cancel();
      expect([soon.cancelled, later.cancelled]).to.deep.equal([true, true]);
      await loop.run();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'does not call a handler cancelled that has run',
    onVirtualLoop(async ({ loop }) => {
      const handler = loop.callSoon(() => undefined);
      await loop.run();
      handler.cancel();
      expect(handler.cancelled).to.equal(false);
    }),
  );

  it(
    'calls back later in order of the deadlines, equal ones in the order they were set',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      const at = (name: string) => () => trace.push([name, loop.time()]);
      loop.callLater(2, at('c'));
      loop.callLater(1, at('a'));
      loop.callAt(loop.time() + 1, at('b'));
      loop.callLater(0, at('now'));
      loop.callLater(-5, at('past'));
      await loop.run();
      expect(trace).to.deep.equal([
        ['now', 0],
        ['past', 0],
        ['a', 1],
        ['b', 1],
        ['c', 2],
      ]);
      expect(driver.elapsed).to.equal(2);
    }),
  );

  it(
    'lets an earlier timer of the same moment cancel a later one',
    onVirtualLoop(async ({ loop, trace }) => {
      loop.callLater(0.01, () => {
        trace.push('first');
        second.cancel();
      });
      const second: Handler = loop.callLater(0.01, () => trace.push('second'));
      await loop.run();
      expect(trace).to.deep.equal(['first']);
      expect(second.cancelled).to.equal(true);
    }),
  );

  it(
    'refuses delays that are no finite number',
    onVirtualLoop(({ loop }) => {
      for (const delay of [NaN, Infinity, -Infinity])
        expect(() => loop.callLater(delay, () => undefined)).to.throw(RangeError, 'finite');
    }),
  );

  it(
    'refuses a handler in the place of a callback, and everything else that would not run',
    onVirtualLoop(({ loop }) => {
      const handler = loop.callLater(1, () => undefined) as unknown as () => void;
      expect(() => loop.callLater(1, handler)).to.throw(TypeError, 'a handler is not a callback');
      expect(() => loop.callSoon(handler)).to.throw(TypeError, 'a handler is not a callback');
      expect(() => loop.addSignalHandler('SIGUSR2', handler)).to.throw(
        TypeError,
        'a handler is not a callback',
      );
      expect(() => loop.callSoon(5 as unknown as () => void)).to.throw(TypeError, 'must be a function');
      const generator = function* (): Op<void> {
        yield* sleep(1);
      };
      expect(() => loop.callSoon(generator)).to.throw(TypeError, '() => spawn(it)');
    }),
  );

  it(
    'hands what a callback throws to excepthook once, with the handler, and goes on',
    onVirtualLoop(async ({ loop, trace }) => {
      const error = new Error('from a callback');
      const sources: unknown[] = [];
      loop.excepthook = (...what) => sources.push(what);
      const handler = loop.callSoon(() => {
        throw error;
      });
      loop.callSoon(() => trace.push('goes on'));
      await loop.run();
      expect(sources).to.deep.equal([[error, handler]]);
      expect(trace).to.deep.equal(['goes on']);
    }),
  );

  it(
    'runs callbacks outside any tasklet',
    onVirtualLoop(async ({ loop, trace }) => {
      spawn(function* () {
        loop.callSoon(() => trace.push(current.tasklet));
        yield* sleep();
        trace.push(current.tasklet === Tasklet.current());
      });
      await loop.run();
      expect(trace).to.deep.equal([undefined, true]);
    }),
  );
});

describe('EventLoop: life', function () {
  this.timeout(60_000);

  it(
    'ends at once when there is nothing to do',
    onVirtualLoop(async ({ loop }) => {
      expect(loop.running).to.equal(false);
      const end = loop.run();
      expect(loop.running).to.equal(true);
      await end;
      expect(loop.running).to.equal(false);
    }),
  );

  it(
    'goes on as long as a tasklet lives or a callback is pending',
    onVirtualLoop(async ({ loop, driver }) => {
      spawn(sleep, 3);
      loop.callLater(7, () => spawn(sleep, 2));
      await loop.run();
      expect(driver.elapsed).to.equal(9);
    }),
  );

  it(
    'ends when its last callback is cancelled from outside',
    onVirtualLoop(async ({ loop, driver }) => {
      const handler = loop.callLater(1000, () => undefined);
      const end = loop.run();
      handler.cancel();
      await end;
      expect(driver.elapsed).to.equal(0);
    }),
  );

  it(
    'runs once',
    onVirtualLoop(async ({ loop }) => {
      const end = loop.run();
      expect(await failureOf(loop.run()))
        .to.be.an('error')
        .with.property('message', 'the loop is running already');
      expect(await failureOf(loop.runForever())).to.be.an('error');
      await end;
      expect(String(await failureOf(loop.run()))).to.contain('ended cannot run again');
      loop.destroy();
      expect(String(await failureOf(loop.run()))).to.contain('destroyed cannot run again');
    }),
  );

  it(
    'cannot be destroyed while it runs, nor twice',
    onVirtualLoop(async ({ loop, trace }) => {
      spawn(function* () {
        yield* sleep(0.01);
        expect(() => loop.destroy()).to.throw('stop() it first');
        trace.push('refused');
      });
      await loop.run();
      expect(trace).to.deep.equal(['refused']);
      loop.destroy();
      expect(() => loop.destroy()).to.throw('destroyed already');
      expect(() => loop.callSoon(() => undefined)).to.throw('destroyed');
      expect(() => loop.callLater(1, () => undefined)).to.throw('destroyed');
    }),
  );

  it('cannot be destroyed twice by hand, even if it would have run by itself', () => {
    const loop = EventLoop.current();
    loop.destroy();
    expect(() => loop.destroy()).to.throw('destroyed already');
  });

  it('is one per thread, until it is destroyed', () => {
    const loop = new EventLoop({ driver: virtualDriver() });
    expect(EventLoop.current()).to.equal(loop);
    expect(current.loop).to.equal(loop);
    expect(() => new EventLoop()).to.throw('has an event loop already');
    expect(EventLoop.current()).to.equal(loop);
    loop.destroy();
    const next = new EventLoop({ driver: virtualDriver() });
    expect(EventLoop.current()).to.equal(next);
    next.destroy();
  });

  it('is made on first use in the main thread', () => {
    const first = current.loop;
    expect(first).to.be.instanceOf(EventLoop);
    first.destroy();
    const second = EventLoop.current();
    expect(second).to.not.equal(first);
    second.destroy();
  });

  it('is not made on first use in a worker, but can be made there', async () => {
    const source = `
      const { parentPort } = require('node:worker_threads');
      import(${JSON.stringify(REGISTER)}).then(() => import('evergreen-ts')).then(async ({ EventLoop, spawn, sleep }) => {
        let refusal;
        try { EventLoop.current(); } catch (error) { refusal = error.message; }
        const loop = new EventLoop();
        let value;
        spawn(function* () { yield* sleep(0); value = 'ran'; });
        await loop.run();
        let signals;
        try { loop.addSignalHandler('SIGTERM', () => {}); } catch (error) { signals = error.message; }
        loop.destroy();
        parentPort.postMessage({ refusal, value, signals });
      });`;
    const worker = new Worker(source, { eval: true, execArgv: ['-C', 'evergreen-source'] });
    const said = await new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    expect(said).to.deep.equal({
      refusal: 'this thread has no event loop: run(), main() or new EventLoop() makes one',
      value: 'ran',
      signals: 'signals come to the main thread only',
    });
    await worker.terminate();
  });
});

describe('EventLoop: stop()', () => {
  it(
    'ends the run with what runs now, and kills nothing',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      const one = spawn(function* () {
        yield* sleep(1);
        trace.push('stops');
        loop.stop();
        trace.push('goes on to its next park');
        yield* sleep(0);
        trace.push('never');
      });
      const other = spawn(function* () {
        yield* sleep(1);
        trace.push('never');
      });
      loop.callLater(100, () => trace.push('never'));
      await loop.run();
      expect(trace).to.deep.equal(['stops', 'goes on to its next park']);
      expect([one.isAlive(), other.isAlive()]).to.deep.equal([true, true]);
      expect(driver.elapsed).to.equal(1);
    }),
  );

  it(
    'before the start lets nothing run',
    onVirtualLoop(async ({ loop, trace }) => {
      spawn(() => trace.push('never'));
      loop.callSoon(() => trace.push('never'));
      loop.stop();
      await loop.run();
      expect(trace).to.deep.equal([]);
      expect(String(await failureOf(loop.run()))).to.contain('cannot run again');
    }),
  );

  it(
    'works from outside a turn',
    onVirtualLoop(async ({ loop }) => {
      spawn(() => until(new Promise(() => undefined)));
      const end = loop.run();
      setImmediate(() => loop.stop());
      await end;
      expect(loop.running).to.equal(false);
    }),
  );

  it(
    'is nothing after the end, and nothing the second time',
    onVirtualLoop(async ({ loop }) => {
      loop.callSoon(() => {
        loop.stop();
        loop.stop();
      });
      await loop.run();
      loop.stop();
    }),
  );

  it(
    'is all that ends runForever()',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      spawn(sleep, 1);
      const end = loop.runForever();
      await new Promise((resolve) => loop.callLater(2, () => setImmediate(resolve)));
      expect(loop.running).to.equal(true);
      loop.callFromThread(() => {
        trace.push(driver.elapsed);
        loop.stop();
      });
      await end;
      expect(trace).to.deep.equal([2]);
    }),
  );

  it(
    'does not take what parks under runForever() for a deadlock',
    onVirtualLoop(async ({ loop, trace }) => {
      const stuck = spawn(function* () {
        trace.push(yield* loop.switch());
      });
      const end = loop.runForever();
      await new Promise(setImmediate);
      stuck.switch('woken from outside');
      await new Promise(setImmediate);
      loop.stop();
      await end;
      expect(trace).to.deep.equal(['woken from outside']);
    }),
  );
});

describe('EventLoop: destroy()', () => {
  it(
    'kills what is left, and its finally blocks run',
    onVirtualLoop(async ({ loop, trace }) => {
      const parked = spawn(function* () {
        try {
          yield* sleep(100);
        } catch (error) {
          trace.push((error as Error).name);
          throw error;
        } finally {
          trace.push('finally');
        }
      });
      const unborn = spawn(() => trace.push('never'));
      loop.callSoon(() => loop.stop());
      // The callback stands behind both: unborn must have run. One more stands behind it.
      const later = spawn(() => trace.push('never'));
      await loop.run();
      trace.push('destroy');
      loop.destroy();
      expect(trace).to.deep.equal(['never', 'destroy', 'TaskletExit', 'finally']);
      expect([parked, unborn, later].map((one) => one.state)).to.deep.equal(['ended', 'ended', 'ended']);
    }),
  );

  it(
    'throws into a finally block that parks again, until it does not',
    onVirtualLoop(async ({ loop, trace }) => {
      spawn(function* () {
        try {
          try {
            yield* sleep(100);
          } finally {
            trace.push('inner');
            yield* sleep(1);
            trace.push('never');
          }
        } finally {
          trace.push('outer');
          yield* sleep(0);
          trace.push('never');
        }
      });
      loop.callLater(1, () => loop.stop());
      await loop.run();
      loop.destroy();
      expect(trace).to.deep.equal(['inner', 'outer']);
    }),
  );

  it(
    'gives up a tasklet that parks whatever is thrown into it, and says so',
    onVirtualLoop(async ({ loop, uncaught }) => {
      spawn(function* () {
        for (;;) {
          try {
            yield* sleep(1);
          } catch {
            // swallowed
          }
        }
      });
      loop.callLater(0.5, () => loop.stop());
      await loop.run();
      loop.destroy();
      expect(uncaught.splice(0).map(String)).to.match(/parked 1000 times while its loop was destroyed/);
    }),
  );

  it(
    'runs nothing of what a finally block spawns',
    onVirtualLoop(async ({ loop, trace }) => {
      let late: Tasklet | undefined;
      spawn(function* () {
        try {
          yield* sleep(100);
        } finally {
          late = spawn(() => trace.push('never'));
        }
      });
      loop.callLater(1, () => loop.stop());
      await loop.run();
      loop.destroy();
      expect(late?.state).to.equal('ended');
      expect(trace).to.deep.equal([]);
    }),
  );

  it('before the start drops everything', () => {
    const loop = new EventLoop({ driver: virtualDriver() });
    const trace: unknown[] = [];
    const one = spawn(() => trace.push('never'));
    loop.callSoon(() => trace.push('never'));
    loop.destroy();
    expect(trace).to.deep.equal([]);
    expect(one.state).to.equal('ended');
  });

  it(
    'leaves handlers that can still be cancelled',
    onVirtualLoop(async ({ loop }) => {
      const handler = loop.callLater(10, () => undefined);
      loop.callSoon(() => loop.stop());
      await loop.run();
      loop.destroy();
      handler.cancel();
      expect(handler.cancelled).to.equal(true);
    }),
  );
});

describe('EventLoop: daemons', () => {
  it(
    'do not keep run() going, and are killed with their finally blocks run to the end',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      daemon(function* () {
        try {
          for (;;) yield* sleep(1);
        } catch (error) {
          trace.push(error instanceof TaskletExit);
          throw error;
        } finally {
          yield* sleep(5);
          trace.push(['finally', loop.time()]);
        }
      });
      spawn(sleep, 2.5);
      await loop.run();
      expect(trace).to.deep.equal([true, ['finally', 7.5]]);
      expect(driver.elapsed).to.equal(7.5);
      expect(loop.dump()).to.deep.equal([]);
    }),
  );

  it(
    'alone run until they first park, no further',
    onVirtualLoop(async ({ loop, trace }) => {
      daemon(function* () {
        trace.push('ran');
        yield* sleep(1);
        trace.push('never');
      });
      await loop.run();
      expect(trace).to.deep.equal(['ran']);
    }),
  );

  it(
    'have daemons as children, unless those are told otherwise',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      daemon(function* () {
        spawn(function* () {
          try {
            yield* sleep(1000);
          } finally {
            trace.push('child killed');
          }
        });
        new Tasklet({ target: sleep, args: [3], daemon: false }).start();
        yield* sleep(0);
      });
      spawn(sleep, 1);
      await loop.run();
      expect(trace).to.deep.equal(['child killed']);
      expect(driver.elapsed).to.equal(3);
    }),
  );

  it(
    'are killed even if others spawned them while they ended',
    onVirtualLoop(async ({ loop, driver, trace }) => {
      daemon(function* () {
        try {
          yield* sleep(100);
        } finally {
          spawn(function* () {
            try {
              for (;;) yield* sleep(1);
            } finally {
              trace.push('grandchild killed');
            }
          });
          yield* sleep(5);
          trace.push('cleanup over');
        }
      });
      await loop.run();
      expect(trace).to.deep.equal(['grandchild killed', 'cleanup over']);
      expect(driver.elapsed).to.equal(5);
    }),
  );

  it(
    'parked for ever are no deadlock',
    onVirtualLoop(async ({ loop }) => {
      daemon(function* () {
        yield* loop.switch();
      });
      spawn(sleep, 1);
      await loop.run();
    }),
  );
});

describe('EventLoop: deadlock', function () {
  this.timeout(60_000);

  it(
    'under a virtual clock is known at once, and says which tasklet waits on what',
    onVirtualLoop(async ({ loop, driver }) => {
      const stuck = new Tasklet({ name: 'stuck', target: () => loop.switch() }).start();
      new Tasklet({ name: 'waiting', target: () => stuck.join() }).start();
      spawn(sleep, 4);
      const error = await failureOf(loop.run());
      expect(error).to.be.instanceOf(DeadlockError);
      const { message, tasklets: infos, name, code } = error as DeadlockError;
      expect(message).to.equal(
        '2 tasklets are parked and nothing can wake them:\n' +
          '  stuck waits on EventLoop.switch\n' +
          '  waiting waits on Tasklet.join stuck',
      );
      expect(infos.map((info) => [info.name, info.state, info.waitingOn])).to.deep.equal([
        ['stuck', 'parked', 'EventLoop.switch'],
        ['waiting', 'parked', 'Tasklet.join stuck'],
      ]);
      expect([name, code]).to.deep.equal(['DeadlockError', 'EVERGREEN_DEADLOCK']);
      expect(driver.elapsed).to.equal(4);
      expect(loop.running).to.equal(false);
    }),
  );

  it(
    'is none while a promise is waited for',
    onVirtualLoop(async ({ loop, trace }) => {
      spawn(function* () {
        // Several rounds of the outer world, with nothing else to do meanwhile.
        const rounds = async (): Promise<string> => {
          for (let i = 0; i < 20; i++) await new Promise(setImmediate);
          return 'settled';
        };
        trace.push(yield* until(rounds()));
      });
      await loop.run();
      expect(trace).to.deep.equal(['settled']);
    }),
  );

  it('on Node ends the process with a failure and its text; it can be handled; and it is no false alarm', async () => {
    const [uncaught, handled, failed] = await Promise.all([
      program(`
        import { run, current } from 'evergreen-ts';
        await run(function* main() { yield* current.loop.switch(); });`),
      program(`
        import { run, current, DeadlockError, Tasklet } from 'evergreen-ts';
        try {
          await run(function* main() { try { yield* current.loop.switch(); } finally { console.log('finally'); } });
        } catch (error) {
          console.log(error instanceof DeadlockError, error.tasklets.length);
        }
        await run(function* main() {
          const self = Tasklet.current();
          setTimeout(() => self.switch('woken by a plain setTimeout'), 20);
          console.log(yield* current.loop.switch());
        });`),
      program(`
        import { run, sleep, spawn, current } from 'evergreen-ts';
        await run(function* main() {
          spawn(function* () { throw new TypeError('nobody took this'); });
          current.loop.callSoon(() => { throw new Error('nor this'); });
          yield* sleep(0.001);
          console.log('goes on');
        });`),
    ]);
    expect(uncaught.code).to.equal(1);
    expect(uncaught.stderr).to.match(
      /DeadlockError: a tasklet is parked and nothing can wake it:\s+Tasklet-\d+ waits on EventLoop.switch/,
    );
    expect(handled).to.deep.include({
      code: 0,
      stdout: 'finally\ntrue 1\nwoken by a plain setTimeout\n',
      stderr: '',
    });
    expect(failed).to.deep.include({ code: 1, stdout: 'goes on\n' });
    expect(failed.stderr.match(/TypeError: nobody took this/g)).to.have.length(1);
    expect(failed.stderr).to.match(
      /^Uncaught in Tasklet-\d+: TypeError: nobody took this\n {4}at .*\nevergreen: an error that nobody takes ends its own tasklet only\..*\nUncaught in/,
    );
    expect(failed.stderr).to.match(/Uncaught in a callback: Error: nor this/);
  });
});

describe('EventLoop: excepthook', () => {
  it(
    'is told of an error nobody took once, with the tasklet',
    onVirtualLoop(async ({ loop }) => {
      const told: unknown[] = [];
      loop.excepthook = (...what) => told.push(what);
      const error = new Error('nobody takes it');
      const failing = spawn(() => {
        throw error;
      });
      await loop.run();
      expect(told).to.deep.equal([[error, failing]]);
    }),
  );

  it('that fails itself takes nothing with it: what it was told is printed, and what it threw', async () => {
    const { code, stdout, stderr } = await program(`
      import { EventLoop, run, sleep, spawn } from 'evergreen-ts';
      await run(function* () {
        EventLoop.current().excepthook = () => {
          throw new Error('the hook failed');
        };
        spawn(() => {
          throw new Error('the tasklet failed');
        });
        yield* sleep(0.001);
        console.log('others go on');
      });
    `);
    expect(stdout).to.equal('others go on\n');
    expect(stderr).to.match(
      /Uncaught in Tasklet.*: Error: the tasklet failed[^]*Uncaught in excepthook: Error: the hook failed/,
    );
    expect(code).to.equal(1);
  });

  it('that throws what it was told prints it once', async () => {
    const { code, stderr } = await program(`
      import { EventLoop, run, spawn } from 'evergreen-ts';
      await run(() => {
        EventLoop.current().excepthook = (error) => {
          throw error;
        };
        spawn(() => {
          throw new Error('once');
        });
      });
    `);
    expect(stderr.match(/Error: once/g)).to.have.length(1);
    expect(code).to.equal(1);
  });

  it(
    'may spawn, kill, and ask for the end of the loop: what is refused is an error of the hook, and all goes on',
    onVirtualLoop(async ({ loop, trace }) => {
      loop.excepthook = () => {
        spawn(() => trace.push('spawned by the hook'));
        sleeper.kill();
        try {
          loop.destroy();
        } catch (error) {
          trace.push((error as Error).message);
        }
      };
      const sleeper = spawn(function* () {
        try {
          yield* sleep(1000);
        } finally {
          trace.push('cleaned up');
        }
      });
      loop.callLater(1, () => {
        throw new Error('from a callback');
      });
      await loop.run();
      expect(loop.time()).to.be.lessThan(2);
      expect(trace).to.have.members([
        'destroy() cannot be called while the loop is running: stop() it first',
        'spawned by the hook',
        'cleaned up',
      ]);
    }),
  );
});

describe('EventLoop: the budget of a turn', () => {
  it('leaves the rest of the process its share while two tasklets keep each other ready', async () => {
    let timeouts = 0;
    let switches = 0;
    const again = (): void => {
      timeouts++;
      if (timeouts < 10) setTimeout(again, 1);
    };
    setTimeout(again, 1);
    const start = performance.now();
    await run(function* () {
      const spin = function* (): Op<void> {
        while (timeouts < 10) {
          switches++;
          yield* sleep(0);
        }
      };
      spawn(spin);
      yield* spin();
    });
    expect(timeouts).to.equal(10);
    expect(switches).to.be.greaterThan(1000);
    // The bound is 20 ms for each; a busy machine is given ten times that.
    expect(performance.now() - start).to.be.lessThan(2000);
  });
});

describe('EventLoop: dump()', () => {
  it(
    'tells every live tasklet: name, state, what it waits on',
    tasklets(function* ({ loop }) {
      new Tasklet({ name: 'sleeper', target: sleep, args: [1.5] }).start();
      new Tasklet({ name: 'never started' });
      yield* sleep(0);
      new Tasklet({ name: 'about to begin', target: sleep }).start();
      const [main, ...rest] = loop.dump();
      expect(main?.state).to.equal('running');
      expect(rest.map(({ id: _, ...info }) => info)).to.deep.equal([
        { name: 'sleeper', state: 'parked', waitingOn: 'sleep 1.5s' },
        { name: 'about to begin', state: 'ready' },
      ]);
    }),
  );
});

// Signal handlers: several for one signal, in order; cancelling; the default action back when the last is gone. These send
// real signals to this process, so they run on real time, without waiting for any.
import { expect } from 'chai';
import { EventLoop } from 'evergreen-ts';
import { program } from '../support/child.js';
import { unixOnly } from '../support/unix.js';

const SIGNAL = 'SIGUSR2';

/** A loop that runs for ever while `body` sends it signals. */
async function listening(
  body: (loop: EventLoop, arrived: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const before = process.listenerCount(SIGNAL);
  const loop = new EventLoop();
  // One more listener: the signal never meets its default action, and tells when it has come.
  let tell: () => void = () => undefined;
  const witness = (): void => tell();
  process.on(SIGNAL, witness);
  const end = loop.runForever();
  try {
    await body(loop, async () => {
      const come = new Promise<void>((resolve) => (tell = resolve));
      process.kill(process.pid, SIGNAL);
      await come;
      // The listeners have run; now the turn that they asked for.
      await new Promise((resolve) => loop.callSoon(() => setImmediate(resolve)));
    });
  } finally {
    loop.stop();
    await end;
    loop.destroy();
    process.off(SIGNAL, witness);
  }
  expect(process.listenerCount(SIGNAL)).to.equal(before);
}

describe('Signal handlers', function () {
  this.timeout(60_000);

  before(function () {
    unixOnly(this);
  });

  it('are called each time the signal comes, in the order they were added, with their arguments', () =>
    listening(async (loop, signal) => {
      const trace: unknown[] = [];
      loop.addSignalHandler(SIGNAL, (text: string) => trace.push(text), 'first');
      loop.addSignalHandler(SIGNAL, () => trace.push('second'));
      await signal();
      await signal();
      expect(trace).to.deep.equal(['first', 'second', 'first', 'second']);
    }));

  it('can be cancelled one by one', () =>
    listening(async (loop, signal) => {
      const trace: unknown[] = [];
      loop.addSignalHandler(SIGNAL, () => trace.push('first'));
      const second = loop.addSignalHandler(SIGNAL, () => trace.push('second'));
      second.cancel();
      expect(second.cancelled).to.equal(true);
      await signal();
      expect(trace).to.deep.equal(['first']);
    }));

  it('can all be removed, and added anew', () =>
    listening(async (loop, signal) => {
      const trace: unknown[] = [];
      const first = loop.addSignalHandler(SIGNAL, () => trace.push('first'));
      expect(loop.removeSignalHandler(SIGNAL)).to.equal(true);
      expect(loop.removeSignalHandler(SIGNAL)).to.equal(false);
      expect(first.cancelled).to.equal(true);
      loop.addSignalHandler(SIGNAL, () => trace.push('second'));
      await signal();
      expect(trace).to.deep.equal(['second']);
    }));

  it('can cancel one another while the signal is being served', () =>
    listening(async (loop, signal) => {
      const trace: unknown[] = [];
      loop.addSignalHandler(SIGNAL, () => {
        trace.push('first');
        second.cancel();
      });
      const second = loop.addSignalHandler(SIGNAL, () => trace.push('second'));
      await signal();
      expect(trace).to.deep.equal(['first']);
    }));

  it('hand their errors to excepthook, and stay', () =>
    listening(async (loop, signal) => {
      const told: unknown[] = [];
      loop.excepthook = (error) => told.push(error);
      const error = new Error('from a signal handler');
      loop.addSignalHandler(SIGNAL, () => {
        throw error;
      });
      await signal();
      await signal();
      expect(told).to.deep.equal([error, error]);
    }));

  it('are found by number as well as by name', () => {
    const loop = new EventLoop();
    loop.addSignalHandler(15, () => undefined);
    expect(loop.removeSignalHandler('SIGTERM')).to.equal(true);
    loop.destroy();
  });

  it('are refused for signals that do not exist or cannot be handled', () => {
    const loop = new EventLoop();
    const nothing = (): void => undefined;
    expect(() => loop.addSignalHandler('SIGNOPE' as 'SIGTERM', nothing)).to.throw(
      RangeError,
      'no such signal',
    );
    expect(() => loop.addSignalHandler(0, nothing)).to.throw(RangeError, 'no such signal');
    expect(() => loop.addSignalHandler('SIGKILL', nothing)).to.throw(RangeError, 'cannot be handled');
    expect(() => loop.removeSignalHandler(999)).to.throw(RangeError, 'no such signal');
    loop.destroy();
  });

  it('are gone when the loop is destroyed', () => {
    const before = process.listenerCount('SIGTERM');
    const loop = new EventLoop();
    const handler = loop.addSignalHandler('SIGTERM', () => undefined);
    expect(process.listenerCount('SIGTERM')).to.equal(before + 1);
    loop.destroy();
    expect(process.listenerCount('SIGTERM')).to.equal(before);
    expect(handler.cancelled).to.equal(true);
  });

  it('do not keep the loop alive', async () => {
    const loop = new EventLoop();
    loop.addSignalHandler('SIGTERM', () => undefined);
    await loop.run();
    loop.destroy();
  });

  it('leave the default action behind', async () => {
    const { signal, stdout } = await program(`
      import { run, sleep, current } from 'evergreen-ts';
      await run(function* () {
        current.loop.addSignalHandler('SIGTERM', () => console.log('handled')).cancel();
        process.kill(process.pid, 'SIGTERM');
        yield* sleep(5);
        console.log('never');
      });`);
    expect({ signal, stdout }).to.deep.equal({ signal: 'SIGTERM', stdout: '' });
  });
});

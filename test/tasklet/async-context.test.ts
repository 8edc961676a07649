// asyncContext: AsyncLocalStorage per tasklet, from its spawn on; what it enters survives its parks and reaches nobody else.
import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'chai';
import { EventLoop, type Op, sleep, spawn, until } from 'evergreen-ts';
import { virtualDriver } from 'evergreen-ts/testing';

async function withContexts(asyncContext: boolean, body: (loop: EventLoop) => Promise<void>): Promise<void> {
  const loop = new EventLoop({ driver: virtualDriver(), asyncContext });
  try {
    await body(loop);
  } finally {
    loop.destroy();
  }
}

describe('asyncContext', () => {
  it('gives each tasklet the context of its spawn', () =>
    withContexts(true, async (loop) => {
      const storage = new AsyncLocalStorage<string>();
      const trace: unknown[] = [];
      const body = function* (): Op<void> {
        trace.push(storage.getStore());
        yield* sleep(1);
        trace.push(storage.getStore());
        yield* until(new Promise(setImmediate));
        trace.push(storage.getStore());
      };
      for (const name of ['a', 'b']) storage.run(name, () => spawn(body));
      spawn(body);
      await storage.run('runner', () => loop.run());
      expect(trace).to.have.length(9);
      expect(trace.slice(0, 6)).to.deep.equal(['a', 'b', undefined, 'a', 'b', undefined]);
      expect(trace.slice(6)).to.have.members(['a', 'b', undefined]);
    }));

  it('keeps what a tasklet enters through its parks, hands it to its children, and to nobody else', () =>
    withContexts(true, async (loop) => {
      const storage = new AsyncLocalStorage<string>();
      const trace: unknown[] = [];
      spawn(function* () {
        storage.enterWith('entered');
        yield* sleep(1);
        trace.push(['self', storage.getStore()]);
        spawn(() => trace.push(['child', storage.getStore()]));
        storage.enterWith('again');
        yield* sleep(1);
        trace.push(['self', storage.getStore()]);
      });
      spawn(function* () {
        trace.push(['other', storage.getStore()]);
        yield* sleep(1.5);
        trace.push(['other', storage.getStore()]);
      });
      loop.callLater(1.2, () => trace.push(['callback', storage.getStore()]));
      await loop.run();
      expect(trace).to.deep.equal([
        ['other', undefined],
        ['self', 'entered'],
        ['child', 'entered'],
        ['callback', undefined],
        ['other', undefined],
        ['self', 'again'],
      ]);
      expect(storage.getStore()).to.equal(undefined);
    }));

  it('holds in finally blocks too: of a killed tasklet, and when the loop is destroyed', async () => {
    const storage = new AsyncLocalStorage<string>();
    const trace: unknown[] = [];
    await withContexts(true, async (loop) => {
      const body = function* (): Op<void> {
        try {
          yield* sleep(100);
        } finally {
          trace.push(storage.getStore());
        }
      };
      const killed = storage.run('killed', () => spawn(body));
      storage.run('destroyed', () => spawn(body));
      loop.callLater(1, () => killed.kill());
      loop.callLater(2, () => loop.stop());
      await loop.run();
    });
    expect(trace).to.deep.equal(['killed', 'destroyed']);
  });

  it('is off by default', () =>
    withContexts(false, async (loop) => {
      const storage = new AsyncLocalStorage<string>();
      const trace: unknown[] = [];
      storage.run('spawner', () =>
        spawn(function* () {
          yield* sleep(1);
          trace.push(storage.getStore() === 'spawner');
        }),
      );
      await loop.run();
      expect(trace).to.deep.equal([false]);
    }));
});

// asyncContext: AsyncLocalStorage per tasklet, from its spawn on; what it enters survives its parks and reaches nobody else.
import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'chai';
import { EventLoop, type Op, Timeout, sleep, spawn, until } from 'evergreen-ts';
import { Future, TaskletPoolExecutor } from 'evergreen-ts/futures';
import { virtualDriver } from 'evergreen-ts/testing';
import { program } from '../support/child.js';

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

describe('asyncContext of callbacks', () => {
  const storage = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const see = (what: string) => () => seen.push([what, storage.getStore()]);
  beforeEach(() => {
    seen.length = 0;
  });

  it('is that of whoever asked for them: soon, later, from outside, signals', () =>
    withContexts(true, async (loop) => {
      storage.run('asked', () => {
        loop.callSoon(see('soon'));
        loop.callLater(1, see('later'));
        loop.callAt(2, see('at'));
        loop.callFromThread(see('from outside'));
        const handler = loop.addSignalHandler('SIGUSR2', see('signal'));
        loop.callLater(3, () => process.kill(process.pid, 'SIGUSR2'));
        loop.callLater(4, () => spawn(() => until(new Promise((resolve) => setTimeout(resolve, 20)))));
        loop.callLater(5, () => handler.cancel());
      });
      await storage.run('runner', () => loop.run());
      expect(seen.slice(0, 4)).to.deep.equal(
        ['soon', 'from outside', 'later', 'at'].map((what) => [what, 'asked']),
      );
      expect(seen.slice(4)).to.deep.equal([['signal', 'asked']]);
    }));

  it('is that of whoever added them: done callbacks of tasklets and of futures', () =>
    withContexts(true, async (loop) => {
      const future = new Future();
      const ended = storage.run('spawned', () => spawn(() => sleep(1)));
      storage.run('added', () => {
        ended.addDoneCallback(see('tasklet'));
        future.addDoneCallback(see('future'));
      });
      storage.run('set', () => loop.callSoon(() => future.setResult(1)));
      await loop.run();
      expect(seen).to.deep.equal([
        ['future', 'added'],
        ['tasklet', 'added'],
      ]);
    }));

  it('is not carried without the option', () =>
    withContexts(false, async (loop) => {
      storage.run('asked', () => loop.callSoon(see('soon')));
      await loop.run();
      expect(seen).to.deep.equal([['soon', undefined]]);
    }));
});

describe('asyncContext of a pool', () => {
  it('is that of whoever submitted, from the first step of the work to its last, and what it enters stays in it', () =>
    withContexts(true, async (loop) => {
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      const pool = new TaskletPoolExecutor(2);
      const work = function* (id: string): Op<void> {
        const early = storage.getStore();
        yield* sleep(1);
        const late = storage.getStore();
        storage.enterWith(`${id} entered`);
        try {
          yield* sleep(1);
        } finally {
          seen.push([id, early, late, storage.getStore()]);
        }
      };
      for (const id of ['a', 'b', 'c', 'd', 'e']) storage.run(id, () => pool.submit(work, id));
      const plain = storage.run('plain', () => pool.submit<[], unknown>(() => storage.getStore()));
      spawn(function* () {
        seen.push(yield* plain.get());
        yield* pool.shutdown();
      });
      await loop.run();
      expect(seen).to.have.deep.members([
        ...['a', 'b', 'c', 'd', 'e'].map((id) => [id, id, id, `${id} entered`]),
        'plain',
      ]);
    }));

  it('can be killed and timed out as ever: its finally blocks run in the context, too', () =>
    withContexts(true, async (loop) => {
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      const pool = new TaskletPoolExecutor(1);
      const future = storage.run('asked', () =>
        pool.submit(function* () {
          try {
            yield* new Timeout(1).run(sleep(10));
          } finally {
            yield* sleep(1);
            seen.push(storage.getStore());
          }
        }),
      );
      spawn(function* () {
        try {
          yield* future.get();
        } catch (error) {
          seen.push((error as Error).name);
        }
      });
      await loop.run();
      expect(seen).to.deep.equal(['asked', 'Timeout']);
    }));

  it('is on for any program with EVERGREEN_ASYNC_CONTEXT=1', async () => {
    const source = `
      import { AsyncLocalStorage } from 'node:async_hooks';
      import { run, sleep } from 'evergreen-ts';
      const store = new AsyncLocalStorage();
      const job = function* () {
        yield* sleep(0.001);
        return store.getStore();
      };
      console.log(await Promise.all([1, 2].map((id) => store.run(id, () => run(job)))));`;
    const { code, stdout, stderr } = await program(source, { env: { EVERGREEN_ASYNC_CONTEXT: '1' } });
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: '[ 1, 2 ]\n', stderr: '' });
  });
});

// Trace: what is recorded of small programs, when it begins and ends, and how much is kept.
import { expect } from 'chai';
import { EventLoop, Lock, type Op, Tasklet, TaskletExit, Timeout, current, sleep, spawn } from 'evergreen-ts';
import { runVirtual, virtualDriver } from 'evergreen-ts/testing';
import { Trace, type TraceEvent } from 'evergreen-ts/trace';
import { program } from '../support/child.js';
import { tasklets } from '../support/run-tasklet.js';
import { named, ofKind, traced } from '../support/traced.js';

/** A bit of everything: locks, kills, timeouts, sleep(0). */
function* busy(): Op<void> {
  const lock = new Lock();
  const workers = [1, 2, 3].map((i) =>
    named(`worker ${i}`, function* () {
      using _ = yield* lock.hold();
      yield* sleep(i);
    }),
  );
  yield* sleep(0);
  yield* new Timeout(0.5, false).run(() => lock.acquire());
  workers[1]?.kill();
  for (const worker of workers) yield* worker.join();
}

describe('Trace', () => {
  it('records every event of a program, in order, with time and turn', async () => {
    const trace = await traced(function* () {
      const child = named('child', function* () {
        yield* sleep(1.5);
        throw new TaskletExit('oh');
      });
      yield* sleep(0);
      yield* child.join();
    });
    expect(trace.events.filter(({ kind }) => kind !== 'timer')).to.deep.equal([
      { at: 0, turn: 0, kind: 'spawned', tasklet: 1, name: 'Tasklet-1' },
      { at: 0, turn: 0, kind: 'readied', tasklet: 1 },
      { at: 0, turn: 1, kind: 'resumed', tasklet: 1 },
      { at: 0, turn: 1, kind: 'spawned', tasklet: 2, name: 'child', parent: 1 },
      { at: 0, turn: 1, kind: 'readied', tasklet: 2, by: 1 },
      { at: 0, turn: 1, kind: 'parked', tasklet: 1, on: { what: 'sleep 0s', object: 1 } },
      { at: 0, turn: 1, kind: 'readied', tasklet: 1, by: 1 },
      { at: 0, turn: 1, kind: 'resumed', tasklet: 2 },
      { at: 0, turn: 1, kind: 'parked', tasklet: 2, on: { what: 'sleep 1.5s', object: 2 } },
      { at: 0, turn: 1, kind: 'resumed', tasklet: 1 },
      { at: 0, turn: 1, kind: 'parked', tasklet: 1, on: { what: 'Tasklet.join child', object: 3, owner: 2 } },
      { at: 0, turn: 1, kind: 'idle', until: 1.5 },
      { at: 1.5, turn: 2, kind: 'readied', tasklet: 2 },
      { at: 1.5, turn: 2, kind: 'resumed', tasklet: 2 },
      { at: 1.5, turn: 2, kind: 'ended', tasklet: 2, error: 'TaskletExit: oh' },
      { at: 1.5, turn: 2, kind: 'readied', tasklet: 1, by: 2 },
      { at: 1.5, turn: 2, kind: 'resumed', tasklet: 1 },
      { at: 1.5, turn: 2, kind: 'ended', tasklet: 1 },
    ]);
    expect(ofKind(trace.events, 'timer')).to.deep.equal([
      { at: 0, turn: 1, kind: 'timer', timer: 1, due: 1.5, state: 'set' },
      { at: 1.5, turn: 2, kind: 'timer', timer: 1, due: 1.5, state: 'due' },
    ]);
  });

  it('records locks that are handed over, kills, and interrupts that are withdrawn', async () => {
    const { events } = await traced(function* () {
      const lock = new Lock();
      lock.tryAcquire();
      const waiter = named('waiter', () => lock.acquire());
      yield* sleep(0);
      lock.release();
      yield* waiter.join();
      let limit: Timeout | undefined;
      const guarded = named('guarded', function* () {
        limit = new Timeout(1).start();
        yield* new Lock().hold();
        yield* lock.acquire();
      });
      yield* new Timeout(1, false).run(() => lock.acquire());
      limit?.cancel();
      guarded.kill();
    });
    const [lock] = ofKind(events, 'parked').filter(({ on }) => on.what === 'Lock');
    expect(lock?.on.owner).to.equal(1);
    expect(ofKind(events, 'readied').filter(({ handed }) => handed !== undefined)).to.deep.include.members([
      { at: 0, turn: 1, kind: 'readied', tasklet: 2, by: 1, handed: lock?.on.object },
    ]);
    expect(ofKind(events, 'interrupted').map(({ tasklet, by, error }) => [tasklet, by, error])).to.deep.equal(
      [
        [1, undefined, 'Timeout: timed out after 1 second'],
        [3, undefined, 'Timeout: timed out after 1 second'],
        [3, 1, 'TaskletExit: the tasklet was killed'],
      ],
    );
    expect(ofKind(events, 'retracted')).to.deep.equal([{ at: 1, turn: 2, kind: 'retracted', tasklet: 3 }]);
  });

  it('of equal programs is equal', async () => {
    const once = (await traced(busy)).toJSON();
    expect(once.length).to.be.greaterThan(30);
    expect((await traced(busy)).toJSON()).to.deep.equal(once);
  });

  it('goes to JSON and back unchanged', async () => {
    const { events } = await traced(busy);
    expect(JSON.parse(JSON.stringify(events))).to.deep.equal(events);
  });

  it(
    'begins with the tasklets there are, as if they had just been spawned',
    tasklets(function* ({ loop }) {
      const lock = new Lock();
      yield* lock.acquire();
      named('sleeper', () => sleep(1));
      named('waiter', () => lock.acquire());
      const struck = named('struck', () => sleep(2));
      yield* sleep(0);
      const later = named('later', () => 1);
      struck.kill();
      using trace = new Trace().start();
      expect(trace.events.map(({ at, turn, ...rest }) => [at, turn, rest])).to.deep.equal(
        [
          { kind: 'spawned', tasklet: 1, name: 'Tasklet-1' },
          { kind: 'resumed', tasklet: 1 },
          { kind: 'spawned', tasklet: 2, name: 'sleeper' },
          { kind: 'parked', tasklet: 2, on: { what: 'sleep 1s', object: 1 } },
          { kind: 'spawned', tasklet: 3, name: 'waiter' },
          { kind: 'parked', tasklet: 3, on: { what: 'Lock', object: 2, owner: 1 } },
          { kind: 'spawned', tasklet: 4, name: 'struck' },
          { kind: 'parked', tasklet: 4, on: { what: 'sleep 2s', object: 3 } },
          { kind: 'readied', tasklet: 4 },
          { kind: 'spawned', tasklet: 5, name: 'later' },
          { kind: 'readied', tasklet: 5 },
        ].map((event) => [loop.time(), 1, event]),
      );
      yield* later.join();
      expect(ofKind(trace.events, 'ended')).to.have.lengthOf(2);
      lock.release();
    }),
  );

  it(
    'records no more once it is stopped, goes on when it is started again, and does nothing the second time',
    tasklets(function* () {
      const trace = new Trace();
      expect(trace.start()).to.equal(trace);
      const before = trace.start().events.length;
      yield* sleep(0);
      expect(ofKind(trace.events, 'parked')).to.have.lengthOf(1);
      expect(trace.events.length).to.equal(before + 3);
      expect(trace.stop()).to.equal(trace);
      trace.stop();
      yield* sleep(0);
      expect(trace.events.length).to.equal(before + 3);
      trace.start();
      yield* sleep(0);
      expect(ofKind(trace.events, 'parked')).to.have.lengthOf(2);
      trace[Symbol.dispose]();
      yield* sleep(0);
      expect(ofKind(trace.events, 'parked')).to.have.lengthOf(2);
    }),
  );

  it('waits for a loop if there is none, ends with it, and goes on with the next when it is started again', async () => {
    const trace = new Trace().start().start();
    await runVirtual(() => sleep(1));
    const { length } = trace.events;
    expect(ofKind(trace.events, 'ended')).to.have.lengthOf(1);
    await runVirtual(() => sleep(1));
    expect(trace.events).to.have.lengthOf(length);
    trace.start();
    await runVirtual(() => sleep(1));
    trace.stop();
    expect(ofKind(trace.events, 'ended').map(({ tasklet }) => tasklet)).to.deep.equal([1, 1]);
    // One that was stopped while it waited hears of no loop.
    const other = new Trace().start().stop();
    await runVirtual(() => sleep(1));
    expect(other.events).to.deep.equal([]);
  });

  it('is started by a program that makes its loop by hand', async () => {
    using trace = new Trace().start();
    const loop = new EventLoop({ driver: virtualDriver() });
    try {
      spawn(sleep, 1);
      await loop.run();
    } finally {
      loop.destroy();
    }
    expect(ofKind(trace.events, 'parked')).to.have.lengthOf(1);
  });

  it('keeps the latest events, says how many were dropped, and knows the names of tasklets that live on', async () => {
    const ended = (events: readonly TraceEvent[]): number[] =>
      ofKind(events, 'ended').map(({ tasklet }) => tasklet);
    for (const limit of [1, 7, 1000, 4096, 5000, 20_000]) {
      const all: TraceEvent[] = [];
      using trace = new Trace({ limit }).start();
      using whole = new Trace({ limit: 10 ** 6 }).start();
      await runVirtual(function* () {
        const survivor = named('survivor', () => sleep(1000));
        for (let i = 0; i < 6000; i++) yield* spawn(() => i).join();
        survivor.kill();
        yield* survivor.join();
      });
      all.push(...whole.events);
      expect(trace.events).to.have.lengthOf(Math.min(limit, all.length));
      expect(trace.dropped).to.equal(all.length - trace.events.length);
      expect(whole.dropped).to.equal(0);
      expect(trace.events).to.deep.equal(all.slice(-limit));
      expect(ended(trace.events).at(-1)).to.equal(1);
      if (limit >= 7) expect(trace.toText()).to.include('survivor');
    }
  }).timeout(60_000);

  it('gives the same array until there is more', async () => {
    const trace = await traced(busy);
    expect(trace.events).to.equal(trace.events);
    expect(trace.toJSON()).to.equal(trace.events);
  });

  it('tells the line of each park, if it is asked to', async function () {
    // The first program waits until the library is built.
    this.timeout(120_000);
    const source = (options: string): string => `import { run, sleep } from 'evergreen-ts';
      import { Trace } from 'evergreen-ts/trace';
      const trace = new Trace(${options}).start();
      function* rest() {
        yield* sleep(0.001);
      }
      await run(function* () {
        yield* rest();
      });
      console.log(trace.events.filter(({ kind }) => kind === 'parked').map(({ where }) => where).join());`;
    expect((await program(source('{ where: true }'))).stdout).to.match(/:5:16\n$/);
    expect((await program(source(''))).stdout).to.equal('\n');
  });

  it('shows whatever was thrown', async () => {
    const { events } = await traced(function* () {
      current.loop.excepthook = () => undefined;
      const getter = Object.defineProperty(new Error(), 'message', {
        get() {
          throw new Error('no');
        },
      });
      for (const error of [undefined, null, 'text', 5, { a: 1 }, getter]) {
        spawn(() => {
          throw error;
        });
      }
      yield* sleep(0);
    });
    expect(ofKind(events, 'ended').map(({ error }) => error)).to.deep.equal([
      undefined,
      'null',
      '"text"',
      '5',
      'an object',
      'an error that cannot be shown',
      undefined,
    ]);
  });

  it('refuses options that cannot be right', () => {
    for (const limit of [0, -1, 1.5, NaN, '5']) {
      expect(() => new Trace({ limit: limit as number })).to.throw(RangeError, 'the limit of a Trace');
    }
    expect(() => new Trace({ where: 1 as never })).to.throw(TypeError, 'where must be true or false');
    expect(() => new Trace(5 as never)).to.throw(TypeError, 'the options of a Trace');
  });

  it('disturbs no other instrument', async () => {
    const seen: string[] = [];
    using trace = new Trace().start();
    await runVirtual(function* () {
      const stop = current.loop.instrument({ parked: (t: Tasklet) => seen.push(t.name) });
      yield* sleep(1);
      stop();
      yield* sleep(1);
    });
    expect(seen).to.deep.equal(['Tasklet-1']);
    expect(ofKind(trace.events, 'parked')).to.have.lengthOf(2);
  });
});

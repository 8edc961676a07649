// stateAt(): what it says of each point of a trace is what dump() says of the loop at that moment; and cycles.
import { expect } from 'chai';
import {
  Channel,
  Condition,
  type Instrument,
  Lock,
  type Op,
  Queue,
  RLock,
  Semaphore,
  type Tasklet,
  TaskletGroup,
  type TaskletInfo,
  Timeout,
  current,
  sleep,
  spawn,
} from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { Trace, type TraceEvent, stateAt } from 'evergreen-ts/trace';
import { named, ofKind, traced } from '../support/traced.js';

const HOOKS = [
  'spawned',
  'readied',
  'retracted',
  'resumed',
  'parked',
  'interrupted',
  'ended',
] as const satisfies readonly (keyof Instrument)[];

/** What dump() says when an event is told: the state after the one before, but for the tasklet that the event is about. */
interface Seen {
  readonly index: number;
  readonly about: number;
  readonly infos: readonly TaskletInfo[];
}

/** Run a program, and look at the loop by dump() at each event of its trace. */
async function watched(program: () => Op<unknown>): Promise<{ events: readonly TraceEvent[]; seen: Seen[] }> {
  const seen: Seen[] = [];
  const trace = new Trace();
  await runVirtual(function* () {
    const { loop } = current;
    trace.start();
    const look = (t: Tasklet): void => {
      // The trace was told first: this event is its last.
      seen.push({ index: trace.events.length - 2, about: t.id, infos: loop.dump() });
    };
    const stop = loop.instrument(Object.fromEntries(HOOKS.map((name) => [name, look])));
    yield* program();
    stop();
    trace.stop();
  }).catch(() => undefined);
  return { events: trace.events, seen };
}

function statesOf(events: readonly TraceEvent[], index: number, ids: readonly number[]): string[] {
  const { running, ready, parked, ended } = stateAt(events, index);
  return ids.map((id) => {
    if (ended.has(id)) return `${id} ended`;
    const on = parked.get(id);
    return `${id} ${running === id ? 'running' : ready.includes(id) ? 'ready' : `parked on ${on?.what}`}`;
  });
}

function* everything(): Op<void> {
  const lock = new Lock();
  const rlock = new RLock();
  const condition = new Condition(lock);
  const queue = new Queue<number>(1);
  const channel = new Channel<number>();
  const slots = new Semaphore(2);
  const all: Tasklet[] = [];
  for (let i = 0; i < 5; i++) {
    all.push(
      named(`lock ${i}`, function* () {
        using _ = yield* lock.hold();
        yield* new Timeout(0.3 * i, false).run(() => condition.wait());
      }),
      named(`rlock ${i}`, function* () {
        using _ = yield* rlock.hold();
        using __ = yield* slots.hold();
        yield* sleep(i / 4);
      }),
      named(`put ${i}`, () => queue.put(i)),
      named(`send ${i}`, () => channel.send(i)),
    );
  }
  yield* sleep(0.1);
  all[0]?.kill();
  all[5]?.kill();
  for (let i = 0; i < 5; i++) {
    yield* queue.get();
    yield* channel.receive();
    yield* sleep(0);
    all[i * 3]?.kill();
  }
  yield* TaskletGroup.run(function* (group) {
    group.spawn(sleep, 1);
    group.spawn(() => sleep(2));
    yield* sleep(0.5);
  });
  for (const one of all) {
    if (one.isAlive()) one.kill();
    yield* one.join();
  }
}

describe('stateAt', () => {
  it('is what dump() says, at every event', async () => {
    const { events, seen } = await watched(everything);
    expect(seen.length).to.be.greaterThan(150);
    const wrong: string[] = [];
    for (const { index, about, infos } of seen) {
      if (index < 0) continue;
      const others = infos.filter(({ id }) => id !== about);
      const expected = others.map(
        ({ id, state, waitingOn }) => `${id} ${state === 'parked' ? `parked on ${waitingOn}` : state}`,
      );
      const got = statesOf(
        events,
        index,
        others.map(({ id }) => id),
      );
      got.forEach((one, i) => {
        // A trace has what was said when it parked.
        const same = (text = ''): string => text.replace(/\(\d+ running\)/, '');
        if (same(one) !== same(expected[i])) wrong.push(`after ${index}: ${one}, not ${expected[i]}`);
      });
    }
    expect(wrong).to.deep.equal([]);
  });

  it('is the same in whatever order it is asked, and for a copy of the events', async () => {
    const { events } = await traced(function* () {
      yield* everything();
      for (let i = 0; i < 700; i++) yield* spawn(() => i).join();
    });
    expect(events.length).to.be.greaterThan(3000);
    const indices = Array.from({ length: 60 }, (_, i) => (i * 7919) % events.length);
    const there = indices.map((index) => stateAt(events, index));
    const copy = JSON.parse(JSON.stringify(events)) as readonly TraceEvent[];
    const back = [...indices].sort((a, b) => b - a).map((index) => stateAt(copy, index));
    expect([...indices].sort((a, b) => b - a).map((index) => there[indices.indexOf(index)])).to.deep.equal(
      back,
    );
  });

  it('is the caller’s own: to change it changes no other', async () => {
    const { events } = await traced(everything);
    const index = events.length - 50;
    const before = stateAt(events, index);
    (stateAt(events, index).parked as Map<number, unknown>).clear();
    (stateAt(events, index).names as Map<number, unknown>).clear();
    expect(stateAt(events, index)).to.deep.equal(before);
  });

  it('has the ready queue in its order, and the timers by their deadlines', async () => {
    const { events } = await traced(function* () {
      named('late', () => sleep(2));
      named('early', () => sleep(1));
      const third = named('third', () => sleep(3));
      yield* sleep(0);
      named('new', () => 1);
      third.kill();
      yield* sleep(0.5);
    });
    const killed = events.findIndex(({ kind }) => kind === 'interrupted');
    const { ready, timers, names } = stateAt(events, killed + 1);
    expect(ready.map((id) => names.get(id))).to.deep.equal(['new', 'third']);
    expect(timers.map(({ due }) => due)).to.deep.equal([1, 2, 3]);
    expect(stateAt(events, events.length - 1).timers).to.deep.equal([]);
  });

  it('finds the cycle of two tasklets that each hold the lock the other waits for', async () => {
    const { events } = await traced(function* () {
      const [a, b] = [new Lock(), new Lock()];
      for (const [name, first, second] of [
        ['ab', a, b],
        ['ba', b, a],
      ] as const)
        named(name, function* () {
          using _ = yield* first.hold();
          yield* sleep(1);
          using __ = yield* second.hold();
        });
      yield* sleep(2);
    });
    const end = stateAt(events, events.length - 1);
    // What destroy() throws into them comes after the deadlock.
    const stuck = ofKind(events, 'interrupted')[0] as TraceEvent;
    const state = stateAt(events, events.indexOf(stuck) - 1);
    expect(state.waitsFor).to.have.deep.members([
      [2, 3],
      [3, 2],
    ]);
    expect(state.cycle).to.deep.equal([2, 3]);
    expect(end.cycle).to.equal(undefined);
  });

  it('finds a cycle through a join, one of three, and one of a tasklet that waits for itself', async () => {
    const { events } = await traced(function* () {
      const lock = new Lock();
      yield* lock.acquire();
      yield* named('child', () => lock.acquire()).join();
    });
    const first = (of: readonly TraceEvent[]): number => of.findIndex(({ kind }) => kind === 'interrupted');
    expect(stateAt(events, first(events) - 1).cycle).to.deep.equal([1, 2]);

    const three = await traced(function* () {
      const locks = [new Lock(), new Lock(), new Lock()];
      for (let i = 0; i < 3; i++)
        spawn(function* () {
          yield* (locks[i] as Lock).acquire();
          yield* sleep(0);
          yield* (locks[(i + 1) % 3] as Lock).acquire();
        });
      yield* (locks[0] as Lock).acquire();
    });
    expect(stateAt(three.events, first(three.events) - 1)).to.deep.include({ cycle: undefined });

    const itself = await traced(function* () {
      const lock = new Lock();
      yield* lock.acquire();
      yield* lock.acquire();
    });
    expect(stateAt(itself.events, first(itself.events) - 1).cycle).to.deep.equal([1]);
  });

  it('has the owner of this moment, not the one at the time of the park', async () => {
    const { events } = await traced(function* () {
      const lock = new Lock();
      const slots = new Semaphore(1);
      yield* lock.acquire();
      yield* slots.acquire();
      named('second', function* () {
        yield* lock.acquire();
        yield* sleep(1);
        lock.release();
      });
      const third = named('third', () => lock.acquire());
      named('fourth', () => slots.acquire());
      named('fifth', () => slots.acquire());
      yield* sleep(0);
      lock.release();
      slots.release();
      slots.release();
      yield* third.join();
    });
    const released = events.findIndex((event) => event.kind === 'readied' && event.handed !== undefined);
    expect(stateAt(events, released - 1).waitsFor).to.deep.equal([
      [2, 1],
      [3, 1],
    ]);
    const { waitsFor, parked } = stateAt(events, released);
    expect(waitsFor).to.deep.equal([[3, 2]]);
    expect(parked.get(3)?.owner).to.equal(2);
    // Nobody owns a semaphore.
    expect(stateAt(events, released + 1).waitsFor).to.deep.equal([[3, 2]]);
  });

  it('begins anew with the next loop of a trace', async () => {
    const trace = new Trace().start();
    await runVirtual(() => sleep(1));
    trace.start();
    await runVirtual(function* () {
      yield* sleep(5);
    });
    trace.stop();
    const second = trace.events.findLastIndex(({ kind }) => kind === 'spawned');
    expect(stateAt(trace.events, second)).to.deep.include({ ended: new Set(), ready: [], timers: [] });
    expect(stateAt(trace.events, trace.events.length - 1).ended).to.deep.equal(new Set([1]));
  });

  it('refuses what is no array, and an index that is not in it', async () => {
    const { events } = await traced(() => sleep(1));
    for (const index of [-1, events.length, 1.5, NaN, '1'])
      expect(() => stateAt(events, index as number)).to.throw(RangeError, 'the index of an event');
    expect(() => stateAt([], 0)).to.throw(RangeError);
    expect(() => stateAt(new Trace() as never, 0)).to.throw(TypeError, 'write trace.events');
  });

  it('takes little time and memory with ten thousand tasklets', async () => {
    const { events } = await traced(function* () {
      const all = Array.from({ length: 10_000 }, () => spawn(sleep, 1));
      for (const one of all) yield* one.join();
    });
    const began = performance.now();
    for (let i = 0; i < 100; i++) stateAt(events, (i * 997) % events.length);
    // Without states on the way this is a hundred times fifty thousand events.
    expect(performance.now() - began).to.be.lessThan(5000);
  });
});

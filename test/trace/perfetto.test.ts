// Trace.toPerfetto(): valid JSON of Chrome's trace format: slices that do not overlap, flows with both ends, microseconds.
import { expect } from 'chai';
import { EventLoop, Lock, type Op, Queue, Timeout, current, sleep, spawn } from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { Trace } from 'evergreen-ts/trace';
import { named, traced } from '../support/traced.js';

interface Entry {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly cat?: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly bp?: string;
  readonly args?: Record<string, unknown>;
}

function entriesOf(trace: Trace): readonly Entry[] {
  const file = JSON.parse(trace.toPerfetto()) as { traceEvents: Entry[]; displayTimeUnit: string };
  expect(Object.keys(file).sort()).to.deep.equal(['displayTimeUnit', 'traceEvents']);
  expect(file.displayTimeUnit).to.equal('ns');
  return file.traceEvents;
}

function slicesOf(
  entries: readonly Entry[],
): Required<Pick<Entry, 'pid' | 'tid' | 'ts' | 'dur' | 'name' | 'cat'>>[] {
  return entries.filter(({ ph }) => ph === 'X') as ReturnType<typeof slicesOf>;
}

function* busy(): Op<void> {
  const lock = new Lock();
  const queue = new Queue<number>(1);
  const workers = [1, 2, 3].map((i) =>
    named(`worker ${i}`, function* () {
      using _ = yield* lock.hold();
      yield* queue.put(i);
      yield* sleep(i);
    }),
  );
  for (let i = 0; i < 2; i++) yield* queue.get();
  yield* new Timeout(0.5, false).run(() => lock.acquire());
  workers[2]?.kill();
  // Readied, and never resumed.
  spawn(() => 1);
  current.loop.stop();
}

describe('Trace.toPerfetto', () => {
  it('has a named track for each tasklet', async () => {
    const entries = entriesOf(await traced(busy));
    const names = entries
      .filter(({ name }) => name === 'thread_name')
      .map(({ tid, args }) => [tid, args?.['name']]);
    expect(names).to.deep.equal([
      [1, 'Tasklet-1'],
      [2, 'worker 1'],
      [3, 'worker 2'],
      [4, 'worker 3'],
      [5, 'Tasklet-5'],
    ]);
    for (const { ph, pid, tid, name } of entries) {
      expect(['M', 'X', 's', 'f', 'i']).to.include(ph);
      expect(pid).to.equal(1);
      expect(Number.isInteger(tid)).to.equal(true);
      expect(name).to.be.a('string');
    }
  });

  it('has slices that never overlap on their track, and have a length', async () => {
    for (const trace of [await traced(busy), await inRealTime(busy)]) {
      const slices = slicesOf(entriesOf(trace));
      expect(slices.length).to.be.greaterThan(15);
      const ends = new Map<number, number>();
      for (const { tid, ts, dur } of [...slices].sort((a, b) => a.ts - b.ts)) {
        expect(dur).to.be.greaterThan(0);
        expect(ts, `track ${tid}`).to.be.at.least(ends.get(tid) ?? -Infinity);
        ends.set(tid, ts + dur);
      }
    }
  });

  it('has flows with both ends, each inside a slice of the tasklet that ran', async () => {
    const entries = entriesOf(await traced(busy));
    const running = slicesOf(entries).filter(({ cat }) => cat === 'runs');
    const inSlice = ({ tid, ts = NaN }: Entry): boolean =>
      running.some((slice) => slice.tid === tid && slice.ts <= ts && ts <= slice.ts + slice.dur);
    const begins = entries.filter(({ ph }) => ph === 's');
    const ends = entries.filter(({ ph }) => ph === 'f');
    expect(begins.length).to.be.greaterThan(5);
    expect(begins.map(({ id }) => id)).to.deep.equal(ends.map(({ id }) => id));
    expect(new Set(begins.map(({ id }) => id)).size).to.equal(begins.length);
    begins.forEach((begin, i) => {
      const end = ends[i] as Entry;
      expect(begin.ts).to.be.lessThan(end.ts as number);
      expect(inSlice(begin), JSON.stringify(begin)).to.equal(true);
      expect(inSlice(end), JSON.stringify(end)).to.equal(true);
      expect(end.bp).to.equal('e');
    });
  });

  it('counts time in microseconds', async () => {
    const slices = slicesOf(
      entriesOf(
        await traced(function* () {
          yield* sleep(1.5);
          yield* sleep(0.000001);
        }),
      ),
    );
    const [, first, , second] = slices;
    expect(first).to.include({ name: 'sleep 1.5s', cat: 'waits' });
    expect(first?.dur).to.be.closeTo(1_500_000, 0.1);
    expect(second?.dur).to.be.closeTo(1, 0.1);
  });

  it('says what is waited on, and whose it is', async () => {
    const entries = entriesOf(await traced(busy));
    const waits = entries.filter(({ cat, name }) => cat === 'waits' && name === 'Lock');
    expect(waits.map(({ args }) => args?.['owner'])).to.include('worker 1');
  });

  it('has a process for each loop', async () => {
    const trace = new Trace().start();
    for (let i = 0; i < 2; i++) {
      await runVirtual(() => sleep(1));
      trace.start();
    }
    trace.stop();
    const entries = entriesOf(trace);
    expect(new Set(entries.map(({ pid }) => pid))).to.deep.equal(new Set([1, 2]));
    expect(slicesOf(entries).filter(({ pid }) => pid === 2)).to.have.lengthOf(3);
  });
});

async function inRealTime(program: () => Op<unknown>): Promise<Trace> {
  using trace = new Trace().start();
  const loop = new EventLoop();
  try {
    spawn(program);
    await loop.run();
  } finally {
    loop.destroy();
  }
  return trace;
}

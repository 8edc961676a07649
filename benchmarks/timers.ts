/**
 * What does a timer cost, above all one that is cancelled, as most are? callLater() and cancel() against setTimeout() and
 * clearTimeout(), with few and with many other timers pending, and a million random deadlines at once.
 *
 *     npm run bench benchmarks/timers.ts -- [--quick] [--json]
 */
import { type Driver, EventLoop, type Handler, run } from 'evergreen-ts';
import { type Case, type Side, benchmark, nsEach, quick } from './harness.js';

const nothing = (): void => undefined;

/** Seconds from now until then: later than any benchmark ends. */
const [SOONEST, LATEST] = [3600, 1_000_000];
const randomDelay = (): number => SOONEST + Math.random() * (LATEST - SOONEST);

/** The delays of timers that guard something: a few lengths, as in any program. */
const GUARDS = [5, 10, 30, 60];

function guarded(pending: number): Case {
  const count = quick ? 50_000 : 200_000;
  const delays = Array.from({ length: pending }, randomDelay);
  return {
    name: `set and cancel, ${pending.toLocaleString('en')} others pending`,
    unit: 'ns',
    goal: 0.1,
    ours: insideLoop((loop) => {
      const others = delays.map((delay) => loop.callLater(delay, nothing));
      const start = performance.now();
      for (let i = 0; i < count; i++) loop.callLater(GUARDS[i & 3] as number, nothing).cancel();
      const cost = nsEach(start, count);
      for (const other of others) other.cancel();
      return cost;
    }),
    peer: () => {
      const others = delays.map((delay) => setTimeout(nothing, delay * 1000));
      const start = performance.now();
      for (let i = 0; i < count; i++) clearTimeout(setTimeout(nothing, (GUARDS[i & 3] as number) * 1000));
      const cost = nsEach(start, count);
      for (const other of others) clearTimeout(other);
      return cost;
    },
  };
}

const million = quick ? 100_000 : 1_000_000;
const delays = Array.from({ length: million }, randomDelay);
/** In which they are cancelled. */
const order = shuffled(million);

/** One at a time they may be found where they were put; a million of them are set first, and cancelled then. */
const setAndCancel: Side = insideLoop((loop) => {
  const handlers = new Array<Handler | undefined>(million).fill(undefined);
  const start = performance.now();
  for (let i = 0; i < million; i++) handlers[i] = loop.callLater(delays[i] as number, nothing);
  for (const i of order) handlers[i]?.cancel();
  return nsEach(start, million);
});

const setAndClear: Side = () => {
  const timers = new Array<NodeJS.Timeout | undefined>(million).fill(undefined);
  const start = performance.now();
  for (let i = 0; i < million; i++) timers[i] = setTimeout(nothing, (delays[i] as number) * 1000);
  for (const i of order) clearTimeout(timers[i]);
  return nsEach(start, million);
};

/** Time stands still until nothing is left but timers; then all of them are due. */
function lateDriver(): Driver {
  let now = 0;
  return {
    now: () => now,
    wakeSoon: (pump) => void setImmediate(pump),
    wakeAt: (when, pump) => {
      if (when === null) return;
      now = Infinity;
      setImmediate(pump);
    },
    close: () => undefined,
  };
}

const setAndFire: Side = async () => {
  const loop = new EventLoop({ driver: lateDriver() });
  const start = performance.now();
  for (const delay of delays) loop.callLater(delay, nothing);
  await loop.run();
  const cost = nsEach(start, million);
  loop.destroy();
  return cost;
};

/** Run in a tasklet of a loop of its own. */
function insideLoop(side: (loop: EventLoop) => number): Side {
  return () => run(() => side(EventLoop.current()));
}

function shuffled(length: number): Uint32Array {
  const numbers = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [numbers[i], numbers[other]] = [numbers[other] as number, numbers[i] as number];
  }
  return numbers;
}

await benchmark('timers: callLater against setTimeout', 'cost', [
  guarded(0),
  guarded(1000),
  guarded(100_000),
  {
    name: `${million.toLocaleString('en')} random: set, cancelled at random`,
    unit: 'ns',
    goal: 0.1,
    ours: setAndCancel,
    peer: setAndClear,
  },
  { name: 'the same, but ours fire', unit: 'ns', ours: setAndFire, peer: setAndClear },
]);

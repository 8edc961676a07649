/**
 * What does a timer cost, above all one that is cancelled, as most are? callLater() and cancel() against setTimeout() and
 * clearTimeout(), with few and with many other timers pending, and a million random deadlines at once.
 *
 *     npm run bench -- timers [--quick] [--json]
 *
 * Node keeps a list for each delay in use, so it is at its best where all timers have one delay; that is measured too.
 */
import { EventLoop, type Handler, type Op, Tasklet, Timeout, spawn } from 'evergreen-ts';
import { type Case, type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';

const loop = EventLoop.current();
const nothing = (): void => undefined;

/** Run in a tasklet. */
const inTasklet =
  (body: () => Op<number> | number): Side =>
  () =>
    spawn(body).promise();

/** Delays in milliseconds, of up to ten minutes, and none that ends before the benchmark does. */
function randomDelays(length: number): Float64Array {
  return Float64Array.from({ length }, () => 300_000 + Math.floor(Math.random() * 300_000));
}

function guard(name: string, pending: number, delays: Float64Array, goal?: number): Case {
  const others =
    delays.length === 1 ? new Float64Array(pending).fill(delays[0] as number) : randomDelays(pending);
  const count = quick ? 30_000 : 100_000;
  const mask = delays.length - 1;
  return {
    name: `set and cancel, ${name}`,
    unit: 'ns',
    ...(goal !== undefined && { goal }),
    ours: inTasklet(() => {
      const handlers = Array.from(others, (delay) => loop.callLater(delay / 1000, nothing));
      const start = performance.now();
      for (let i = 0; i < count; i++) loop.callLater((delays[i & mask] as number) / 1000, nothing).cancel();
      const cost = nsEach(start, count);
      for (const handler of handlers) handler.cancel();
      return cost;
    }),
    peer: () => {
      const timers = Array.from(others, (delay) => setTimeout(nothing, delay));
      const start = performance.now();
      for (let i = 0; i < count; i++) clearTimeout(setTimeout(nothing, delays[i & mask]));
      const cost = nsEach(start, count);
      for (const timer of timers) clearTimeout(timer);
      return cost;
    },
  };
}

const million = quick ? 100_000 : 1_000_000;
const delays = randomDelays(million);
/** In which they are cancelled. */
const order = shuffled(million);

/** A limit that is not reached, as around each request of a server. */
const limit: Side = inTasklet(() => {
  const count = quick ? 30_000 : 100_000;
  const start = performance.now();
  for (let i = 0; i < count; i++) new Timeout(30).start().cancel();
  return nsEach(start, count);
});

const clearedAtOnce: Side = () => {
  const count = quick ? 30_000 : 100_000;
  const start = performance.now();
  for (let i = 0; i < count; i++) clearTimeout(setTimeout(nothing, 30_000));
  return nsEach(start, count);
};

const setAndCancel: Side = inTasklet(() => {
  const handlers = new Array<Handler | undefined>(million).fill(undefined);
  const start = performance.now();
  for (let i = 0; i < million; i++) handlers[i] = loop.callLater((delays[i] as number) / 1000, nothing);
  for (const i of order) handlers[i]?.cancel();
  return nsEach(start, million);
});

const setAndClear: Side = () => {
  const timers = new Array<NodeJS.Timeout | undefined>(million).fill(undefined);
  const start = performance.now();
  for (let i = 0; i < million; i++) timers[i] = setTimeout(nothing, delays[i]);
  for (const i of order) clearTimeout(timers[i]);
  return nsEach(start, million);
};

/** As a server's limits on idle connections, each pushed back whenever something comes. */
const RENEWED = 10_000;
const renewals = quick ? 100_000 : 300_000;

const renewed: Side = inTasklet(() => {
  const handlers = Array.from({ length: RENEWED }, () => loop.callLater(300, nothing));
  const start = performance.now();
  for (let i = 0; i < renewals; i++) {
    const at = i % RENEWED;
    handlers[at]?.cancel();
    handlers[at] = loop.callLater(300, nothing);
  }
  const cost = nsEach(start, renewals);
  for (const handler of handlers) handler.cancel();
  return cost;
});

const renewedByHand: Side = () => {
  const timers = Array.from({ length: RENEWED }, () => setTimeout(nothing, 300_000));
  const start = performance.now();
  for (let i = 0; i < renewals; i++) {
    const at = i % RENEWED;
    clearTimeout(timers[at]);
    timers[at] = setTimeout(nothing, 300_000);
  }
  const cost = nsEach(start, renewals);
  for (const timer of timers) clearTimeout(timer);
  return cost;
};

/** They are due after a few seconds, which do not count: what does is setting them, and running all that are due. */
const setAndFire: Side = inTasklet(function* () {
  const self = Tasklet.current();
  let left = million;
  const fired = (): void => {
    if (--left === 0) self?.switch();
  };
  const set = performance.now();
  for (const delay of delays) loop.callLater(delay / 300_000, fired);
  const cost = nsEach(set, million);
  const due = loop.time() + 2;
  while (loop.time() < due);
  const fire = performance.now();
  yield* loop.switch();
  return cost + nsEach(fire, million);
});

function shuffled(length: number): Uint32Array {
  const numbers = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [numbers[i], numbers[other]] = [numbers[other] as number, numbers[i] as number];
  }
  return numbers;
}

const name = `${million.toLocaleString('en')} random deadlines`;

await benchmark({ title: 'timers: callLater against setTimeout', ratio: 'cost' }, [
  guard('no others pending', 0, randomDelays(1024), 0.12),
  guard('1,000 others pending', 1000, randomDelays(1024), 0.12),
  guard('100,000 others pending', 100_000, randomDelays(1024), 0.12),
  guard('100,000 others, one delay for all', 100_000, randomDelays(1)),
  {
    name: `${name}: set, cancelled in random order`,
    unit: 'ns',
    goal: 0.2,
    rounds: 3,
    ours: setAndCancel,
    peer: setAndClear,
  },
  { name: '10,000 that are renewed in turn', unit: 'ns', goal: 0.35, ours: renewed, peer: renewedByHand },
  { name: 'a Timeout that is not reached', unit: 'ns', goal: 1, ours: limit, peer: clearedAtOnce },
  {
    name: `${name}: ours fire, the peer's are cleared`,
    unit: 'ns',
    rounds: 3,
    ours: setAndFire,
    peer: setAndClear,
  },
]);

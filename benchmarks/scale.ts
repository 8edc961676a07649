/**
 * Does it stay as cheap with many? A million parked tasklets, a million timers, 9,000 open connections; and 3,000 connections a
 * second, each for one line, for half a minute: what each costs, while there are more and more.
 *
 *     npm run bench -- scale [--only timers] [--quick] [--json]
 *
 * Each is counted in a process of its own, at every tenth of the whole. What is compared is what one has cost on average, in the
 * whole and in the first tenth: it must not grow. The clients are in this process, and are of this library too. They connect from
 * several addresses of loopback, as a port that was used cannot be used again for a minute.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EventLoop, type Op, TaskletGroup, run, sleep, until } from 'evergreen-ts';
import { type Address, TCPClient } from 'evergreen-ts/io';
import type { LineChart } from './support/chart.js';
import { quick, wanted } from './support/options.js';
import type { Usage } from './peers/scale.js';
import { progress, publish } from './support/publish.js';
import { type Goal, type Table, times, verdict } from './support/report.js';

const TENTHS = 10;
const LIMIT = 1.2;
const MANY = quick ? 100_000 : 1_000_000;
const OPEN = quick ? 1000 : 9000;
const RATE = quick ? 1000 : 3000;
const SECONDS = quick ? 5 : 30;
/** Those that connect are started in bunches. */
const TICK = 0.01;
const ADDRESSES = 8;

/** What so many have cost together. */
interface Point extends Usage {
  readonly count: number;
}

interface Series {
  readonly name: string;
  /** Do they pass? Then memory must not grow at all. */
  readonly passing: boolean;
  readonly points: readonly Point[];
}

function start(what: string): ChildProcess {
  const file = fileURLToPath(new URL('peers/scale.ts', import.meta.url));
  return fork(file, [what], { execArgv: [...process.execArgv, '--expose-gc'] });
}

function* answer<T>(child: ChildProcess): Op<T> {
  const [message] = (yield* until(once(child, 'message'))) as [T];
  return message;
}

function* usage(child: ChildProcess, message: number): Op<Usage> {
  child.send(message);
  return yield* answer<Usage>(child);
}

/** What was used since `first`. */
function since(first: Usage, now: Usage, count: number): Point {
  return { count, cpu: now.cpu - first.cpu, memory: now.memory - first.memory };
}

function* made(what: 'tasklets' | 'timers'): Op<Point[]> {
  const child = start(what);
  const first = yield* answer<Usage>(child);
  const points: Point[] = [];
  for (let i = 1; i <= TENTHS; i++) {
    progress(`${what}: ${i} of ${TENTHS}`);
    points.push(since(first, yield* usage(child, MANY / TENTHS), (i * MANY) / TENTHS));
  }
  child.disconnect();
  return points;
}

let connected = 0;

function* ask(client: TCPClient, address: Address): Op<void> {
  yield* client.connect(address, [`127.0.0.${2 + (connected++ % ADDRESSES)}`, 0]);
  client.write('hello\n');
  yield* client.readUntil('\n');
}

function* opened(): Op<Point[]> {
  const child = start('connections');
  const address: Address = ['127.0.0.1', yield* answer<number>(child)];
  const clients: TCPClient[] = [];
  const open = function* (count: number): Op<void> {
    for (let left = count; left > 0; left -= 50) {
      yield* TaskletGroup.run(function* (children) {
        for (let i = 0; i < Math.min(left, 50); i++) {
          const client = new TCPClient();
          clients.push(client);
          children.spawn(() => ask(client, address));
        }
      });
    }
  };
  // The first are for the code to be compiled.
  yield* open(OPEN / TENTHS);
  const first = yield* usage(child, 0);
  const points: Point[] = [];
  for (let i = 1; i < TENTHS; i++) {
    progress(`connections: ${i} of ${TENTHS - 1}`);
    yield* open(OPEN / TENTHS);
    points.push(since(first, yield* usage(child, 0), (i * OPEN) / TENTHS));
  }
  for (const client of clients) client.close();
  child.disconnect();
  return points;
}

function* passing(): Op<Point[]> {
  const child = start('connections');
  const address: Address = ['127.0.0.1', yield* answer<number>(child)];
  const one = function* (): Op<void> {
    using client = new TCPClient();
    yield* ask(client, address);
  };
  const loop = EventLoop.current();
  const part = function* (count: number): Op<void> {
    const begin = loop.time();
    yield* TaskletGroup.run(function* (children) {
      for (let i = 0; i < count; i++) {
        children.spawn(one);
        if (i % (RATE * TICK) === 0) yield* sleep(Math.max(0, begin + i / RATE - loop.time()));
      }
    });
  };
  const perTenth = (RATE * SECONDS) / TENTHS;
  yield* part(perTenth);
  const first = yield* usage(child, 0);
  const points: Point[] = [];
  for (let i = 1; i <= TENTHS; i++) {
    progress(`connections a second: ${i} of ${TENTHS}`);
    yield* part(perTenth);
    const now = yield* usage(child, 0);
    points.push({ ...since(first, now, i * perTenth), memory: now.memory });
  }
  child.disconnect();
  return points;
}

/** How much more one costs on average in the whole than in the first tenth. */
function growth({ points }: Series, what: keyof Usage, each = true): number {
  const [first, last] = [points[0], points.at(-1)] as [Point, Point];
  const ratio = last[what] / first[what];
  return each ? (ratio * first.count) / last.count : ratio;
}

interface Row {
  readonly name: string;
  readonly first: string;
  readonly whole: string;
  readonly ratio: number;
}

function rowsOf(series: Series): Row[] {
  const { name, points } = series;
  const [first, last] = [points[0], points.at(-1)] as [Point, Point];
  const time = ({ cpu, count }: Point): string => `${((cpu * 1e6) / count).toFixed(2)} µs`;
  const bytes = ({ memory, count }: Point): string =>
    series.passing ? `${Math.round(memory / 2 ** 20)} MiB` : `${Math.round(memory / count)} B`;
  return [
    { name: `${name}: processor time`, first: time(first), whole: time(last), ratio: growth(series, 'cpu') },
    {
      name: `${name}: ${series.passing ? 'memory of the server' : 'memory'}`,
      first: bytes(first),
      whole: bytes(last),
      ratio: growth(series, 'memory', !series.passing),
    },
  ];
}

const number = (value: number): string => value.toLocaleString('en');
const all: Series[] = [];
const add = function* (name: string, passes: boolean, measure: () => Op<Point[]>): Op<void> {
  if (wanted(name)) all.push({ name, passing: passes, points: yield* measure() });
};
await run(function* (): Op<void> {
  yield* add(`${number(MANY)} parked tasklets`, false, () => made('tasklets'));
  yield* add(`${number(MANY)} timers`, false, () => made('timers'));
  yield* add(`${number(OPEN)} open connections`, false, opened);
  yield* add(`${number(RATE)} connections a second for ${SECONDS} s`, true, passing);
});

const rows = all.flatMap(rowsOf);
const table: Table = {
  caption: 'What each costs on average, in the first tenth and in the whole.',
  rows: [
    ['', 'first tenth', 'whole', 'ratio', 'goal', ''],
    ...rows.map(({ name, first, whole, ratio }) => [
      name,
      first,
      whole,
      `${times(ratio)} ×`,
      `≤ ${LIMIT} ×`,
      verdict(ratio <= LIMIT),
    ]),
  ],
  words: 1,
};
const goals: Goal[] = rows.map(({ name, ratio }) => ({
  name,
  goal: `≤ ${LIMIT} ×`,
  reached: `${times(ratio)} ×`,
  met: ratio <= LIMIT,
}));
/** Of the ten points. */
const MARKED = new Set([0, 2, TENTHS - 1]);
const thousands = (count: number): string => (count >= 1000 ? `${number(count / 1000)}k` : String(count));
const chartOf = (
  name: string,
  axis: string,
  figure: (point: Point, series: Series) => number,
  of: readonly Series[],
): LineChart => ({
  kind: 'lines',
  name,
  title: 'Does it stay as cheap with many?',
  axis,
  across: 'so many',
  panels: of.map((series) => ({
    // In short: four stand side by side.
    title: series.name.replace(/ for .*/, ''),
    lines: [
      {
        label: '',
        ours: true,
        points: series.points.map((point, i) => ({
          x: point.count,
          y: figure(point, series),
          // On a logarithmic axis the others would run into each other.
          tick: MARKED.has(i) ? thousands(point.count) : '',
        })),
      },
    ],
  })),
});
const staying = all.filter((series) => !series.passing);
publish({
  title: 'Does it stay as cheap with many?',
  tables: [table],
  charts: [
    chartOf('scale', 'processor time of each so far, µs', ({ cpu, count }) => (cpu * 1e6) / count, all),
    chartOf('scale-memory', 'bytes of each so far', ({ memory, count }) => memory / count, staying),
  ].filter(({ panels }) => panels.length > 0),
  goals,
  peers: {},
  notes: [],
});

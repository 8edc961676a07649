/**
 * Does it cost linear time to wait for the end of a line? A line comes in pieces, and after each the read buffer is asked for
 * its end, as a parked reader does: lines of up to 10 MB in pieces of 1 KB, and shorter ones byte by byte. What a byte costs
 * must not grow with the length of its line.
 *
 *     npm run bench -- read-buffer [--rounds 11] [--only "1 KB"] [--quick] [--json]
 *
 * The peer is what is often written instead: join what has come to what there is, and search it all. To that each byte costs
 * as much as all before it, so it is measured once where that takes seconds, and not at all where it would take a minute.
 */
import { ReadBuffer } from '../src/io/stream/read-buffer.js';
import type { LineChart, LinePanel } from './support/chart.js';
import { quick, rounds as roundsAsked, wanted } from './support/options.js';
import { progress, publish } from './support/publish.js';
import { type Goal, type Table, times, verdict } from './support/report.js';
import { quantile, quartiles } from './support/statistics.js';

const ROUNDS = roundsAsked ?? (quick ? 3 : 11);
const WARM_UP = 2;
/** Seconds after which the peer is not measured once more. */
const PATIENCE = quick ? 0.1 : 1;
/** What a byte of the longest line may cost, as a multiple of what one of the shortest does. */
const GOAL = 1.2;

const NEWLINE = Buffer.from('\n');

interface Series {
  readonly name: string;
  /** Bytes of a piece. */
  readonly piece: number;
  /** How long lines are, in bytes. */
  readonly lengths: readonly number[];
  /** Bytes that one measurement takes, in lines of whatever length. */
  readonly total: number;
  /** The longest line that the peer is given. */
  readonly peerUpTo: number;
}

const SERIES: readonly Series[] = [
  {
    name: 'in pieces of 1 KB',
    piece: 1e3,
    lengths: [1e6, 2.5e6, 5e6, 1e7],
    total: 4e7,
    peerUpTo: quick ? 2.5e6 : 1e7,
  },
  {
    name: 'byte by byte',
    piece: 1,
    lengths: [1e3, 1e4, 1e5, 1e6],
    total: 1e6,
    peerUpTo: quick ? 1e4 : 1e5,
  },
];

interface Result {
  readonly length: number;
  /** Nanoseconds for a byte, of each round. */
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

const BLOCK = Buffer.alloc(64_000, 'x');

/** A line comes. Its pieces lie in one block of memory, as those of a socket do: what a cache holds is no part of the question. */
function receive({ piece }: Series, length: number, take: (piece: Buffer) => void): void {
  const last = length - piece;
  for (let i = 0; i < last; i += piece) {
    const start = i % BLOCK.length;
    take(BLOCK.subarray(start, start + piece));
  }
  const end = Buffer.alloc(piece, 'x');
  NEWLINE.copy(end, piece - 1);
  take(end);
}

function ours(series: Series, length: number): number {
  const buffer = new ReadBuffer();
  let found = 0;
  const take = (piece: Buffer): void => {
    buffer.push(piece);
    if (buffer.find(NEWLINE) < 0) return;
    found++;
    buffer.clear();
  };
  const cost = nsEachByte(series.total, () => {
    for (let bytes = 0; bytes < series.total; bytes += length) receive(series, length, take);
  });
  if (found !== series.total / length) throw new Error(`${found} lines were found`);
  return cost;
}

function peer(series: Series, length: number): number {
  let joined = Buffer.alloc(0);
  let found = 0;
  const take = (piece: Buffer): void => {
    joined = Buffer.concat([joined, piece]);
    if (joined.includes(NEWLINE)) found++;
  };
  const cost = nsEachByte(length, () => receive(series, length, take));
  if (found !== 1) throw new Error(`${found} lines were found`);
  return cost;
}

/** Of the processor's time: what other programs take does not count. */
function nsEachByte(bytes: number, body: () => void): number {
  const start = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / bytes;
}

function measure(series: Series): Result[] {
  const { name, lengths, peerUpTo } = series;
  const rounds: { readonly ours: number[]; readonly peer: number[] }[] = lengths.map(() => ({
    ours: [],
    peer: [],
  }));
  // In each round all lengths, so that they have the same weather.
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    progress(`lines ${name}: ${round < 0 ? 'warming up' : `round ${round + 1}`}`);
    lengths.forEach((length, i) => {
      const cost = ours(series, length);
      if (round >= 0) rounds[i]?.ours.push(cost);
    });
  }
  lengths.forEach((length, i) => {
    const end = performance.now() + PATIENCE * 1000;
    for (let tries = 0; length <= peerUpTo && (tries === 0 || performance.now() < end); tries++) {
      progress(`lines ${name}, joined: ${sizeOf(length)}`);
      rounds[i]?.peer.push(peer(series, length));
    }
  });
  return lengths.map((length, i) => ({ length, ...(rounds[i] as (typeof rounds)[number]) }));
}

/** The cost of a byte, as a multiple of that of a byte of the shortest line. */
function growthOf(results: readonly Result[], { ours }: Result): number[] {
  return ours.map((cost, round) => cost / (results[0]?.ours[round] as number));
}

const ns = (rounds: readonly number[]): string =>
  `${quantile(rounds).toFixed(quantile(rounds) < 10 ? 2 : 0)} ns`;

function goalsOf({ name }: Series, results: readonly Result[]): Goal[] {
  const longest = results.at(-1) as Result;
  const ratio = quantile(growthOf(results, longest));
  return [
    {
      name: `lines of ${sizeOf(longest.length)} ${name}`,
      goal: `≤ ${GOAL} ×`,
      reached: `${times(ratio)} ×`,
      met: ratio <= GOAL,
    },
  ];
}

function tableOf(series: Series, results: readonly Result[]): Table {
  const rows = results.map((one, i) => {
    const growth = growthOf(results, one);
    const [goal] = i === results.length - 1 ? goalsOf(series, results) : [];
    return [
      sizeOf(one.length),
      ns(one.ours),
      one.peer.length > 0 ? ns(one.peer) : '',
      `${times(quantile(growth))} ×`,
      quartiles(growth).map(times).join(' … '),
      goal?.goal ?? '',
      verdict(goal?.met),
    ];
  });
  return {
    caption: `Lines ${series.name}: what a byte costs. Ratio: ours / ours of ${sizeOf(series.lengths[0] as number)}.`,
    rows: [['line', 'ours', 'joining all', 'ratio', 'quartiles', 'goal', ''], ...rows],
    words: 2,
  };
}

function panelOf({ name }: Series, results: readonly Result[]): LinePanel {
  const pointsOf = (side: 'ours' | 'peer'): LinePanel['lines'][number]['points'] =>
    results
      .filter((one) => one[side].length > 0)
      .map((one) => ({
        x: one.length,
        y: quantile(one[side]),
        spread: quartiles(one[side]),
        tick: sizeOf(one.length),
      }));
  return {
    title: `Lines ${name}`,
    lines: [
      { label: 'evergreen-ts', ours: true, points: pointsOf('ours') },
      { label: 'joining all', ours: false, points: pointsOf('peer') },
    ],
  };
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${bytes / 1e3} KB` : `${bytes / 1e6} MB`;
}

const title = 'Waiting for the end of a line that comes in pieces';
const all = SERIES.filter(({ name }) => wanted(name)).map((series) => [series, measure(series)] as const);
const chart: LineChart = {
  kind: 'lines',
  title,
  axis: 'nanoseconds of processor time a byte, less is better',
  across: 'length of the line',
  panels: all.map(([series, results]) => panelOf(series, results)),
};
publish({
  title,
  tables: all.map(([series, results]) => tableOf(series, results)),
  charts: all.length > 0 ? [chart] : [],
  goals: all.flatMap(([series, results]) => goalsOf(series, results)),
  peers: {},
  notes: [],
});

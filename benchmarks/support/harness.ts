/**
 * The harness of benchmarks in one process: measures pairs, ours and a peer, and reports their ratios.
 *
 * Absolute times say little on a machine that others use too: its speed may drift to the half within seconds. So the two
 * sides run in one process, in many short rounds, in turns, and in each round the other one first. What counts is the
 * median of the rounds' ratios; its quartiles tell how far to trust it.
 */
import { EventLoop } from 'evergreen-ts';
import type { Bar, Chart } from './chart.js';
import { quick, rounds as asked, seconds, wanted } from './options.js';
import { progress, publish } from './publish.js';
import { type Goal, times, verdict } from './report.js';
import { quantile, quartiles } from './statistics.js';

/** One side of a pair: runs a batch, and returns the cost of one operation, in its case's unit. */
export type Side = () => number | Promise<number>;

export interface Case {
  readonly name: string;
  readonly unit: 'ns' | 'B';
  readonly ours: Side;
  readonly peer: Side;
  /** What the ratio has to reach (`speed`) or to stay under (`cost`). */
  readonly goal?: number;
  /** What our own side has to stay under, in its unit. */
  readonly limit?: number;
  /** How often at most, for batches that are long or repeatable to the byte. */
  readonly rounds?: number;
}

/** The ratio: how many times as fast as the peer (more is better), or what part of its cost (less is better). */
export type Ratio = 'speed' | 'cost';

/** What a benchmark is, besides its cases. */
export interface About {
  readonly title: string;
  readonly ratio: Ratio;
  /** What ours is compared with, and its version. */
  readonly peers?: Readonly<Record<string, string>>;
  /** Ours makes its own loops: none runs meanwhile. */
  readonly ownLoops?: boolean;
  /** Run all cases once before the first is measured: so each runs in code that V8 has seen the others use, too. */
  readonly mixed?: boolean;
  /** The chart of the cases that are about bytes: they are drawn as they are, as they do not depend on the weather. */
  readonly bytes?: {
    readonly name: string;
    readonly title: string;
    readonly ours: string;
    readonly peer: string;
  };
}

interface Result {
  readonly name: string;
  readonly unit: Case['unit'];
  readonly ours: Figure;
  readonly peer: Figure;
  readonly ratio: Figure;
  readonly goal: number | undefined;
  readonly limit: number | undefined;
}

/** The median of the rounds, and their quartiles. */
interface Figure {
  readonly median: number;
  readonly spread: readonly [number, number];
}

/** Ratios that are, do not go on one axis that begins at zero. */
const FAR_APART = 20;
const SECONDS_A_CASE = seconds ?? (quick ? 0.4 : 6);
const WARM_UP = quick ? 1 : 3;
const LEAST_ROUNDS = asked ?? (quick ? 3 : 5);

/** Measure the cases one after the other, on one loop that runs all the time, and report the results. */
export async function benchmark(about: About, all: readonly Case[]): Promise<void> {
  const loop = about.ownLoops === true ? undefined : EventLoop.current();
  const running = loop?.runForever();
  const results: Result[] = [];
  for (const one of about.mixed === true ? all : []) await one.ours();
  for (const one of all.filter(({ name }) => wanted(name))) results.push(await measure(one, about.ratio));
  loop?.stop();
  await running;
  const sides = about.ratio === 'speed' ? 'peer / ours' : 'ours / peer';
  publish({
    title: about.title,
    tables: [
      {
        caption: `Ratio: ${sides}.`,
        rows: [HEAD, ...results.map((one) => rowOf(one, about.ratio))],
        words: 2,
      },
    ],
    charts: chartsOf(about, results),
    goals: results.flatMap((one) => goalsOf(one, about.ratio)),
    peers: about.peers ?? {},
    notes: [],
  });
}

/** Nanoseconds for one of `count` operations that were begun at `start`, in milliseconds of performance.now(). */
export function nsEach(start: number, count: number): number {
  return ((performance.now() - start) * 1e6) / count;
}

async function measure(one: Case, ratio: Ratio): Promise<Result> {
  const rounds: { ours: number; peer: number; ratio: number }[] = [];
  const most = asked ?? one.rounds ?? Infinity;
  let end = Infinity;
  for (let round = one.rounds === undefined ? -WARM_UP : -1; round < most; round++) {
    if (round === 0) end = performance.now() + SECONDS_A_CASE * 1000;
    if (round >= LEAST_ROUNDS && performance.now() > end) break;
    progress(`${one.name}: ${round < 0 ? 'warming up' : `round ${round + 1}`}`);
    const first = round % 2 === 0 ? await one.ours() : undefined;
    const peer = await one.peer();
    const ours = first ?? (await one.ours());
    if (round >= 0) rounds.push({ ours, peer, ratio: ratio === 'speed' ? peer / ours : ours / peer });
  }
  return {
    name: one.name,
    unit: one.unit,
    ours: figureOf(rounds.map((each) => each.ours)),
    peer: figureOf(rounds.map((each) => each.peer)),
    ratio: figureOf(rounds.map((each) => each.ratio)),
    goal: one.goal,
    limit: one.limit,
  };
}

function figureOf(rounds: readonly number[]): Figure {
  return { median: quantile(rounds), spread: quartiles(rounds) };
}

function goalsOf({ name, unit, ours, ratio, goal, limit }: Result, kind: Ratio): Goal[] {
  const goals: Goal[] = [];
  if (goal !== undefined) {
    goals.push({
      name,
      goal: `${kind === 'speed' ? '≥' : '≤'} ${goal} ×`,
      reached: `${times(ratio.median)} ×`,
      met: kind === 'speed' ? ratio.median >= goal : ratio.median <= goal,
    });
  }
  if (limit !== undefined) {
    const reached = `${number(ours.median)} ${unit}`;
    goals.push({ name, goal: `≤ ${limit} ${unit}`, reached, met: ours.median <= limit });
  }
  return goals;
}

const HEAD = ['case', 'ours', 'peer', 'ratio', 'quartiles', 'goal', ''];

function rowOf(result: Result, kind: Ratio): string[] {
  const { name, unit, ours, peer, ratio } = result;
  const goals = goalsOf(result, kind);
  return [
    name,
    `${number(ours.median)} ${unit}`,
    `${number(peer.median)} ${unit}`,
    `${times(ratio.median)} ×`,
    ratio.spread.map(times).join(' … '),
    goals.map(({ goal }) => goal).join(', '),
    verdict(goals.length === 0 ? undefined : goals.every(({ met }) => met)),
  ];
}

function number(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

function chartsOf({ title, ratio, bytes }: About, results: readonly Result[]): Chart[] {
  const charts: Chart[] = [];
  const timed = results.filter(({ unit }) => unit === 'ns');
  const ends = timed.flatMap((one) => one.ratio.spread);
  if (timed.length > 0) {
    charts.push({
      kind: 'bars',
      title,
      axis:
        ratio === 'speed'
          ? 'how many times as fast as the peer: more is better'
          : "part of the peer's cost: less is better",
      panels: [{ bars: timed.map(ratioBar) }],
      columns: 1,
      logarithmic: Math.max(...ends) > FAR_APART * Math.min(...ends),
      mark: { at: 1, label: ratio === 'speed' ? 'as fast as the peer' : 'as much as the peer' },
    });
  }
  const weighed = results.filter(({ unit }) => unit === 'B');
  if (bytes !== undefined && weighed.length > 0) {
    charts.push({
      kind: 'bars',
      name: bytes.name,
      title: bytes.title,
      axis: 'bytes, less is better',
      panels: weighed.map(({ name, ours, peer, limit }) => ({
        title: name,
        bars: [
          { ...byteBar(bytes.ours, ours), ours: true, ...(limit !== undefined && { goal: limit }) },
          { ...byteBar(bytes.peer, peer), ours: false },
        ],
      })),
      columns: 1,
      oneScale: true,
    });
  }
  return charts;
}

function ratioBar({ name, ours, peer, ratio, goal }: Result): Bar {
  return {
    label: name,
    value: ratio.median,
    spread: ratio.spread,
    ours: true,
    ...(goal !== undefined && { goal }),
    text: `${times(ratio.median)} ×  (${number(ours.median)} : ${number(peer.median)} ns)`,
  };
}

function byteBar(label: string, { median }: Figure): Omit<Bar, 'ours'> {
  return { label, value: median, text: `${number(median)} B` };
}

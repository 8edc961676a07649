/**
 * The benchmarks' harness: measures pairs, ours and a peer, and prints a table of ratios.
 *
 * Absolute times say little on a machine that others use too: its speed may drift to the half within seconds. So the two
 * sides run in one process, in many short rounds, in turns, and in each round the other one first. What counts is the
 * median of the rounds' ratios; its quartiles tell how far to trust it.
 */
import { EventLoop } from 'evergreen-ts';
import { json, printTable, progress, quantile, quartiles, quick, times, verdict, wanted } from './report.js';
import { rounds as asked, seconds } from './report.js';

export { quick, tasklets } from './report.js';

/** One side of a pair: runs a batch, and gives the cost of one operation, in its case's unit. */
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

interface Result {
  readonly case: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  /** Lower and upper quartile of the ratio. */
  readonly spread: readonly [number, number];
  readonly rounds: number;
  readonly goal: string;
  readonly met: boolean | undefined;
}

const SECONDS_A_CASE = seconds ?? (quick ? 0.4 : 6);
const WARM_UP = quick ? 1 : 3;
const LEAST_ROUNDS = asked ?? (quick ? 3 : 5);

/**
 * Measure the cases one after the other, on one loop that runs all the time, and print what came out. With `mixed`, all
 * run once before the first is measured: so each runs in code that V8 has seen the others use, too, as in a real program.
 */
export async function benchmark(
  title: string,
  ratio: Ratio,
  all: readonly Case[],
  mixed = false,
): Promise<void> {
  const cases = all.filter(({ name }) => wanted(name));
  const loop = EventLoop.current();
  const running = loop.runForever();
  const results: Result[] = [];
  for (const one of mixed ? all : []) await one.ours();
  for (const one of cases) results.push(await measure(one, ratio));
  progress('');
  loop.stop();
  await running;
  if (json) {
    console.log(JSON.stringify({ benchmark: title, node: process.version, ratio, results }, undefined, 2));
  } else {
    console.log(
      `${title}; Node ${process.version}; ratio: ${ratio === 'speed' ? 'peer / ours' : 'ours / peer'}`,
    );
    print(results);
  }
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
  const ratios = rounds.map((each) => each.ratio);
  const ours = quantile(rounds.map((each) => each.ours));
  const middle = quantile(ratios);
  const met: boolean[] = [];
  if (one.goal !== undefined) met.push(ratio === 'speed' ? middle >= one.goal : middle <= one.goal);
  if (one.limit !== undefined) met.push(ours <= one.limit);
  const goals = [
    one.goal === undefined ? [] : `${ratio === 'speed' ? '≥' : '≤'} ${one.goal} ×`,
    one.limit === undefined ? [] : `≤ ${one.limit} ${one.unit}`,
  ];
  return {
    case: one.name,
    unit: one.unit,
    ours,
    peer: quantile(rounds.map((each) => each.peer)),
    ratio: middle,
    spread: quartiles(ratios),
    rounds: rounds.length,
    goal: goals.flat().join(', '),
    met: met.length === 0 ? undefined : met.every(Boolean),
  };
}

function print(results: readonly Result[]): void {
  const number = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  const rows = results.map(({ unit, ratio, spread, met, ...rest }) => [
    rest.case,
    `${number(rest.ours)} ${unit}`,
    `${number(rest.peer)} ${unit}`,
    `${times(ratio)} ×`,
    spread.map(times).join(' … '),
    rest.goal,
    verdict(met),
  ]);
  printTable([['case', 'ours', 'peer', 'ratio', 'quartiles', 'goal', ''], ...rows], 2);
}

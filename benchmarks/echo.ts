/**
 * How many lines can one core echo, and how soon? A TCP server that sends back what it reads line by line, against the same
 * on node:net, with callbacks and with `for await`, on libuv in C, in Go and on gevent; and on Node's handles with nothing
 * between, which is the most that JavaScript can do on those. Ours is measured on Node's handles and on its own for Linux
 * (EVERGREEN_IO=native), there also with read() and lend() in place of lines. Each client has one line under way.
 *
 *     npm run bench -- echo [--seconds 2] [--rounds 7] [--only "64 B, 50"] [--quick] [--json]
 *
 * What is compared is the processor time that an answer costs the server in the steady state: all clients were served, and
 * 20,000 answers given. On an idle machine that is the answers a second, as long as the load has time left to sleep; the
 * shares of both cores tell. Next to other programs, or where the load is at its end, it still holds. In each round each
 * server gets the same load in a process of its own: two processes of one program differ, and what the first answers cost,
 * and how much memory it takes, can be told of a new process only.
 */
import type { Chart, Panel } from './support/chart.js';
import { quick, rounds as roundsAsked, seconds as secondsAsked, wanted } from './support/options.js';
import { progress, publish } from './support/publish.js';
import { type Goal, type Table, times, verdict } from './support/report.js';
import {
  type Answers,
  type Kind,
  type Load,
  type Server,
  available,
  disturbed,
  measure,
  peakMemory,
  speed,
  startServers,
  stopServers,
} from './support/servers.js';
import { quantile, quartiles } from './support/statistics.js';

const KINDS: readonly Kind[] = [
  'ours',
  'ours, native',
  'ours, native, read()',
  'ours, native, lend()',
  'bare Node handles',
  'net',
  'net, for await',
  'libuv in C',
  'Go',
  'gevent',
];

/** What is compared of one with another. */
interface Comparison {
  readonly ours: Kind;
  readonly peer: Kind;
  /** Our speed as a part of the peer's, for each of CASES. */
  readonly goals: readonly [number, number, number, number];
}

const COMPARISONS: readonly Comparison[] = [
  { ours: 'ours, native, read()', peer: 'libuv in C', goals: [0.8, 0.68, 0.82, 0.7] },
  { ours: 'ours, native, lend()', peer: 'libuv in C', goals: [0.8, 0.76, 0.82, 0.76] },
  { ours: 'ours, native', peer: 'net', goals: [1.55, 1.55, 1.25, 1.1] },
  { ours: 'ours, native', peer: 'net, for await', goals: [1.8, 1.8, 1.5, 1.5] },
  { ours: 'ours, native', peer: 'Go', goals: [0.93, 0.85, 0.9, 0.85] },
];

const CASES = [
  { connections: 50, bytes: 64 },
  { connections: 50, bytes: 16 * 1024 },
  { connections: 1000, bytes: 64 },
  { connections: 1000, bytes: 16 * 1024 },
] as const;

/** Of the first answers, and of the slowest of a hundred: ours may take so much of net's, with many clients and long lines. */
const NOT_MORE = 1.1;

const ROUNDS = roundsAsked ?? (quick ? 1 : 7);
const SECONDS = secondsAsked ?? (quick ? 0.5 : 2);
const TRIES = quick ? 1 : 4;
/** Answers. */
const WARM_UP = 20_000;

/** Above it, the load had no time left to sleep. */
const SATURATED = 0.97;

/** What is known of a server after a round. */
interface Round extends Answers {
  /** In bytes. */
  readonly memory: number;
}

type Rounds = ReadonlyMap<Kind, readonly Round[]>;

/** A ratio, with quartiles. */
interface Ratio {
  readonly value: number;
  readonly spread: readonly [number, number];
}

async function runCase(name: string, connections: number, bytes: number): Promise<Rounds> {
  const kinds = [...peers.commands.keys()];
  const all = new Map<Kind, Round[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < kinds.length; i++) {
      const kind = kinds[(round + i) % kinds.length] as Kind;
      progress(`${name}, round ${round + 1} of ${ROUNDS}: ${kind}`);
      all.get(kind)?.push(await one(kind, { connections, bytes, warmUp: WARM_UP, seconds: SECONDS }, TRIES));
    }
  }
  progress('');
  return all;
}

/** In a process of its own; once more, if other programs were on the cores meanwhile, until `tries` is used up. */
async function one(kind: Kind, load: Load, tries: number): Promise<Round> {
  const servers = await startServers(peers, kind);
  const [server] = servers as [Server];
  const answers = await measure(server, load);
  const memory = peakMemory(server);
  await stopServers(servers);
  return disturbed(answers) && tries > 1 ? one(kind, load, tries - 1) : { ...answers, memory };
}

/** Of a figure that is the smaller the better, what part of the peer's is ours, round by round; undefined without the peer. */
function costOf(all: Rounds, ours: Kind, peer: Kind, figure: (round: Round) => number): Ratio | undefined {
  const theirs = all.get(peer);
  if (theirs === undefined) return undefined;
  const ratios = (all.get(ours) ?? []).map((round, i) => figure(round) / figure(theirs[i] as Round));
  return ratios.length === 0 ? undefined : { value: quantile(ratios), spread: quartiles(ratios) };
}

function speedOf(all: Rounds, ours: Kind, peer: Kind): Ratio | undefined {
  // Its reciprocal: the cost of the peer as a part of ours.
  return costOf(all, peer, ours, (round) => 1 / speed(round));
}

const HEAD = ['', 'answers/s', 'p50', 'p99', 'CPU each', 'first 20,000', 'peak memory', 'server', 'load', ''];

function tableOf(name: string, all: Rounds): Table {
  const milliseconds = (microseconds: number): string => `${(microseconds / 1000).toFixed(2)} ms`;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const rows = [...all].map(([kind, rounds]) => {
    const median = (figure: (round: Round) => number): number => quantile(rounds.map(figure));
    const shares = {
      serverShare: median(({ serverShare }) => serverShare),
      loadShare: median(({ loadShare }) => loadShare),
    };
    return [
      kind,
      Math.round(median(({ answers, seconds }) => answers / seconds)).toLocaleString('en'),
      milliseconds(median(({ busy }) => busy.p50)),
      milliseconds(median(({ busy }) => busy.p99)),
      `${median(costOfAnswer).toFixed(2)} µs`,
      `${median(costOfEarly).toFixed(2)} µs`,
      `${Math.round(median(({ memory }) => memory) / 2 ** 20)} MiB`,
      percent(shares.serverShare),
      percent(shares.loadShare),
      remark(shares),
    ];
  });
  return { caption: `Lines of ${name}.`, rows: [HEAD, ...rows], words: 1 };
}

function costOfAnswer(round: Round): number {
  return 1e6 / speed(round);
}

function costOfEarly({ early }: Round): number {
  return (early.cpu * 1e6) / early.answers;
}

/** A ratio that has a goal. */
interface Compared {
  readonly name: string;
  readonly ratio: Ratio;
  readonly goal: number;
  /** The more the better, or the less. */
  readonly more: boolean;
}

function comparedIn(index: number, all: Rounds): Compared[] {
  const compared: Compared[] = [];
  const add = (name: string, ratio: Ratio | undefined, goal: number, more: boolean): void => {
    if (ratio !== undefined) compared.push({ name, ratio, goal, more });
  };
  for (const { ours, peer, goals } of COMPARISONS)
    add(`${ours}, against ${peer}`, speedOf(all, ours, peer), goals[index] as number, true);
  for (const ours of ['ours', 'ours, native'] as const) {
    if (CASES[index]?.connections !== 1000) continue;
    add(
      `${ours}: cost of the first 20,000, against net`,
      costOf(all, ours, 'net', costOfEarly),
      NOT_MORE,
      false,
    );
    if (CASES[index].bytes > 64)
      add(
        `${ours}: p99, against net`,
        costOf(all, ours, 'net', ({ busy }) => busy.p99),
        NOT_MORE,
        false,
      );
  }
  return compared;
}

function isMet({ ratio, goal, more }: Compared): boolean {
  return more ? ratio.value >= goal : ratio.value <= goal;
}

function goalText({ goal, more }: Compared): string {
  return `${more ? '≥' : '≤'} ${goal} ×`;
}

function comparisonOf(name: string, compared: readonly Compared[]): Table {
  const rows = compared.map((one) => [
    one.name,
    `${times(one.ratio.value)} ×`,
    one.ratio.spread.map(times).join(' … '),
    goalText(one),
    verdict(isMet(one)),
  ]);
  const head = ['', 'ratio', 'quartiles', 'goal', ''];
  return {
    caption: `Lines of ${name}: speed, ours / peer; cost and p99, also ours / peer.`,
    rows: [head, ...rows],
    words: 2,
  };
}

function goalsOf(name: string, compared: readonly Compared[]): Goal[] {
  return compared.map((one) => ({
    name: `${name}: ${one.name}`,
    goal: goalText(one),
    reached: `${times(one.ratio.value)} ×`,
    met: isMet(one),
  }));
}

function panelOf(name: string, all: Rounds): Panel {
  return {
    title: `Lines of ${name}`,
    bars: [...all].map(([kind, rounds]) => {
      const speeds = rounds.map((round) => speed(round) / 1000);
      const ours = kind.startsWith('ours');
      const ratio = speedOf(all, 'ours, native', kind);
      const value = quantile(speeds);
      return {
        label: kind.replace('ours', 'evergreen-ts'),
        value,
        spread: quartiles(speeds),
        ours,
        text: `${value.toFixed(0)}${ours || ratio === undefined ? '' : `, ours ${times(ratio.value)} ×`}`,
      };
    }),
  };
}

function remark(shares: Pick<Answers, 'serverShare' | 'loadShare'>): string {
  if (shares.loadShare >= SATURATED) return 'the load was at its end too';
  return disturbed(shares) ? 'other programs were on these cores' : '';
}

const peers = available(KINDS);
const tables: Table[] = [];
const panels: Panel[] = [];
const goals: Goal[] = [];
for (const [index, { connections, bytes }] of CASES.entries()) {
  const name = `${bytes.toLocaleString('en')} B, ${connections.toLocaleString('en')} connections`;
  if (!wanted(name)) continue;
  const all = await runCase(name, connections, bytes);
  const compared = comparedIn(index, all);
  tables.push(tableOf(name, all), comparisonOf(name, compared));
  panels.push(panelOf(name, all));
  goals.push(...goalsOf(name, compared));
}
const chart: Chart = {
  kind: 'bars',
  title: 'TCP echo: lines answered by one core',
  axis: "thousands for each second of the server's core, steady state: more is better; ratios are of native handles",
  panels,
  columns: 2,
};
publish({
  title: 'TCP echo: lines answered by one core',
  tables,
  charts: panels.length > 0 ? [chart] : [],
  goals,
  peers: peers.versions,
  notes: peers.leftOut,
});

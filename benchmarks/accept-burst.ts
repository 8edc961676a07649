/**
 * What becomes of clients that connect to a busy server? A thousand clients keep an echo server at work, then a thousand more
 * connect at once, and are as busy from their first answer on. Ours against the same on node:net; libuv in C stands beside.
 *
 *     npm run bench -- accept-burst [--seconds 3] [--rounds 5] [--quick] [--json]
 *
 * libuv, since 1.45, accepts one connection per visit to the poll phase; the older one of some systems accepts them all.
 */
import type { Panel } from './support/chart.js';
import { quick, rounds as roundsAsked, seconds as secondsAsked } from './support/options.js';
import { progress, publish } from './support/publish.js';
import { times, verdict } from './support/report.js';
import {
  type Answers,
  type Kind,
  available,
  disturbed,
  measure,
  startServers,
  stopServers,
} from './support/servers.js';
import { quantile, quartiles } from './support/statistics.js';

const ROUNDS = roundsAsked ?? (quick ? 1 : 5);
/** At least: the window goes on until all are served. */
const SECONDS = secondsAsked ?? (quick ? 1 : 3);
const TRIES = quick ? 2 : 8;
const LOAD = { connections: 1000, newcomers: 1000, bytes: 64, warmUp: 50_000, seconds: SECONDS };

interface Figure {
  readonly name: string;
  /** In milliseconds. */
  readonly of: (answers: Answers) => number;
  /** Ours as a part of net's. */
  readonly goal?: number;
}

const FIGURES: readonly Figure[] = [
  { name: 'until all newcomers were served', of: ({ allServed }) => allServed * 1000, goal: 0.05 },
  { name: "newcomers' wait, median", of: ({ first }) => first.p50 / 1000 },
  { name: "newcomers' wait, p99.9", of: ({ first }) => first.p999 / 1000, goal: 0.1 },
  { name: "the others' latency, median", of: ({ busy }) => busy.p50 / 1000 },
  { name: "the others' latency, p99.9", of: ({ busy }) => busy.p999 / 1000 },
  { name: 'of a core, for 1,000 answers', of: (one) => (one.serverShare * one.seconds * 1e6) / one.answers },
];
/** Windows in which other programs were on the cores: a load that is held up gives the server time for the newcomers. */
let spoilt = 0;

const KINDS = ['ours', 'net', 'libuv in C'] as const;
const peers = available(KINDS);
const servers = await startServers(peers);
const all = new Map<Kind, Answers[]>(servers.map(({ kind }) => [kind, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (let i = 0; i < servers.length; i++) {
    const server = servers[(round + i) % servers.length];
    if (server === undefined) continue;
    progress(`${round === 0 ? 'warming up' : `round ${round}`}: ${server.kind}`);
    const answers = await measure(server, LOAD, round > 0 ? TRIES : 1);
    spoilt += round > 0 && disturbed(answers) ? 1 : 0;
    if (round > 0) all.get(server.kind)?.push(answers);
  }
}
progress('');
await stopServers(servers);

const results = FIGURES.map(({ name, of, goal }) => {
  const figures = KINDS.map((kind) => all.get(kind)?.map(of) ?? []);
  const [ours = [], net = []] = figures;
  const ratios = ours.map((our, round) => our / (net[round] ?? NaN));
  const ratio = quantile(ratios);
  const met = goal === undefined ? undefined : ratio <= goal;
  return { name, figures, ratio, spread: quartiles(ratios), goal, met };
});
type Result = (typeof results)[number];

function rowOf({ name, figures, ratio, spread, goal, met }: Result): string[] {
  return [
    name,
    ...figures.map((rounds) => (rounds.length === 0 ? '' : milliseconds(quantile(rounds)))),
    `${times(ratio)} ×`,
    spread.map(times).join(' … '),
    goal === undefined ? '' : `≤ ${goal} ×`,
    verdict(met),
  ];
}

function panelOf({ name, figures, goal }: Result): Panel {
  const net = quantile(figures[KINDS.indexOf('net')] ?? []);
  const there = KINDS.map((kind, i) => [kind, figures[i] ?? []] as const);
  return {
    title: name,
    bars: there
      .filter(([, rounds]) => rounds.length > 0)
      .map(([kind, rounds]) => ({
        label: kind === 'ours' ? 'evergreen-ts' : kind,
        value: quantile(rounds),
        spread: quartiles(rounds),
        ours: kind === 'ours',
        ...(kind === 'ours' && goal !== undefined && { goal: goal * net }),
        text: milliseconds(quantile(rounds)),
      })),
  };
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

const title = '1,000 connect at once to a server that 1,000 keep busy';
const head = ['', ...KINDS, 'ratio', 'quartiles', 'goal', ''];
publish({
  title,
  tables: [{ caption: 'Ratio: ours / net.', rows: [head, ...results.map(rowOf)], words: 2 }],
  charts: [
    { kind: 'bars', title, axis: 'milliseconds: less is better', panels: results.map(panelOf), columns: 2 },
  ],
  goals: results.flatMap(({ name, ratio, goal, met }) => {
    return met === undefined ? [] : [{ name, goal: `≤ ${goal} ×`, reached: `${times(ratio)} ×`, met }];
  }),
  peers: peers.versions,
  notes: [
    ...peers.leftOut,
    ...(spoilt > 0 ? [`In ${spoilt} of the windows other programs were on these cores.`] : []),
  ],
});

/**
 * What becomes of those who connect to a busy server? A thousand clients keep an echo server at work, then a thousand more
 * connect at once, and are as busy from their first answer on. Ours against the same on node:net; libuv in C stands beside.
 *
 *     npm run bench benchmarks/accept-burst.ts -- [--seconds 3] [--rounds 5] [--quick] [--json]
 *
 * libuv, since 1.45, accepts one connection per visit to the poll phase; the older one of some systems accepts them all.
 */
import { json, printTable, progress, quantile, quartiles, quick, times, verdict } from './report.js';
import { rounds as roundsAsked, seconds as secondsAsked } from './report.js';
import {
  type Answers,
  type Kind,
  available,
  disturbed,
  measure,
  startServers,
  stopServers,
} from './servers.js';

const ROUNDS = roundsAsked ?? (quick ? 1 : 5);
/** At least: the window goes on until all are served. */
const SECONDS = secondsAsked ?? (quick ? 1 : 3);
const TRIES = quick ? 2 : 8;
const LOAD = { connections: 1000, newcomers: 1000, bytes: 64, warmUp: 1, seconds: SECONDS };

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

const commands = available(['ours', 'net', 'libuv in C']);
const servers = await startServers(commands);
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
  const of_ = (kind: Kind): number[] => all.get(kind)?.map(of) ?? [];
  const [ours, net] = [of_('ours'), of_('net')];
  const ratios = ours.map((our, round) => our / (net[round] ?? NaN));
  const ratio = quantile(ratios);
  const medians = { ours: quantile(ours), net: quantile(net), libuv: quantile(of_('libuv in C')) };
  return { name, ...medians, ratio, spread: quartiles(ratios), goal };
});

if (json) {
  console.log(
    JSON.stringify({ benchmark: 'accept-burst', node: process.version, spoilt, results }, undefined, 2),
  );
} else {
  const milliseconds = (value: number): string => (Number.isNaN(value) ? '' : `${value.toFixed(1)} ms`);
  console.log(
    `1,000 connect at once to a server that 1,000 keep busy; Node ${process.version}; ratio: ours / net`,
  );
  printTable(
    [
      ['', 'ours', 'net', 'libuv in C', 'ratio', 'quartiles', 'goal', ''],
      ...results.map(({ name, ours, net, libuv, ratio, spread, goal }) => [
        name,
        milliseconds(ours),
        milliseconds(net),
        milliseconds(libuv),
        `${times(ratio)} ×`,
        spread.map(times).join(' … '),
        goal === undefined ? '' : `≤ ${goal} ×`,
        verdict(goal === undefined ? undefined : ratio <= goal),
      ]),
    ],
    2,
  );
  if (spoilt > 0) console.log(`In ${spoilt} of the windows other programs were on these cores.`);
}

/**
 * How many lines can one core echo, and how soon? A TCP server that sends back what it reads line by line, against the same
 * on node:net, with callbacks and with `for await`, on libuv in C, in Go and on gevent; and on Node's handles with nothing
 * between, which is the most that JavaScript can do on those; and the same server on our native handles. Each client has one line under way.
 *
 *     npm run bench -- echo [--seconds 2] [--rounds 5] [--only "64 B, 50"] [--quick] [--json]
 *
 * Servers take turns: in each round each gets the same load for one window. What is compared is the answers given for a
 * second of the server's core. On an idle machine that is the answers a second, as long as the load has time left to
 * sleep; the shares of both cores tell. Next to other programs, or where the load is at its end, it still holds.
 */
import type { Chart, Panel } from './support/chart.js';
import { quick, rounds as roundsAsked, seconds as secondsAsked, wanted } from './support/options.js';
import { progress, publish } from './support/publish.js';
import { type Goal, type Table, times, verdict } from './support/report.js';
import {
  type Answers,
  type Kind,
  available,
  disturbed,
  measure,
  speed,
  startServers,
  stopServers,
} from './support/servers.js';
import { quantile, quartiles } from './support/statistics.js';

/** The peers, and what our speed has to be, as a part of theirs. */
const GOALS: Partial<Record<Kind, number>> = { net: 1.3, 'net, for await': 1.5, 'libuv in C': 0.85, Go: 0.9 };
const KINDS: readonly Kind[] = [
  'ours',
  'ours, native handles',
  'bare Node handles',
  'net',
  'net, for await',
  'libuv in C',
  'Go',
  'gevent',
];

const ROUNDS = roundsAsked ?? (quick ? 2 : 5);
const SECONDS = secondsAsked ?? (quick ? 0.5 : 2);
const TRIES = quick ? 1 : 4;
const WARM_UP = Math.min(SECONDS / 2, 0.5);

/** Above it, the load had no time left to sleep. */
const SATURATED = 0.97;

interface Result {
  readonly server: Kind;
  readonly answersASecond: number;
  /** In microseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  /** Answers for a second of its core, with quartiles. */
  readonly speed: number;
  readonly speeds: readonly [number, number];
  readonly serverShare: number;
  readonly loadShare: number;
  /** Our speed as a part of its, with quartiles. */
  readonly ratio: number;
  readonly spread: readonly [number, number];
  readonly goal: number | undefined;
}

/** The rounds of each server. */
async function runCase(name: string, connections: number, bytes: number): Promise<Map<Kind, Answers[]>> {
  const servers = await startServers(peers);
  const all = new Map<Kind, Answers[]>(servers.map(({ kind }) => [kind, []]));
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (let i = 0; i < servers.length; i++) {
      const server = servers[(round + i) % servers.length];
      if (server === undefined) continue;
      progress(`${name}, ${round === 0 ? 'warming up' : `round ${round}`}: ${server.kind}`);
      const answers = await measure(
        server,
        { connections, bytes, warmUp: WARM_UP, seconds: SECONDS },
        round > 0 ? TRIES : 1,
      );
      if (round > 0) all.get(server.kind)?.push(answers);
    }
  }
  progress('');
  await stopServers(servers);
  return all;
}

function resultsOf(all: ReadonlyMap<Kind, readonly Answers[]>): Result[] {
  const ours = all.get('ours') ?? [];
  return [...all].map(([server, rounds]) => {
    const median = (figure: (answers: Answers) => number): number => quantile(rounds.map(figure));
    const ratios = rounds.map((theirs, round) => speed(ours[round] as Answers) / speed(theirs));
    return {
      server,
      answersASecond: median(({ answers, seconds }) => answers / seconds),
      p50: median(({ busy }) => busy.p50),
      p99: median(({ busy }) => busy.p99),
      cpu: median((answers) => 1e6 / speed(answers)),
      speed: median(speed),
      speeds: quartiles(rounds.map(speed)),
      serverShare: median(({ serverShare }) => serverShare),
      loadShare: median(({ loadShare }) => loadShare),
      ratio: quantile(ratios),
      spread: quartiles(ratios),
      goal: GOALS[server],
    };
  });
}

const HEAD = [
  '',
  'answers/s',
  'p50',
  'p99',
  'CPU each',
  'server',
  'load',
  'ours',
  'quartiles',
  'goal',
  '',
  '',
];

function tableOf(name: string, results: readonly Result[]): Table {
  const milliseconds = (microseconds: number): string => `${(microseconds / 1000).toFixed(2)} ms`;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const rows = results.map((one) => [
    one.server,
    Math.round(one.answersASecond).toLocaleString('en'),
    milliseconds(one.p50),
    milliseconds(one.p99),
    `${one.cpu.toFixed(2)} µs`,
    percent(one.serverShare),
    percent(one.loadShare),
    one.server === 'ours' ? '' : `${times(one.ratio)} ×`,
    one.server === 'ours' ? '' : one.spread.map(times).join(' … '),
    one.goal === undefined ? '' : `≥ ${one.goal} ×`,
    verdict(one.goal === undefined ? undefined : one.ratio >= one.goal),
    remark(one),
  ]);
  return { caption: `Lines of ${name}. Ratio: ours / peer.`, rows: [HEAD, ...rows], words: 3 };
}

function goalsOf(name: string, results: readonly Result[]): Goal[] {
  return results.flatMap(({ server, ratio, goal }) => {
    if (goal === undefined) return [];
    return [
      {
        name: `${name}, against ${server}`,
        goal: `≥ ${goal} ×`,
        reached: `${times(ratio)} ×`,
        met: ratio >= goal,
      },
    ];
  });
}

function panelOf(name: string, results: readonly Result[]): Panel {
  return {
    title: `Lines of ${name}`,
    bars: results.map(({ server, speed, speeds, ratio, goal }) => {
      const [value, low, high] = [speed, ...speeds].map((one) => one / 1000) as [number, number, number];
      const ours = server === 'ours';
      const label = server.replace('ours', 'evergreen-ts');
      return {
        label,
        value,
        spread: [low, high],
        ours: server.startsWith('ours'),
        // Where our bar has to end.
        ...(goal !== undefined && { goal: goal * value }),
        text: `${value.toFixed(0)}${ours ? '' : `, ours ${times(ratio)} ×`}`,
      };
    }),
  };
}

function remark(result: Result): string {
  if (result.loadShare >= SATURATED) return 'the load was at its end too';
  return disturbed(result) ? 'other programs were on these cores' : '';
}

const peers = available(KINDS);
const report: (readonly [name: string, results: Result[]])[] = [];
for (const bytes of [64, 16 * 1024]) {
  for (const connections of [50, 1000]) {
    const name = `${bytes.toLocaleString('en')} B, ${connections.toLocaleString('en')} connections`;
    if (wanted(name)) report.push([name, resultsOf(await runCase(name, connections, bytes))]);
  }
}
const chart: Chart = {
  kind: 'bars',
  title: 'TCP echo: lines answered by one core',
  axis: "thousands for each second of the server's core: more is better",
  panels: report.map(([name, results]) => panelOf(name, results)),
  columns: 2,
  goals: 'what evergreen-ts is to reach against this one',
};
publish({
  title: 'TCP echo: lines answered by one core',
  tables: report.map(([name, results]) => tableOf(name, results)),
  charts: report.length > 0 ? [chart] : [],
  goals: report.flatMap(([name, results]) => goalsOf(name, results)),
  peers: peers.versions,
  notes: peers.leftOut,
});

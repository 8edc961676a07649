/**
 * How many connections does a farm of two processes serve in a second? With one socket that both accept from ('share'), against a
 * socket for each ('reusePort', Node 24); and how many are refused or reset while it reloads.
 *
 *     npm run bench -- farm [--rounds 7] [--quick] [--json]
 *
 * The clients, Node's own, are in this process: it is the same load on either, so the ratio counts, not the figure.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { EventLoop, type Op, spawn } from 'evergreen-ts';
import { ServerFarm, remote } from 'evergreen-ts/executors';
import { type Case, type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';

const { makeServer } = remote<typeof import('./peers/farm-server.js')>(
  new URL('./peers/farm-server.js', import.meta.url),
);
const CONNECTIONS = quick ? 200 : 2000;
const AT_ONCE = 64;
const ANY = ['127.0.0.1', 0] as const;
const canReusePort = Number.parseInt(process.versions.node, 10) >= 24;

function* opened(balance: 'share' | 'reusePort'): Op<ServerFarm> {
  const farm = new ServerFarm(makeServer, ANY, { processes: 2, balance });
  yield* farm.listen();
  return farm;
}

/** One connection: true if it was answered. */
async function ask(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('question\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.length > 0;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** So many, some at once: how many were not answered. */
async function askAll(port: number, more: () => boolean): Promise<number> {
  let lost = 0;
  const one = async (): Promise<void> => {
    while (more()) if (!(await ask(port))) lost++;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return lost;
}

const load =
  (farm: ServerFarm): Side =>
  async () => {
    let left = CONNECTIONS;
    const start = performance.now();
    await askAll(farm.sockname[1], () => left-- > 0);
    return nsEach(start, CONNECTIONS);
  };

const loop = EventLoop.current();
const share = await spawn(opened, 'share').promise();
const other = canReusePort ? await spawn(opened, 'reusePort').promise() : share;

/** How many connections are lost meanwhile. */
const reloads: Side = async () => {
  let reloaded = false;
  const reloading = spawn(() => share.reload()).promise();
  void reloading.then(() => (reloaded = true));
  const lost = await askAll(share.sockname[1], () => !reloaded);
  await reloading;
  return lost;
};

const cases: Case[] = [
  {
    name: 'connections while it reloads',
    unit: 'lost',
    limit: 0,
    rounds: quick ? 3 : 7,
    ours: reloads,
    peer: () => 1,
  },
];
if (canReusePort)
  cases.unshift({ name: 'short connections', unit: 'ns', goal: 1, ours: load(share), peer: load(other) });

await benchmark({ title: 'farm: one socket for two processes, against one each', ratio: 'cost' }, cases);
// And the farms with it.
loop.destroy();

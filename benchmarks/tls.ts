/**
 * What does TLS cost a server? Handshakes, echoes of 64 bytes and 16 KiB, and an idle connection's memory: ours against the same on
 * node:tls with `for await`. Both do the same arithmetic in OpenSSL; what differs is what stands around it.
 *
 *     npm run bench -- tls [--seconds 6] [--rounds 5] [--only echo] [--quick] [--json]
 *
 * The servers are processes of their own; the clients, Node's in both cases, are in this one. What is compared is what a server
 * uses of its core in the steady state, when its code is compiled, so that it does not matter what else the machine does; and for
 * memory, its resident set. There are several servers of each kind, as two processes of the same program differ: with large
 * messages V8 collects in some of them ten times as often as in others, and stays with it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type SecureContext, type TLSSocket, connect, createSecureContext } from 'node:tls';
import { benchmark } from './support/harness.js';
import { quick } from './support/options.js';
import { progress } from './support/publish.js';
import { type Usage, authority } from './support/tls-server.js';

const HANDSHAKES = quick ? 50 : 500;
const ECHOES = quick ? 500 : 4000;
/** Before anything is measured, of each kind. */
const WARM_UP = { handshakes: quick ? 200 : 4000, echoes: quick ? 2000 : 20_000 };
/** Of each kind, in turns. */
const SERVERS = quick ? 2 : 5;
const CONNECTIONS = 50;
const SIZES = [64, 16 * 1024];
const IDLE = quick ? 200 : 2000;

type Kind = 'ours' | 'node';

interface Server {
  readonly process: ChildProcess;
  readonly port: number;
}

/** The clients know the certificate beforehand, and resume nothing: each handshake is a whole one. */
const context: SecureContext = createSecureContext({ ca: authority });

async function start(kind: Kind): Promise<Server> {
  const child = fork(fileURLToPath(new URL(`peers/tls-${kind}.ts`, import.meta.url)), {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  return { process: child, port };
}

async function usage({ process: child }: Server, of: keyof Usage): Promise<Usage> {
  child.send(of);
  const [used] = (await once(child, 'message')) as [Usage];
  return used;
}

async function opened({ port }: Server): Promise<TLSSocket> {
  const options = { host: '127.0.0.1', port, servername: 'localhost', secureContext: context };
  const socket = connect(options).setNoDelay(true);
  await once(socket, 'secureConnect');
  return socket;
}

async function closed(socket: TLSSocket): Promise<void> {
  socket.end();
  socket.resume();
  await once(socket, 'close');
}

async function handshakes(server: Server, count = HANDSHAKES): Promise<void> {
  const width = 10;
  const one = async (): Promise<void> => {
    for (let i = 0; i < count / width; i++) await closed(await opened(server));
  };
  await Promise.all(Array.from({ length: width }, one));
}

/** Each client has one message under way. */
async function echoes(sockets: readonly TLSSocket[], bytes: number, count = ECHOES): Promise<void> {
  const message = Buffer.alloc(bytes, 'x');
  const one = (socket: TLSSocket): Promise<void> =>
    new Promise((resolve, reject) => {
      let left = count / CONNECTIONS;
      let missing = bytes;
      const onData = (chunk: Buffer): void => {
        missing -= chunk.length;
        if (missing > 0) return;
        missing = bytes;
        if (--left > 0) socket.write(message);
        else {
          socket.off('data', onData).off('error', reject);
          resolve();
        }
      };
      socket.on('data', onData).on('error', reject).write(message);
    });
  await Promise.all(sockets.map(one));
}

async function many(server: Server, count: number): Promise<TLSSocket[]> {
  const sockets: TLSSocket[] = [];
  while (sockets.length < count)
    sockets.push(...(await Promise.all(Array.from({ length: CONNECTIONS }, () => opened(server)))));
  return sockets;
}

/** What of its core a server uses for one of `count` operations of `work`, in nanoseconds. */
async function cost(server: Server, count: number, work: () => Promise<void>): Promise<number> {
  const before = await usage(server, 'cpu');
  await work();
  return ((await usage(server, 'cpu')).cpu - before.cpu) / count;
}

/** On a server of its own, as memory is seldom given back. */
async function memory(kind: Kind): Promise<number> {
  const server = await start(kind);
  const first = await many(server, CONNECTIONS);
  const before = await usage(server, 'memory');
  const idle = await many(server, IDLE);
  const after = await usage(server, 'memory');
  for (const socket of [...first, ...idle]) socket.destroy();
  server.process.disconnect();
  await once(server.process, 'exit');
  return (after.memory - before.memory) / IDLE;
}

/** A server, and the clients that stay connected to it. */
interface Setup {
  readonly server: Server;
  readonly clients: readonly TLSSocket[];
}

async function setup(kind: Kind): Promise<Setup> {
  const server = await start(kind);
  const clients = await many(server, CONNECTIONS);
  // The first that is measured comes last: V8 throws away code that was not used for some collections.
  for (const bytes of SIZES) await echoes(clients, bytes, WARM_UP.echoes);
  await handshakes(server, WARM_UP.handshakes);
  return { server, clients };
}

const setups: Record<Kind, Setup[]> = { ours: [], node: [] };
for (let i = 0; i < SERVERS; i++) {
  progress(`warming up: pair ${i + 1} of ${SERVERS}`);
  for (const kind of ['ours', 'node'] as const) setups[kind].push(await setup(kind));
}

/** The servers of a kind in turns. */
function inTurns(kind: Kind, side: (setup: Setup) => Promise<number>): () => Promise<number> {
  let round = 0;
  return () => side(setups[kind][round++ % SERVERS] as Setup);
}

const both = (side: (setup: Setup) => Promise<number>) => ({
  ours: inTurns('ours', side),
  peer: inTurns('node', side),
  rounds: quick ? 2 : 3 * SERVERS,
});
const echo = (bytes: number) =>
  both(({ server, clients }) => cost(server, ECHOES, () => echoes(clients, bytes)));

await benchmark({ title: 'TLS against node:tls with for await, by CPU time of the server', ratio: 'speed' }, [
  {
    name: 'a handshake',
    unit: 'ns',
    ...both(({ server }) => cost(server, HANDSHAKES, () => handshakes(server))),
    goal: 0.95,
  },
  { name: 'an echo of 64 B', unit: 'ns', ...echo(64), goal: 1 },
  { name: 'an echo of 16 KiB', unit: 'ns', ...echo(16 * 1024), goal: 1 },
  {
    name: 'memory of an idle connection',
    unit: 'B',
    ours: () => memory('ours'),
    peer: () => memory('node'),
    goal: 0.95,
    rounds: quick ? 1 : 5,
  },
]);
for (const { server, clients } of [...setups.ours, ...setups.node]) {
  for (const socket of clients) socket.destroy();
  server.process.disconnect();
}

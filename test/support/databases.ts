// A Redis and a PostgreSQL, each started for a suite on a Unix socket in a folder of its own, and gone with it.
import { type ChildProcess, spawn as start, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Peer, pathOf } from './peer-list.js';

export interface Database {
  /** Of its socket. */
  readonly path: string;
  stop(): Promise<void>;
  /** SIGKILL: what is not on disk is lost. */
  crash(): Promise<void>;
  /** Once it has crashed: start it again, on what is on disk. */
  restart(): Promise<void>;
  /** It answers nobody until it goes on. */
  freeze(): void;
  goOn(): void;
}

/** PostgreSQL refuses to be root: then it is whoever owns nothing. */
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** `options`: more of redis-server's; without any, nothing is kept on disk. */
export function redis(...more: string[]): Promise<Database> {
  const folder = newFolder();
  const path = join(folder, 'redis.sock');
  const options = ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder, ...more];
  return started(folder, path, 'redis-server', options, /Ready to accept connections|now ready to accept/);
}

export function postgres(): Promise<Database> {
  const folder = newFolder();
  const data = join(folder, 'data');
  const { status, stderr } = spawnSync(
    pathOf('initdb') ?? 'initdb',
    ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`initdb: ${stderr}`);
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'];
  const path = join(folder, '.s.PGSQL.5432');
  return started(folder, path, 'postgres', options, /ready to accept connections/);
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'database-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Start a server, and wait until it says that it is ready. */
async function started(
  folder: string,
  path: string,
  name: Peer,
  args: readonly string[],
  ready: RegExp,
): Promise<Database> {
  let child: ChildProcess;
  let gone: Promise<unknown>;
  const restart = async (): Promise<void> => {
    child = start(pathOf(name) ?? name, args, { ...user, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    gone = once(child, 'close');
    await saying(child, ready);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await gone;
  };
  const stop = async (): Promise<void> => {
    // SIGINT, as SIGTERM has PostgreSQL wait for its clients.
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await restart();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    path,
    stop,
    restart,
    crash: () => end('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  };
}

function saying(child: ChildProcess, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => {
        said += String(text);
        if (ready.test(said)) resolve();
      });
    child.once('close', () => reject(new Error(`it has ended, and said: ${said}`)));
    child.once('error', reject);
  });
}

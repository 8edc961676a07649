// Programs from outside that some tests start: the real peers of what is tested, and what makes terminals and networks.
//
// Not in the table: what comes with Node (node, npm), and a POSIX shell with the utilities that every system has beside one
// (cat, grep, mkfifo, stty, ...), as npm itself runs scripts in that shell. .ci/run lists those that tests have used so far.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Each command, and the Debian package that has it. */
export const PEERS = {
  bash: 'bash',
  chromium: 'chromium',
  curl: 'curl',
  dig: 'bind9-dnsutils',
  initdb: 'postgresql',
  ip: 'iproute2',
  openssl: 'openssl',
  postgres: 'postgresql',
  'redis-benchmark': 'redis-tools',
  'redis-cli': 'redis-tools',
  'redis-server': 'redis-server',
  script: 'bsdutils',
  socat: 'socat',
  unshare: 'util-linux',
} as const;

export type Peer = keyof typeof PEERS;

/** Where Debian has the programs of a PostgreSQL server: in a folder for each version, which is not on the PATH. */
const POSTGRESQL = '/usr/lib/postgresql';

/** The path of a command; undefined if it is not installed. */
export function pathOf(name: Peer): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (PEERS[name] === 'postgresql' && folders.includes('/usr/bin') && existsSync(POSTGRESQL))
    folders.push(...readdirSync(POSTGRESQL).map((version) => join(POSTGRESQL, version, 'bin')));
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export function isInstalled(name: Peer): boolean {
  return pathOf(name) !== undefined;
}

/** The Debian packages of these commands. */
export function packagesOf(names: readonly Peer[]): string[] {
  return [...new Set(names.map((name) => PEERS[name]))].sort();
}

/** For each command that was missing, the titles of the tests that wait for it. */
export type Waiting = Partial<Record<Peer, string[]>>;

/** What the end of a run says of the commands that were missing; nothing if none was. */
export function paragraphOn(all: readonly Waiting[]): string {
  const names = (Object.keys(PEERS) as Peer[]).filter((name) => all.some((one) => one[name] !== undefined));
  if (names.length === 0) return '';
  const tests = new Set(all.flatMap((one) => Object.values(one).flat()));
  return `
  ${tests.size} of the pending tests wait for programs that are not installed: ${names.join(', ')}.
  On Debian and its kin this installs them:

    apt-get install ${packagesOf(names).join(' ')}
`;
}

// Programs from outside that some tests start: the real peers of what is tested, and what makes terminals and networks.
//
// Not in the table: what comes with Node (node, npm), and a POSIX shell with the utilities that every system has beside one
// (cat, grep, mkfifo, stty, ...), as npm itself runs scripts in that shell. .ci/run lists those that tests have used so far.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Each command, and the Debian package that has it. */
export const PEERS = {
  bash: 'bash',
  curl: 'curl',
  dig: 'bind9-dnsutils',
  ip: 'iproute2',
  openssl: 'openssl',
  'redis-benchmark': 'redis-tools',
  'redis-cli': 'redis-tools',
  script: 'bsdutils',
  socat: 'socat',
  unshare: 'util-linux',
} as const;

export type Peer = keyof typeof PEERS;

/** Is the command on the PATH? */
export function isInstalled(name: Peer): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
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

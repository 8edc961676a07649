// For tests of children: which processes there are, and what this one holds of the system.
import { readFileSync, readdirSync } from 'node:fs';
import { type Op, sleep } from 'evergreen-ts';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

/** Every process that is there, also those that have ended and were not waited for. Linux only. */
function processes(): Running[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => {
      const stat = textAt(`/proc/${entry}/stat`);
      const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return { pid: Number(entry), parent: Number(parent), state };
    })
    .filter(({ state }) => state !== '');
}

/** Those that held() has seen: other tests may have left one, as the service of a bundler. */
let others: readonly number[] = [];

/** Children of this process that have come since held(), zombies included. */
export function children(): number[] {
  return processes()
    .filter(({ pid, parent }) => parent === process.pid && !others.includes(pid))
    .map(({ pid }) => pid);
}

/** The command lines of all processes that run. */
export function commands(): string[] {
  return processes()
    .filter(({ state }) => state !== 'Z')
    .map(({ pid }) => textAt(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

/** Empty if there is no such file: its process has gone. */
function textAt(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** Skip what follows where there is no /proc, and say so. */
export function linuxOnly(test: Mocha.Context): void {
  if (process.platform === 'linux') return;
  console.warn(`SKIPPED, as this is not Linux: ${test.test?.parent?.fullTitle()}`);
  test.skip();
}

/** The descriptors of this process. */
export function descriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** What this process has of the system. */
export interface Held {
  readonly descriptors: number;
}

/** Before a test: what is there now is not the test's. */
export function held(): Held {
  others = [...others, ...children()];
  return { descriptors: descriptors() };
}

/** Nothing is left that was not there before: no process, no zombie, no descriptor. What a close() has begun may take a moment. */
export function* nothingLeft(before: Held): Op<void> {
  for (let i = 0; i < 200 && (children().length > 0 || descriptors() > before.descriptors); i++)
    yield* sleep(0.01);
  if (children().length > 0) throw new Error(`children are left: ${children().join()}`);
  if (descriptors() > before.descriptors)
    throw new Error(`${descriptors() - before.descriptors} descriptors are left`);
}

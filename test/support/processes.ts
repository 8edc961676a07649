// For tests of children: which processes there are, and what this one holds of the system.
import { readFileSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
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
function commands(): string[] {
  return processes()
    .filter(({ state }) => state !== 'Z')
    .map(({ pid }) => textAt(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

let sleepers = 0;

/** A command that sleeps for long, and that nobody else runs: the tests may run twice at a time on this machine. */
export function sleeper(): string {
  return `sleep ${1000 + ++sleepers}.${String(process.pid).padStart(7, '0')}`;
}

/** The command lines of processes that have this in them. */
export function running(command: string): string[] {
  return commands().filter((one) => one.includes(command));
}

/** Until nobody runs it: what was killed takes a moment to go. */
export async function gone(command: string): Promise<void> {
  for (let i = 0; i < 200 && running(command).length > 0; i++) await delay(10);
  const left = running(command);
  if (left.length > 0) throw new Error(`still running: ${left.join('; ')}`);
}

/** Until a process has said what it does on a signal: catch it, or ignore it. */
export function* heeds(pid: number, signal: NodeJS.Signals): Op<void> {
  const bit = 1n << BigInt(constants.signals[signal] - 1);
  const heeded = (masks: string): boolean =>
    [...masks.matchAll(/^Sig(?:Ign|Cgt):\s*(\w+)$/gm)].some(([, mask]) => (BigInt(`0x${mask}`) & bit) !== 0n);
  while (!heeded(textAt(`/proc/${pid}/status`))) yield* sleep(0.001);
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

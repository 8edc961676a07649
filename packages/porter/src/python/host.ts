/**
 * What the runtime needs of the world around it: somewhere to print, input, the arguments, an end. Node's where there is a
 * `process`, and the console elsewhere, so that a ported program runs in a browser, too.
 */
import type { Value } from './value.js';

export interface Host {
  write(text: string, stream: 'stdout' | 'stderr'): void;
  readonly argv: readonly string[];
  exit(code: number): never;
  /** All of standard input. */
  input(): string;
  /** How wide the terminal is: 80 where there is none. */
  columns(): number;
  /** Seconds since the epoch: simulated ones, where the program runs on a virtual clock. */
  wall(): number;
  /** Seconds of a clock that never goes back, as wall(). */
  monotonic(): number;
  /** Do nothing for so many seconds, nor let anything else. */
  block(seconds: number): void;
}

const node: Value =
  (globalThis as Value).process?.versions?.node === undefined ? undefined : (globalThis as Value).process;
/** A module of Node; undefined in a browser. */
export function nodeModule(name: string): Value {
  return node?.getBuiltinModule(name);
}

function block(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
}

/** At once, whatever is at the other end: a program that exits has printed everything. */
function writeNow(text: string, descriptor: number): void {
  let rest: Uint8Array = Buffer.from(text);
  const fs = nodeModule('node:fs');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest) as number);
    } catch (error) {
      if ((error as Value).code === 'EPIPE') return;
      if ((error as Value).code !== 'EAGAIN') throw error;
      block(0.001);
    }
  }
}

let unfinished = '';
function writeLines(text: string): void {
  const lines = (unfinished + text).split('\n');
  unfinished = lines.pop() ?? '';
  for (const line of lines) console.log(line);
}

/** What performance.now() counts from, as far as Date.now() tells: that counts whole milliseconds, and may be set. */
let origin = Date.now() - performance.now();

/** Milliseconds since the epoch, and parts of them: Python's programs divide by what has passed. */
export function wallOf(whole: number, fine: number): number {
  const found = Math.min(Math.max(origin + fine, whole), whole + 0.999);
  origin = found - fine;
  return found;
}

export const host: { -readonly [K in keyof Host]: Host[K] } = {
  write: (text, stream) => {
    if (node === undefined) writeLines(text);
    else writeNow(text, stream === 'stdout' ? 1 : 2);
  },
  argv: (node?.argv as string[] | undefined)?.slice(1) ?? [''],
  exit: (code) => {
    if (node === undefined) throw new Error(`the program exits with ${String(code)}`);
    node.exit(code);
    throw new Error('unreachable');
  },
  input: () => (node === undefined ? '' : (nodeModule('node:fs').readFileSync(0, 'utf8') as string)),
  columns: () => (Number(node?.env?.COLUMNS) || node?.stdout?.columns || 80) as number,
  wall: () => wallOf(Date.now(), performance.now()) / 1000,
  monotonic: () => performance.now() / 1000,
  block,
};

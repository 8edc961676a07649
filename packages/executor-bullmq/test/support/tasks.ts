// The tasks that the tests hand over: run by servers in this process, and by those of server.ts.
import { appendFileSync } from 'node:fs';
import { type Op, sleep } from 'evergreen-ts';
import { taskContext } from 'evergreen-ts/executors';

export class OrderError extends Error {
  override name = 'OrderError';
  readonly code = 'E_ORDER';
  readonly items = new Map([['apples', 3n]]);

  get total(): bigint {
    return this.items.get('apples') ?? 0n;
  }
}

export function add(a: number, b: number): number {
  return a + b;
}

export function* nap(seconds: number, value: string): Op<string> {
  yield* sleep(seconds);
  return value;
}

export async function later(value: string): Promise<string> {
  await Promise.resolve();
  return value;
}

export function echo(value: unknown): unknown {
  return value;
}

export function fail(message: string): never {
  throw new OrderError(message, { cause: new RangeError('below it') });
}

/** Fails until it is run for the `n`-th time. */
export function failUntil(n: number): number {
  const { attempt } = taskContext();
  if (attempt < n) throw new Error(`attempt ${attempt}`);
  return attempt;
}

/** Notes in `log` that it begins, ends, or is cut off. */
export function* noted(log: string, name: string, seconds: number): Op<string> {
  const note = (what: string): void => appendFileSync(log, `${what} ${name}\n`);
  note('begin');
  let ended = false;
  try {
    yield* sleep(seconds);
    ended = true;
    note('end');
    return name;
  } finally {
    if (!ended) note('cut');
  }
}

/** Says all steps that it takes. */
export function* steps(n: number, pause: number): Op<string> {
  for (let i = 1; i <= n; i++) {
    taskContext().progress({ step: i });
    yield* sleep(pause);
  }
  return 'done';
}

/** Takes the process with it. */
export function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('it is dead');
}

export function* fetchForEver(log: string): Op<void> {
  taskContext().signal.addEventListener('abort', () => appendFileSync(log, 'aborted\n'));
  yield* sleep(1000);
}

export function attempt(): number {
  return taskContext().attempt;
}

export const notATask = 42;

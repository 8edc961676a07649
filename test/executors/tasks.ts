// What the tests have workers do.
import { threadId } from 'node:worker_threads';
import { type Op, TimeoutError, sleep } from 'evergreen-ts';
import { taskContext } from 'evergreen-ts/executors';

export function add(a: number, b: number): number {
  return a + b;
}

export function square(n: number): number {
  return n * n;
}

export function identity(value: unknown): unknown {
  return value;
}

/** Where it runs. */
export function where(): number {
  return threadId === 0 ? process.pid : threadId;
}

export function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

export function* nap(seconds: number, value = ''): Op<string> {
  yield* sleep(seconds);
  return value;
}

export async function later(value: string): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return value;
}

export class OwnError extends Error {
  override readonly name = 'OwnError';
  readonly code = 'E_OWN';
  readonly detail = { line: 7 };
  readonly handler = (): void => undefined;

  get where(): string {
    return `line ${this.detail.line}`;
  }
}

export function fail(): never {
  throw new OwnError('it went wrong', { cause: new RangeError('too far') });
}

export function failWith(kind: string): never {
  if (kind === 'aggregate') throw new AggregateError([new TypeError('one'), new OwnError('two')], 'both');
  if (kind === 'ours') throw new TimeoutError('too slow');
  if (kind === 'dom') throw new DOMException('gone', 'AbortError');
  if (kind === 'value') throw { not: 'an error' };
  throw Object.assign(new Error('no such file'), { code: 'ENOENT', errno: -2 });
}

export function exit(code: number): void {
  process.exit(code);
}

export function* exitLater(code: number): Op<void> {
  yield* sleep(0.02);
  process.exit(code);
}

export function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

export function* failInTimer(): Op<void> {
  setTimeout(() => {
    throw new OwnError('from a timer');
  }, 1);
  yield* sleep(60);
}

export function exhaustMemory(): void {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(1e5).fill(1.5));
}

export function loop(): void {
  taskContext().progress('begun');
  for (;;);
}

/** Until it sees that it was killed. */
export function watchfulLoop(flag: SharedArrayBuffer): string {
  const context = taskContext();
  Atomics.store(new Int32Array(flag), 0, 1);
  while (!context.cancelled);
  return 'noticed';
}

export function unclonable(): () => void {
  return () => undefined;
}

export function badProgress(): void {
  taskContext().progress(() => 1);
}

/** Says by progress() what becomes of it. */
export function* tidiesUp(): Op<void> {
  const { progress, signal } = taskContext();
  progress('begun');
  try {
    yield* sleep(60);
  } finally {
    yield* sleep(0.001);
    progress(signal.aborted ? 'tidied up, aborted' : 'tidied up');
  }
}

export function* napFor(seconds: number): Op<number> {
  yield* sleep(seconds);
  return seconds;
}

export function failOnThree(n: number): number {
  if (n === 3) throw new RangeError('three');
  return n;
}

/** Until it is told in shared memory. */
export function blockUntil(flag: SharedArrayBuffer): string {
  const state = new Int32Array(flag);
  Atomics.store(state, 1, 1);
  Atomics.wait(state, 0, 0);
  return 'released';
}

export function* progresses(steps: number): Op<string> {
  const { progress } = taskContext();
  for (let i = 1; i <= steps; i++) {
    yield* sleep(0);
    progress(i / steps);
  }
  return 'done';
}

export function attempt(): number {
  return taskContext().attempt;
}

export function* swallows(): Op<string> {
  try {
    yield* sleep(60);
  } catch {
    // It was killed.
  }
  return 'came to a result all the same';
}

export function* failsInCleanup(): Op<void> {
  try {
    yield* sleep(60);
  } finally {
    throw new OwnError('in the cleanup');
  }
}

/** Of the view in a map in an array in an object. */
export function memoryOf({ deep: [map] }: { deep: [Map<string, ArrayBufferView>] }): {
  length: number;
  memory: number;
} {
  const view = map.get('key') as ArrayBufferView;
  return { length: view.byteLength, memory: view.buffer.byteLength };
}

export function lengthOf(view: Uint8Array): number {
  return view.length;
}

export function bytes(length: number): Buffer {
  return Buffer.from('x'.repeat(length));
}

let prepared = 'nothing';

export function* prepare(what: string): Op<void> {
  yield* sleep(0);
  prepared = what;
}

export function whatIsPrepared(): string {
  return prepared;
}

export function cannotPrepare(): never {
  throw new OwnError('no database');
}

export const notAFunction = 1;

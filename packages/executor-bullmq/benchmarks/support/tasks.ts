// What the benchmarks hand over.
import { type Op, sleep } from 'evergreen-ts';

export function add(a: number, b: number): number {
  return a + b;
}

export function* nap(seconds: number): Op<number> {
  yield* sleep(seconds);
  return seconds;
}

/** Keeps the processor to itself for so many milliseconds, then waits as long. */
export function* busy(milliseconds: number): Op<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  yield* sleep(milliseconds / 1000);
}

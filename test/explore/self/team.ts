// What the programs of the self-exploration have in common: some tasklets that do the same, any of which may be killed at any point.
import { strict as assert } from 'node:assert';
import { type Op, Tasklet, TaskletExit } from 'evergreen-ts';

/** How a tasklet has ended: with a value, killed, or failed with another error. */
export type Outcome<T> = { readonly value: T } | { readonly killed: true };

/** Run `body` in `n` tasklets, and wait until all have ended. An error that is no kill fails the program. */
export function* team<T>(n: number, body: (i: number) => Op<T>, name = 'member'): Op<Outcome<T>[]> {
  const tasklets = Array.from({ length: n }, (_, i) =>
    new Tasklet<T>({ target: () => body(i), name: `${name} ${i}` }).start(),
  );
  return yield* outcomes(tasklets);
}

/** Wait until all have ended. */
export function* outcomes<T>(tasklets: readonly Tasklet<T>[]): Op<Outcome<T>[]> {
  const found: Outcome<T>[] = [];
  for (const tasklet of tasklets) {
    try {
      found.push({ value: yield* tasklet.get() });
    } catch (error) {
      if (!(error instanceof TaskletExit)) throw error;
      found.push({ killed: true });
    }
  }
  return found;
}

/** The values of those that were not killed. */
export function valuesOf<T>(found: readonly Outcome<T>[]): T[] {
  return found.flatMap((one) => ('value' in one ? [one.value] : []));
}

export function isAlive(tasklet: Tasklet<unknown>): boolean {
  return tasklet.isAlive();
}

/** Kill those that are left, and wait until they have ended. */
export function* end(tasklets: readonly Tasklet<unknown>[]): Op<void> {
  for (const tasklet of tasklets) tasklet.kill();
  for (const tasklet of tasklets) yield* tasklet.join();
}

/** Counts those that are inside at the same time. */
export class Room {
  readonly #most: number;
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  enter(): void {
    assert.ok(++this.#inside <= this.#most, `${this.#inside} are inside, where ${this.#most} may be`);
  }

  leave(): void {
    this.#inside--;
  }

  get empty(): boolean {
    return this.#inside === 0;
  }
}

/** Asserts that `got` is in the order of `asked`, some of which may be missing. */
export function assertInOrder<T>(got: readonly T[], asked: readonly T[], what: string): void {
  const expected = asked.filter((one) => got.includes(one));
  assert.deepEqual(got, expected, `${what}: ${got.join(' ')} where ${asked.join(' ')} was asked for`);
}

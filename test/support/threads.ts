// What workers leave behind in this process, and how tests wait for them.
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { type Op, until } from 'evergreen-ts';

/** Memory that a worker and the test see, in which the worker says how far it is. */
export class Flag {
  readonly memory = new SharedArrayBuffer(8);
  readonly #state = new Int32Array(this.memory);

  get value(): number {
    return Atomics.load(this.#state, 0);
  }

  /** Let go whoever waits for it in blockUntil(). */
  release(): void {
    Atomics.store(this.#state, 0, 1);
    Atomics.notify(this.#state, 0);
  }

  /** Until it is something else than `value`: what it is then. */
  *leaves(value: number): Op<number> {
    yield* this.#changes(0, value);
    return this.value;
  }

  /** Until a worker waits in blockUntil(). */
  *isAwaited(): Op<void> {
    yield* this.#changes(1, 0);
  }

  *#changes(index: number, from: number): Op<void> {
    while (Atomics.load(this.#state, index) === from) {
      const { async, value } = (
        Atomics as unknown as {
          waitAsync(
            array: Int32Array,
            index: number,
            value: number,
            timeout: number,
          ): { async: false; value: string } | { async: true; value: Promise<string> };
        }
      ).waitAsync(this.#state, index, from, 5);
      if (async) yield* until(value);
    }
  }
}

/** Until there are no more of workersLeft() than these, some of which may have gone by now: a moment, or the test fails. */
export async function nobodyCame(left: readonly string[]): Promise<void> {
  for (let i = 0; i < 200 && workersLeft().length > left.length; i++) await delay(10);
  expect(workersLeft().slice(left.length), `besides ${left.join()}`).to.deep.equal([]);
}

/** Workers and channels to workers that keep something of the system in this process. */
export function workersLeft(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => /Worker|MessagePort|Process|Pipe/.test(kind));
}

/**
 * Readers and writers: a reader comes while a writer is half way, and sees what never was.
 *
 *   npm run ts examples/races/index.ts readers-and-writers
 */
import { strict as assert } from 'node:assert';
import { Condition, type Op, all, sleep } from 'evergreen-ts';

/** Two numbers whose sum is 10. */
class Pair {
  #left = 4;
  #right = 6;

  *write(left: number): Op<void> {
    this.#left = left;
    yield* sleep(0);
    this.#right = 10 - left;
  }

  *read(): Op<void> {
    const left = this.#left;
    yield* sleep(0);
    assert.equal(left + this.#right, 10);
  }
}

export function* bug(): Op<void> {
  const pair = new Pair();
  yield* all([pair.write(1), pair.read(), pair.read()]);
}

/** Any number of readers, or one writer. */
class ReadWriteLock {
  readonly #changed = new Condition();
  #readers = 0;
  #writing = false;

  *reading<T>(body: () => Op<T>): Op<T> {
    yield* this.#enter(
      () => !this.#writing,
      () => this.#readers++,
    );
    try {
      return yield* body();
    } finally {
      yield* this.#enter(
        () => true,
        () => this.#readers--,
      );
    }
  }

  *writing<T>(body: () => Op<T>): Op<T> {
    yield* this.#enter(
      () => !this.#writing && this.#readers === 0,
      () => (this.#writing = true),
    );
    try {
      return yield* body();
    } finally {
      yield* this.#enter(
        () => true,
        () => (this.#writing = false),
      );
    }
  }

  *#enter(isFree: () => boolean, change: () => void): Op<void> {
    using _ = yield* this.#changed.hold();
    while (!isFree()) yield* this.#changed.wait();
    change();
    this.#changed.notifyAll();
  }
}

export function* cure(): Op<void> {
  const pair = new Pair();
  const lock = new ReadWriteLock();
  yield* all([
    lock.writing(() => pair.write(1)),
    lock.reading(() => pair.read()),
    lock.reading(() => pair.read()),
  ]);
}

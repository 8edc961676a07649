/**
 * Lost update: two read a value, and both write what they made of it. One of the two is lost.
 *
 * Between two parks a tasklet has the program to itself, so `count++` needs no lock here. But as soon as a park is between the
 * reading and the writing, others run there.
 *
 *   npm run ts examples/races/index.ts lost-update
 */
import { strict as assert } from 'node:assert';
import { Lock, type Op, all, sleep } from 'evergreen-ts';

/** A place for a number that is slow to get at: a database, say. */
class Account {
  #balance = 0;

  *read(): Op<number> {
    yield* sleep(0);
    return this.#balance;
  }

  *write(balance: number): Op<void> {
    yield* sleep(0);
    this.#balance = balance;
  }
}

export function* bug(): Op<void> {
  const account = new Account();
  const deposit = function* (amount: number): Op<void> {
    const balance = yield* account.read();
    yield* account.write(balance + amount);
  };
  yield* all([deposit(10), deposit(20)]);
  assert.equal(yield* account.read(), 30);
}

/** What belongs together is done under a lock. */
export function* cure(): Op<void> {
  const account = new Account();
  const lock = new Lock();
  const deposit = function* (amount: number): Op<void> {
    using _ = yield* lock.hold();
    const balance = yield* account.read();
    yield* account.write(balance + amount);
  };
  yield* all([deposit(10), deposit(20)]);
  assert.equal(yield* account.read(), 30);
}

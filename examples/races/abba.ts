/**
 * ABBA: one takes lock A and then B, another B and then A. When each has its first, both wait for ever.
 *
 *   npm run ts examples/races/index.ts abba
 */
import { Lock, type Op, all, sleep } from 'evergreen-ts';

class Account extends Lock {
  readonly number: number;
  balance = 100;

  constructor(number: number) {
    super();
    this.number = number;
  }
}

function* move(first: Account, second: Account, change: () => void): Op<void> {
  using _first = yield* first.hold();
  yield* sleep(0); // ask the bank
  using _second = yield* second.hold();
  change();
}

export function* bug(): Op<void> {
  const [mine, yours] = [new Account(1), new Account(2)];
  const transfer = (from: Account, to: Account, amount: number): Op<void> =>
    move(from, to, () => {
      from.balance -= amount;
      to.balance += amount;
    });
  yield* all([transfer(mine, yours, 10), transfer(yours, mine, 20)]);
}

/** All take the locks in one order, whatever they do with them: here that of the numbers. */
export function* cure(): Op<void> {
  const [mine, yours] = [new Account(1), new Account(2)];
  const transfer = (from: Account, to: Account, amount: number): Op<void> => {
    const [first, second] = from.number < to.number ? [from, to] : [to, from];
    return move(first, second, () => {
      from.balance -= amount;
      to.balance += amount;
    });
  };
  yield* all([transfer(mine, yours, 10), transfer(yours, mine, 20)]);
}

/**
 * The dining philosophers: as ABBA, but around a table. Each takes his left fork and waits for the right one, which his neighbour has.
 *
 *   npm run ts examples/races/index.ts philosophers
 */
import { Lock, type Op, all, sleep } from 'evergreen-ts';

const SEATS = 3;

function* dine(first: Lock, second: Lock): Op<void> {
  using _first = yield* first.hold();
  yield* sleep(0); // reach across the table
  using _second = yield* second.hold();
}

export function* bug(): Op<void> {
  const forks = Array.from({ length: SEATS }, () => new Lock());
  yield* all(forks.map((left, seat) => dine(left, forks[(seat + 1) % SEATS] as Lock)));
}

/** The fork with the lower number first: the last one reaches for his right. */
export function* cure(): Op<void> {
  const forks = Array.from({ length: SEATS }, () => new Lock());
  yield* all(
    forks.map((left, seat) => {
      const right = forks[(seat + 1) % SEATS] as Lock;
      return seat === SEATS - 1 ? dine(right, left) : dine(left, right);
    }),
  );
}

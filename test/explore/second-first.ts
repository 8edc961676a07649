// A program that fails in one of its orders.
import { type Op, sleep, spawn } from 'evergreen-ts';

/** Fails when the second of two is first. */
export function* secondFirst(): Op<void> {
  let first = '';
  for (const name of ['one', 'two'])
    spawn(() => {
      first ||= name;
    });
  yield* sleep(1);
  if (first === 'two') throw new RangeError('two was first');
}

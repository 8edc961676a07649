// The tasks: ordinary functions that a module exports. Each may be done twice (see the README), which does these no harm.
import { type Op, sleep } from 'evergreen-ts';
import { taskContext } from 'evergreen-ts/executors';

/** The sum of the digits of all numbers below `n`, a tenth at a time. */
export function* digits(n: number): Op<number> {
  const { progress } = taskContext();
  let sum = 0;
  for (let tenth = 0; tenth < 10; tenth++) {
    for (let i = Math.floor((n * tenth) / 10); i < Math.floor((n * (tenth + 1)) / 10); i++)
      for (let rest = i; rest > 0; rest = Math.floor(rest / 10)) sum += rest % 10;
    progress(tenth + 1);
    yield* sleep(0.05);
  }
  return sum;
}

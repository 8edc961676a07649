/** Python's timeit, of functions; Python text cannot be run. */
import { NotImplementedError } from '../exceptions.js';
import { declared } from '../keywords.js';
import { call, plain } from '../plain.js';
import type { Value } from '../value.js';
import { sub } from '../arithmetic.js';
import { perf_counter } from './time.js';

export const default_timer = perf_counter;

function run(f: Value): void {
  if (typeof f === 'string') {
    if (f === 'pass') return;
    throw new NotImplementedError('timeit of a text is not there: give a function');
  }
  plain(call(f));
}

/** Seconds that so many calls take. */
export const timeit = declared(
  'timeit(stmt=, setup=, timer=, number=, globals=)',
  (
    f: Value = 'pass',
    setup: Value = 'pass',
    timer: Value = default_timer,
    number: Value = 1_000_000,
  ): Value => {
    run(setup);
    const start: Value = plain(call(timer));
    for (let i = 0; i < Number(number); i++) run(f);
    return sub(plain(call(timer)), start);
  },
);

export const repeat = declared(
  'repeat(stmt=, setup=, timer=, repeat=, number=, globals=)',
  (f: Value, setup: Value, timer: Value, times: Value = 5, number: Value = undefined): Value[] =>
    Array.from({ length: Number(times) }, () => timeit(f, setup, timer, number) as Value),
);

// What ported programs see of the world around them.
import { strict as assert } from 'node:assert';
import { wallOf } from '../src/python/host.js';

describe('The wall clock of a ported program', () => {
  /** Looks at it every quarter of a millisecond, when the system's clock would read `from`, `from` + 0.25, …, were it that fine. */
  const looks = (from: number, fine: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => {
      const whole = Math.floor(from + i / 4);
      const found = wallOf(whole, fine + i / 4);
      assert.ok(found >= whole && found < whole + 1, `${String(found)} in ${String(whole)}`);
      return found;
    });

  it('moves between two milliseconds of the system, and tells no other than that', () => {
    const seen = looks(1_700_000_000_000.5, 1000, 400);
    for (const [i, found] of seen.slice(5).entries())
      assert.ok(Math.abs(found - (seen[i + 4] ?? 0) - 0.25) < 0.001, `after ${String(i)} looks`);
  });

  it('is set with the clock of the system, forward and back', () => {
    for (const from of [1_800_000_000_000, 1_600_000_000_000]) looks(from, 5000, 40);
  });
});

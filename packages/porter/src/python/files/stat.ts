/** What the system says of a file, as os.stat() and Path.stat() do. */
import { float_ } from '../float.js';
import { structSequence } from '../times/struct-sequence.js';
import type { Value } from '../value.js';

const TIMES = ['atime', 'mtime', 'ctime'];
const FIELDS = ['mode', 'ino', 'dev', 'nlink', 'uid', 'gid', 'size', ...TIMES].map((name) => `st_${name}`);
const MORE = ['blksize', 'blocks', 'rdev', ...TIMES.map((name) => `${name}_ns`)].map((name) => `st_${name}`);

const Sequence: Value = structSequence('os', 'stat_result', FIELDS, MORE);

/** By place, times are whole seconds; by name they are floats. */
export class stat_result extends Sequence {
  constructor(sequence: Value, times: readonly Value[] = []) {
    super(sequence);
    TIMES.forEach((name, i) => {
      if (i < times.length) Object.defineProperty(this, `st_${name}`, { value: times[i] });
    });
  }
}

/** Of what Node's fs says with `bigint`. */
export function statResult(stat: Value): Value {
  const whole = (name: string): Value => {
    const value = BigInt(stat[name]);
    return BigInt(Number(value)) === value ? Number(value) : value;
  };
  const first = ['mode', 'ino', 'dev', 'nlink', 'uid', 'gid', 'size'].map(whole);
  const more = ['blksize', 'blocks', 'rdev'].map(whole);
  const nanoseconds = TIMES.map((name) => BigInt(stat[`${name}Ns`]));
  const seconds = nanoseconds.map((time) => Number(time / 1_000_000_000n));
  return new stat_result(
    [...first, ...seconds, ...more, ...nanoseconds],
    nanoseconds.map((time) => float_(Number(time) / 1e9)),
  );
}

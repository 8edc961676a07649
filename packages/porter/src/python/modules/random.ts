/** Python's random: the Mersenne Twister, so that a seed gives CPython's numbers. */
import { IndexError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { nodeModule } from '../host.js';
import { items, len } from '../iteration.js';
import { getitem, setitem } from '../items.js';
import { Kw } from '../keywords.js';
import { bigOf, int_ } from '../numbers.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

const N = 624;
const M = 397;

class Twister {
  readonly #state = new Uint32Array(N);
  #at = N;

  #init(seed: number): void {
    const mt = this.#state;
    mt[0] = seed;
    for (let i = 1; i < N; i++) {
      const before = (mt[i - 1] ?? 0) ^ ((mt[i - 1] ?? 0) >>> 30);
      mt[i] = Math.imul(1812433253, before) + i;
    }
    this.#at = N;
  }

  /** init_by_array(). */
  seed(key: readonly number[]): void {
    const mt = this.#state;
    this.#init(19650218);
    let [i, j] = [1, 0];
    const next = (): void => {
      if (++i >= N) {
        mt[0] = mt[N - 1] ?? 0;
        i = 1;
      }
    };
    const mixed = (by: number): number =>
      (mt[i] ?? 0) ^ Math.imul((mt[i - 1] ?? 0) ^ ((mt[i - 1] ?? 0) >>> 30), by);
    for (let k = Math.max(N, key.length); k > 0; k--) {
      mt[i] = mixed(1664525) + (key[j] ?? 0) + j;
      next();
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      mt[i] = mixed(1566083941) - i;
      next();
    }
    mt[0] = 0x80000000;
  }

  #generate(): void {
    const mt = this.#state;
    for (let k = 0; k < N; k++) {
      const y = ((mt[k] ?? 0) & 0x80000000) | ((mt[(k + 1) % N] ?? 0) & 0x7fffffff);
      mt[k] = (mt[(k + M) % N] ?? 0) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }

  next32(): number {
    if (this.#at >= N) this.#generate();
    let y = this.#state[this.#at++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }
}

function wordsOf(value: bigint): number[] {
  const words: number[] = [];
  for (let left = value < 0n ? -value : value; left > 0n; left >>= 32n)
    words.push(Number(left & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}

/** What seed() makes of its argument. */
function keyOf(seed: Value): number[] {
  if (seed === null || seed === undefined) return Array.from(crypto.getRandomValues(new Uint32Array(8)));
  if (typeof seed === 'string' || seed instanceof Uint8Array) {
    const bytes = Buffer.from(seed as Uint8Array);
    const hash = nodeModule('node:crypto').createHash('sha512').update(bytes).digest() as Buffer;
    return wordsOf(BigInt(`0x${Buffer.concat([bytes, hash]).toString('hex')}`));
  }
  if (typeof seed === 'number' && !Number.isInteger(seed))
    throw new PyTypeError('seeds that are floats are hashed by CPython in its own way');
  return wordsOf(bigOf(seed));
}

export class Random extends PyObject {
  readonly #twister = new Twister();
  #gauss: number | undefined;

  constructor(seed: Value = null) {
    super();
    this.seed(seed);
  }

  seed(x: Value = null): void {
    this.#twister.seed(keyOf(x));
    this.#gauss = undefined;
  }

  #random(): number {
    const a = this.#twister.next32() >>> 5;
    const b = this.#twister.next32() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }

  random(): Value {
    return float_(this.#random());
  }

  #bits(count: number): bigint {
    let result = 0n;
    let shift = 0n;
    for (let left = count; left > 0; left -= 32, shift += 32n) {
      const word = this.#twister.next32();
      result |= BigInt(left < 32 ? word >>> (32 - left) : word) << shift;
    }
    return result;
  }

  getrandbits(count: number): Value {
    return int_(this.#bits(count));
  }

  /** Below n, by throwing away what is too large. */
  #below(n: number): number {
    if (n === 0) return 0;
    const bits = n.toString(2).length;
    let r = Number(this.#bits(bits));
    while (r >= n) r = Number(this.#bits(bits));
    return r;
  }

  randrange(start: Value, stop: Value = null, step: Value = 1): number {
    const [from, to] = stop === null ? [0, Number(start)] : [Number(start), Number(stop)];
    const width = to - from;
    const count =
      step > 0
        ? Math.floor((width + Number(step) - 1) / Number(step))
        : Math.floor((width + Number(step) + 1) / Number(step));
    if (count <= 0)
      throw new ValueError(
        stop === null
          ? 'empty range for randrange()'
          : `empty range for randrange() (${String(from)}, ${String(to)}, ${String(width)})`,
      );
    return from + Number(step) * this.#below(count);
  }

  randint(a: Value, b: Value): number {
    return this.randrange(a, Number(b) + 1);
  }

  choice(x: Value): Value {
    const length = len(x);
    if (length === 0) throw new IndexError('Cannot choose from an empty sequence');
    return getitem(x, this.#below(length));
  }

  shuffle(x: Value): void {
    for (let i = len(x) - 1; i > 0; i--) {
      const j = this.#below(i + 1);
      const kept: Value = getitem(x, i);
      setitem(x, i, getitem(x, j));
      setitem(x, j, kept);
    }
  }

  sample(x: Value, k: Value): Value[] {
    const count = Number(k instanceof Kw ? k.get('k') : k);
    const hasItems =
      x instanceof PyObject ? typeof x.__getitem__ === 'function' : typeof x?.length === 'number';
    if (!hasItems) throw new PyTypeError('Population must be a sequence.  For dicts or sets, use sorted(d).');
    const pool: Value[] = [...items(x)];
    const n = pool.length;
    if (count < 0 || count > n) throw new ValueError('Sample larger than population or is negative');
    let setsize = 21;
    if (count > 5) setsize += 4 ** Math.ceil(Math.log(count * 3) / Math.log(4));
    if (n <= setsize)
      return Array.from({ length: count }, (_x, i) => {
        const j = this.#below(n - i);
        const found: Value = pool[j];
        pool[j] = pool[n - i - 1];
        return found;
      });
    const selected = new Set<number>();
    return Array.from({ length: count }, () => {
      let j = this.#below(n);
      while (selected.has(j)) j = this.#below(n);
      selected.add(j);
      return pool[j] as Value;
    });
  }

  choices(x: Value, weights: Value = null, named: Value = undefined): Value[] {
    const options: Kw | undefined = weights instanceof Kw ? weights : named;
    const count = Number(options?.get('k', 1) ?? 1);
    const given: Value = weights instanceof Kw ? weights.get('weights') : weights;
    const pool = [...items(x)];
    if (given === null)
      return Array.from({ length: count }, () => pool[Math.floor(this.#random() * pool.length)] as Value);
    let total = 0;
    const sums = [...items(given)].map((weight) => (total += Number(weight)));
    return Array.from({ length: count }, () => {
      const at = this.#random() * total;
      return pool[
        Math.min(
          pool.length - 1,
          sums.findIndex((sum) => sum > at),
        )
      ] as Value;
    });
  }

  uniform(a: Value, b: Value): Value {
    return float_(Number(a) + (Number(b) - Number(a)) * this.#random());
  }

  triangular(low: Value = 0, high: Value = 1, mode: Value = null): Value {
    let u = this.#random();
    let c = mode === null ? 0.5 : (Number(mode) - Number(low)) / (Number(high) - Number(low));
    let [from, to] = [Number(low), Number(high)];
    if (u > c) [u, c, from, to] = [1 - u, 1 - c, to, from];
    return float_(from + (to - from) * Math.sqrt(u * c));
  }

  gauss(mu: Value = 0, sigma: Value = 1): Value {
    let z = this.#gauss;
    this.#gauss = undefined;
    if (z === undefined) {
      const x = this.#random() * 2 * Math.PI;
      const g = Math.sqrt(-2 * Math.log(1 - this.#random()));
      z = Math.cos(x) * g;
      this.#gauss = Math.sin(x) * g;
    }
    return float_(Number(mu) + z * Number(sigma));
  }

  normalvariate(mu: Value = 0, sigma: Value = 1): Value {
    const magic = (4 * Math.exp(-0.5)) / Math.sqrt(2);
    for (;;) {
      const u1 = this.#random();
      const u2 = 1 - this.#random();
      const z = (magic * (u1 - 0.5)) / u2;
      if ((z * z) / 4 <= -Math.log(u2)) return float_(Number(mu) + z * Number(sigma));
    }
  }

  expovariate(lambda: Value = 1): Value {
    return float_(-Math.log(1 - this.#random()) / Number(lambda));
  }
}

const shared = new Random();
export const seed = (x: Value = null): void => shared.seed(x);
export const random = (): Value => shared.random();
export const randint = (a: Value, b: Value): number => shared.randint(a, b);
export const randrange = (a: Value, b: Value = null, step: Value = 1): number => shared.randrange(a, b, step);
export const uniform = (a: Value, b: Value): Value => shared.uniform(a, b);
export const choice = (x: Value): Value => shared.choice(x);
export const choices = (x: Value, ...rest: Value[]): Value[] => shared.choices(x, ...rest);
export const shuffle = (x: Value): void => shared.shuffle(x);
export const sample = (x: Value, k: Value): Value[] => shared.sample(x, k);
export const gauss = (mu?: Value, sigma?: Value): Value => shared.gauss(mu, sigma);
export const normalvariate = (mu?: Value, sigma?: Value): Value => shared.normalvariate(mu, sigma);
export const expovariate = (x: Value): Value => shared.expovariate(x);
export const triangular = (low?: Value, high?: Value, mode?: Value): Value =>
  shared.triangular(low, high, mode);
export const getrandbits = (count: number): Value => shared.getrandbits(count);

home('random', Random);

/** Python's itertools. */
import { add } from '../arithmetic.js';
import { eq } from '../compare.js';
import { iterator } from '../generator.js';
import { bool, items } from '../iteration.js';
import { Kw, takeKw } from '../keywords.js';
import { invokePlain } from '../plain.js';
import { tup, tuple_ } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

type Gen = Generator<Value>;

export const count = iterator(function* count(start: Value = 0, step: Value = 1): Gen {
  for (let x: Value = start; ; x = add(x, step)) yield x;
});

export const cycle = iterator(function* cycle(x: Value): Gen {
  const kept: Value[] = [];
  for (const item of items(x)) {
    kept.push(item);
    yield item;
  }
  while (kept.length > 0) yield* kept;
});

export const repeat = iterator(function* repeat(x: Value, times: Value = Infinity): Gen {
  for (let i = 0; i < Number(times); i++) yield x;
});

const flattened = iterator(function* chain(sources: Iterable<Value>): Gen {
  for (const source of sources) yield* items(source);
});
export const chain = Object.assign((...sources: Value[]): Gen => flattened(sources) as Gen, {
  from_iterable: (sources: Value): Gen => flattened(items(sources)) as Gen,
});

export const islice = iterator(function* islice(x: Value, ...bounds: Value[]): Gen {
  const [start, stop, step] =
    bounds.length === 1 ? [0, bounds[0], 1] : [bounds[0] ?? 0, bounds[1], bounds[2] ?? 1];
  const end = stop === null || stop === undefined ? Infinity : Number(stop);
  let at = 0;
  let next = Number(start);
  if (end <= 0) return;
  for (const item of items(x)) {
    if (at === next) {
      yield item;
      next += Number(step);
    }
    if (++at >= end) return;
  }
});

export const takewhile = iterator(function* takewhile(f: Value, x: Value): Gen {
  for (const item of items(x)) {
    if (!bool(invokePlain(f, item))) return;
    yield item;
  }
});

export const dropwhile = iterator(function* dropwhile(f: Value, x: Value): Gen {
  let dropping = true;
  for (const item of items(x)) if (!(dropping &&= bool(invokePlain(f, item)))) yield item;
});

export const filterfalse = iterator(function* filterfalse(f: Value, x: Value): Gen {
  for (const item of items(x)) if (!bool(f === null ? item : invokePlain(f, item))) yield item;
});

export const compress = iterator(function* compress(x: Value, selectors: Value): Gen {
  const others = items(selectors)[Symbol.iterator]();
  for (const item of items(x)) {
    const { done, value } = others.next();
    if (done === true) return;
    if (bool(value)) yield item;
  }
});

export const starmap = iterator(function* starmap(f: Value, x: Value): Gen {
  for (const args of items(x)) yield invokePlain(f, ...items(args));
});

export const pairwise = iterator(function* pairwise(x: Value): Gen {
  let before: Value;
  let begun = false;
  for (const item of items(x)) {
    if (begun) yield tup(before, item);
    [before, begun] = [item, true];
  }
});

export const zip_longest = iterator(function* zip_longest(...sources: Value[]): Gen {
  const fill: Value = takeKw(sources).get('fillvalue');
  const iterators = sources.map((source) => items(source)[Symbol.iterator]());
  for (;;) {
    const results = iterators.map((iterator) => iterator.next());
    if (results.every(({ done }) => done === true)) return;
    yield tuple_(results.map(({ done, value }) => (done === true ? fill : value) as Value));
  }
});

export const accumulate = iterator(function* accumulate(
  x: Value,
  f: Value = null,
  named: Value = undefined,
): Gen {
  const options: Kw | undefined = f instanceof Kw ? f : named;
  const with_: Value = f instanceof Kw || f === null ? (options?.get('func') ?? null) : f;
  let total: Value = options?.get('initial') ?? undefined;
  if (total !== undefined) yield total;
  for (const item of items(x)) {
    total = total === undefined ? item : with_ === null ? add(total, item) : invokePlain(with_, total, item);
    yield total;
  }
});

export const product = iterator(function* product(...sources: Value[]): Gen {
  const times = Number(takeKw(sources).get('repeat', 1));
  const once = sources.map((source) => [...items(source)]);
  const pools = Array.from({ length: times }, () => once).flat();
  const indices = pools.map(() => 0);
  if (pools.some((pool) => pool.length === 0)) return;
  for (;;) {
    yield tuple_(indices.map((at, i) => pools[i]?.[at] as Value));
    let i = pools.length - 1;
    while (i >= 0 && (indices[i] = (indices[i] ?? 0) + 1) >= (pools[i]?.length ?? 0)) indices[i--] = 0;
    if (i < 0) return;
  }
});

function* chosen(
  n: number,
  size: number,
  next: (at: number) => number,
  distinct: boolean,
): Generator<number[]> {
  const indices: number[] = [];
  function* go(from: number): Generator<number[]> {
    if (indices.length === size) {
      yield [...indices];
      return;
    }
    for (let i = from; i < n; i++) {
      if (distinct && indices.includes(i)) continue;
      indices.push(i);
      yield* go(next(i));
      indices.pop();
    }
  }
  yield* go(0);
}

const picker = (name: string, next: (at: number) => number, distinct: boolean) =>
  iterator(
    Object.defineProperty(
      function* (x: Value, size: Value = null): Gen {
        const pool = [...items(x)];
        const wanted = Number(size instanceof Kw ? size.get('r') : (size ?? pool.length));
        for (const indices of chosen(pool.length, wanted, next, distinct))
          yield tuple_(indices.map((at) => pool[at] as Value));
      },
      'name',
      { value: name },
    ),
  );

export const permutations = picker('permutations', () => 0, true);
export const combinations = picker('combinations', (at) => at + 1, false);
export const combinations_with_replacement = picker('combinations_with_replacement', (at) => at, false);

export const groupby = iterator(function* groupby(x: Value, key: Value = null): Gen {
  const by: Value = key instanceof Kw ? key.get('key') : key;
  let group: Value[] = [];
  let current: Value;
  for (const item of items(x)) {
    const itemKey: Value = by === null ? item : invokePlain(by, item);
    if (group.length > 0 && !eq(itemKey, current)) {
      yield tup(current, iterate(group));
      group = [];
    }
    current = itemKey;
    group.push(item);
  }
  if (group.length > 0) yield tup(current, iterate(group));
});
const iterate = iterator(function* _grouper(x: Value[]): Gen {
  yield* x;
});

export function tee(x: Value, n = 2): Tuple {
  const kept: Value[] = [];
  const source = items(x)[Symbol.iterator]();
  const one = iterator(function* tee(): Gen {
    for (let i = 0; ; i++) {
      if (i >= kept.length) {
        const { done, value } = source.next();
        if (done === true) return;
        kept.push(value);
      }
      yield kept[i];
    }
  });
  return tuple_(Array.from({ length: n }, () => one() as Value));
}

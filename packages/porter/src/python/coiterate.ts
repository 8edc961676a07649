/** enumerate(), zip() and some of itertools over what may park between its items: each is a generator that parks. */
import { contains, eq } from './compare.js';
import { type CoGenerator, cogenerator, item } from './generator.js';
import { bool, coiter } from './iteration.js';
import { Kw } from './keywords.js';
import { PyObject } from './object.js';
import { call, op } from './plain.js';
import { tup } from './tuple.js';
import type { Value } from './value.js';

type Steps = Generator<Value>;

const made = (body: () => Steps): CoGenerator => cogenerator(body());

export function coEnumerate(x: Value, start: Value = 0): CoGenerator {
  return made(function* () {
    let at: Value = start instanceof Kw ? start.get('start') : start;
    const source = coiter(x);
    for (let result; !(result = yield* source.next()).done;) yield item(tup(at++, result.value));
  });
}

export function coZip(...given: Value[]): CoGenerator {
  const sources = given.filter((one) => !(one instanceof Kw)).map((one) => coiter(one));
  return made(function* () {
    while (sources.length > 0) {
      const items: Value[] = [];
      for (const source of sources) {
        const result: Value = yield* source.next();
        if (result.done === true) return;
        items.push(result.value);
      }
      yield item(tup(...items));
    }
  });
}

export function coIslice(x: Value, ...bounds: Value[]): CoGenerator {
  return made(function* () {
    const [start, stop, step] =
      bounds.length === 1 ? [0, bounds[0], 1] : [bounds[0] ?? 0, bounds[1], bounds[2] ?? 1];
    const end = stop === null || stop === undefined ? Infinity : Number(stop);
    const source = coiter(x);
    let next = Number(start);
    for (let at = 0; at < end; at++) {
      const result: Value = yield* source.next();
      if (result.done === true) return;
      if (at !== next) continue;
      next += Number(step);
      yield item(result.value);
    }
  });
}

export function coTakewhile(f: Value, x: Value): CoGenerator {
  return made(function* () {
    const source = coiter(x);
    for (let result; !(result = yield* source.next()).done;) {
      if (!bool(yield* op(call(f, result.value)))) return;
      yield item(result.value);
    }
  });
}

export function coChain(...sources: Value[]): CoGenerator {
  return made(function* () {
    for (const one of sources) {
      const source = coiter(one);
      for (let result; !(result = yield* source.next()).done;) yield item(result.value);
    }
  });
}

/** any() and all() stop at the first item that decides. */
export function* coAny(x: Value): Steps {
  const source = coiter(x);
  for (let result; !(result = yield* source.next()).done;) if (bool(result.value)) return true;
  return false;
}

export function* coAll(x: Value): Steps {
  const source = coiter(x);
  for (let result; !(result = yield* source.next()).done;) if (!bool(result.value)) return false;
  return true;
}

/** `x in container`, whose items may come in their time. */
export function* coContains(x: Value, container: Value): Steps {
  const isKnown = !(container instanceof PyObject) && typeof container?.[Symbol.iterator] === 'function';
  if (isKnown || typeof container?.__contains__ === 'function') return yield* op(contains(x, container));
  const source = coiter(container);
  for (let result; !(result = yield* source.next()).done;) if (eq(result.value, x)) return true;
  return false;
}

/**
 * Check, then act: two ask a cache for the same thing, neither finds it, and both fetch it.
 *
 *   npm run ts examples/races/index.ts check-then-act
 */
import { strict as assert } from 'node:assert';
import { type Op, Tasklet, all, sleep, spawn } from 'evergreen-ts';

/** What takes long, and is to be done once. */
class Origin {
  fetched = 0;

  *fetch(key: string): Op<string> {
    this.fetched++;
    yield* sleep(0.2);
    return `the value of ${key}`;
  }
}

export function* bug(): Op<void> {
  const origin = new Origin();
  const cache = new Map<string, string>();
  const get = function* (key: string): Op<string> {
    const known = cache.get(key);
    if (known !== undefined) return known;
    const value = yield* origin.fetch(key);
    cache.set(key, value);
    return value;
  };
  yield* all([get('a'), get('a')]);
  assert.equal(origin.fetched, 1);
}

/** What is being fetched is in the cache, too: the check and its consequence are one step, without a park in between. */
export function* cure(): Op<void> {
  const origin = new Origin();
  const cache = new Map<string, Tasklet<string>>();
  const get = function* (key: string): Op<string> {
    let fetching = cache.get(key);
    if (fetching === undefined) cache.set(key, (fetching = spawn(() => origin.fetch(key))));
    return yield* fetching.get();
  };
  yield* all([get('a'), get('a')]);
  assert.equal(origin.fetched, 1);
}

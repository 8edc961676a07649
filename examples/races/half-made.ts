/**
 * Half made: a service is there for others before it is ready to be used.
 *
 *   npm run ts examples/races/index.ts half-made
 */
import { strict as assert } from 'node:assert';
import { type Op, all, sleep } from 'evergreen-ts';

class Dictionary {
  words: string[] | undefined;

  *load(): Op<void> {
    yield* sleep(0);
    this.words = ['evergreen'];
  }

  has(word: string): boolean {
    assert.ok(this.words, 'the dictionary has not been loaded');
    return this.words.includes(word);
  }
}

export function* bug(): Op<void> {
  let dictionary: Dictionary | undefined;
  const start = function* (): Op<void> {
    dictionary = new Dictionary();
    yield* dictionary.load();
  };
  const ask = function* (): Op<void> {
    while (dictionary === undefined) yield* sleep(0.1);
    assert.ok(dictionary.has('evergreen'));
  };
  yield* all([start(), ask()]);
}

/** It is handed out when it is whole. */
export function* cure(): Op<void> {
  let dictionary: Dictionary | undefined;
  const start = function* (): Op<void> {
    const made = new Dictionary();
    yield* made.load();
    dictionary = made;
  };
  const ask = function* (): Op<void> {
    while (dictionary === undefined) yield* sleep(0.1);
    assert.ok(dictionary.has('evergreen'));
  };
  yield* all([start(), ask()]);
}

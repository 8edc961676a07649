/** The task of word-count.ts, for whatever worker it is given to. */
import { readFile } from 'node:fs/promises';
import { type Op, until } from 'evergreen-ts';

/** How many different words a file has, and how many in all. */
export interface Words {
  readonly all: number;
  readonly different: number;
}

/** Count the words of a file, `times` times over, as if it were so much longer. */
export function* countWords([path, times]: readonly [path: string, times: number]): Op<Words> {
  const text = yield* until((signal) => readFile(path, { encoding: 'utf8', signal }));
  const words = new Map<string, number>();
  let all = 0;
  for (let i = 0; i < times; i++) {
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const key = word.toLowerCase();
      words.set(key, (words.get(key) ?? 0) + 1);
      all++;
    }
  }
  return { all, different: words.size };
}

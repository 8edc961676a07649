/** Flags within a pattern: `(?i)`, `(?i-s:...)`. */
import { NotImplementedError } from '../exceptions.js';
import type { Source } from './source.js';
import { A, I, L, M, S, U, X } from './syntax.js';

const FLAGS: Readonly<Record<string, number>> = { i: I, L, m: M, s: S, x: X, a: A, u: U };
const KINDS = A | L | U;

/** The flags that begin with a letter; without some to remove (not even none) they are for all of the pattern. */
export function flagsIn(source: Source, first: string): { add: number; remove: number | undefined } {
  let char = first;
  let add = 0;
  while (char !== '-') {
    const flag = FLAGS[char] ?? 0;
    if (char === 'L') {
      if (source.isText) throw source.error("bad inline flags: cannot use 'L' flag with a str pattern");
      throw new NotImplementedError('re: LOCALE is not there');
    }
    if (char === 'u' && !source.isText)
      throw source.error("bad inline flags: cannot use 'u' flag with a bytes pattern");
    add |= flag;
    if (flag & KINDS && (add & KINDS) !== flag)
      throw source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    char = next(source, 'missing -, : or )');
    if (char === ')') return { add, remove: undefined };
    if (char === ':') return { add, remove: 0 };
    if (char !== '-') known(source, char, 'missing -, : or )');
  }
  let remove = 0;
  char = next(source, 'missing flag');
  known(source, char, 'missing flag');
  do {
    const flag = FLAGS[char] ?? 0;
    if (flag & KINDS) throw source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    remove |= flag;
    char = next(source, 'missing :');
    if (char !== ':') known(source, char, 'missing :');
  } while (char !== ':');
  if (add & remove) throw source.error('bad inline flags: flag turned on and off', 1);
  return { add, remove };
}

function next(source: Source, missing: string): string {
  const char = source.get();
  if (char === undefined) throw source.error(missing);
  return char;
}

function known(source: Source, char: string, otherwise: string): void {
  if (!(char in FLAGS))
    throw source.error(/\p{L}/u.test(char) ? 'unknown flag' : otherwise, [...char].length);
}

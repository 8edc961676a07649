/** Python's fnmatch: names that a pattern of the shell matches. Case counts, as on Linux. */
import { TypeError as PyTypeError } from '../exceptions.js';
import { items } from '../iteration.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';

/** How a regular expression is written: JavaScript's, for a match; or Python's, to be shown. */
interface Language {
  escaped(text: string): string;
  /** What is between the brackets of a set, of which ranges are made by hyphens between chunks. */
  set(chunks: readonly string[]): string;
}

const JAVASCRIPT: Language = {
  escaped: (text) => text.replace(/[\\^$.|*+?(){}[\]/]/g, '\\$&'),
  set: (chunks) => chunks.map((one) => one.replace(/[\\^[\]-]/g, '\\$&')).join('-'),
};

const PYTHON: Language = {
  escaped: (text) => text.replace(/[\\^$.|*+?(){}[\]&~#\s-]/g, '\\$&'),
  set: (chunks) =>
    chunks
      .map((one) => one.replace(/[\\-]/g, '\\$&'))
      .join('-')
      .replace(/[&~|]/g, '\\$&')
      .replace(/^[\^[]/, '\\$&'),
};

const STAR = Symbol('*');

/** The parts of a pattern, as regular expressions; several stars are one. */
function parts(pattern: string, language: Language): (string | typeof STAR)[] {
  const found: (string | typeof STAR)[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (char === '*') {
      if (found.at(-1) !== STAR) found.push(STAR);
    } else if (char === '?') found.push('.');
    else if (char === '[') {
      const end = pattern.indexOf(']', at + (pattern[at + 1] === '!' ? 3 : 2));
      if (end < 0) found.push('\\[');
      else {
        found.push(setOf(pattern.slice(at + 1, end), language));
        at = end;
      }
    } else {
      found.push(language.escaped(char));
      at += char.length - 1;
    }
  }
  return found;
}

function setOf(written: string, language: Language): string {
  const isNegative = written.startsWith('!');
  const chars = [...(isNegative ? written.slice(1) : written)];
  const chunks: string[][] = [];
  let begin = 0;
  // A hyphen that is first, last, or just behind a range is one.
  for (let hyphen = chars.indexOf('-', 1); hyphen > 0; hyphen = chars.indexOf('-', begin + 2)) {
    chunks.push(chars.slice(begin, hyphen));
    begin = hyphen + 1;
  }
  if (begin < chars.length) chunks.push(chars.slice(begin));
  else chunks.at(-1)?.push('-');
  // A range that runs backwards has nothing in it.
  for (let i = chunks.length - 1; i > 0; i--) {
    const [before = [], after = []] = [chunks[i - 1], chunks[i]];
    if ((before.at(-1) ?? '') > (after[0] ?? ''))
      chunks.splice(i - 1, 2, [...before.slice(0, -1), ...after.slice(1)]);
  }
  const inside = language.set(chunks.map((chunk) => chunk.join('')));
  if (inside === '') return isNegative ? '.' : '(?!)';
  return `[${isNegative ? '^' : ''}${inside}]`;
}

/** Both are texts, or both are bytes. */
function texts(name: Value, pattern: Value): [string, string] {
  const [a, b]: Value[] = [underlying(name), underlying(pattern)];
  const isBytes = b instanceof Uint8Array;
  if (isBytes !== a instanceof Uint8Array)
    throw new PyTypeError(
      isBytes
        ? 'cannot use a bytes pattern on a string-like object'
        : 'cannot use a string pattern on a bytes-like object',
    );
  return isBytes ? [latin(a as Uint8Array), latin(b)] : [a as string, b as string];
}

const latin = (data: Uint8Array): string => Buffer.from(data).toString('latin1');

export function fnmatch(name: Value, pattern: Value): boolean {
  const [text, written] = texts(name, pattern);
  const source = parts(written, JAVASCRIPT).map((part) => (part === STAR ? '.*' : part));
  return new RegExp(`^(?:${source.join('')})$`, 'su').test(text);
}
export { fnmatch as fnmatchcase };

export function filter(names: Value, pattern: Value): Value[] {
  return [...items(names)].filter((name: Value) => fnmatch(name, pattern));
}

/** The pattern as a regular expression of re: what is between two stars is looked for once. */
export function translate(pattern: string): string {
  const all = parts(pattern, PYTHON);
  const stars = all.flatMap((part, i) => (part === STAR ? [i] : []));
  let result = '';
  let begin = 0;
  stars.forEach((star, i) => {
    const between = all.slice(begin, star).join('');
    result += i === 0 ? between : `(?>.*?${between})`;
    begin = star + 1;
  });
  const rest = all.slice(begin).join('');
  return `(?s:${result}${stars.length > 0 ? '.*' : ''}${rest})\\Z`;
}

/** Python's fnmatch: names that a pattern of the shell matches. Case counts, as on Linux. */
import { items } from '../iteration.js';
import type { Value } from '../value.js';

/** The regular expression of a pattern, without its ends. */
function source(pattern: string): string {
  let result = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*') result += '[\\s\\S]*';
    else if (char === '?') result += '[\\s\\S]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + (pattern[at + 1] === '!' ? 3 : 2));
      if (end < 0) result += '\\[';
      else {
        const inside = pattern.slice(at + 1, end).replaceAll('\\', '\\\\');
        result += `[${inside.startsWith('!') ? `^${inside.slice(1)}` : inside.replace(/^\^/, '\\^')}]`;
        at = end;
      }
    } else result += char.replace(/[\\^$.|+(){}\]/-]/, '\\$&');
  }
  return result;
}

export function fnmatch(name: string, pattern: string): boolean {
  return new RegExp(`^(?:${source(pattern)})$`, 'u').test(name);
}
export { fnmatch as fnmatchcase };

export function filter(names: Value, pattern: string): Value[] {
  return [...items(names)].filter((name: Value) => fnmatch(name as string, pattern));
}

/** The pattern as a regular expression of re. */
export const translate = (pattern: string): string =>
  `(?s:${source(pattern).replaceAll('[\\s\\S]*', '.*').replaceAll('[\\s\\S]', '.')})\\Z`;

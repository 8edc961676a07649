/** Python's shlex: words as a shell of POSIX sees them. */
import { ValueError } from '../exceptions.js';
import { items } from '../iteration.js';
import { Kw } from '../keywords.js';
import { counting, underlying } from '../underlying.js';
import type { Value } from '../value.js';

export function split(given: Value, comments: Value = false, posix: Value = true, named?: Kw): string[] {
  const text = underlying(given) as string;
  const options = [comments, posix, named].find((one): one is Kw => one instanceof Kw);
  const withComments = Boolean(options?.get('comments', false) ?? comments);
  return Boolean(options?.get('posix', true) ?? posix) ? words(text, withComments) : raw(text, withComments);
}

function words(text: string, comments: boolean): string[] {
  const found: string[] = [];
  let word: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (' \t\r\n'.includes(char)) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else if (char === '#' && comments) {
      while (i < text.length && text[i] !== '\n') i++;
      if (word !== undefined) found.push(word);
      word = undefined;
    } else if (char === '\\') {
      if (++i >= text.length) throw new ValueError('No escaped character');
      word = (word ?? '') + (text[i] ?? '');
    } else if (char === "'" || char === '"') {
      word ??= '';
      for (i++; text[i] !== char; i++) {
        if (i >= text.length) throw new ValueError('No closing quotation');
        // In double quotes a backslash is one, unless it stands before a quote or a backslash.
        if (char === '"' && text[i] === '\\' && (text[i + 1] === '"' || text[i + 1] === '\\')) i++;
        word += text[i] ?? '';
      }
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) found.push(word);
  return found;
}

/** Without POSIX's rules quotes stay, and nothing is escaped. */
function raw(text: string, comments: boolean): string[] {
  const kept = comments ? text.replace(/#.*/g, '') : text;
  const found = kept.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+|["']/g) ?? [];
  if (found.some((word) => word === '"' || word === "'")) throw new ValueError('No closing quotation');
  return found;
}

export const quote = counting(function quote(text: string): string {
  if (text === '') return "''";
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
});

export const join = (parts: Value): string =>
  [...items(parts)].map((part) => quote(part as string)).join(' ');

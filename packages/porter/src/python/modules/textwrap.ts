/** Python's textwrap: its functions. TextWrapper is not there. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { bool } from '../iteration.js';
import { Kw, kw } from '../keywords.js';
import { invokePlain } from '../plain.js';
import { counting, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { wrapped } from '../wrap.js';

const OPTIONS = ['width', 'initial_indent', 'subsequent_indent', 'break_long_words', 'break_on_hyphens'];

/** `wrap(text, width=70, **options)`. */
export function wrap(text: Value, width: Value = 70, ...rest: Value[]): string[] {
  const named: Kw = width instanceof Kw ? width : ((rest[0] as Kw | undefined) ?? kw({}));
  for (const name of named)
    if (!OPTIONS.includes(String(name)))
      throw new PyTypeError(`TextWrapper.__init__() got an unexpected keyword argument '${String(name)}'`);
  const limit = Number(width instanceof Kw ? named.get('width', 70) : width);
  if (limit <= 0) throw new ValueError(`invalid width ${String(limit)} (must be > 0)`);
  return wrapped(underlying(text) as string, limit, {
    first: named.get('initial_indent', '') as string,
    others: named.get('subsequent_indent', '') as string,
    breakLongWords: bool(named.get('break_long_words', true)),
    breakOnHyphens: bool(named.get('break_on_hyphens', true)),
  });
}

export const fill = (text: Value, ...rest: Value[]): string => wrap(text, ...rest).join('\n');

/** `shorten(text, width, placeholder=' [...]')`. */
export function shorten(text: Value, width: Value, ...rest: Value[]): string {
  const named = [width, ...rest].find((one) => one instanceof Kw) as Kw | undefined;
  const limit = Number(width instanceof Kw ? width.get('width') : width);
  const placeholder = (named?.get('placeholder') ?? ' [...]') as string;
  const words = String(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.join(' ').length <= limit) return words.join(' ');
  if (placeholder.trimStart().length > limit) throw new ValueError('placeholder too large for max width');
  while (words.length > 0 && words.join(' ').length + placeholder.length > limit) words.pop();
  return words.length === 0 ? placeholder.trimStart() : words.join(' ') + placeholder;
}

/** The text without what all of its lines begin with. */
export const dedent = counting(function dedent(text: string): string {
  const lines = text.replace(/^[ \t]+$/gm, '').split('\n');
  let margin: string | undefined;
  for (const line of lines.filter((one) => one !== '')) {
    const own = /^[ \t]*/.exec(line)?.[0] ?? '';
    margin ??= own;
    while (!own.startsWith(margin)) margin = margin.slice(0, -1);
  }
  return lines.map((line) => line.slice(line === '' ? 0 : (margin ?? '').length)).join('\n');
});

/** Each line that is not blank with `prefix` before it. */
export const indent = counting(function indent(
  text: string,
  prefix: string,
  predicate: Value = null,
): string {
  const asked: Value = predicate instanceof Kw ? predicate.get('predicate') : predicate;
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? [])
    .map((line) =>
      (asked === null ? line.trim() !== '' : bool(invokePlain(asked, line))) ? prefix + line : line,
    )
    .join('');
});

/** Replacements: text with references to groups. */
import { IndexError } from '../exceptions.js';
import { repr } from '../text.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { ESCAPES, Source, isName } from './source.js';

interface Named {
  readonly groups: number;
  readonly _names: ReadonlyMap<string, number>;
}

/** A replacement with what the groups found in place of the references. */
export function expanded(pattern: Named, by: Value, groupOf: (number: number) => string): string {
  return parsedFor(pattern, underlying(by))
    .map((part) => (typeof part === 'string' ? part : groupOf(part)))
    .join('');
}

const KEPT = new WeakMap<Named, Map<Value, (string | number)[]>>();

/** Text, and the numbers of groups. */
function parsedFor(pattern: Named, by: Value): (string | number)[] {
  const known = KEPT.get(pattern) ?? new Map<Value, (string | number)[]>();
  KEPT.set(pattern, known);
  const kept = known.get(by);
  if (kept !== undefined) return kept;
  const made = parsed(pattern, new Source(by));
  if (typeof by === 'string') known.set(by, made);
  return made;
}

function parsed(pattern: Named, source: Source): (string | number)[] {
  const result: (string | number)[] = [];
  for (let next; (next = source.get()) !== undefined;)
    result.push(next.startsWith('\\') ? escaped(pattern, source, next) : next);
  return result;
}

function escaped(pattern: Named, source: Source, escape: string): string | number {
  const [, char = ''] = [...escape];
  if (char === 'g') return named(pattern, source);
  if (char === '0') return String.fromCharCode(parseInt(char + source.while(2, /^[0-7]$/), 8) & 0xff);
  if (/[1-9]/.test(char)) return numbered(pattern, source, escape);
  const known = ESCAPES.get(escape);
  if (known !== undefined) return String.fromCharCode(known);
  if (/[a-zA-Z]/.test(char)) throw source.error(`bad escape ${escape}`, escape.length);
  return escape;
}

function numbered(pattern: Named, source: Source, escape: string): string | number {
  let whole = escape + source.while(1, /^\d$/);
  if (/^\\[0-7]{2}$/.test(whole) && /^[0-7]$/.test(source.next ?? '')) {
    whole += source.get() ?? '';
    const code = parseInt(whole.slice(1), 8);
    if (code > 0o377)
      throw source.error(`octal escape value ${whole} outside of range 0-0o377`, whole.length);
    return String.fromCharCode(code);
  }
  return checked(pattern, source, Number(whole.slice(1)), whole.length - 1);
}

function checked(pattern: Named, source: Source, number: number, back: number): number {
  if (number > pattern.groups) throw source.error(`invalid group reference ${String(number)}`, back);
  return number;
}

function named(pattern: Named, source: Source): number {
  if (!source.match('<')) throw source.error('missing <');
  const name = source.until('>', 'group name');
  if (!isName(name)) return checked(pattern, source, source.number(name), name.length + 1);
  const number = pattern._names.get(name);
  if (number === undefined) throw new IndexError(`unknown group name ${repr(name)}`);
  return number;
}

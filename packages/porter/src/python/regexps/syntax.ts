/** Python's syntax of regular expressions, and its flags, as JavaScript's. */
import { NotImplementedError } from '../exceptions.js';

/** Flags. */
export const A = 256;
export const I = 2;
export const M = 8;
export const S = 16;
export const U = 32;
export const X = 64;

/** Python's syntax as JavaScript's. */
export function translated(pattern: string, flags: number, wide = false): { source: string; flags: number } {
  let all = flags;
  let body = pattern.replace(/^\(\?([aimsux]+)\)/, (_all, letters: string) => {
    for (const letter of letters) all |= { i: I, m: M, s: S, x: X, a: A, u: U }[letter] ?? 0;
    return '';
  });
  if (all & X)
    body = body.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\s+|#[^\n]*/g, (part) =>
      /^(?:\s|#)/.test(part) ? '' : part,
    );
  const source = body.replace(
    /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?P<|\(\?P=(\w+)\)|\(\?#[^)]*\)|\(\?\((\w+)\)|\$|[*+?}]\+/g,
    (part, reference: string | undefined, condition: string | undefined) => {
      if (part === '(?P<') return '(?<';
      if (reference !== undefined) return `\\k<${reference}>`;
      if (part.startsWith('(?#')) return '';
      if (condition !== undefined || /^[*+?}]\+$/.test(part))
        throw new NotImplementedError(`re: ${part} has no counterpart in JavaScript`);
      if (part === '$') return all & M ? '(?=\\n|$(?![\\s\\S]))' : '(?=\\n?$(?![\\s\\S]))';
      if (part === '\\A') return '(?<![\\s\\S])';
      if (part === '\\Z') return '(?![\\s\\S])';
      if (part === '\\d' && !(all & A)) return '\\p{Nd}';
      if (part === '\\D' && !(all & A)) return '\\P{Nd}';
      if (part === '\\w' && !(all & A)) return '[\\p{L}\\p{N}_]';
      if (part === '\\W' && !(all & A)) return '[^\\p{L}\\p{N}_]';
      if (part.startsWith('[')) return characters(part, all);
      if (/^\\[^\w\s]$/.test(part))
        return /[\^$\\.*+?()[\]{}|/-]/.test(part[1] ?? '') ? (part === '\\-' ? '-' : part) : (part[1] ?? '');
      if ((part === '\\b' || part === '\\B') && wide && !(all & A))
        return part === '\\b' ? BOUNDARY : `(?!${BOUNDARY})`;
      if (part === '\\a') return '\\x07';
      return part;
    },
  );
  return { source, flags: all };
}

/** Where a word begins or ends, if its letters may be any of Unicode's: JavaScript's own `\b` knows those of ASCII. */
const BOUNDARY = '(?:(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_]))';

/** A set of characters: a `]` at its beginning stands for itself, and so does what JavaScript would take for more. */
function characters(set: string, flags: number): string {
  const [, negation = '', inside = ''] = /^\[(\^?)([\s\S]*)\]$/.exec(set) ?? [];
  // JavaScript's sets know no complement of Unicode's letters among others.
  const [outside] = /\\[WD]/.exec(inside) ?? [];
  if (outside !== undefined && !(flags & A)) {
    const rest = inside.replaceAll(outside, '');
    const within = outside === '\\W' ? '[\\p{L}\\p{N}_]' : '\\p{Nd}';
    const others = rest === '' ? '' : characters(`[${rest}]`, flags);
    if (negation === '^') return others === '' ? within : `(?:(?!${others})${within})`;
    const complement = outside === '\\W' ? '[^\\p{L}\\p{N}_]' : '\\P{Nd}';
    return others === '' ? complement : `(?:${complement}|${others})`;
  }
  const escaped = inside.replace(/\\[\s\S]|[[\]]|^-|-$/g, (part) => {
    if (part === '[' || part === ']' || part === '-') return `\\${part}`;
    if (part === '\\w' && !(flags & A)) return '\\p{L}\\p{N}_';
    if (part === '\\d' && !(flags & A)) return '\\p{Nd}';
    return /^\\[^\w\s\\\]^\-[]$/.test(part)
      ? /[.*+?(){}|$/]/.test(part[1] ?? '')
        ? part
        : (part[1] ?? '')
      : part;
  });
  return `[${negation}${escaped}]`;
}

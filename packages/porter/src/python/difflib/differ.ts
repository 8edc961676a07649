/** Line by line: what ndiff() and Differ show. */
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { given } from '../keywords.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { SequenceMatcher } from './matcher.js';

export const IS_LINE_JUNK = (line: string): boolean => /^\s*#?\s*$/.test(line);
export const IS_CHARACTER_JUNK = (char: string): boolean => char === ' ' || char === '\t';

/** Lines that are less alike than this are shown as two, not as one that was changed. */
const ALIKE = 0.75;

type Span = readonly [from: number, to: number];

const compared = generator(function* compared(
  a: readonly string[],
  b: readonly string[],
  lineJunk: Value,
  charJunk: Value,
): Generator<string> {
  for (const [tag, i1, i2, j1, j2] of new SequenceMatcher(lineJunk, [...a], [...b]).opcodes()) {
    if (tag === 'replace') yield* replaced(a, [i1, i2], b, [j1, j2], charJunk);
    else if (tag === 'insert') yield* dumped('+', b, [j1, j2]);
    else yield* dumped(tag === 'delete' ? '-' : ' ', a, [i1, i2]);
  }
});

function* dumped(sign: string, lines: readonly string[], [from, to]: Span): Generator<string> {
  for (let i = from; i < to; i++) yield `${sign} ${lines[i] ?? ''}`;
}

/** The pair of lines that are most alike is shown side by side; what is before and after it in the same way. */
function* replaced(
  a: readonly string[],
  [alo, ahi]: Span,
  b: readonly string[],
  [blo, bhi]: Span,
  charJunk: Value,
): Generator<string> {
  let best = ALIKE - 0.01;
  let pair: [number, number] | undefined;
  let equal: [number, number] | undefined;
  const matcher = new SequenceMatcher(charJunk);
  for (let j = blo; j < bhi; j++) {
    matcher.set_seq2(b[j]);
    for (let i = alo; i < ahi; i++) {
      if (a[i] === b[j]) {
        equal ??= [i, j];
        continue;
      }
      matcher.set_seq1(a[i]);
      if (
        Number(matcher.real_quick_ratio()) > best &&
        Number(matcher.quick_ratio()) > best &&
        Number(matcher.ratio()) > best
      )
        [best, pair] = [Number(matcher.ratio()), [i, j]];
    }
  }
  const isAlike = best >= ALIKE;
  const chosen = isAlike ? pair : equal;
  if (chosen === undefined) {
    yield* bhi - blo < ahi - alo ? dumped('+', b, [blo, bhi]) : dumped('-', a, [alo, ahi]);
    yield* bhi - blo < ahi - alo ? dumped('-', a, [alo, ahi]) : dumped('+', b, [blo, bhi]);
    return;
  }
  const [i, j] = chosen;
  yield* between(a, [alo, i], b, [blo, j], charJunk);
  if (isAlike) yield* marked(a[i] ?? '', b[j] ?? '', charJunk);
  else yield `  ${a[i] ?? ''}`;
  yield* between(a, [i + 1, ahi], b, [j + 1, bhi], charJunk);
}

function* between(
  a: readonly string[],
  of: Span,
  b: readonly string[],
  to: Span,
  charJunk: Value,
): Generator<string> {
  if (of[0] < of[1] && to[0] < to[1]) yield* replaced(a, of, b, to, charJunk);
  else if (of[0] < of[1]) yield* dumped('-', a, of);
  else yield* dumped('+', b, to);
}

/** Two lines, with marks below what differs. */
function* marked(a: string, b: string, charJunk: Value): Generator<string> {
  let [below, other] = ['', ''];
  for (const [tag, i1, i2, j1, j2] of new SequenceMatcher(charJunk, a, b).opcodes()) {
    const [from, to] = { replace: '^^', delete: '- ', insert: ' +', equal: '  ' }[tag];
    below += (from as string).repeat(i2 - i1);
    other += (to as string).repeat(j2 - j1);
  }
  const kept = (line: string, tags: string): string => {
    const chars = [...line];
    return [...tags]
      .map((mark, i) => (mark === ' ' && /\s/.test(chars[i] ?? '') ? chars[i] : mark))
      .join('')
      .trimEnd();
  };
  const [first, second] = [kept(a, below), kept(b, other)];
  yield `- ${a}`;
  if (first !== '') yield `? ${first}\n`;
  yield `+ ${b}`;
  if (second !== '') yield `? ${second}\n`;
}

export class Differ extends PyObject {
  override __init__(...args: Value[]): void {
    const [linejunk = null, charjunk = null] = given(args, ['linejunk', 'charjunk']);
    Object.assign(this, { linejunk, charjunk });
  }

  compare(a: Value, b: Value): Value {
    return compared([...items(a)] as string[], [...items(b)] as string[], this.linejunk, this.charjunk);
  }
}

export function ndiff(a: Value, b: Value, ...args: Value[]): Value {
  const [linejunk = null, charjunk = IS_CHARACTER_JUNK] = given(args, ['linejunk', 'charjunk']);
  return compared([...items(a)] as string[], [...items(b)] as string[], linejunk, charjunk);
}

/** Python's difflib, without HtmlDiff. */
import { compare } from '../compare.js';
import { type Opcode, SequenceMatcher } from '../difflib/matcher.js';
import { ValueError } from '../exceptions.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { given } from '../keywords.js';
import { repr } from '../text.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

export { Differ, IS_CHARACTER_JUNK, IS_LINE_JUNK, ndiff } from '../difflib/differ.js';
export { SequenceMatcher };

export function get_close_matches(word: Value, possibilities: Value, ...args: Value[]): Value[] {
  const [n = 3, cutoff = 0.6] = given(args, ['n', 'cutoff']);
  if (!(n > 0)) throw new ValueError(`n must be > 0: ${repr(n)}`);
  if (!(cutoff >= 0 && cutoff <= 1)) throw new ValueError(`cutoff must be in [0.0, 1.0]: ${repr(cutoff)}`);
  const matcher = new SequenceMatcher();
  matcher.set_seq2(word);
  const found: Value[] = [];
  for (const one of items(possibilities)) {
    matcher.set_seq1(one);
    const ratios = [() => matcher.real_quick_ratio(), () => matcher.quick_ratio(), () => matcher.ratio()];
    if (ratios.every((ratio) => Number(ratio()) >= cutoff)) found.push(tuple_([matcher.ratio(), one]));
  }
  return found
    .sort((x, y) => compare(y, x))
    .slice(0, Number(n))
    .map((pair) => pair[1] as Value);
}

const FILES = ['fromfile', 'tofile', 'fromfiledate', 'tofiledate', 'n', 'lineterm'];

interface Files {
  readonly from: string;
  readonly to: string;
  readonly around: number;
  readonly end: string;
}

function filesOf(args: Value[]): Files {
  const [from = '', to = '', fromDate = '', toDate = '', n = 3, end = '\n'] = given(args, FILES);
  const titled = (name: Value, date: Value): string =>
    date === '' ? String(name) : `${String(name)}\t${String(date)}`;
  return { from: titled(from, fromDate), to: titled(to, toDate), around: Number(n), end: end as string };
}

type Lines = readonly string[];
const linesOf = (x: Value): Lines => [...items(x)] as string[];
const matched = (a: Lines, b: Lines): SequenceMatcher => new SequenceMatcher(null, [...a], [...b]);

/** Where a group begins and ends in one of the two. */
function ends(group: readonly Opcode[], at: 1 | 3): [number, number] {
  const last = group.at(-1) as Opcode;
  return [(group[0] as Opcode)[at], last[at === 1 ? 2 : 4]];
}

/** What is shown of a group. */
type Shown = (group: readonly Opcode[], a: Lines, b: Lines, end: string) => Generator<string>;

/** The names of the two files, and each group of what differs; nothing if they are the same. */
function* difference(
  a: Lines,
  b: Lines,
  { from, to, around, end }: Files,
  signs: readonly [from: string, to: string],
  shown: Shown,
): Generator<string> {
  let isFirst = true;
  for (const group of matched(a, b).groups(around)) {
    if (isFirst) yield* [`${signs[0]} ${from}${end}`, `${signs[1]} ${to}${end}`];
    isFirst = false;
    yield* shown(group, a, b, end);
  }
}

export function unified_diff(a: Value, b: Value, ...args: Value[]): Value {
  return unified(linesOf(a), linesOf(b), filesOf(args));
}

const unified = generator(function* unified(a: Lines, b: Lines, files: Files): Generator<string> {
  yield* difference(a, b, files, ['---', '+++'], unifiedGroup);
});

function* unifiedGroup(group: readonly Opcode[], a: Lines, b: Lines, end: string): Generator<string> {
  const span = ([first, last]: [number, number]): string => {
    const length = last - first;
    return length === 1 ? String(first + 1) : `${String(length === 0 ? first : first + 1)},${String(length)}`;
  };
  yield `@@ -${span(ends(group, 1))} +${span(ends(group, 3))} @@${end}`;
  for (const [tag, i1, i2, j1, j2] of group) {
    if (tag === 'equal') for (const line of a.slice(i1, i2)) yield ` ${line}`;
    if (tag === 'replace' || tag === 'delete') for (const line of a.slice(i1, i2)) yield `-${line}`;
    if (tag === 'replace' || tag === 'insert') for (const line of b.slice(j1, j2)) yield `+${line}`;
  }
}

export function context_diff(a: Value, b: Value, ...args: Value[]): Value {
  return inContext(linesOf(a), linesOf(b), filesOf(args));
}

const inContext = generator(function* inContext(a: Lines, b: Lines, files: Files): Generator<string> {
  yield* difference(a, b, files, ['***', '---'], contextGroup);
});

const SIGN = { insert: '+ ', delete: '- ', replace: '! ', equal: '  ' } as const;

function* contextGroup(group: readonly Opcode[], a: Lines, b: Lines, end: string): Generator<string> {
  const span = ([first, last]: [number, number]): string => {
    const length = last - first;
    const begin = length === 0 ? first : first + 1;
    return length <= 1 ? String(begin) : `${String(begin)},${String(begin + length - 1)}`;
  };
  yield `***************${end}`;
  yield `*** ${span(ends(group, 1))} ****${end}`;
  if (group.some(([tag]) => tag === 'replace' || tag === 'delete'))
    for (const [tag, i1, i2] of group)
      if (tag !== 'insert') for (const line of a.slice(i1, i2)) yield SIGN[tag] + line;
  yield `--- ${span(ends(group, 3))} ----${end}`;
  if (group.some(([tag]) => tag === 'replace' || tag === 'insert'))
    for (const [tag, , , j1, j2] of group)
      if (tag !== 'delete') for (const line of b.slice(j1, j2)) yield SIGN[tag] + line;
}

/** One of the two that an ndiff() was made of. */
export function restore(delta: Value, which: number): Value {
  const signs = [which === 1 ? '- ' : '+ ', '  '];
  return ([...items(delta)] as string[])
    .filter((line) => signs.includes(line.slice(0, 2)))
    .map((line) => line.slice(2))
    [Symbol.iterator]();
}

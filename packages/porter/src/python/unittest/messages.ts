/** What a failed assertion says, as CPython's: values by repr(), long ones shortened around what differs. */
import { eq } from '../compare.js';
import { ndiff } from '../difflib/differ.js';
import { pformat } from '../modules/pprint.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';

const LONGEST = 80;
const PLACEHOLDER = 12;
const END = 5;
const DIFFERENT = LONGEST - (END + PLACEHOLDER + END + PLACEHOLDER + END);

function shortened(shown: string, begin: number, end: number): string {
  const skipped = shown.length - begin - end;
  return skipped > PLACEHOLDER
    ? `${shown.slice(0, begin)}[${String(skipped)} chars]${shown.slice(shown.length - end)}`
    : shown;
}

/** Two values, without most of what they begin with alike. */
function pair(a: Value, b: Value): [string, string] {
  const [first, second] = [repr(a), repr(b)];
  const longest = Math.max(first.length, second.length);
  if (longest <= LONGEST) return [first, second];
  let common = 0;
  while (common < first.length && first[common] === second[common]) common++;
  const kept = LONGEST - (longest - common + END + PLACEHOLDER);
  const rest = [first.slice(common), second.slice(common)] as const;
  if (kept > END) {
    const prefix = shortened(first.slice(0, common), END, kept);
    return [prefix + rest[0], prefix + rest[1]];
  }
  const prefix = shortened(first.slice(0, common), END, END);
  return [prefix + shortened(rest[0], DIFFERENT, END), prefix + shortened(rest[1], DIFFERENT, END)];
}

export function different(a: Value, b: Value): string {
  return pair(a, b).join(' != ');
}

/** The comparison line by line, if it is not too long. */
function compared(a: readonly string[], b: readonly string[], end: string, most: Value): string {
  const shown = `\n${([...ndiff([...a], [...b])] as string[]).join(end)}`;
  return most === null || shown.length <= most
    ? shown
    : `\nDiff is ${String(shown.length)} characters long. Set self.maxDiff to None to see it.`;
}

function shownApart(a: Value, b: Value, most: Value): string {
  return compared(pformat(a).split('\n'), pformat(b).split('\n'), '\n', most);
}

export function dicts(a: Value, b: Value, most: Value): string {
  return different(a, b) + shownApart(a, b, most);
}

export function texts(a: string, b: string, most: Value): string {
  const lines = (x: string): string[] => x.match(/.*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+$/g) ?? [];
  const [first, second] = [lines(a), lines(b)];
  const isOne = first.length === 1 && a.replace(/[\r\n]+$/, '') === a;
  return (
    different(a, b) + (isOne ? compared([`${a}\n`], [`${b}\n`], '', most) : compared(first, second, '', most))
  );
}

/** Where two lists or tuples differ first. */
export function sequences(a: readonly Value[], b: readonly Value[], kind: string, most: Value): string {
  const name = kind === '' ? 'Sequence' : `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`;
  let said = `${name}s differ: ${different(a, b)}\n`;
  const at = a.findIndex((item, i) => i < b.length && !eq(item, b[i]));
  if (at >= 0) said += `\nFirst differing element ${String(at)}:\n${pair(a[at], b[at]).join('\n')}\n`;
  const other = kind === '' ? 'sequence' : kind;
  const [longer, shorter, which] = a.length > b.length ? [a, b, 'First'] : [b, a, 'Second'];
  if (longer.length > shorter.length)
    said += `\n${which} ${other} contains ${String(longer.length - shorter.length)} additional elements.\nFirst extra element ${String(shorter.length)}:\n${repr(longer[shorter.length])}\n`;
  return said + shownApart(a, b, most);
}

export function sets(a: Iterable<Value>, b: Iterable<Value>): string {
  const [first, second] = [[...a], [...b]];
  const lines: string[] = [];
  const only = (these: Value[], others: Value[]): Value[] =>
    these.filter((item) => !others.some((other) => eq(item, other)));
  const [left, right] = [only(first, second), only(second, first)];
  if (left.length > 0) lines.push('Items in the first set but not the second:', ...left.map(repr));
  if (right.length > 0) lines.push('Items in the second set but not the first:', ...right.map(repr));
  return lines.join('\n');
}

/** Items that are not in both as often. */
export function counts(a: readonly Value[], b: readonly Value[]): string {
  const lines: string[] = [];
  const done: Value[] = [];
  for (const item of [...a, ...b]) {
    if (done.some((other) => eq(other, item))) continue;
    done.push(item);
    const [m, n] = [a, b].map((list) => list.filter((other) => eq(other, item)).length) as [number, number];
    if (m !== n) lines.push(`First has ${String(m)}, Second has ${String(n)}:  ${repr(item)}`);
  }
  return lines.length === 0 ? '' : `Element counts were not equal:\n${lines.join('\n')}`;
}

/** With what the program says to it. */
export function withMessage(given: Value, standard: string): string {
  return given === null || given === undefined ? standard : `${standard} : ${text(given)}`;
}

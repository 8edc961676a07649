/** What a failed assertion says, as CPython's: values by repr(), long ones shortened around what differs. */
import { eq } from '../compare.js';
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
export function pair(a: Value, b: Value): [string, string] {
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

/** Where two lists or tuples differ first. The comparison line by line that CPython adds is left out. */
export function sequences(a: readonly Value[], b: readonly Value[], kind: string): string {
  const name = kind === '' ? 'Sequence' : `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}`;
  let said = `${name}s differ: ${different(a, b)}\n`;
  const at = a.findIndex((item, i) => i < b.length && !eq(item, b[i]));
  if (at >= 0) said += `\nFirst differing element ${String(at)}:\n${pair(a[at], b[at]).join('\n')}\n`;
  const other = kind === '' ? 'sequence' : kind;
  const [longer, shorter, which] = a.length > b.length ? [a, b, 'First'] : [b, a, 'Second'];
  if (longer.length > shorter.length)
    said += `\n${which} ${other} contains ${String(longer.length - shorter.length)} additional elements.\nFirst extra element ${String(shorter.length)}:\n${repr(longer[shorter.length])}\n`;
  return said.trimEnd();
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

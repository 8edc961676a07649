/** `'{} and {name!r:>10}'.format(...)`. */
import { IndexError, ValueError } from './exceptions.js';
import { getattr } from './attributes.js';
import { format } from './format-spec.js';
import { getitem } from './items.js';
import { plain } from './plain.js';
import { ascii, repr, text } from './text.js';
import type { Value } from './value.js';

/** What a pattern is made of: text, and the field after it, if there is one. */
export interface Part {
  readonly before: string;
  readonly field: { name: string; spec: string; conversion: string | null } | undefined;
}

/** The parts of a pattern. */
export function* partsOf(pattern: string): Generator<Part> {
  const chars = [...pattern];
  for (let at = 0; at < chars.length;) {
    const from = at;
    while (at < chars.length && chars[at] !== '{' && chars[at] !== '}') at++;
    const [char, next] = chars.slice(at, at + 2);
    const before = chars.slice(from, at).join('');
    at++;
    if (char === undefined) yield { before, field: undefined };
    else if (char === next) {
      yield { before: before + char, field: undefined };
      at++;
    } else if (char === '}' || next === undefined)
      throw new ValueError(`Single '${char}' encountered in format string`);
    else {
      const [field, end] = fieldAt(chars, at);
      yield { before, field };
      at = end;
    }
  }
}

/** The field that begins at a place, and where it ends. */
function fieldAt(chars: readonly string[], from: number): [NonNullable<Part['field']>, number] {
  let at = from;
  while (at < chars.length && !'}:!'.includes(chars[at] ?? '')) {
    if (chars[at] === '{') throw new ValueError("unexpected '{' in field name");
    if (chars[at++] === '[') while (at < chars.length && chars[at] !== ']') at++;
  }
  const name = chars.slice(from, at).join('');
  const end = chars[at++];
  if (end === undefined) throw new ValueError("expected '}' before end of string");
  if (end === '}') return [{ name, spec: '', conversion: null }, at];
  let conversion: string | null = null;
  if (end === '!') {
    conversion = chars[at++] ?? null;
    if (conversion === null) throw new ValueError('end of string while looking for conversion specifier');
    const after = chars[at++];
    if (after === '}') return [{ name, spec: '', conversion }, at];
    if (after !== undefined && after !== ':') throw new ValueError("expected ':' after conversion specifier");
  }
  const begin = at;
  for (let depth = 1; at < chars.length; at++) {
    if (chars[at] === '{') depth++;
    else if (chars[at] === '}' && --depth === 0)
      return [{ name, spec: chars.slice(begin, at).join(''), conversion }, at + 1];
  }
  throw new ValueError("unmatched '{' in format spec");
}

/** What a field names: a number or a name, and the attributes and items that are taken of it. */
export function pathOf(
  field: string,
): [first: number | string, rest: [isAttribute: boolean, key: number | string][]] {
  const [first = ''] = /^[^.[]*/.exec(field) ?? [];
  const rest: [boolean, number | string][] = [];
  for (let at = first.length; at < field.length;) {
    const [whole, attribute, key] = /^(?:\.([^.[]*)|\[([^\]]*)\])/.exec(field.slice(at)) ?? [];
    if (whole === undefined)
      throw new ValueError(
        field[at] === '['
          ? "Missing ']' in format string"
          : "Only '.' or '[' may follow ']' in format field specifier",
      );
    if (whole.length === (attribute === undefined ? 2 : 1))
      throw new ValueError('Empty attribute in format string');
    rest.push(attribute === undefined ? [false, indexOr(key ?? '')] : [true, attribute]);
    at += whole.length;
  }
  return [indexOr(first), rest];
}

function indexOr(key: string): number | string {
  if (!/^\d+$/.test(key)) return key;
  if (!Number.isSafeInteger(Number(key))) throw new ValueError('Too many decimal digits in format string');
  return Number(key);
}

/** The attributes and items of a value that a field names. */
export const followed = (value: Value, rest: readonly [boolean, number | string][]): Value =>
  rest.reduce<Value>(
    (at, [isAttribute, key]) => (isAttribute ? getattr(at, key as string) : getitem(at, key)),
    value,
  );

/** Which fields without a name stand for: they are counted, unless others have numbers. */
export class Numbering {
  #next: number | undefined;
  #isManual = false;

  name(field: string): string {
    const [first = ''] = /^[^.[]*/.exec(field) ?? [];
    if (first !== '' && !/^\d+$/.test(first)) return field;
    if (first === '' ? this.#isManual : this.#next !== undefined)
      throw new ValueError(
        first === ''
          ? 'cannot switch from manual field specification to automatic field numbering'
          : 'cannot switch from automatic field numbering to manual field specification',
      );
    if (first !== '') this.#isManual = true;
    else this.#next = (this.#next ?? -1) + 1;
    return first === '' ? `${String(this.#next)}${field}` : field;
  }
}

/** A value as `!r`, `!s` or `!a` make it. */
export function converted(value: Value, conversion: string | null): Value {
  switch (conversion) {
    case null:
      return value;
    case 'r':
      return repr(value);
    case 's':
      return text(value);
    case 'a':
      return ascii(value);
    default:
      throw new ValueError(`Unknown conversion specifier ${conversion}`);
  }
}

/** Fill in the fields of a pattern from positional and named values; for format_map() there are none of the first. */
export function strFormat(pattern: string, args: readonly Value[] | undefined, named: Value): string {
  const numbering = new Numbering();
  const valueOf = (field: string): Value => {
    const [first, rest] = pathOf(numbering.name(field));
    if (typeof first === 'string') return followed(getitem(named, first), rest);
    if (args === undefined) throw new ValueError('Format string contains positional fields');
    if (first >= args.length)
      throw new IndexError(`Replacement index ${String(first)} out of range for positional args tuple`);
    return followed(args[first], rest);
  };
  return expand(pattern, valueOf, 2);
}

function expand(pattern: string, valueOf: (field: string) => Value, depth: number): string {
  if (depth === 0) throw new ValueError('Max string recursion exceeded');
  let result = '';
  for (const { before, field } of partsOf(pattern)) {
    result += before;
    if (field === undefined) continue;
    const value = converted(plain(valueOf(field.name)), field.conversion);
    result += format(value, field.spec.includes('{') ? expand(field.spec, valueOf, depth - 1) : field.spec);
  }
  return result;
}

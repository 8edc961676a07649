/** Python's pprint: values over as many lines as they need. */
import { compare } from '../compare.js';
import { Dict } from '../dict.js';
import { print } from '../builtins.js';
import { Kw, kw, takeKw } from '../keywords.js';
import { PyObject, className } from '../object.js';
import { isSet } from '../set.js';
import { repr } from '../text.js';
import { Tuple } from '../tuple.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { fieldsOf } from './dataclasses.js';

interface Options {
  readonly indent: number;
  readonly width: number;
  readonly depth: number;
  readonly compact: boolean;
  readonly sorted: boolean;
}

const NAMES = ['indent', 'width', 'depth'] as const;

function optionsOf(args: Value[]): Options {
  const named = takeKw(args);
  const given = (name: (typeof NAMES)[number], otherwise: number): number =>
    Number(named.get(name) ?? args[NAMES.indexOf(name)] ?? otherwise);
  return {
    indent: given('indent', 1),
    width: given('width', 80),
    depth: given('depth', Infinity),
    compact: Boolean(named.get('compact', false)),
    sorted: Boolean(named.get('sort_dicts', true)),
  };
}

/** In an order, whatever the values are. */
function inOrder(keys: readonly Value[]): Value[] {
  return [...keys].sort((a, b) => {
    try {
      return compare(a, b);
    } catch {
      // What has no order is put in that of its type.
      return typeName(a) < typeName(b) ? -1 : typeName(a) > typeName(b) ? 1 : 0;
    }
  });
}

/** On one line, keys in order. */
function flat(x: Value, options: Options, level: number): string {
  if (x instanceof Dict && (x.constructor === Dict || !('__repr__' in x))) {
    if (x.size === 0) return '{}';
    if (level >= options.depth) return '{...}';
    const keys = options.sorted ? inOrder([...x]) : [...x];
    return `{${keys.map((key) => `${flat(key, options, level + 1)}: ${flat(x.get(key), options, level + 1)}`).join(', ')}}`;
  }
  const isTuple = x instanceof Tuple && x.constructor === Tuple;
  if (isTuple || (Array.isArray(x) && x.constructor === Array)) {
    const [open, close] = isTuple ? ['(', x.length === 1 ? ',)' : ')'] : ['[', ']'];
    if (level >= options.depth && x.length > 0) return `${open}...${isTuple ? ')' : ']'}`;
    return open + (x as Value[]).map((item) => flat(item, options, level + 1)).join(', ') + close;
  }
  return repr(x);
}

/** `x`, whose first line begins at `indent`, with `allowance` characters to come after its last. */
function shown(x: Value, options: Options, indent: number, allowance: number, level: number): string {
  const line = flat(x, options, level);
  if (line.length <= options.width - indent - allowance || level >= options.depth) return line;
  const inner = (items: readonly Value[], at: number, after: number): string =>
    listed(items, options, at, after, level);
  if (x instanceof Dict && x.constructor === Dict) return ofDict(x, options, indent, allowance, level);
  if (x instanceof Tuple && x.constructor === Tuple)
    return `(${inner(x, indent, allowance + 1 + (x.length === 1 ? 1 : 0))}${x.length === 1 ? ',' : ''})`;
  if (Array.isArray(x) && x.constructor === Array) return `[${inner(x, indent, allowance + 1)}]`;
  if (isSet(x) && x.size > 0) {
    const items = inOrder([...x]);
    const name = typeName(x);
    return name === 'set'
      ? `{${inner(items, indent, allowance + 1)}}`
      : `${name}({${inner(items, indent + name.length + 1, allowance + 2)}})`;
  }
  const fields = x instanceof PyObject ? fieldsOf(x) : undefined;
  if (fields !== undefined) return ofData(x, fields, options, indent, allowance, level);
  if (typeof x === 'string') return ofText(x, options, indent, allowance, level);
  return line;
}

function ofDict(x: Dict, options: Options, indent: number, allowance: number, level: number): string {
  const keys = options.sorted ? inOrder([...x]) : [...x];
  const at = indent + options.indent;
  const parts = keys.map((key, i) => {
    const name = flat(key, options, level + 1);
    const after = i === keys.length - 1 ? allowance + 1 : 1;
    return `${name}: ${shown(x.get(key), options, at + name.length + 2, after, level + 1)}`;
  });
  return `{${' '.repeat(options.indent - 1)}${parts.join(`,\n${' '.repeat(at)}`)}}`;
}

function listed(
  items: readonly Value[],
  options: Options,
  indent: number,
  allowance: number,
  level: number,
): string {
  const at = indent + options.indent;
  const lead = ' '.repeat(options.indent - 1);
  if (!options.compact)
    return (
      lead +
      items
        .map((item, i) => shown(item, options, at, i === items.length - 1 ? allowance : 1, level + 1))
        .join(`,\n${' '.repeat(at)}`)
    );
  const lines: string[] = [];
  let line = '';
  for (const [i, item] of items.entries()) {
    const isLast = i === items.length - 1;
    const text = flat(item, options, level + 1);
    const needed = at + line.length + (line === '' ? 0 : 2) + text.length + (isLast ? allowance : 1);
    if (line !== '' && needed > options.width) {
      lines.push(line);
      line = '';
    }
    line +=
      (line === '' ? '' : ', ') +
      (line === '' ? shown(item, options, at, isLast ? allowance : 1, level + 1) : text);
  }
  lines.push(line);
  return lead + lines.join(`,\n${' '.repeat(at)}`);
}

function ofData(
  x: Value,
  fields: readonly string[],
  options: Options,
  indent: number,
  allowance: number,
  level: number,
): string {
  const name = className(x.constructor);
  const at = indent + name.length + 1;
  const parts = fields.map((field, i) => {
    const after = i === fields.length - 1 ? allowance + 1 : 1;
    return `${field}=${shown(x[field], options, at + field.length + 1, after, level + 1)}`;
  });
  return `${name}(${parts.join(`,\n${' '.repeat(at)}`)})`;
}

/** A long string as several, one beneath the other. */
function ofText(x: string, options: Options, indent: number, allowance: number, level: number): string {
  const lines = x.match(/[^\n]*\n|[^\n]+/g) ?? [];
  const top = level === 0;
  const [at, after] = top ? [indent + 1, allowance + 1] : [indent, allowance];
  const chunks: string[] = [];
  for (const [i, line] of lines.entries()) {
    const most = options.width - at - (i === lines.length - 1 ? after : 0);
    if (repr(line).length <= most) {
      chunks.push(repr(line));
      continue;
    }
    const parts = line.match(/\S*\s*/g)?.filter((part) => part !== '') ?? [];
    let current = '';
    for (const [j, part] of parts.entries()) {
      const room = j === parts.length - 1 && i === lines.length - 1 ? most - 0 : options.width - at;
      if (current !== '' && repr(current + part).length > room) {
        chunks.push(repr(current));
        current = part;
      } else current += part;
    }
    if (current !== '') chunks.push(repr(current));
  }
  if (chunks.length === 1) return chunks[0] ?? '';
  const joined = chunks.join(`\n${' '.repeat(at)}`);
  return top ? `(${joined})` : joined;
}

export function pformat(x: Value, ...args: Value[]): string {
  return shown(x, optionsOf(args), 0, 0, 0);
}

export function pprint(x: Value, ...args: Value[]): void {
  const named = takeKw(args);
  // A stream comes first, if it is given by position.
  const [stream = named.get('stream'), ...rest] = args;
  print(pformat(x, ...rest, named), kw({ file: stream }));
}

/** As pprint(), in the order of the dict. */
export function pp(x: Value, ...args: Value[]): void {
  const named = kw({ sort_dicts: false });
  if (args.at(-1) instanceof Kw) named.update(args.pop());
  pprint(x, ...args, named);
}

export class PrettyPrinter extends PyObject {
  declare options: Value[];

  override __init__(...args: Value[]): void {
    Object.defineProperty(this, 'options', { value: args });
  }

  pformat(x: Value): string {
    return pformat(x, ...this.options);
  }

  pprint(x: Value): void {
    print(this.pformat(x));
  }
}

/** Values as JSON, in the form that Python gives it. */
import { compare } from '../compare.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { Float, floatText } from '../float.js';
import { invokePlain } from '../plain.js';
import { text } from '../text.js';
import { typeName } from '../type-name.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';

export interface Style {
  readonly indent: string | null;
  readonly item: string;
  readonly colon: string;
  readonly sorted: boolean;
  readonly ascii: boolean;
  readonly otherwise: Value;
  /** Keys that are no text are left out. */
  readonly skips: boolean;
  readonly nan: boolean;
  /** What is being written: a list in itself has no end. */
  readonly inside: Set<Value>;
}

export function styleOf(options: Dict): Style {
  const indent: Value = underlying(options.get('indent'));
  const [item, colon]: Value[] = options.get('separators') ?? [indent === null ? ', ' : ',', ': '];
  return {
    indent: indent === null ? null : typeof indent === 'number' ? ' '.repeat(indent) : (indent as string),
    item,
    colon,
    sorted: Boolean(options.get('sort_keys', false)),
    ascii: Boolean(options.get('ensure_ascii', true)),
    otherwise: options.get('default'),
    skips: Boolean(options.get('skipkeys', false)),
    nan: options.get('allow_nan', true) !== false,
    inside: new Set(),
  };
}

function quoted(x: string, ascii: boolean): string {
  const json = JSON.stringify(x);
  return ascii
    ? json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
}

function number(x: number, { nan }: Style): string {
  if (!nan && !Number.isFinite(x)) throw new ValueError('Out of range float values are not JSON compliant');
  if (Number.isNaN(x)) return 'NaN';
  return Number.isFinite(x) ? floatText(x) : x > 0 ? 'Infinity' : '-Infinity';
}

export function encoded(given: Value, style: Style, depth: string): string {
  const x: Value = underlying(given);
  if (x === null || x === undefined) return 'null';
  switch (typeof x) {
    case 'boolean':
      return String(x);
    case 'string':
      return quoted(x, style.ascii);
    case 'bigint':
      return x.toString();
    case 'number':
      return Number.isInteger(x) ? text(x) : number(x, style);
  }
  if (x instanceof Float) return number(x.value, style);
  const inner = depth + (style.indent ?? '');
  if (Array.isArray(x))
    return once(x, style, () =>
      wrapped(
        '[',
        ']',
        x.map((item) => encoded(item, style, inner)),
        style,
        depth,
      ),
    );
  if (x instanceof Dict)
    return once(x, style, () => {
      const keys = style.skips ? [...x].filter(isKey) : [...x];
      if (style.sorted) keys.sort(compare);
      const parts = keys.map(
        (key) => `${keyText(key, style)}${style.colon}${encoded(x.get(key), style, inner)}`,
      );
      return wrapped('{', '}', parts, style, depth);
    });
  if (style.otherwise !== null)
    return once(x, style, () => encoded(invokePlain(style.otherwise, x), style, depth));
  throw new PyTypeError(`Object of type ${typeName(x)} is not JSON serializable`);
}

function once(x: Value, { inside }: Style, write: () => string): string {
  if (inside.has(x)) throw new ValueError('Circular reference detected');
  inside.add(x);
  const written = write();
  inside.delete(x);
  return written;
}

const isKey = (given: Value): boolean => {
  const key: Value = underlying(given);
  return (
    key === null || ['string', 'boolean', 'number', 'bigint'].includes(typeof key) || key instanceof Float
  );
};

function keyText(given: Value, style: Style): string {
  const key: Value = underlying(given);
  if (typeof key === 'string') return quoted(key, style.ascii);
  if (isKey(key)) return `"${encoded(key, style, '')}"`;
  throw new PyTypeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

function wrapped(
  open: string,
  close: string,
  parts: string[],
  { indent, item }: Style,
  depth: string,
): string {
  if (parts.length === 0) return open + close;
  if (indent === null) return open + parts.join(item) + close;
  const inner = `\n${depth}${indent}`;
  return open + inner + parts.join(item.trimEnd() + inner) + `\n${depth}` + close;
}

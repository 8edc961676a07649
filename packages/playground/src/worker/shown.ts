/**
 * Values as text, as a console shows them. It is given whatever the program prints: nothing here may throw or take for ever.
 */

const DEEPEST = 3;
const MOST_ITEMS = 100;
const LONGEST = 10_000;

/** What console.log() makes of its arguments. */
export function line(values: readonly unknown[]): string {
  const text = values.map((value) => (typeof value === 'string' ? value : shown(value))).join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export function shown(value: unknown): string {
  try {
    return within(value, 0, []);
  } catch {
    // A getter or a Proxy of the program's that throws.
    return '[it cannot be shown]';
  }
}

function within(value: unknown, depth: number, outer: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return String(value);
    case 'function':
      return `[${/^class\b/.test(String(value)) ? 'class' : 'function'} ${value.name || '(anonymous)'}]`;
    case 'object':
      return value === null ? 'null' : object(value, depth, outer);
    default:
      return String(value);
  }
}

function object(value: object, depth: number, outer: readonly object[]): string {
  if (outer.includes(value)) return '[circular]';
  if (value instanceof Error) return String(value);
  if (value instanceof Date || value instanceof RegExp) return String(value);
  const name = nameOf(value);
  if (depth >= DEEPEST) return `[${name}]`;
  const inner = (one: unknown): string => within(one, depth + 1, [...outer, value]);
  if (Array.isArray(value)) return listed('[', value.map(inner), ']');
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `${name} ${listed('[', Array.from(value as Uint8Array, inner), ']')}`;
  if (value instanceof Map)
    return `Map ${listed(
      '{',
      [...value].map(([key, one]) => `${inner(key)} => ${inner(one)}`),
      '}',
    )}`;
  if (value instanceof Set) return `Set ${listed('{', [...value].map(inner), '}')}`;
  const fields = Object.entries(value).map(([key, one]) => `${key}: ${inner(one)}`);
  const text = listed('{', fields, '}');
  return name === 'Object' ? text : `${name} ${text}`;
}

function nameOf(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : 'Object';
}

function listed(open: string, items: readonly string[], close: string): string {
  if (items.length === 0) return open + close;
  const more = items.length > MOST_ITEMS ? [`… ${items.length - MOST_ITEMS} more`] : [];
  const space = open === '{' ? ' ' : '';
  return `${open}${space}${[...items.slice(0, MOST_ITEMS), ...more].join(', ')}${space}${close}`;
}

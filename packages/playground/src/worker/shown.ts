/**
 * Values as text, as a console shows them. It is given whatever the program prints: nothing here may throw or take for ever.
 */

const DEEPEST = 3;
const MOST_ITEMS = 100;
const LONGEST = 10_000;
/** Values within one, at most. */
const MOST_VALUES = 2_000;

/** What console.log() makes of its arguments. */
export function line(values: readonly unknown[]): string {
  const text = values.map((value) => (typeof value === 'string' ? value : shown(value))).join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export function shown(value: unknown): string {
  try {
    return within(value, 0, [], { left: MOST_VALUES });
  } catch {
    // A getter or a Proxy of the program's that throws.
    return '[it cannot be shown]';
  }
}

function within(value: unknown, depth: number, outer: readonly object[], budget: { left: number }): string {
  if (budget.left-- <= 0) return '…';
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
      return value === null ? 'null' : object(value, depth, outer, budget);
    default:
      return String(value);
  }
}

function object(value: object, depth: number, outer: readonly object[], budget: { left: number }): string {
  if (outer.includes(value)) return '[circular]';
  if (value instanceof Error) return String(value);
  if (value instanceof Date || value instanceof RegExp) return String(value);
  const name = nameOf(value);
  if (depth >= DEEPEST) return `[${name}]`;
  const inner = (one: unknown): string => within(one, depth + 1, [...outer, value], budget);
  const field = ([key, one]: [string, unknown]): string => `${key}: ${inner(one)}`;
  if (Array.isArray(value)) return listed('[', value, value.length, inner, ']');
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as Uint8Array;
    return `${name} ${listed('[', numbers, numbers.length, inner, ']')}`;
  }
  if (value instanceof Map) {
    const entry = ([key, one]: [unknown, unknown]): string => `${inner(key)} => ${inner(one)}`;
    return `Map ${listed('{', value, value.size, entry, '}')}`;
  }
  if (value instanceof Set) return `Set ${listed('{', value, value.size, inner, '}')}`;
  const entries = Object.entries(value);
  const text = listed('{', entries, entries.length, field, '}');
  return name === 'Object' ? text : `${name} ${text}`;
}

function nameOf(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : 'Object';
}

/** The first of so many items. */
function listed<T>(
  open: string,
  items: Iterable<T>,
  size: number,
  text: (item: T) => string,
  close: string,
): string {
  if (size === 0) return open + close;
  const texts: string[] = [];
  for (const item of items) {
    if (texts.length === MOST_ITEMS) break;
    texts.push(text(item));
  }
  if (size > MOST_ITEMS) texts.push(`… ${size - MOST_ITEMS} more`);
  const space = open === '{' ? ' ' : '';
  return `${open}${space}${texts.join(', ')}${space}${close}`;
}

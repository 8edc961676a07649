/** `'{} and {name!r:>10}'.format(...)`. */
import { IndexError, ValueError } from './exceptions.js';
import { getattr } from './attributes.js';
import { format } from './format-spec.js';
import { getitem } from './items.js';
import { plain } from './plain.js';
import { ascii, repr, text } from './text.js';
import type { Value } from './value.js';

/** Fill in the fields of a pattern from positional and named values; for format_map() there are none of the first. */
export function strFormat(pattern: string, args: readonly Value[] | undefined, named: Value): string {
  let automatic = 0;
  const valueOf = (field: string): Value => {
    const [, first = '', rest = ''] = /^([^.[]*)(.*)$/s.exec(field) ?? [];
    let value: Value;
    if (first === '' || /^\d+$/.test(first)) {
      if (args === undefined) throw new ValueError('Format string contains positional fields');
      const index = first === '' ? automatic++ : Number(first);
      if (index >= args.length)
        throw new IndexError(`Replacement index ${String(index)} out of range for positional args tuple`);
      value = args[index];
    } else {
      value = getitem(named, first);
    }
    for (const [, attribute, key] of rest.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g))
      value =
        attribute !== undefined
          ? getattr(value, attribute)
          : getitem(value, /^\d+$/.test(key ?? '') ? Number(key) : key);
    return value;
  };
  return expand(pattern, valueOf);
}

function expand(pattern: string, valueOf: (field: string) => Value): string {
  let result = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if ((char === '{' || char === '}') && pattern[i + 1] === char) {
      result += char;
      i++;
    } else if (char === '}') throw new ValueError("Single '}' encountered in format string");
    else if (char === '{') {
      const end = closing(pattern, i);
      result += field(pattern.slice(i + 1, end), valueOf);
      i = end;
    } else result += char;
  }
  return result;
}

function closing(pattern: string, from: number): number {
  let depth = 0;
  for (let i = from; i < pattern.length; i++) {
    if (pattern[i] === '{') depth++;
    else if (pattern[i] === '}' && --depth === 0) return i;
  }
  throw new ValueError(
    from + 1 === pattern.length
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

function field(inside: string, valueOf: (field: string) => Value): string {
  const [, name = '', conversion, spec = ''] = /^([^!:]*)(?:!([rsa]))?(?::(.*))?$/s.exec(inside) ?? [];
  let value = plain(valueOf(name));
  if (conversion === 'r') value = repr(value);
  else if (conversion === 's') value = text(value);
  else if (conversion === 'a') value = ascii(value);
  return format(value, spec.includes('{') ? expand(spec, valueOf) : spec);
}

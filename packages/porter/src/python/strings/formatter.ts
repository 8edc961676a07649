/** string.Formatter: what `str.format()` does, in parts that a class may replace. */
import { IndexError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { format } from '../format-spec.js';
import { home } from '../homes.js';
import { getitem } from '../items.js';
import { items } from '../iteration.js';
import { takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { plain } from '../plain.js';
import { PySet } from '../set.js';
import { Numbering, converted, followed, partsOf, pathOf } from '../str-format.js';
import { text } from '../text.js';
import { type Tuple, tup, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

export class Formatter extends PyObject {
  format(...args: Value[]): Value {
    const named = takeKw(args);
    const [pattern, ...rest] = args;
    if (pattern === undefined)
      throw new PyTypeError("Formatter.format() missing 1 required positional argument: 'format_string'");
    return this.vformat(pattern, tuple_(rest), named);
  }

  vformat(pattern: Value, args: Value, named: Value): Value {
    const used = new PySet();
    const result = this.#expanded(pattern, args, named, used, new Numbering(), 2);
    plain(this.check_unused_args(used, args, named));
    return result;
  }

  #expanded(
    pattern: Value,
    args: Value,
    named: Value,
    used: PySet,
    numbering: Numbering,
    depth: number,
  ): string {
    if (depth < 0) throw new ValueError('Max string recursion exceeded');
    let result = '';
    for (const part of items(plain(this.parse(pattern)))) {
      const [before, field, spec, conversion] = part as Value[];
      result += text(before ?? '');
      if (field === null || field === undefined) continue;
      const [found, name] = items(plain(this.get_field(numbering.name(text(field)), args, named)));
      used.add(name);
      const value = plain(this.convert_field(found, conversion ?? null));
      const expanded = this.#expanded(spec ?? '', args, named, used, numbering, depth - 1);
      result += text(plain(this.format_field(value, expanded)));
    }
    return result;
  }

  /** Tuples of text before a field, its name, its specification and its conversion. */
  parse(pattern: Value): Value {
    return [...partsOf(text(pattern))].map(({ before, field }) =>
      tup(before, field?.name ?? null, field?.spec ?? null, field?.conversion ?? null),
    );
  }

  get_field(field: Value, args: Value, named: Value): Tuple {
    const [first, rest] = pathOf(text(field));
    return tup(followed(plain(this.get_value(first, args, named)), rest), first);
  }

  get_value(key: Value, args: Value, named: Value): Value {
    if (typeof key === 'string') return getitem(named, key);
    if (Array.isArray(args) && key >= args.length) throw new IndexError('tuple index out of range');
    return getitem(args, key);
  }

  check_unused_args(_used: Value, _args: Value, _named: Value): Value {
    return null;
  }

  format_field(value: Value, spec: Value): Value {
    return format(value, text(spec));
  }

  convert_field(value: Value, conversion: Value): Value {
    return converted(value, conversion as string | null);
  }
}

home('string', Formatter);

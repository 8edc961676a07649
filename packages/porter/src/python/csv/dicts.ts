/** Records as dicts, by the names of their fields. */
import { Dict } from '../dict.js';
import { StopIteration, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { items, next } from '../iteration.js';
import { Kw, keywords } from '../keywords.js';
import { PyObject } from '../object.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';
import { reader } from './reader.js';
import { writer } from './writer.js';

/** Arguments by position or name; the rest of the names is for the dialect. */
function options(args: Value[], names: readonly string[]): { values: Value[]; named: Kw } {
  const rest = keywords(args);
  const values = names.map((name, i) =>
    i < args.length && args[i] !== undefined
      ? args[i]
      : rest.has(name)
        ? (rest.pop(name) as Value)
        : undefined,
  );
  const named = new Kw();
  named.update(rest);
  return { values, named };
}

export class DictReader extends PyObject {
  override __init__(file: Value, ...args: Value[]): void {
    const { values, named } = options(args, ['fieldnames', 'restkey', 'restval', 'dialect']);
    const [fieldnames, restkey, restval, dialect] = values;
    this._fieldnames = fieldnames === null || fieldnames === undefined ? null : fieldnames;
    this.restkey = restkey ?? null;
    this.restval = restval ?? null;
    this.reader = reader(file, dialect ?? 'excel', named);
  }

  get line_num(): number {
    return this.reader.line_num as number;
  }

  get fieldnames(): Value {
    if (this._fieldnames === null)
      try {
        this._fieldnames = next(this.reader);
      } catch (error) {
        if (!(error instanceof StopIteration)) throw error;
      }
    return this._fieldnames;
  }

  set fieldnames(names: Value) {
    this._fieldnames = names;
  }

  __iter__(): this {
    return this;
  }

  __next__(): Dict {
    // The first record is the names, if they were not given.
    const given: Value = this.fieldnames;
    let row: Value[];
    do row = next(this.reader);
    while (row.length === 0);
    const names: Value[] = [...items(given)];
    const made = new Dict();
    names.slice(0, row.length).forEach((name, i) => made.set(name, row[i]));
    if (row.length > names.length) made.set(this.restkey, row.slice(names.length));
    for (const name of names.slice(row.length)) made.set(name, this.restval);
    return made;
  }
}

export class DictWriter extends PyObject {
  override __init__(file: Value, ...args: Value[]): void {
    const { values, named } = options(args, ['fieldnames', 'restval', 'extrasaction', 'dialect']);
    const [fieldnames, restval, extrasaction = 'raise', dialect] = values;
    if (fieldnames === undefined)
      throw new PyTypeError("DictWriter.__init__() missing 1 required positional argument: 'fieldnames'");
    this.fieldnames = Array.isArray(fieldnames) ? fieldnames : [...items(fieldnames)];
    this.restval = restval ?? '';
    if (!['raise', 'ignore'].includes(String(extrasaction).toLowerCase()))
      throw new ValueError(`extrasaction (${text(extrasaction)}) must be 'raise' or 'ignore'`);
    this.extrasaction = extrasaction;
    this.writer = writer(file, dialect ?? 'excel', named);
  }

  #row(row: Value): Value[] {
    const names: Value[] = this.fieldnames;
    if (this.extrasaction === 'raise') {
      const wrong = [...items(row.keys())].filter((key) => !names.includes(key));
      if (wrong.length > 0)
        throw new ValueError(`dict contains fields not in fieldnames: ${wrong.map(repr).join(', ')}`);
    }
    return names.map((name) => row.get(name, this.restval) as Value);
  }

  writeheader(): Value {
    return this.writer.writerow(this.fieldnames);
  }

  writerow(row: Value): Value {
    return this.writer.writerow(this.#row(row));
  }

  writerows(rows: Value): null {
    return this.writer.writerows([...items(rows)].map((row) => this.#row(row)));
  }
}

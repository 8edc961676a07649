/** Python's csv: readers and writers, state for state as CPython's. Sniffer is not there. */
import { Dict } from '../dict.js';
import { StopIteration, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { isNumber } from '../numbers.js';
import { items, iter, next } from '../iteration.js';
import { Kw, keywords } from '../keywords.js';
import { PyObject } from '../object.js';
import { repr, text } from '../text.js';
import { typeName } from '../type-name.js';
import { float } from '../types.js';
import type { Value } from '../value.js';
import {
  Error as CsvError,
  QUOTE_ALL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  type Rules,
  given,
  rulesOf,
} from './csv-dialect.js';

export {
  Dialect,
  Error,
  QUOTE_ALL,
  QUOTE_MINIMAL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  excel,
  excel_tab,
  get_dialect,
  list_dialects,
  register_dialect,
  unix_dialect,
  unregister_dialect,
} from './csv-dialect.js';

let limit = 131072;

/** `field_size_limit(new)`: the limit that was. */
export function field_size_limit(now: Value = null): number {
  const old = limit;
  if (now !== null) limit = Number(now);
  return old;
}

type State =
  | 'record'
  | 'field'
  | 'escaped'
  | 'in'
  | 'quoted'
  | 'escaped in quoted'
  | 'quote in quoted'
  | 'end'
  | 'after escaped';

/** The fields of one record, put together character by character; `''` is the end of a line. */
class Record {
  readonly #rules: Rules;
  state: State = 'record';
  fields: Value[] = [];
  field = '';
  #numeric = false;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  #add(char: string): void {
    if (this.field.length >= limit) throw new CsvError(`field larger than field limit (${String(limit)})`);
    this.field += char;
  }

  save(): void {
    this.fields.push(this.#numeric ? float(this.field) : this.field);
    this.field = '';
    this.#numeric = false;
  }

  #endOfField(char: string): boolean {
    if (char !== '' && char !== '\n' && char !== '\r') return false;
    this.save();
    this.state = char === '' ? 'record' : 'end';
    return true;
  }

  take(char: string): void {
    const { delimiter, quotechar, escapechar, quoting } = this.#rules;
    const isQuote = char !== '' && char === quotechar && quoting !== QUOTE_NONE;
    switch (this.state) {
      case 'record':
        if (char === '') return;
        if (char === '\n' || char === '\r') {
          this.state = 'end';
          return;
        }
        this.#begin(char, isQuote);
        return;
      case 'field':
        this.#begin(char, isQuote);
        return;
      case 'escaped':
        this.#add(char === '' ? '\n' : char);
        this.state = char === '\n' || char === '\r' ? 'after escaped' : 'in';
        return;
      case 'after escaped':
        if (char !== '') this.#inside(char);
        return;
      case 'in':
        this.#inside(char);
        return;
      case 'quoted':
        if (char === '') return;
        if (char === escapechar) this.state = 'escaped in quoted';
        else if (isQuote) this.state = this.#rules.doublequote ? 'quote in quoted' : 'in';
        else this.#add(char);
        return;
      case 'escaped in quoted':
        this.#add(char === '' ? '\n' : char);
        this.state = 'quoted';
        return;
      case 'quote in quoted':
        if (isQuote) {
          this.#add(char);
          this.state = 'quoted';
        } else if (char === delimiter) {
          this.save();
          this.state = 'field';
        } else if (!this.#endOfField(char)) {
          if (this.#rules.strict) throw new CsvError(`'${delimiter}' expected after '${String(quotechar)}'`);
          this.#add(char);
          this.state = 'in';
        }
        return;
      case 'end':
        if (char === '') this.state = 'record';
        else if (char !== '\n' && char !== '\r')
          throw new CsvError(
            'new-line character seen in unquoted field - do you need to open the file in universal-newline mode?',
          );
    }
  }

  #begin(char: string, isQuote: boolean): void {
    const { delimiter, escapechar, quoting, skipinitialspace } = this.#rules;
    if (this.#endOfField(char)) return;
    if (isQuote) this.state = 'quoted';
    else if (char === escapechar) this.state = 'escaped';
    else if (char === ' ' && skipinitialspace) this.state = 'field';
    else if (char === delimiter) {
      this.save();
      this.state = 'field';
    } else {
      this.#numeric = quoting === QUOTE_NONNUMERIC;
      this.#add(char);
      this.state = 'in';
    }
  }

  #inside(char: string): void {
    const { delimiter, escapechar } = this.#rules;
    if (this.#endOfField(char)) return;
    if (char === escapechar) this.state = 'escaped';
    else if (char === delimiter) {
      this.save();
      this.state = 'field';
    } else {
      this.#add(char);
      this.state = 'in';
    }
  }
}

export class Reader extends PyObject {
  readonly #lines: Value;
  readonly #rules: Rules;
  #line = 0;

  constructor(source: Value, rules: Rules) {
    super();
    this.#lines = iter(items(source));
    this.#rules = rules;
  }

  get line_num(): number {
    return this.#line;
  }

  get dialect(): Value {
    return this.#rules;
  }

  __iter__(): this {
    return this;
  }

  __next__(): Value[] {
    const record = new Record(this.#rules);
    do {
      let line: Value;
      try {
        line = next(this.#lines);
      } catch (error) {
        if (!(error instanceof StopIteration) || (record.field === '' && record.state !== 'quoted'))
          throw error;
        if (this.#rules.strict) throw new CsvError('unexpected end of data');
        record.save();
        return record.fields;
      }
      if (typeof line !== 'string')
        throw new CsvError(
          `iterator should return strings, not ${typeName(line)} (the file should be opened in text mode)`,
        );
      this.#line++;
      for (const char of line) record.take(char);
      record.take('');
    } while (record.state !== 'record');
    return record.fields;
  }
}
Object.defineProperty(Reader, 'name', { value: 'reader' });

export class Writer extends PyObject {
  readonly #file: Value;
  readonly #rules: Rules;

  constructor(file: Value, rules: Rules) {
    super();
    this.#file = file;
    this.#rules = rules;
  }

  get dialect(): Value {
    return this.#rules;
  }

  #quotes(field: Value): boolean {
    const { quoting } = this.#rules;
    return quoting === QUOTE_ALL || (quoting === QUOTE_NONNUMERIC && !isNumber(field));
  }

  /** A field as it is written; `always` if it is quoted whatever it contains. */
  #shown(field: string, always: boolean): string {
    const { delimiter, quotechar, escapechar, doublequote, lineterminator, quoting } = this.#rules;
    let quoted = always;
    let result = '';
    for (const char of field) {
      if (char === delimiter || char === escapechar || char === quotechar || lineterminator.includes(char)) {
        const doubled = quoting !== QUOTE_NONE && char === quotechar && doublequote;
        const escaped = quoting === QUOTE_NONE || (char === quotechar && !doublequote) || char === escapechar;
        if (doubled) result += char;
        else if (escaped) {
          if (escapechar === null) throw new CsvError('need to escape, but no escapechar set');
          result += escapechar;
        }
        if (doubled || !escaped) quoted = true;
      }
      result += char;
    }
    return quoted ? `${String(quotechar)}${result}${String(quotechar)}` : result;
  }

  writerow(row: Value): Value {
    let fields: Value[];
    try {
      fields = [...items(row)];
    } catch (error) {
      if (!(error instanceof PyTypeError)) throw error;
      throw new CsvError(`iterable expected, not ${typeName(row)}`);
    }
    const shown = fields.map((field) => this.#shown(field === null ? '' : text(field), this.#quotes(field)));
    // A record of one empty field would be read as an empty line.
    if (shown.length === 1 && shown[0] === '') {
      if (this.#rules.quoting === QUOTE_NONE) throw new CsvError('single empty field record must be quoted');
      shown[0] = this.#shown('', true);
    }
    return this.#file.write(shown.join(this.#rules.delimiter) + this.#rules.lineterminator);
  }

  writerows(rows: Value): null {
    for (const row of items(rows)) this.writerow(row);
    return null;
  }
}
Object.defineProperty(Writer, 'name', { value: 'writer' });

/** `reader(lines, dialect='excel', **rules)`. */
export function reader(source: Value, ...rest: Value[]): Reader {
  const { dialect, named } = given(rest);
  return new Reader(source, rulesOf(dialect, named));
}

/** `writer(file, dialect='excel', **rules)`. */
export function writer(file: Value, ...rest: Value[]): Writer {
  if (typeof file?.write !== 'function') throw new PyTypeError('argument 1 must have a "write" method');
  const { dialect, named } = given(rest);
  return new Writer(file, rulesOf(dialect, named));
}

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

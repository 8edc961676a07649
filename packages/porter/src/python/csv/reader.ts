/** Reading records, state for state as CPython. */
import { StopIteration } from '../exceptions.js';
import { items, iter, next } from '../iteration.js';
import { PyObject } from '../object.js';
import { typeName } from '../type-name.js';
import { float } from '../types.js';
import type { Value } from '../value.js';
import { Error as CsvError, QUOTE_NONE, QUOTE_NONNUMERIC, type Rules, given, rulesOf } from './dialect.js';

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

/** `reader(lines, dialect='excel', **rules)`. */
export function reader(source: Value, ...rest: Value[]): Reader {
  const { dialect, named } = given(rest);
  return new Reader(source, rulesOf(dialect, named));
}

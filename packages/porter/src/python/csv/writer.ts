/** Writing records. */
import { TypeError as PyTypeError } from '../exceptions.js';
import { isNumber } from '../numbers.js';
import { items } from '../iteration.js';
import { PyObject } from '../object.js';
import { text } from '../text.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import {
  Error as CsvError,
  QUOTE_ALL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  type Rules,
  given,
  rulesOf,
} from './dialect.js';

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

/** `writer(file, dialect='excel', **rules)`. */
export function writer(file: Value, ...rest: Value[]): Writer {
  if (typeof file?.write !== 'function') throw new PyTypeError('argument 1 must have a "write" method');
  const { dialect, named } = given(rest);
  return new Writer(file, rulesOf(dialect, named));
}

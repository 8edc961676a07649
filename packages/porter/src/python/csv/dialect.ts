/** The dialects of csv: how fields are separated and quoted, checked as CPython does, and the names they are registered by. */
import { bool } from '../iteration.js';
import { Exception, TypeError as PyTypeError } from '../exceptions.js';
import type { Dict } from '../dict.js';
import { Kw } from '../keywords.js';
import { isInt } from '../numbers.js';
import { PyObject } from '../object.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;

class CsvError extends Exception {}
Object.defineProperty(CsvError, 'name', { value: 'Error' });
export { CsvError as Error };

/** What a reader or writer goes by. */
export interface Rules {
  readonly delimiter: string;
  readonly quotechar: string | null;
  readonly escapechar: string | null;
  readonly doublequote: boolean;
  readonly skipinitialspace: boolean;
  readonly lineterminator: string;
  readonly quoting: number;
  readonly strict: boolean;
}

const DEFAULTS: Readonly<Record<string, Value>> = {
  delimiter: ',',
  quotechar: '"',
  escapechar: null,
  doublequote: true,
  skipinitialspace: false,
  lineterminator: '\r\n',
  quoting: QUOTE_MINIMAL,
  strict: false,
};

/** The base of a program's own dialects: their attributes are those of their class. */
export class Dialect extends PyObject {
  static delimiter: Value = null;
  static quotechar: Value = null;
  static escapechar: Value = null;
  static doublequote: Value = null;
  static skipinitialspace: Value = null;
  static lineterminator: Value = null;
  static quoting: Value = null;

  override __init__(): void {
    try {
      rulesOf(this);
    } catch (error) {
      throw error instanceof PyTypeError ? new CsvError(...error.args) : error;
    }
  }
}

export class excel extends Dialect {
  static override delimiter: Value = ',';
  static override quotechar: Value = '"';
  static override doublequote: Value = true;
  static override skipinitialspace: Value = false;
  static override lineterminator: Value = '\r\n';
  static override quoting: Value = QUOTE_MINIMAL;
}

export class excel_tab extends excel {
  static override delimiter: Value = '\t';
}

export class unix_dialect extends excel {
  static override lineterminator: Value = '\n';
  static override quoting: Value = QUOTE_ALL;
}

function character(name: string, given: Value, orNone: boolean): string | null {
  if (given === null && orNone) return null;
  if (typeof given !== 'string')
    throw new PyTypeError(`"${name}" must be string${orNone ? ' or None' : ''}, not ${typeName(given)}`);
  if ([...given].length !== 1) throw new PyTypeError(`"${name}" must be a 1-character string`);
  return given;
}

/** The rules that a dialect (its name, its class, an instance, or none) and keyword arguments make together. */
export function rulesOf(dialect: Value, named?: Dict): Rules {
  for (const name of named ?? [])
    if (!(String(name) in DEFAULTS))
      throw new PyTypeError(`'${String(name)}' is an invalid keyword argument for this function`);
  const base: Value = typeof dialect === 'string' ? get_dialect(dialect) : dialect;
  const get = (name: string): Value => {
    if (named?.has(name) === true) return named.at(name);
    if (base === null || base === undefined) return DEFAULTS[name];
    return name in base || name in (base.constructor as object) ? base[name] : DEFAULTS[name];
  };
  const delimiter = character('delimiter', get('delimiter'), false) as string;
  const escapechar = character('escapechar', get('escapechar'), true);
  const lineterminator: Value = get('lineterminator');
  const quoting: Value = get('quoting') ?? (named?.has('quoting') === true ? null : QUOTE_MINIMAL);
  if (!isInt(quoting)) throw new PyTypeError('"quoting" must be an integer');
  if (Number(quoting) < 0 || Number(quoting) > QUOTE_NONE) throw new PyTypeError('bad "quoting" value');
  const given = character('quotechar', get('quotechar'), true);
  if (typeof lineterminator !== 'string') {
    if (lineterminator === null) throw new PyTypeError('lineterminator must be set');
    throw new PyTypeError(`"lineterminator" must be string, not ${typeName(lineterminator)}`);
  }
  // Without a character to quote with, nothing is quoted: CPython says so where quoting was not asked for.
  const unquoted = given === null && named?.has('quotechar') === true && !named.has('quoting');
  if (given === null && quoting !== QUOTE_NONE && !unquoted)
    throw new PyTypeError('quotechar must be set if quoting enabled');
  return {
    delimiter,
    quotechar: given,
    escapechar,
    doublequote: bool(get('doublequote')),
    skipinitialspace: bool(get('skipinitialspace')),
    lineterminator,
    quoting: unquoted ? QUOTE_NONE : Number(quoting),
    strict: bool(get('strict')),
  };
}

/** A registered dialect: what it was registered with, as attributes. */
class Registered extends PyObject {
  constructor(rules: Rules) {
    super();
    Object.assign(this, rules);
  }
}
Object.defineProperty(Registered, 'name', { value: 'Dialect' });

const dialects = new Map<string, Value>();

export function register_dialect(name: Value, ...rest: Value[]): void {
  if (typeof name !== 'string') throw new PyTypeError('dialect name must be a string');
  const { dialect, named } = given(rest);
  dialects.set(name, new Registered(rulesOf(dialect, named)));
}

export function unregister_dialect(name: Value): void {
  if (!dialects.delete(name as string)) throw new CsvError('unknown dialect');
}

export function get_dialect(name: Value): Value {
  const found: Value = dialects.get(name as string);
  if (found === undefined) throw new CsvError('unknown dialect');
  return found;
}

export const list_dialects = (): string[] => [...dialects.keys()];

/** `dialect` and the rest, as all functions of the module take them. */
export function given(args: Value[]): { dialect: Value; named: Dict | undefined } {
  const last: Value = args.at(-1);
  const named = last instanceof Kw ? last : undefined;
  const positional = named === undefined ? args : args.slice(0, -1);
  const dialect: Value = positional[0] ?? (named?.has('dialect') === true ? named.pop('dialect') : null);
  return { dialect, named };
}

register_dialect('excel', excel);
register_dialect('excel-tab', excel_tab);
register_dialect('unix', unix_dialect);

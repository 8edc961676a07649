/** Statements that are executed, and the rows that they give. */
import { StopIteration, TypeError as PyTypeError } from '../exceptions.js';
import { Dict, entriesOf } from '../dict.js';
import { home } from '../homes.js';
import { items } from '../iteration.js';
import { bound } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import { call, plain } from '../plain.js';
import { parsed } from '../signature.js';
import { type Tuple, tup, tuple_ } from '../tuple.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import type { Connection, Statement } from './connection.js';
import { ProgrammingError, asPython } from './errors.js';
import { bare, changesRows, parametersOf } from './statements.js';
import { type Stored, asBytes, converterOf, loaded, stored } from './values.js';

const FETCH = parsed(['fetchmany()', 'size=']);

export class Cursor extends PyObject {
  declare connection: Connection;
  declare description: Tuple | null;
  declare rowcount: number;
  declare lastrowid: Value;
  declare arraysize: Value;
  declare row_factory: Value;
  declare _rows: Value[][];
  declare _isClosed: boolean;
  declare _converters: readonly Value[];

  override __init__(connection: Value): void {
    hidden(this, '_rows', '_isClosed', '_converters');
    Object.assign(this, {
      connection,
      description: null,
      rowcount: -1,
      lastrowid: null,
      arraysize: 1,
      row_factory: null,
      _rows: [],
      _isClosed: false,
      _converters: [],
    });
  }

  #check(): Connection {
    if (this._isClosed) throw new ProgrammingError('Cannot operate on a closed cursor.');
    this.connection.database();
    return this.connection;
  }

  execute(...given: Value[]): this {
    const sql = sqlOf('execute', given);
    const connection = this.#check();
    const statement = this.#prepared(sql);
    if (statement === undefined) return this;
    const changes = this.#begins(sql);
    const rows = this.#run(statement, sql, given[1] ?? tup());
    const [changed, last] = connection.counts();
    this.lastrowid = last;
    this._rows = rows;
    this.rowcount = !changes ? -1 : rows.length > 0 ? 0 : changed;
    return this;
  }

  executemany(...given: Value[]): this {
    const sql = sqlOf('executemany', given);
    const connection = this.#check();
    const statement = this.#prepared(sql);
    if (statement === undefined) return this;
    if (statement.columns().length > 0 && !changesRows(sql))
      throw new ProgrammingError('executemany() can only execute DML statements.');
    const all = items(given[1]);
    const changes = this.#begins(sql);
    this.rowcount = changes ? 0 : -1;
    for (const parameters of all) {
      this._rows = this.#run(statement, sql, parameters);
      if (changes) this.rowcount += connection.counts()[0];
    }
    return this;
  }

  executescript(...given: Value[]): this {
    const sql = sqlOf('executescript', given);
    const connection = this.#check();
    connection.commit();
    asPython(() => connection.database().exec(sql));
    return this;
  }

  /** Undefined if there is no statement in the text. */
  #prepared(sql: string): Statement | undefined {
    this._rows = [];
    this.description = null;
    this.rowcount = -1;
    if (bare(sql) === '' || /^;\s*$/.test(bare(sql))) return undefined;
    const statement = asPython(() => this.connection.database().prepare(sql));
    if (bare(sql.slice(statement.sourceSQL.length)) !== '')
      throw new ProgrammingError('You can only execute one statement at a time.');
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const columns = statement.columns();
    const { types } = this.connection;
    this._converters = columns.map(({ name, type }) => {
      const named = (types & 2) === 0 ? undefined : /\[(\S+)\]/.exec(name)?.[1];
      const declared = (types & 1) === 0 ? undefined : /^[^\s(]+/.exec(type ?? '')?.[0];
      return converterOf(named) ?? converterOf(declared);
    });
    const shown = (name: string): string => ((types & 2) === 0 ? name : name.replace(/ \[.*$/, ''));
    if (columns.length > 0)
      this.description = tuple_(
        columns.map(({ name }) => tup(shown(name), null, null, null, null, null, null)),
      );
    return statement;
  }

  /** It changes rows: a transaction begins, unless there is one, or none is wanted. */
  #begins(sql: string): boolean {
    const changes = changesRows(sql);
    const { isolation_level: level } = this.connection;
    if (changes && level !== null && !this.connection.in_transaction)
      asPython(() => this.connection.database().exec(`BEGIN ${level}`));
    return changes;
  }

  #run(statement: Statement, sql: string, given: Value): Value[][] {
    const names = parametersOf(sql);
    const values = entriesOf(given) === undefined ? bySequence(names, given) : byName(names, given);
    const named: Record<string, Stored> = {};
    names.forEach((name, i) => {
      if (name !== '?') named[name] = values[i] ?? null;
    });
    const others = values.filter((_value, i) => names[i] === '?');
    const { text_factory: textFactory } = this.connection;
    const rows = this.connection.running(() => statement.all(named, ...others));
    return rows.map((row) =>
      row.map((value, i) => {
        const converter: Value = this._converters[i];
        if (converter === undefined || value === null) return loaded(value, textFactory);
        return plain(call(converter, asBytes(value)));
      }),
    );
  }

  #next(): Value {
    this.#check();
    const values = this._rows.shift();
    if (values === undefined) return undefined;
    if (this._rows.length === 0 && this.rowcount >= 0) this.rowcount = this.connection.counts()[0];
    const row = tuple_(values);
    return this.row_factory === null ? row : plain(call(this.row_factory, this, row));
  }

  fetchone(): Value {
    return this.#next() ?? null;
  }

  fetchmany(...given: Value[]): Value[] {
    const most = Number(bound(FETCH, given).get('size') ?? this.arraysize);
    const rows: Value[] = [];
    this.#check();
    while (rows.length !== most && this._rows.length > 0) rows.push(this.#next());
    return rows;
  }

  fetchall(): Value[] {
    const rows: Value[] = [];
    this.#check();
    while (this._rows.length > 0) rows.push(this.#next());
    return rows;
  }

  __iter__(): this {
    return this;
  }

  __next__(): Value {
    const row = this.#next();
    if (row === undefined) throw new StopIteration();
    return row;
  }

  close(): void {
    this.connection.database();
    this._isClosed = true;
    this._rows = [];
  }

  setinputsizes(): null {
    return null;
  }

  setoutputsize(): null {
    return null;
  }
}

function sqlOf(name: string, given: Value[]): string {
  const least = name === 'executemany' ? 2 : 1;
  if (given.length < least)
    throw new PyTypeError(
      `${name} expected ${name === 'execute' ? 'at least ' : ''}${String(least)} argument${least === 1 ? '' : 's'}, got ${String(given.length)}`,
    );
  const [sql] = given;
  if (typeof sql !== 'string')
    throw new PyTypeError(`${name}() argument 1 must be str, not ${typeName(sql)}`);
  return sql;
}

function bySequence(names: readonly string[], given: Value): Stored[] {
  const isSequence =
    typeof given === 'string' || Array.isArray(given) || typeof given?.__getitem__ === 'function';
  if (!isSequence && !(given instanceof Uint8Array))
    throw new ProgrammingError('parameters are of unsupported type');
  const values: Value[] = [...items(given)];
  if (values.length !== names.length)
    throw new ProgrammingError(
      `Incorrect number of bindings supplied. The current statement uses ${String(names.length)}, and there are ${String(values.length)} supplied.`,
    );
  return values.map((value, i) => stored(value, i + 1));
}

function byName(names: readonly string[], given: Value): Stored[] {
  const known = new Dict(given);
  return names.map((name, i) => {
    const number = String(i + 1);
    if (name === '?')
      throw new ProgrammingError(
        `Binding ${number} has no name, but you supplied a dictionary (which has only names).`,
      );
    const key = name.slice(1);
    if (!known.has(key))
      throw new ProgrammingError(`You did not supply a value for binding parameter :${key}.`);
    return stored(known.at(key), i + 1);
  });
}

home('sqlite3', Cursor);

/** Connections to databases, over node:sqlite. */
import {
  ModuleNotFoundError,
  NotImplementedError,
  TypeError as PyTypeError,
  ValueError,
} from '../exceptions.js';
import { home } from '../homes.js';
import { nodeModule } from '../host.js';
import { bool } from '../iteration.js';
import { bound } from '../keywords.js';
import { int_ } from '../numbers.js';
import { PyObject, hidden } from '../object.js';
import { fspath } from '../paths/fspath.js';
import { call, plain } from '../plain.js';
import { parsed } from '../signature.js';
import { str } from '../types.js';
import type { Value } from '../value.js';
import { Cursor } from './cursor.js';
import { OperationalError, ProgrammingError, asPython } from './errors.js';
import { type Stored, loaded, returned } from './values.js';

export interface Statement {
  readonly sourceSQL: string;
  all(named: Record<string, Stored>, ...others: Stored[]): Stored[][];
  columns(): readonly { readonly name: string; readonly type: string | null }[];
  setReadBigInts(enabled: boolean): void;
  setReturnArrays(enabled: boolean): void;
}

interface Options {
  readonly varargs: boolean;
  readonly deterministic: boolean;
  readonly useBigIntArguments: boolean;
}

interface Database {
  readonly isTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
  function(name: string, options: Options, f: (...args: Stored[]) => Stored): void;
  aggregate(name: string, options: Options & Record<string, unknown>): void;
}

/** The database of Node, which has all that is needed since 22.16. */
function opened(path: string): Database {
  const sqlite: Value = nodeModule('node:sqlite');
  const has = (cls: Value, name: string): boolean => typeof cls?.prototype?.[name] === 'function';
  if (!has(sqlite?.DatabaseSync, 'aggregate') || !has(sqlite?.StatementSync, 'setReturnArrays'))
    throw new ModuleNotFoundError("No module named '_sqlite3': node:sqlite is not there before Node 22.16");
  const options = { enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: true };
  return asPython(() => new sqlite.DatabaseSync(path, options) as Database);
}

const CONNECT = parsed([
  'connect()',
  'database',
  'timeout=',
  'detect_types=',
  'isolation_level=',
  'check_same_thread=',
  'factory=',
  'cached_statements=',
  'uri=',
]);

const LEVELS = ['', 'DEFERRED', 'IMMEDIATE', 'EXCLUSIVE'];

const FUNCTION = parsed(['create_function()', 'name', 'narg', 'func', '*', 'deterministic=']);
const AGGREGATE = parsed(['create_aggregate()', 'name', 'n_arg', 'aggregate_class']);

export class Connection extends PyObject {
  declare row_factory: Value;
  declare text_factory: Value;
  declare types: number;
  declare _database: Database | undefined;
  declare _counts: Statement;
  declare _level: string | null;
  /** What a function of the program said last of itself. */
  declare _failure: string | undefined;

  override __init__(...given: Value[]): void {
    hidden(this, '_database', '_counts', '_level', 'types', '_failure');
    const known = bound(CONNECT, given);
    if (bool(known.get('uri') ?? false)) notThere('connect(uri=True)');
    if (known.get('factory') !== undefined) notThere('connect(factory=…)');
    this.row_factory = null;
    this.text_factory = str;
    this.types = Number(known.get('detect_types') ?? 0);
    this.isolation_level = known.get('isolation_level') === undefined ? '' : known.get('isolation_level');
    const path: Value = fspath(known.get('database'));
    const database = opened(String(path));
    const timeout = Math.round(Number(known.get('timeout') ?? 5) * 1000);
    database.exec(`PRAGMA busy_timeout = ${String(timeout)}`);
    this._database = database;
    this._counts = database.prepare('SELECT changes(), last_insert_rowid(), total_changes()');
    this._counts.setReturnArrays(true);
    this._counts.setReadBigInts(true);
  }

  database(): Database {
    if (this._database === undefined) throw new ProgrammingError('Cannot operate on a closed database.');
    return this._database;
  }

  /** Rows changed by the last statement, the last row that was put in, and all that was changed. */
  counts(): [changed: number, last: Value, total: Value] {
    this.database();
    const [changed, last, total] = (this._counts.all({})[0] ?? []).map((one) => int_(one as bigint));
    return [Number(changed), last, total];
  }

  /** A function of the program that fails while SQLite runs is an error of SQLite. */
  running<T>(body: () => T): T {
    this._failure = undefined;
    try {
      return body();
    } catch (error) {
      const failure = this._failure as string | undefined;
      if (failure === undefined)
        return asPython(() => {
          throw error;
        });
      return asPython(() => {
        throw Object.assign(new globalThis.Error(failure), { errcode: 1 });
      });
    }
  }

  get isolation_level(): string | null {
    return this._level;
  }

  set isolation_level(level: Value) {
    if (level !== null && typeof level !== 'string')
      throw new PyTypeError('isolation_level must be str or None');
    if (level !== null && !LEVELS.includes(level.toUpperCase()))
      throw new ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'");
    this._level = level === null ? null : level.toUpperCase();
    if (level === null && this._database !== undefined) this.commit();
  }

  get in_transaction(): boolean {
    return this.database().isTransaction;
  }

  get total_changes(): Value {
    return this.counts()[2];
  }

  cursor(...given: Value[]): Cursor {
    if (given.length > 0) notThere('cursor(factory)');
    this.database();
    const made = new Cursor(this);
    made.row_factory = this.row_factory;
    return made;
  }

  execute(...given: Value[]): Cursor {
    return this.cursor().execute(...given);
  }

  executemany(...given: Value[]): Cursor {
    return this.cursor().executemany(...given);
  }

  executescript(...given: Value[]): Cursor {
    return this.cursor().executescript(...given);
  }

  commit(): void {
    if (this.in_transaction) asPython(() => this.database().exec('COMMIT'));
  }

  rollback(): void {
    if (this.in_transaction) asPython(() => this.database().exec('ROLLBACK'));
  }

  close(): void {
    this._database?.close();
    this._database = undefined;
  }

  __enter__(): this {
    this.database();
    return this;
  }

  __exit__(_type: Value, error: Value): boolean {
    if (error === null) this.commit();
    else this.rollback();
    return false;
  }

  create_function(...given: Value[]): void {
    const known = bound(FUNCTION, given);
    const [name, count, f]: Value[] = ['name', 'narg', 'func'].map((one) => known.get(one));
    const body = this.#guarded('user-defined function raised exception', (...args) =>
      plain(call(f, ...args)),
    );
    this.database().function(
      name as string,
      optionsOf(count, known.get('deterministic')),
      withCount(body, count),
    );
  }

  create_aggregate(...given: Value[]): void {
    const known = bound(AGGREGATE, given);
    const [name, count, cls]: Value[] = ['name', 'n_arg', 'aggregate_class'].map((one) => known.get(one));
    const failed = (method: string): string => `user-defined aggregate's '${method}' method raised error`;
    const step = (state: Value, ...args: Stored[]): Value => {
      this.#guarded(failed('step'), (...values) => {
        plain(state.step(...values));
        return null;
      })(...args);
      return state;
    };
    this.database().aggregate(name as string, {
      ...optionsOf(count, false),
      start: () => plain(call(cls)) as unknown,
      step: withCount(step, Number(count) < 0 ? count : Number(count) + 1),
      result: (state: Value) => this.#guarded(failed('finalize'), () => plain(state.finalize()))(),
    });
  }

  #guarded(failure: string, body: (...args: Value[]) => Value): (...args: Stored[]) => Stored {
    return (...args) => {
      try {
        const result = returned(body(...args.map((one) => loaded(one))));
        if (result !== undefined) return result;
      } catch (error) {
        this._failure = failure;
        throw error;
      }
      this._failure = failure;
      throw new OperationalError(failure);
    };
  }
}

const optionsOf = (count: Value, deterministic: Value): Options => ({
  varargs: Number(count) < 0,
  deterministic: bool(deterministic ?? false),
  useBigIntArguments: true,
});

/** SQLite takes the number of a function's parameters for that of its arguments. */
function withCount<F extends (...args: Value[]) => Value>(f: F, count: Value): F {
  return Object.defineProperty(f, 'length', { value: Math.max(0, Number(count)) });
}

function notThere(name: string): never {
  throw new NotImplementedError(`sqlite3.${name} is not there in evergreen-port`);
}

for (const name of 'backup blobopen create_collation create_window_function deserialize enable_load_extension getlimit interrupt iterdump load_extension serialize set_authorizer set_progress_handler set_trace_callback setlimit'.split(
  ' ',
))
  Object.defineProperty(Connection.prototype, name, {
    value: () => notThere(`Connection.${name}()`),
    enumerable: false,
    configurable: true,
    writable: true,
  });

home('sqlite3', Connection);

/** What goes wrong with a database. */
import { Exception, MemoryError } from '../exceptions.js';
import { home } from '../homes.js';
import { hidden } from '../object.js';
import type { PyObject } from '../object.js';
import type { Value } from '../value.js';

export class Warning extends Exception {}
export class Error extends Exception {}
export class InterfaceError extends Error {}
export class DatabaseError extends Error {}
export class InternalError extends DatabaseError {}
export class OperationalError extends DatabaseError {}
export class ProgrammingError extends DatabaseError {}
export class IntegrityError extends DatabaseError {}
export class DataError extends DatabaseError {}
export class NotSupportedError extends DatabaseError {}

home(
  'sqlite3',
  Warning,
  Error,
  InterfaceError,
  DatabaseError,
  InternalError,
  OperationalError,
  ProgrammingError,
  IntegrityError,
  DataError,
  NotSupportedError,
);

/** Names of SQLite's codes, in their order from 1. */
const NAMES =
  'ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB'.split(
    ' ',
  );
const CONSTRAINTS =
  'CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE'.split(
    ' ',
  );

type Kind = new (message: Value) => Exception;

const KINDS: Readonly<Record<string, Kind>> = {
  INTERNAL: InternalError,
  NOTFOUND: InternalError,
  NOMEM: MemoryError,
  CORRUPT: DatabaseError,
  TOOBIG: DataError,
  CONSTRAINT: IntegrityError,
  MISMATCH: IntegrityError,
  MISUSE: InterfaceError,
  RANGE: InterfaceError,
};

/** An error of SQLite as Python has it; anything else as it is. */
export function known(error: Value): Value {
  if (typeof error?.errcode !== 'number') return error;
  const code: number = error.errcode;
  const primary = NAMES[(code & 0xff) - 1] ?? 'ERROR';
  const detail = primary === 'CONSTRAINT' ? CONSTRAINTS[(code >> 8) - 1] : undefined;
  const kind = KINDS[primary] ?? ((code & 0xff) > 17 ? DatabaseError : OperationalError);
  const made: Value = new kind(error.message);
  hidden(made as PyObject, 'sqlite_errorcode', 'sqlite_errorname');
  made.sqlite_errorcode = code;
  made.sqlite_errorname = `SQLITE_${primary}${detail === undefined ? '' : `_${detail}`}`;
  return made;
}

/** What a body throws is Python's. */
export function asPython<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw known(error);
  }
}

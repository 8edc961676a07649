/** Python's sqlite3, over Node's: rows are read when a statement is executed. Without URIs, collations, blobs and backups. */
import { nodeModule } from '../host.js';
import { Connection } from '../sqlite/connection.js';
import type { Value } from '../value.js';

export * from '../sqlite/errors.js';
export { Connection } from '../sqlite/connection.js';
export { Cursor } from '../sqlite/cursor.js';
export { Row } from '../sqlite/row.js';
export { PrepareProtocol, register_adapter, register_converter } from '../sqlite/values.js';

export const PARSE_DECLTYPES = 1;
export const PARSE_COLNAMES = 2;
export const apilevel = '2.0';
export const paramstyle = 'qmark';
export const threadsafety = 3;
export const version = '2.6.0';
/** SQLite's own: that of Node. */
export const sqlite_version: string =
  (nodeModule('node:process')?.versions as Record<string, string> | undefined)?.sqlite ?? '';

export const connect = (...given: Value[]): Connection => new Connection(...given);

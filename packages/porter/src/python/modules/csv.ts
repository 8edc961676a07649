/** Python's csv. Sniffer is not there. */
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
} from '../csv/dialect.js';
export { Reader, field_size_limit, reader } from '../csv/reader.js';
export { Writer, writer } from '../csv/writer.js';
export { DictReader, DictWriter } from '../csv/dicts.js';

/** What names a file: text, or an object that knows its path. */
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';

/** The path as the system takes it. */
export function fspath(x: Value): Value {
  return typeof x?.__fspath__ === 'function' ? x.__fspath__() : underlying(x);
}

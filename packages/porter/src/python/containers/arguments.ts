/** What containers are made with. */
import { TypeError as PyTypeError } from '../exceptions.js';
import type { Value } from '../value.js';

/** The one that may be given by position, if it is; undefined if it is not. */
export function onlyOne(method: string, args: readonly Value[]): Value {
  if (args.length > 1)
    throw new PyTypeError(
      `${method}() takes from 1 to 2 positional arguments but ${String(args.length + 1)} were given`,
    );
  return args[0];
}

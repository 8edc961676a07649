/** Python's re: on JavaScript's regular expressions where these find the same, else on an engine of its own. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { ordered } from '../keywords.js';
import { parsed } from '../signature.js';
import type { Tuple } from '../tuple.js';
import { indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { extension } from '../homes.js';
import { Pattern } from '../regexps/pattern.js';
import { Match } from '../regexps/match.js';

export {
  A,
  A as ASCII,
  I,
  I as IGNORECASE,
  M,
  M as MULTILINE,
  S,
  S as DOTALL,
  U,
  U as UNICODE,
  X,
  X as VERBOSE,
} from '../regexps/syntax.js';
export const NOFLAG = 0;
export { error } from '../regexps/error.js';
export { Match, Pattern };

/** What was compiled before. */
const KEPT = new Map<string, Pattern>();

export function purge(): void {
  KEPT.clear();
}

const COMPILE = parsed(['compile()', 'pattern', 'flags=']);

export function compile(...args: Value[]): Pattern {
  const [given, flags = 0] = ordered(COMPILE, args);
  return compiled(given, flags);
}

function compiled(given: Value, flags: Value = 0): Pattern {
  const all = Number(indexed(underlying(flags)));
  if (given instanceof Pattern) {
    if (all !== 0) throw new ValueError('cannot process flags argument with a compiled pattern');
    return given;
  }
  const pattern: Value = underlying(given);
  if (typeof pattern !== 'string' && !(pattern instanceof Uint8Array))
    throw new PyTypeError('first argument must be string or compiled pattern');
  const text = typeof pattern === 'string' ? pattern : Buffer.from(pattern).toString('latin1');
  const key = `${String(all)} ${typeof pattern === 'string' ? 's' : 'b'}${text}`;
  let known = KEPT.get(key);
  if (known === undefined) KEPT.set(key, (known = new Pattern(pattern, all)));
  return known;
}

/** A function that does what a method of the pattern does; its parameters are the pattern's, the method's, and flags. */
function ofPattern<T>(name: string, ...names: string[]): (...args: Value[]) => T {
  const known = parsed([`${name}()`, 'pattern', ...names, 'flags=']);
  const f = (...args: Value[]): T => {
    const [pattern, ...rest] = ordered(known, args);
    const flags: Value = rest.pop();
    return (compiled(pattern, flags) as Value)[name](...rest) as T;
  };
  return Object.defineProperty(f, 'name', { value: name });
}

export const match = ofPattern<Value>('match', 'string');
export const search = ofPattern<Value>('search', 'string');
export const fullmatch = ofPattern<Value>('fullmatch', 'string');
export const findall = ofPattern<Value[]>('findall', 'string');
export const finditer = ofPattern<Value>('finditer', 'string');
export const split = ofPattern<Value[]>('split', 'string', 'maxsplit=');
export const sub = ofPattern<Value>('sub', 'repl', 'string', 'count=');
export const subn = ofPattern<Tuple>('subn', 'repl', 'string', 'count=');

const SPECIAL = /[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g;

/** `pattern` as text that stands for itself. */
export function escape(given: Value): Value {
  const pattern: Value = underlying(given);
  if (pattern instanceof Uint8Array)
    return Buffer.from(Buffer.from(pattern).toString('latin1').replace(SPECIAL, '\\$&'), 'latin1');
  if (typeof pattern !== 'string') throw new PyTypeError('decoding to str: need a bytes-like object');
  return pattern.replace(SPECIAL, '\\$&');
}

extension('re', Pattern, Match);

/** The levels of logging, and what they are called. */
import { ValueError, TypeError as PyTypeError } from '../exceptions.js';
import { isInt } from '../numbers.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';

export const CRITICAL = 50;
export const ERROR = 40;
export const WARNING = 30;
export const INFO = 20;
export const DEBUG = 10;
export const NOTSET = 0;

const NAMES = new Map<Value, string>([
  [CRITICAL, 'CRITICAL'],
  [ERROR, 'ERROR'],
  [WARNING, 'WARNING'],
  [INFO, 'INFO'],
  [DEBUG, 'DEBUG'],
  [NOTSET, 'NOTSET'],
]);
const LEVELS = new Map<Value, Value>([
  ...[...NAMES].map(([level, name]): [Value, Value] => [name, level]),
  ['FATAL', CRITICAL],
  ['WARN', WARNING],
]);

/** The name of a level, or the level of a name. */
export const getLevelName = (level: Value): Value =>
  NAMES.get(level) ?? LEVELS.get(level) ?? `Level ${text(level)}`;

export function addLevelName(level: Value, name: Value): void {
  NAMES.set(level, name as string);
  LEVELS.set(name, level);
}

/** The number of a level, as it is given. */
export function levelOf(level: Value): number {
  if (isInt(level)) return Number(level);
  if (typeof level !== 'string')
    throw new PyTypeError(`Level not an integer or a valid string: ${repr(level)}`);
  const known: Value = LEVELS.get(level);
  if (known === undefined) throw new ValueError(`Unknown level: ${repr(level)}`);
  return known as number;
}

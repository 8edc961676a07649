/** Loggers: what a program logs with. They are found by names, and hand records on to the loggers of the names before a dot. */
import { lastError } from '../current.js';
import { Dict, entriesOf } from '../dict.js';
import { KeyError, TypeError as PyTypeError } from '../exceptions.js';
import { home } from '../homes.js';
import { Kw, kw } from '../keywords.js';
import { isInt } from '../numbers.js';
import { PyObject, className, isClass } from '../object.js';
import { type Place, framesOfProgram, placeOfCall } from '../place.js';
import { call, plain } from '../plain.js';
import { repr, text } from '../text.js';
import { Tuple, tup, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { Filterer } from './filterer.js';
import { lastResort } from './handler.js';
import { CRITICAL, DEBUG, ERROR, INFO, NOTSET, WARNING, getLevelName, levelOf } from './levels.js';
import { LogRecord } from './record.js';

/** All loggers but the root, by name. */
const loggers = new Dict();
let disabled = 0;

/** As Python has a place that it does not find. */
const UNKNOWN: Place = { path: '(unknown file)', line: 0, name: '(unknown function)' };

export const disable = (level: Value = CRITICAL): void => void (disabled = levelOf(level));

/** The error that is logged, as sys.exc_info() has it; None for none. */
function failureOf(given: Value): Value {
  if (given === null || given === undefined || given === false) return null;
  if (given instanceof Tuple) return given;
  const error: Value = given instanceof Error ? given : (lastError() as Value);
  return error === null || error === undefined ? null : tup(error.constructor, error, null);
}

export class Logger extends Filterer {
  static readonly manager: { readonly loggerDict: Dict } = { loggerDict: loggers };

  declare name: string;
  declare level: number;
  declare propagate: Value;
  declare handlers: Value[];
  declare disabled: Value;

  override __init__(name: Value, level: Value = NOTSET): Value {
    super.__init__();
    this.name = name as string;
    this.level = levelOf(level);
    this.propagate = true;
    this.handlers = [];
    this.disabled = false;
  }

  /** The nearest logger that there is of the names before a dot. */
  get parent(): Value {
    const parts = this.name.split('.');
    while (parts.length > 1) {
      parts.pop();
      const found: Value = loggers.get(parts.join('.'));
      if (found !== null) return found;
    }
    return this === root ? null : root;
  }

  get root(): Value {
    return root;
  }

  setLevel(level: Value): void {
    this.level = levelOf(level);
  }

  addHandler(handler: Value): void {
    if (!this.handlers.includes(handler)) this.handlers.push(handler);
  }

  removeHandler(handler: Value): void {
    const at = this.handlers.indexOf(handler);
    if (at >= 0) this.handlers.splice(at, 1);
  }

  getChild(suffix: string): Value {
    return getLogger(this === root ? suffix : `${this.name}.${suffix}`);
  }

  getEffectiveLevel(): number {
    for (let at: Value = this; at !== null; at = at.parent)
      if (at.level !== NOTSET) return at.level as number;
    return NOTSET;
  }

  isEnabledFor(level: Value): boolean {
    return this.disabled === false && Number(level) > disabled && Number(level) >= this.getEffectiveLevel();
  }

  hasHandlers(): boolean {
    for (let at: Value = this; at !== null; at = at.propagate === false ? null : at.parent)
      if (at.handlers.length > 0) return true;
    return false;
  }

  log(level: Value, message: Value, ...args: Value[]): void {
    const place = placeOfCall();
    if (!isInt(level)) throw new PyTypeError('level must be an integer');
    if (this.isEnabledFor(level)) this._log(level, message, args, place);
  }

  _log(level: Value, message: Value, given: Value[], at = placeOfCall()): void {
    const named = given.at(-1) instanceof Kw ? (given.at(-1) as Kw) : kw({});
    const args = given.at(-1) instanceof Kw ? given.slice(0, -1) : given;
    const above: Value = named.get('stacklevel') ?? 1;
    const { path, line, name } = (above > 1 ? framesOfProgram()[above - 1] : at) ?? UNKNOWN;
    const record: Value = this.makeRecord(
      this.name,
      level,
      path,
      line,
      message,
      tuple_(args),
      failureOf(named.get('exc_info')),
      name,
      named.get('extra'),
      null,
    );
    this.handle(record);
  }

  makeRecord(...parts: Value[]): Value {
    const [name, level, path, line, message, args, failure, func, extra, stack] = parts;
    const record: Value = new LogRecord(name, level, path, line, message, args, failure, func, stack);
    for (const [key, value] of extra === null ? [] : (entriesOf(extra) ?? [])) {
      if (key === 'message' || key === 'asctime' || Object.hasOwn(record as object, key as string))
        throw new KeyError(`Attempt to overwrite ${repr(key)} in LogRecord`);
      record[key as string] = value;
    }
    return record;
  }

  handle(record: Value): void {
    if (this.disabled === false && (this.filter(record) as boolean)) this.callHandlers(record);
  }

  callHandlers(record: Value): void {
    let found = false;
    for (let at: Value = this; at !== null; at = at.propagate === false ? null : at.parent)
      for (const handler of [...(at.handlers as Value[])]) {
        found = true;
        if (record.levelno >= handler.level) plain(handler.handle(record));
      }
    if (!found && record.levelno >= lastResort.level) lastResort.handle(record);
  }

  debug(message: Value, ...args: Value[]): void {
    this.log(DEBUG, message, ...args);
  }

  info(message: Value, ...args: Value[]): void {
    this.log(INFO, message, ...args);
  }

  warning(message: Value, ...args: Value[]): void {
    this.log(WARNING, message, ...args);
  }

  warn(message: Value, ...args: Value[]): void {
    this.warning(message, ...args);
  }

  error(message: Value, ...args: Value[]): void {
    this.log(ERROR, message, ...args);
  }

  critical(message: Value, ...args: Value[]): void {
    this.log(CRITICAL, message, ...args);
  }

  fatal(message: Value, ...args: Value[]): void {
    this.critical(message, ...args);
  }

  exception(message: Value, ...args: Value[]): void {
    this.error(message, ...withFailure(args));
  }

  __repr__(): string {
    return `<${className(this.constructor)} ${this.name} (${text(getLevelName(this.getEffectiveLevel()))})>`;
  }
}

/** The arguments of exception(): the error that is being handled is logged, unless they say otherwise. */
export function withFailure(args: readonly Value[]): Value[] {
  const named = kw({ exc_info: true });
  const last: Value = args.at(-1);
  if (!(last instanceof Kw)) return [...args, named];
  named.update(last);
  return [...args.slice(0, -1), named];
}

export class RootLogger extends Logger {}
export const root = new RootLogger('root', WARNING);

let made: Value = Logger;
/** The class of the loggers that are made from now on. */
export const setLoggerClass = (cls: Value): void => void (made = cls);
export const getLoggerClass = (): Value => made;

export function getLogger(name: Value = null): Value {
  if (name === null || name === 'root' || name === '') return root;
  if (typeof name !== 'string') throw new PyTypeError('A logger name must be a string');
  if (!loggers.has(name)) loggers.set(name, isClass(made) ? call(made, name) : null);
  return loggers.at(name);
}

/** A logger with something that is added to each of its records. */
export class LoggerAdapter extends PyObject {
  declare logger: Value;
  declare extra: Value;

  override __init__(logger: Value, extra: Value = null): void {
    this.logger = logger;
    this.extra = extra instanceof Kw ? extra.get('extra') : extra;
  }

  /** The message and the arguments by name of a call, as they are logged. */
  process(message: Value, named: Value): Value {
    named.set('extra', this.extra);
    return tup(message, named);
  }

  log(level: Value, message: Value, ...args: Value[]): void {
    if (!(this.isEnabledFor(level) as boolean)) return;
    const named = new Dict(args.at(-1) instanceof Kw ? args.at(-1) : undefined);
    const [shown, changed] = [...(plain(this.process(message, named)) as Tuple)];
    const own = args.at(-1) instanceof Kw ? args.slice(0, -1) : args;
    this.logger.log(level, shown, ...own, kw({}, changed));
  }

  debug(message: Value, ...args: Value[]): void {
    this.log(DEBUG, message, ...args);
  }

  info(message: Value, ...args: Value[]): void {
    this.log(INFO, message, ...args);
  }

  warning(message: Value, ...args: Value[]): void {
    this.log(WARNING, message, ...args);
  }

  error(message: Value, ...args: Value[]): void {
    this.log(ERROR, message, ...args);
  }

  critical(message: Value, ...args: Value[]): void {
    this.log(CRITICAL, message, ...args);
  }

  exception(message: Value, ...args: Value[]): void {
    this.log(ERROR, message, ...withFailure(args));
  }

  isEnabledFor(level: Value): Value {
    return this.logger.isEnabledFor(level);
  }

  setLevel(level: Value): void {
    this.logger.setLevel(level);
  }

  getEffectiveLevel(): Value {
    return this.logger.getEffectiveLevel();
  }

  hasHandlers(): Value {
    return this.logger.hasHandlers();
  }

  get name(): Value {
    return this.logger.name;
  }
}

home('logging', Logger, RootLogger, LoggerAdapter);

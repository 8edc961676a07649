/** Python's logging. */
import { Dict } from '../dict.js';
import { tracebackOf } from '../end.js';
import { lastError } from '../current.js';
import { host } from '../host.js';
import { Kw, kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { percentFormat } from '../percent-format.js';
import { strFormat } from '../str-format.js';
import { text } from '../text.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { strftime } from './time.js';

export const CRITICAL = 50;
export const ERROR = 40;
export const WARNING = 30;
export const INFO = 20;
export const DEBUG = 10;
export const NOTSET = 0;
const NAMES = new Map([
  [50, 'CRITICAL'],
  [40, 'ERROR'],
  [30, 'WARNING'],
  [20, 'INFO'],
  [10, 'DEBUG'],
  [0, 'NOTSET'],
]);

export const getLevelName = (level: Value): string => NAMES.get(Number(level)) ?? `Level ${text(level)}`;

const levelOf = (level: Value): number =>
  typeof level === 'string' ? ([...NAMES].find(([, name]) => name === level)?.[0] ?? 0) : Number(level);

export class Formatter extends PyObject {
  readonly #pattern: string;
  readonly #date: string | null;
  readonly #style: string;

  constructor(pattern: Value = null, date: Value = null, named: Value = undefined) {
    super();
    const options = [pattern, date, named].find((one) => one instanceof Kw) as Kw | undefined;
    this.#pattern =
      pattern instanceof Kw || pattern === null ? (options?.get('fmt') ?? '%(message)s') : pattern;
    this.#date = date instanceof Kw || date === null ? (options?.get('datefmt') ?? null) : date;
    this.#style = options?.get('style') ?? '%';
  }

  format(record: Value): string {
    const values = new Dict(Object.entries(record as object));
    const now = Number(record.created);
    values.set(
      'asctime',
      this.#date === null
        ? `${strftime('%Y-%m-%d %H:%M:%S')},${String(Math.floor((now % 1) * 1000)).padStart(3, '0')}`
        : strftime(this.#date),
    );
    const line =
      this.#style === '{'
        ? strFormat(this.#pattern, [], values)
        : (percentFormat(this.#pattern, values) as string);
    return record.exc_text === null ? line : `${line}\n${String(record.exc_text).trimEnd()}`;
  }
}

export class Handler extends PyObject {
  level = NOTSET;
  #formatter: Value = new Formatter();

  setFormatter(formatter: Value): void {
    this.#formatter = formatter;
  }

  setLevel(level: Value): void {
    this.level = levelOf(level);
  }

  format(record: Value): string {
    return this.#formatter.format(record) as string;
  }

  emit(_record: Value): void {
    // For subclasses.
  }

  handle(record: Value): void {
    if (record.levelno >= this.level) this.emit(record);
  }
}

export class StreamHandler extends Handler {
  readonly #stream: Value;

  constructor(stream: Value = null) {
    super();
    this.#stream = stream instanceof Kw ? stream.get('stream') : stream;
  }

  override emit(record: Value): void {
    const line = `${this.format(record)}\n`;
    if (this.#stream === null) host.write(line, 'stderr');
    else this.#stream.write(line);
  }
}

export class Logger extends PyObject {
  readonly #own: string;
  readonly #parent: Logger | undefined;
  readonly handlers: Value[] = [];
  level: number = NOTSET;
  propagate: Value = true;

  constructor(name: string, parent?: Logger) {
    super();
    this.#own = name;
    this.#parent = parent;
  }

  get name(): string {
    return this.#own;
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

  getEffectiveLevel(): number {
    return this.level !== NOTSET || this.#parent === undefined
      ? this.level
      : this.#parent.getEffectiveLevel();
  }

  isEnabledFor(level: Value): boolean {
    return Number(level) > disabled && Number(level) >= this.getEffectiveLevel();
  }

  hasHandlers(): boolean {
    return this.handlers.length > 0 || (this.#parent?.hasHandlers() ?? false);
  }

  log(level: Value, message: Value, ...args: Value[]): void {
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
    if (!this.isEnabledFor(level)) return;
    const values: Value = args.length === 1 && args[0] instanceof Dict ? args[0] : tuple_(args);
    const shown = args.length === 0 ? text(message) : (percentFormat(text(message), values) as string);
    const record: Value = {
      name: this.#own,
      levelno: level,
      levelname: getLevelName(level),
      message: shown,
      msg: message,
      created: Date.now() / 1000,
      exc_text: null,
      threadName: 'MainThread',
      process: 1,
      module: '__main__',
      funcName: '',
      lineno: 0,
      filename: '',
      pathname: '',
    };
    record.getMessage = () => shown;
    Object.defineProperty(record, 'getMessage', { enumerable: false });
    const failed: Value = named.get('exc_info', false);
    if (failed !== false && failed !== null)
      record.exc_text = tracebackOf(failed instanceof Error ? failed : lastError());
    this.#handle(record);
  }

  #handle(record: Value): void {
    let found = false;
    for (
      let at: Logger | undefined = this;
      at !== undefined;
      at = at.propagate === false ? undefined : at.#parent
    )
      for (const handler of at.handlers) {
        found = true;
        handler.handle(record);
      }
    if (!found && record.levelno >= WARNING) host.write(`${String(record.message)}\n`, 'stderr');
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
    this.log(WARNING, message, ...args);
  }

  error(message: Value, ...args: Value[]): void {
    this.log(ERROR, message, ...args);
  }

  critical(message: Value, ...args: Value[]): void {
    this.log(CRITICAL, message, ...args);
  }

  exception(message: Value, ...args: Value[]): void {
    this.log(ERROR, message, ...args, kw({ exc_info: true }));
  }
}

let disabled = 0;
const root = new Logger('root');
root.setLevel(WARNING);
const loggers = new Map<string, Logger>();

export function getLogger(name: Value = null): Logger {
  if (name === null || name === 'root' || name === '') return root;
  let logger = loggers.get(name as string);
  if (logger === undefined) {
    const parts = (name as string).split('.');
    const parent = parts.length > 1 ? getLogger(parts.slice(0, -1).join('.')) : root;
    loggers.set(name as string, (logger = new Logger(name as string, parent)));
  }
  return logger;
}

export function basicConfig(options: Kw = kw({})): void {
  if (root.handlers.length > 0 && options.get('force', false) === false) return;
  root.handlers.length = 0;
  const handler = new StreamHandler(options.get('stream'));
  handler.setFormatter(
    new Formatter(
      options.get('format') ?? '%(levelname)s:%(name)s:%(message)s',
      options.get('datefmt'),
      kw({ style: options.get('style') ?? '%' }),
    ),
  );
  root.addHandler(handler);
  if (options.has('level')) root.setLevel(options.at('level'));
}

/** The functions of the module configure it, if nobody has. */
function toRoot(level: number, message: Value, args: Value[]): void {
  if (root.handlers.length === 0) basicConfig();
  root.log(level, message, ...args);
}

export const debug = (message: Value, ...args: Value[]): void => toRoot(DEBUG, message, args);
export const info = (message: Value, ...args: Value[]): void => toRoot(INFO, message, args);
export const warning = (message: Value, ...args: Value[]): void => toRoot(WARNING, message, args);
export const error = (message: Value, ...args: Value[]): void => toRoot(ERROR, message, args);
export const critical = (message: Value, ...args: Value[]): void => toRoot(CRITICAL, message, args);
export const exception = (message: Value, ...args: Value[]): void =>
  toRoot(ERROR, message, [...args, kw({ exc_info: true })]);
export const log = (level: Value, message: Value, ...args: Value[]): void =>
  toRoot(Number(level), message, args);
export const disable = (level: Value = CRITICAL): void => void (disabled = Number(level));

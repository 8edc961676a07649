/** Python's logging. Where a record comes from is known if the program names it in a format: calls say where they are (place.ts). */
import { ValueError } from '../exceptions.js';
import { Kw, kw } from '../keywords.js';
import { FileHandler, NullHandler, StreamHandler } from '../logging/handler.js';
import { Formatter } from '../logging/formatter.js';
import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../logging/levels.js';
import { getLogger, root, withFailure } from '../logging/logger.js';
import { bool, items } from '../iteration.js';
import type { Value } from '../value.js';
import { formatwarning, ownHooks, setHook, showwarning } from '../warnings/message.js';

export { Filter, Filterer } from '../logging/filterer.js';
export { Formatter } from '../logging/formatter.js';
export {
  FileHandler,
  Handler,
  NullHandler,
  StreamHandler,
  lastResort,
  shutdown,
} from '../logging/handler.js';
export {
  CRITICAL,
  DEBUG,
  ERROR,
  INFO,
  NOTSET,
  WARNING,
  addLevelName,
  getLevelName,
} from '../logging/levels.js';
export {
  Logger,
  LoggerAdapter,
  disable,
  getLogger,
  getLoggerClass,
  root,
  setLoggerClass,
} from '../logging/logger.js';
export { LogRecord, makeLogRecord } from '../logging/record.js';

const OPTIONS = new Set(
  'filename filemode format datefmt style level stream handlers force encoding errors'.split(' '),
);

/** Configure the root, unless it has handlers already. */
export function basicConfig(options: Kw = kw({})): void {
  if (Boolean(options.get('force', false))) for (const handler of root.handlers.splice(0)) handler.close();
  if (root.handlers.length > 0) return;
  const { filename, handlers } = chosen(options);
  const style: Value = options.get('style') ?? '%';
  const formatter = new Formatter(
    options.get('format') ?? (FORMATS.get(style) as Value),
    options.get('datefmt'),
    style,
  );
  const all: Value[] =
    handlers !== null
      ? [...items(handlers)]
      : filename !== null
        ? [new FileHandler(filename, options.get('filemode') ?? 'a')]
        : [new StreamHandler(options.get('stream'))];
  for (const handler of all) {
    if (handler.formatter === null) handler.setFormatter(formatter);
    root.addHandler(handler);
  }
  if (options.get('level') !== null) root.setLevel(options.at('level'));
}

const FORMATS = new Map<Value, string>([
  ['%', '%(levelname)s:%(name)s:%(message)s'],
  ['{', '{levelname}:{name}:{message}'],
  ['$', '${levelname}:${name}:${message}'],
]);

function chosen(options: Kw): { filename: Value; handlers: Value } {
  for (const name of options as Iterable<string>)
    if (!OPTIONS.has(name)) throw new ValueError(`Unrecognised argument(s): ${name}`);
  const [stream, filename, handlers]: Value[] = ['stream', 'filename', 'handlers'].map(
    (name) => options.get(name) as Value,
  );
  if (handlers === null && stream !== null && filename !== null)
    throw new ValueError("'stream' and 'filename' should not be specified together");
  if (handlers !== null && (stream !== null || filename !== null))
    throw new ValueError("'stream' or 'filename' should not be specified together with 'handlers'");
  return { filename, handlers };
}

/** How warnings were told before they were logged. */
let before: Value;

/** Warnings are logged, or told as before. */
export function captureWarnings(capture: Value): void {
  if (bool(capture) === (before !== undefined)) return;
  const next: Value = before ?? logWarning;
  before = before === undefined ? showwarning : undefined;
  setHook('showwarning', next);
}

function logWarning(...given: Value[]): void {
  const [message, category, path, line, file = null, source = null] = given;
  if (file !== null) {
    ownHooks.showwarning(...given);
    return;
  }
  const logger: Value = getLogger('py.warnings');
  if (logger.handlers.length === 0) logger.addHandler(new NullHandler());
  logger.warning(formatwarning(message, category, path, line, source));
}

/** The functions of the module configure it, if nobody has. */
function toRoot(level: Value, message: Value, args: Value[]): void {
  if (root.handlers.length === 0) basicConfig();
  root.log(level, message, ...args);
}

export const debug = (message: Value, ...args: Value[]): void => toRoot(DEBUG, message, args);
export const info = (message: Value, ...args: Value[]): void => toRoot(INFO, message, args);
export const warning = (message: Value, ...args: Value[]): void => toRoot(WARNING, message, args);
export const error = (message: Value, ...args: Value[]): void => toRoot(ERROR, message, args);
export const critical = (message: Value, ...args: Value[]): void => toRoot(CRITICAL, message, args);
export const exception = (message: Value, ...args: Value[]): void =>
  toRoot(ERROR, message, withFailure(args));
export const log = (level: Value, message: Value, ...args: Value[]): void => toRoot(level, message, args);

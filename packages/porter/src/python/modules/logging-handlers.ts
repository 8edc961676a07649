/** logging.handlers: files that are renamed when they have grown or aged, records that are kept, or put in a queue. */
import { wallClock } from '../clock.js';
import { NotImplementedError, ValueError } from '../exceptions.js';
import { nodeModule } from '../host.js';
import { home } from '../homes.js';
import { bound } from '../keywords.js';
import { FileHandler, Handler } from '../logging/handler.js';
import { ERROR, levelOf } from '../logging/levels.js';
import { PyObject } from '../object.js';
import { isOp, method, op, plain } from '../plain.js';
import { parsed } from '../signature.js';
import { text } from '../text.js';
import { copy } from './copy.js';
import { exists } from './os-path.js';
import { remove, rename } from './os.js';
import { Thread } from './threading.js';
import { gmtime, localtime, strftime } from './time.js';
import type { Value } from '../value.js';

export const DEFAULT_TCP_LOGGING_PORT = 9020;

/** A file that is rolled over before a record that shouldRollover() says is too much for it. */
export class BaseRotatingHandler extends FileHandler {
  override emit(record: Value): Value {
    try {
      if (plain(this.shouldRollover(record)) as boolean) plain(this.doRollover());
    } catch (error) {
      this.handleError(record, error);
      return;
    }
    super.emit(record);
  }

  shouldRollover(_record: Value): Value {
    throw new NotImplementedError('shouldRollover');
  }

  doRollover(): Value {
    throw new NotImplementedError('doRollover');
  }

  rotation_filename(name: string): string {
    const own: Value = this.namer;
    return typeof own === 'function' ? (plain(own(name)) as string) : name;
  }

  rotate(source: string, target: string): void {
    const own: Value = this.rotator;
    if (typeof own === 'function') plain(own(source, target));
    else if (exists(source)) rename(source, target);
  }

  static readonly namer: Value = null;
  static readonly rotator: Value = null;
}

const ROTATING = parsed([
  'RotatingFileHandler.__init__(self)',
  'filename',
  'mode=',
  'maxBytes=',
  'backupCount=',
  'encoding=',
  'delay=',
  'errors=',
]);

export class RotatingFileHandler extends BaseRotatingHandler {
  declare maxBytes: number;
  declare backupCount: number;

  override __init__(...args: Value[]): Value {
    const given = bound(ROTATING, args);
    this.maxBytes = Number(given.get('maxBytes') ?? 0);
    this.backupCount = Number(given.get('backupCount') ?? 0);
    // A file that is rolled over by its size is added to.
    const mode: Value = this.maxBytes > 0 ? 'a' : (given.get('mode') ?? 'a');
    super.__init__(given.get('filename'), mode, given.get('encoding') ?? null, given.get('delay') ?? false);
  }

  override doRollover(): Value {
    this.stream?.close();
    this.stream = null;
    if (this.backupCount > 0) {
      const numbered = (i: number): string => this.rotation_filename(`${this.baseFilename}.${String(i)}`);
      for (let i = this.backupCount - 1; i > 0; i--)
        if (exists(numbered(i))) {
          if (exists(numbered(i + 1))) remove(numbered(i + 1));
          rename(numbered(i), numbered(i + 1));
        }
      if (exists(numbered(1))) remove(numbered(1));
      this.rotate(this.baseFilename, numbered(1));
    }
    this.stream = this._open();
  }

  override shouldRollover(record: Value): Value {
    if (this.maxBytes <= 0) return false;
    this.stream ??= this._open();
    this.flush();
    const more = Buffer.byteLength(`${text(this.format(record))}\n`);
    return sizeOf(this.baseFilename) + more >= this.maxBytes;
  }
}

const sizeOf = (path: string): number => Number(nodeModule('node:fs').statSync(path).size);

const TIMED = parsed([
  'TimedRotatingFileHandler.__init__(self)',
  'filename',
  'when=',
  'interval=',
  'backupCount=',
  'encoding=',
  'delay=',
  'utc=',
  'atTime=',
  'errors=',
]);

const DAY = 86_400;
/** Seconds of an interval, and what is put behind the name of a file of it. */
const INTERVALS: Readonly<Record<string, readonly [seconds: number, suffix: string]>> = {
  S: [1, '%Y-%m-%d_%H-%M-%S'],
  M: [60, '%Y-%m-%d_%H-%M'],
  H: [3600, '%Y-%m-%d_%H'],
  D: [DAY, '%Y-%m-%d'],
  MIDNIGHT: [DAY, '%Y-%m-%d'],
  W: [7 * DAY, '%Y-%m-%d'],
};

export class TimedRotatingFileHandler extends BaseRotatingHandler {
  declare when: string;
  declare interval: number;
  declare backupCount: number;
  declare utc: boolean;
  declare suffix: string;
  declare rolloverAt: number;

  override __init__(...args: Value[]): Value {
    const given = bound(TIMED, args);
    this.when = String(given.get('when') ?? 'h').toUpperCase();
    const kind = /^W[0-6]$/.test(this.when) ? 'W' : this.when;
    const known = INTERVALS[kind];
    if (known === undefined) throw new ValueError(`Invalid rollover interval specified: ${this.when}`);
    [this.interval, this.suffix] = known;
    this.interval *= Number(given.get('interval') ?? 1);
    this.backupCount = Number(given.get('backupCount') ?? 0);
    this.utc = given.get('utc') === true;
    super.__init__(given.get('filename'), 'a', given.get('encoding') ?? null, given.get('delay') ?? false);
    const begun = exists(this.baseFilename)
      ? Number(nodeModule('node:fs').statSync(this.baseFilename).mtimeMs) / 1000
      : wallClock();
    this.rolloverAt = this.computeRollover(begun);
  }

  computeRollover(now: Value): number {
    const at = Number(now);
    if (this.when !== 'MIDNIGHT' && !this.when.startsWith('W')) return at + this.interval;
    const parts: Value = this.utc ? gmtime(at) : localtime(at);
    const toMidnight = DAY - (Number(parts[3]) * 3600 + Number(parts[4]) * 60 + Number(parts[5]));
    if (this.when === 'MIDNIGHT') return at + toMidnight;
    const days = (Number(this.when.slice(1)) - Number(parts[6]) + 7) % 7;
    return at + toMidnight + days * DAY;
  }

  override shouldRollover(_record: Value): Value {
    return wallClock() >= this.rolloverAt;
  }

  override doRollover(): Value {
    this.stream?.close();
    this.stream = null;
    const began = this.rolloverAt - this.interval;
    const parts = this.utc ? gmtime(began) : localtime(began);
    const target = this.rotation_filename(`${this.baseFilename}.${strftime(this.suffix, parts)}`);
    if (exists(target)) remove(target);
    this.rotate(this.baseFilename, target);
    for (const old of this.getFilesToDelete()) remove(old);
    this.stream = this._open();
    while (this.rolloverAt <= wallClock()) this.rolloverAt = this.computeRollover(this.rolloverAt);
  }

  /** The oldest files, of which there are too many. */
  getFilesToDelete(): string[] {
    if (this.backupCount <= 0) return [];
    const path: Value = nodeModule('node:path');
    const folder: string = path.dirname(this.baseFilename);
    const begins = `${String(path.basename(this.baseFilename))}.`;
    const names = (nodeModule('node:fs').readdirSync(folder) as string[])
      .filter((name) => name.startsWith(begins) && /^\d{4}-\d\d-\d\d/.test(name.slice(begins.length)))
      .sort();
    return names.slice(0, Math.max(0, names.length - this.backupCount)).map((name) => `${folder}/${name}`);
  }
}

/** A file that is opened again if another process has moved it. */
export class WatchedFileHandler extends FileHandler {
  override emit(record: Value): Value {
    this.reopenIfNeeded();
    super.emit(record);
  }

  reopenIfNeeded(): void {
    if (this.stream === null || exists(this.baseFilename)) return;
    this.stream.close();
    this.stream = this._open();
  }
}

/** Keeps so many records. */
export class BufferingHandler extends Handler {
  declare capacity: number;
  declare buffer: Value[];

  override __init__(capacity: Value, ..._more: Value[]): Value {
    super.__init__();
    this.capacity = Number(capacity);
    this.buffer = [];
  }

  shouldFlush(_record: Value): Value {
    return this.buffer.length >= this.capacity;
  }

  override emit(record: Value): Value {
    this.buffer.push(record);
    if (plain(this.shouldFlush(record)) as boolean) this.flush();
  }

  override flush(): Value {
    this.buffer = [];
  }

  override close(): Value {
    this.flush();
    super.close();
  }
}

const MEMORY = parsed([
  'MemoryHandler.__init__(self)',
  'capacity',
  'flushLevel=',
  'target=',
  'flushOnClose=',
]);

/** Keeps records until there are so many, or one is bad enough, and hands them to another handler. */
export class MemoryHandler extends BufferingHandler {
  declare flushLevel: number;
  declare target: Value;
  declare flushOnClose: Value;

  override __init__(...args: Value[]): Value {
    const given = bound(MEMORY, args);
    super.__init__(given.get('capacity'));
    this.flushLevel = levelOf(given.get('flushLevel') ?? ERROR);
    this.target = given.get('target') ?? null;
    this.flushOnClose = given.get('flushOnClose') ?? true;
  }

  override shouldFlush(record: Value): Value {
    return this.buffer.length >= this.capacity || record.levelno >= this.flushLevel;
  }

  setTarget(target: Value): void {
    this.target = target;
  }

  override flush(): Value {
    if (this.target === null) return;
    for (const record of this.buffer.splice(0)) plain(this.target.handle(record));
  }

  override close(): Value {
    if (this.flushOnClose === true) this.flush();
    this.target = null;
    super.close();
  }
}

/** Puts records in a queue, for who listens there. */
export class QueueHandler extends Handler {
  declare queue: Value;
  declare listener: Value;

  override __init__(queue: Value): Value {
    super.__init__();
    this.queue = queue;
    this.listener = null;
  }

  enqueue(record: Value): Value {
    plain(method(this.queue, 'put_nowait', record));
  }

  /** A copy of the record that has its text, and nothing else of what it was made of. */
  prepare(record: Value): Value {
    const message: Value = this.format(record);
    const made: Value = copy(record);
    return Object.assign(made as object, {
      message,
      msg: message,
      args: null,
      exc_info: null,
      exc_text: null,
      stack_info: null,
    });
  }

  override emit(record: Value): Value {
    try {
      plain(this.enqueue(this.prepare(record)));
    } catch (error) {
      this.handleError(record, error);
    }
  }
}

/** A thread that hands the records of a queue to handlers. */
export class QueueListener extends PyObject {
  static readonly _sentinel: Value = null;
  declare queue: Value;
  declare handlers: Value[];
  declare respect_handler_level: Value;
  declare _thread: Value;

  override __init__(queue: Value, ...handlers: Value[]): void {
    const last: Value = handlers.at(-1);
    const isNamed = last !== undefined && !(last instanceof Handler);
    this.queue = queue;
    this.handlers = isNamed ? handlers.slice(0, -1) : handlers;
    this.respect_handler_level = isNamed ? last.get('respect_handler_level', false) : false;
    this._thread = null;
  }

  prepare(record: Value): Value {
    return record;
  }

  handle(record: Value): void {
    const prepared: Value = plain(this.prepare(record));
    for (const handler of this.handlers)
      if (this.respect_handler_level !== true || prepared.levelno >= handler.level)
        plain(handler.handle(prepared));
  }

  *_monitor(): Generator<Value> {
    for (;;) {
      const record: Value = yield* op(method(this.queue, 'get'));
      if (record === null) return;
      this.handle(record);
      if ('task_done' in this.queue) method(this.queue, 'task_done');
    }
  }

  start(): void {
    this._thread = new Thread(null, () => this._monitor(), 'QueueListener');
    this._thread.daemon = true;
    plain(this._thread.start());
  }

  /** All that is in the queue is handled before. */
  *stop(): Generator<Value> {
    if (this._thread === null) return;
    plain(method(this.queue, 'put_nowait', null));
    const joining: Value = this._thread.join();
    if (isOp(joining)) yield* op(joining);
    this._thread = null;
  }
}

home(
  'logging.handlers',
  BaseRotatingHandler,
  RotatingFileHandler,
  TimedRotatingFileHandler,
  WatchedFileHandler,
  BufferingHandler,
  MemoryHandler,
  QueueHandler,
  QueueListener,
);

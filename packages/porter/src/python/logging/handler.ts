/** Where records go: handlers, those of streams and files among them. */
import { getattr } from '../attributes.js';
import { tracebackOf } from '../end.js';
import { home } from '../homes.js';
import { bound } from '../keywords.js';
import { abspath } from '../modules/os-path.js';
import { stderr, toStderr } from '../streams.js';
import { className } from '../object.js';
import { open } from '../open.js';
import { kw } from '../keywords.js';
import { plain } from '../plain.js';
import { NotImplementedError } from '../exceptions.js';
import { parsed } from '../signature.js';
import { text } from '../text.js';
import type { Value } from '../value.js';
import { Filterer } from './filterer.js';
import { Formatter } from './formatter.js';
import { NOTSET, WARNING, getLevelName, levelOf } from './levels.js';

/** What a module has once: whether a handler's own errors are told, and the handlers that shutdown() closes. */
const settings: { raiseExceptions: Value } = { raiseExceptions: true };
const open_ = new Set<Handler>();
let plainly: Value;

export class Handler extends Filterer {
  declare level: number;
  declare formatter: Value;
  declare _name: Value;

  override __init__(level: Value = NOTSET): Value {
    super.__init__();
    this.level = levelOf(level);
    this.formatter = null;
    this._name = null;
    open_.add(this);
  }

  get name(): Value {
    return this._name;
  }

  set name(name: Value) {
    this._name = name;
  }

  get_name(): Value {
    return this._name;
  }

  set_name(name: Value): void {
    this._name = name;
  }

  setFormatter(formatter: Value): void {
    this.formatter = formatter;
  }

  setLevel(level: Value): void {
    this.level = levelOf(level);
  }

  format(record: Value): Value {
    return (this.formatter ?? (plainly ??= new Formatter())).format(record);
  }

  emit(_record: Value): Value {
    throw new NotImplementedError('emit must be implemented by Handler subclasses');
  }

  handle(record: Value): Value {
    const passes: Value = this.filter(record);
    if (passes as boolean) plain(this.emit(record));
    return passes;
  }

  /** What goes wrong with a record is told, and no error of who logs it. */
  handleError(record: Value, error?: Value): void {
    if (settings.raiseExceptions !== true) return;
    const args = `Message: ${text(record.msg)}\nArguments: ${text(record.args)}\n`;
    const told = error === undefined ? '' : tracebackOf(error);
    toStderr(`--- Logging error ---\n${told}${args}`);
  }

  acquire(): void {
    // Nothing parks while a record is handled.
  }

  release(): void {
    // As acquire().
  }

  createLock(): void {
    // As acquire().
  }

  flush(): Value {
    // For subclasses.
  }

  close(): Value {
    open_.delete(this);
  }

  __repr__(): string {
    return `<${className(this.constructor)} (${String(getLevelName(this.level))})>`;
  }
}

export class StreamHandler extends Handler {
  static readonly terminator: Value = '\n';
  declare stream: Value;

  override __init__(...args: Value[]): Value {
    super.__init__();
    this.stream = bound(STREAM, args).get('stream') ?? stderr;
  }

  setStream(stream: Value): Value {
    const before: Value = this.stream;
    if (stream === before) return null;
    this.flush();
    this.stream = stream;
    return before;
  }

  override emit(record: Value): Value {
    try {
      const line = text(this.format(record)) + text(this.terminator);
      plain(this.stream.write(line));
      this.flush();
    } catch (error) {
      this.handleError(record, error);
    }
  }

  override flush(): Value {
    const { stream } = this;
    if (stream !== null && typeof stream === 'object' && 'flush' in stream) plain(stream.flush());
  }

  override __repr__(): string {
    const name: Value = getattr(this.stream, 'name', '');
    return `<${className(this.constructor)} ${name === '' ? '' : `${text(name)} `}(${String(getLevelName(this.level))})>`;
  }
}
const STREAM = parsed(['StreamHandler.__init__(self)', 'stream=']);

const FILE = parsed(['FileHandler.__init__(self)', 'filename', 'mode=', 'encoding=', 'delay=', 'errors=']);

export class FileHandler extends StreamHandler {
  declare baseFilename: string;
  declare mode: string;
  declare encoding: Value;

  override __init__(...args: Value[]): Value {
    const given = bound(FILE, args);
    super.__init__();
    this.baseFilename = abspath(given.get('filename'));
    this.mode = given.get('mode') ?? 'a';
    this.encoding = given.get('encoding') ?? null;
    this.stream = given.get('delay') === true ? null : this._open();
  }

  _open(): Value {
    return open(this.baseFilename, this.mode, kw({ encoding: this.encoding ?? 'utf-8' }));
  }

  override emit(record: Value): Value {
    this.stream ??= this._open();
    super.emit(record);
  }

  override close(): Value {
    if (this.stream !== null) {
      this.flush();
      this.stream.close();
      this.stream = null;
    }
    super.close();
  }

  override __repr__(): string {
    return `<${className(this.constructor)} ${this.baseFilename} (${String(getLevelName(this.level))})>`;
  }
}

export class NullHandler extends Handler {
  override handle(_record: Value): Value {
    // Nothing.
  }

  override emit(_record: Value): Value {
    // Nothing.
  }
}

/** What takes records that no handler does. */
class LastResort extends Handler {
  override emit(record: Value): Value {
    toStderr(`${text(this.format(record))}\n`);
  }
}
export const lastResort = new LastResort(WARNING);

/** Flush and close all handlers. */
export function shutdown(): void {
  for (const handler of [...open_].reverse()) {
    plain(handler.flush());
    plain(handler.close());
  }
}

home('logging', Handler, StreamHandler, FileHandler, NullHandler);

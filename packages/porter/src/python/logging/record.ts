/** What is logged: a message with its arguments, and what is known of when and where. */
import { wallClock } from '../clock.js';
import { Dict, entriesOf } from '../dict.js';
import { float_ } from '../float.js';
import { home } from '../homes.js';
import { bound } from '../keywords.js';
import { PyObject } from '../object.js';
import { getpid } from '../modules/os.js';
import { basename } from '../modules/os-path.js';
import { current_thread, get_ident } from '../modules/threading.js';
import { percentFormat } from '../percent-format.js';
import { parsed } from '../signature.js';
import { text } from '../text.js';
import { Tuple, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { getLevelName } from './levels.js';

const begun = wallClock();

const PARAMETERS = parsed([
  'LogRecord.__init__(self)',
  'name',
  'level',
  'pathname',
  'lineno',
  'msg',
  'args',
  'exc_info',
  'func=',
  'sinfo=',
]);

export class LogRecord extends PyObject {
  override __init__(...given: Value[]): void {
    const known = bound(PARAMETERS, given);
    const of = (name: string): Value => known.get(name) ?? null;
    const args: Value = of('args');
    const [only]: Value[] = args instanceof Tuple && args.length === 1 ? args : [];
    const now = wallClock();
    const pathname = text(of('pathname'));
    Object.assign(this, {
      name: of('name'),
      msg: of('msg'),
      // One mapping is what the names of the message are looked up in.
      args: only instanceof Dict && only.size > 0 ? only : args,
      levelname: getLevelName(of('level')),
      levelno: of('level'),
      pathname,
      filename: basename(pathname),
      module: basename(pathname).replace(/\.\w+$/, ''),
      exc_info: of('exc_info'),
      exc_text: null,
      stack_info: of('sinfo'),
      lineno: of('lineno'),
      funcName: of('func'),
      created: float_(now),
      msecs: float_(Math.floor((now % 1) * 1000)),
      relativeCreated: float_((now - begun) * 1000),
      thread: get_ident(),
      threadName: current_thread().name,
      processName: 'MainProcess',
      process: getpid(),
    });
  }

  getMessage(): string {
    const message = text(this.msg);
    const args: Value = this.args;
    const isAny = args instanceof Dict ? args.size > 0 : args !== null && args.length > 0;
    return isAny ? text(percentFormat(message, args)) : message;
  }

  __repr__(): string {
    return `<LogRecord: ${text(this.name)}, ${text(this.levelno)}, ${text(this.pathname)}, ${text(this.lineno)}, "${text(this.msg)}">`;
  }
}

/** A record with the attributes of a dict. */
export function makeLogRecord(attributes: Value): LogRecord {
  const record = new LogRecord(null, null, '', 0, '', tuple_([]), null);
  for (const [name, value] of entriesOf(attributes) ?? []) record[name as string] = value;
  return record;
}

home('logging', LogRecord);

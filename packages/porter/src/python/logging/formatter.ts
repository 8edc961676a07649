/** How records become lines. */
import { tracebackOf } from '../end.js';
import { ValueError } from '../exceptions.js';
import { Dict } from '../dict.js';
import { home } from '../homes.js';
import { bound } from '../keywords.js';
import { Template } from '../modules/string.js';
import { localtime, strftime } from '../modules/time.js';
import { PyObject, hidden } from '../object.js';
import { plain } from '../plain.js';
import { percentFormat } from '../percent-format.js';
import { parsed } from '../signature.js';
import { strFormat } from '../str-format.js';
import { text } from '../text.js';
import { Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';

const STYLES = new Map<Value, string>([
  ['%', '%(message)s'],
  ['{', '{message}'],
  ['$', '${message}'],
]);

const PARAMETERS = parsed([
  'Formatter.__init__(self)',
  'fmt=',
  'datefmt=',
  'style=',
  'validate=',
  '*',
  'defaults=',
]);

export class Formatter extends PyObject {
  static readonly default_time_format: Value = '%Y-%m-%d %H:%M:%S';
  static readonly default_msec_format: Value = '%s,%03d';
  declare _fmt: string;
  declare datefmt: Value;
  declare _style: string;
  declare _defaults: Value;

  override __init__(...given: Value[]): void {
    hidden(this, '_style', '_defaults');
    const known = bound(PARAMETERS, given);
    this._style = known.get('style') ?? '%';
    const pattern = STYLES.get(this._style);
    if (pattern === undefined) throw new ValueError(`Style must be one of: ${[...STYLES.keys()].join(',')}`);
    this._fmt = known.get('fmt') ?? pattern;
    this.datefmt = known.get('datefmt') ?? null;
    this._defaults = known.get('defaults') ?? null;
    if (known.get('validate') === false) return;
    const fields = {
      '%': /%\(\w+\)[#0+ -]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[diouxefgcrsa%]/i,
      '{': /\{\w/,
      $: /\$\{?\w/,
    };
    if (!fields[this._style as '%'].test(this._fmt))
      throw new ValueError(
        this._style === '%' ? `Invalid format '${this._fmt}' for '%' style` : 'invalid format: no fields',
      );
  }

  usesTime(): boolean {
    return /%\(asctime\)|\{asctime|\$\{?asctime/.test(this._fmt);
  }

  formatTime(record: Value, datefmt: Value = null): string {
    const parts = localtime(record.created);
    if (datefmt !== null) return strftime(datefmt as string, parts);
    const time = strftime(this.default_time_format as string, parts);
    const pattern: Value = this.default_msec_format;
    return pattern === null ? time : text(percentFormat(pattern, tup(time, record.msecs)));
  }

  formatException(failed: Value): string {
    const error: Value = failed instanceof Tuple ? failed[1] : failed;
    return tracebackOf(error).trimEnd();
  }

  formatStack(stack: Value): Value {
    return stack;
  }

  formatMessage(record: Value): string {
    const values = new Dict(this._defaults ?? undefined);
    for (const [name, value] of Object.entries(record as object)) values.set(name, value);
    switch (this._style) {
      case '{':
        return strFormat(this._fmt, [], values);
      case '$':
        return new Template(this._fmt).substitute(values) as string;
      default:
        return text(percentFormat(this._fmt, values));
    }
  }

  format(record: Value): string {
    record.message = record.getMessage();
    if (plain(this.usesTime()) as boolean) record.asctime = this.formatTime(record, this.datefmt);
    let line: string = this.formatMessage(record);
    const failed: Value = record.exc_info;
    if (failed !== null && failed !== undefined && failed !== false)
      record.exc_text ??= this.formatException(failed);
    for (const more of [record.exc_text, record.stack_info] as Value[])
      if (more !== null && more !== undefined) line += `${line.endsWith('\n') ? '' : '\n'}${text(more)}`;
    return line;
  }
}

home('logging', Formatter);

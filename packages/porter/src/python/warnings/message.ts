/** How a warning is told: on standard error, or in a list that collects it. */
import { home } from '../homes.js';
import { bound } from '../keywords.js';
import { PyObject, className } from '../object.js';
import { call, plain } from '../plain.js';
import { parsed } from '../signature.js';
import { stderr } from '../streams.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';

/** A warning, and where it is told of. */
export class WarningMessage extends PyObject {
  override __init__(
    message: Value,
    category: Value,
    filename: Value,
    lineno: Value,
    file: Value = null,
    line: Value = null,
    source: Value = null,
  ): void {
    Object.assign(this, { message, category, filename, lineno, file, line, source });
    this._category_name = category === null ? null : className(category);
  }

  __str__(): string {
    const { message, _category_name: category, filename, lineno, line } = this;
    return `{message : ${repr(message)}, category : ${repr(category)}, filename : ${repr(filename)}, lineno : ${text(lineno)}, line : ${repr(line)}}`;
  }
}

/** Lines of the source, by file and number: those of calls that warn. */
const lines = new Map<string, string>();

export function knowLine(path: string, line: number, source: string): void {
  lines.set(`${path}:${String(line)}`, source);
}

/** Where warnings go, if not to standard error. */
export let recorder: Value[] | undefined;

/** Functions that a program can replace. */
export interface Hooks {
  readonly formatwarning: Value;
  readonly showwarning: Value;
}

export const ownHooks: Hooks = { formatwarning: ownFormat, showwarning: ownShow };

export let { formatwarning, showwarning } = ownHooks;

/** `warnings.showwarning = f`. */
export function setHook(name: keyof Hooks, f: Value): void {
  if (name === 'showwarning') showwarning = f;
  else formatwarning = f;
}

/** How warnings are told now. */
export function telling(): () => void {
  const before = { recorder, showwarning };
  return () => {
    ({ recorder, showwarning } = before);
  };
}

/** From now on they are collected. */
export function record(): Value[] {
  showwarning = ownHooks.showwarning;
  return (recorder = []);
}

export function show(message: Value, category: Value, path: string, line: number): void {
  const told = new WarningMessage(message, category, path, line);
  if (showwarning !== ownHooks.showwarning)
    plain(call(showwarning, message, category, path, line, null, null));
  else if (recorder !== undefined) recorder.push(told);
  else write(told);
}

function write(told: WarningMessage): void {
  const { message, category, filename, lineno, line, file } = told;
  const shown: Value =
    formatwarning === ownHooks.formatwarning
      ? formatted(told)
      : plain(call(formatwarning, message, category, filename, lineno, line));
  (file ?? stderr)?.write(shown);
}

function formatted({ filename, lineno, category, message, line }: WarningMessage): string {
  const source: Value = line ?? lines.get(`${text(filename)}:${text(lineno)}`) ?? '';
  const own = `${text(filename)}:${text(lineno)}: ${className(category)}: ${text(message)}\n`;
  return source === '' ? own : `${own}  ${text(source).trim()}\n`;
}

const FORMAT = parsed(['formatwarning()', 'message', 'category', 'filename', 'lineno', 'line=']);

function ownFormat(...given: Value[]): string {
  const known = bound(FORMAT, given);
  const [message, category, path, number, line = null] = FORMAT.names.map((name) => known.get(name));
  return formatted(new WarningMessage(message, category, path, number, null, line));
}

const SHOW = parsed(['showwarning()', 'message', 'category', 'filename', 'lineno', 'file=', 'line=']);

function ownShow(...given: Value[]): void {
  const known = bound(SHOW, given);
  const [message, category, path, number, file = null, line = null] = SHOW.names.map((name) =>
    known.get(name),
  );
  write(new WarningMessage(message, category, path, number, file, line));
}

home('warnings', WarningMessage);

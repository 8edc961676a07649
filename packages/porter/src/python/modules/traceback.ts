/** Python's traceback, with the places of JavaScript. */
import { lastError } from '../current.js';
import { tracebackOf } from '../end.js';
import { Kw } from '../keywords.js';
import { stderr, toStderr } from '../streams.js';
import type { Value } from '../value.js';

/** The error that was caught last, as Python prints it. */
export function format_exc(): string {
  const error: Value = lastError();
  return error === undefined ? 'NoneType: None\n' : tracebackOf(error);
}

/** To the file that is given by name, or standard error. */
function printed(text: string, args: readonly Value[]): void {
  const named = args.find((one) => one instanceof Kw) as Kw | undefined;
  const file: Value = named?.get('file', null) ?? stderr;
  file?.write(text);
}

export function print_exc(...args: Value[]): void {
  printed(format_exc(), args);
}

export function print_stack(): void {
  toStderr(`${String(new Error('stack').stack)}\n`);
}

export const format_exception = (first: Value, error: Value = first): string[] => [tracebackOf(error)];
export function format_exception_only(first: Value, error: Value = first): string[] {
  return [tracebackOf(error).replace(/^Traceback.*\n(?: {2}at .*\n)*/, '')];
}
export function print_exception(first: Value, ...args: Value[]): void {
  const [error] = args;
  printed(tracebackOf(error === undefined || error instanceof Kw ? first : error), args);
}

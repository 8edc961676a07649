/** Python's traceback, with the places of JavaScript. */
import { lastError } from '../current.js';
import { tracebackOf } from '../end.js';
import { host } from '../host.js';
import type { Value } from '../value.js';

/** The error that was caught last, as Python prints it. */
export function format_exc(): string {
  const error: Value = lastError();
  return error === undefined ? 'NoneType: None\n' : tracebackOf(error);
}

export function print_exc(): void {
  host.write(format_exc(), 'stderr');
}

export function print_stack(): void {
  host.write(`${String(new Error('stack').stack)}\n`, 'stderr');
}

export const format_exception = (first: Value, error: Value = first): string[] => [tracebackOf(error)];
export function format_exception_only(first: Value, error: Value = first): string[] {
  return [tracebackOf(error).replace(/^Traceback.*\n(?: {2}at .*\n)*/, '')];
}
export const print_exception = (first: Value, error: Value = first): void =>
  host.write(tracebackOf(error), 'stderr');

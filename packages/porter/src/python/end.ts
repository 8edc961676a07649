/** The end of a program: SystemExit is its exit code, and an error that nobody takes is printed as a traceback. */
import { BaseException, SystemExit, caught } from './exceptions.js';
import { home, homeOf } from './homes.js';
import { PyObject, isRoot } from './object.js';
import * as exceptions from './exceptions.js';
import { className, qualified } from './object.js';
import { Dict } from './dict.js';
import { Complex } from './complex.js';
import { Slice } from './items.js';
import { Range } from './range.js';
import { FrozenSet, PySet } from './set.js';
import { toStderr } from './streams.js';
import { text } from './text.js';
import { Tuple } from './tuple.js';
import type { Value } from './value.js';

for (const one of Object.values(exceptions))
  if (typeof one === 'function' && (one as Value).prototype instanceof Error) {
    isRoot(one);
    home('builtins', one);
  }

home('builtins', Dict, Range, PySet, FrozenSet, Tuple, Slice, Complex, PyObject);

/** The code that a program ends with after an error, which is printed unless it is SystemExit. */
export function endedBy(error: Value): number {
  if (error instanceof SystemExit) {
    const { code } = error;
    if (code === null || code === undefined) return 0;
    if (typeof code === 'number' || typeof code === 'boolean') return Number(code);
    toStderr(`${text(code)}\n`);
    return 1;
  }
  toStderr(tracebackOf(error));
  return 1;
}

/** As Python prints an error, after the one that it was raised from, with the places of JavaScript. */
export function tracebackOf(error: Value): string {
  return chained(error, new Set());
}

function chained(error: Value, shown: Set<Value>): string {
  const known = caught(error);
  shown.add(known);
  const frames = String(error?.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node:internal/'))
    .reverse();
  const text_ = known instanceof BaseException || known instanceof Error ? text(known) : String(known);
  const name = !(known instanceof Error)
    ? 'Error'
    : homeOf(known.constructor) === '__main__'
      ? className(known.constructor)
      : qualified(known.constructor);
  const cause: Value = known instanceof BaseException ? known.__cause__ : undefined;
  const before =
    cause instanceof Error && !shown.has(cause)
      ? `${chained(cause, shown)}\nThe above exception was the direct cause of the following exception:\n\n`
      : '';
  return `${before}Traceback (most recent call last):\n${frames.map((line) => `  ${line.trim()}\n`).join('')}${name}${text_ === '' ? '' : `: ${text_}`}\n`;
}

// An error that nobody catches is printed as Python does, and SystemExit, whoever else listens, is the end of the program.
const { process } = globalThis as Value;
if (process?.versions?.node !== undefined)
  process.on('uncaughtException', (error: Value) => {
    // What Node's domains listen with ends nothing.
    const listeners: Value[] = process.listeners('uncaughtException');
    const isAlone = listeners.filter(({ name }) => name !== 'domainUncaughtExceptionClear').length === 1;
    if (isAlone || error instanceof SystemExit) process.exit(endedBy(error));
  });

/** The end of a program: SystemExit is its exit code, and an error that nobody takes is printed as a traceback. */
import { BaseException, SystemExit, caught, onSystemExit } from './exceptions.js';
import { host } from './host.js';
import { isRoot } from './object.js';
import * as exceptions from './exceptions.js';
import { className } from './object.js';
import { text } from './text.js';
import type { Value } from './value.js';

for (const one of Object.values(exceptions))
  if (typeof one === 'function' && (one as Value).prototype instanceof Error) isRoot(one);

/** The code that a program ends with after an error, which is printed unless it is SystemExit. */
export function endedBy(error: Value): number {
  if (error instanceof SystemExit) {
    const { code } = error;
    if (code === null || code === undefined) return 0;
    if (typeof code === 'number') return code;
    host.write(`${text(code)}\n`, 'stderr');
    return 1;
  }
  host.write(tracebackOf(error), 'stderr');
  return 1;
}

/** As Python prints an error, with the places of JavaScript. */
export function tracebackOf(error: Value): string {
  const known = caught(error);
  const frames = String(error?.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .reverse();
  const shown = known instanceof BaseException || known instanceof Error ? text(known) : String(known);
  const name = known instanceof Error ? className(known.constructor) : 'Error';
  return `Traceback (most recent call last):\n${frames.map((line) => `  ${line.trim()}\n`).join('')}${name}${shown === '' ? '' : `: ${shown}`}\n`;
}

// SystemExit that nobody catches is the end of the program, and no error that Node would print.
let watched = false;
onSystemExit(() => {
  const { process } = globalThis as Value;
  if (watched || process?.versions?.node === undefined) return;
  watched = true;
  process.on('uncaughtException', (error: Value) => {
    process.exit(endedBy(error));
  });
});

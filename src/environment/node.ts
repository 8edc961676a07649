/**
 * What the environment of a process asks for, of any program that imports evergreen-ts:
 *
 *     EVERGREEN_TRACE=FILE    record what the loop does, and write FILE when the process ends: for Perfetto (.json) or as text (.txt)
 *
 * Chosen as `#environment` by package.json's `imports`; web.ts is for everything that is not Node. In worker threads it does
 * nothing: they have the variables of the main thread.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread, warn } from '#platform';
import { atExit } from '../handles/at-exit.js';
import { onLoop } from '../loop/thread.js';
import { Trace } from '../trace/trace.js';

if (isMainThread) traceTo(process.env['EVERGREEN_TRACE']);

function traceTo(file = ''): void {
  if (file === '') return;
  const isText = file.endsWith('.txt');
  if (!isText && !file.endsWith('.json'))
    throw new Error(`EVERGREEN_TRACE must name a file that ends in .json or .txt, not ${file}`);
  const trace = new Trace().start();
  // It ends with its loop: go on with the next.
  onLoop(() => trace.start());
  atExit(() => {
    try {
      writeFileSync(file, isText ? `${trace.toText()}\n` : trace.toPerfetto());
    } catch (error) {
      warn(`EVERGREEN_TRACE: the trace was not written: ${String(error)}`);
    }
  });
}

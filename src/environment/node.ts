/**
 * What the environment of a process asks for, of any program that imports evergreen-ts:
 *
 *     EVERGREEN_TRACE=FILE         record what the loop does, and write FILE when the process ends: for Perfetto (.json) or as text (.txt)
 *     EVERGREEN_WATCHDOG=SECONDS   watchdog() of evergreen-ts/monitor
 *     EVERGREEN_MONITOR=PATH       monitor() of it, on each loop
 *
 * The monitor is loaded only if it is asked for. A bundler is not to see that, or each program would contain it.
 *
 * Chosen as `#environment` by package.json's `imports`; web.ts is for everything that is not Node. In worker threads it does
 * nothing: they have the variables of the main thread.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread, warn } from '#platform';
import { isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import { atExit } from '../handles/at-exit.js';
import { onLoop, presentLoop } from '../loop/thread.js';
import type * as Monitor from '../monitor/index.js';
import type { Op } from '../park/op.js';
import { loopScope, ofLoop, runScopes, wasDismissed } from '../tasklet/fields.js';
import { Tasklet } from '../tasklet/tasklet.js';
import { Trace } from '../trace/trace.js';

if (isMainThread) {
  const { EVERGREEN_TRACE, EVERGREEN_WATCHDOG, EVERGREEN_MONITOR } = process.env;
  if (isSet(EVERGREEN_TRACE)) traceTo(EVERGREEN_TRACE);
  if (isSet(EVERGREEN_WATCHDOG)) watch(EVERGREEN_WATCHDOG);
  if (isSet(EVERGREEN_MONITOR)) openMonitor(EVERGREEN_MONITOR);
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function traceTo(file: string): void {
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

function watch(text: string): void {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds < Infinity))
    throw new Error(`EVERGREEN_WATCHDOG must be a number of seconds above 0, not ${text}`);
  withMonitor('EVERGREEN_WATCHDOG', ({ watchdog }) => watchdog({ seconds }));
}

function openMonitor(path: string): void {
  withMonitor('EVERGREEN_MONITOR', ({ monitor }) => {
    const open = (): void => {
      // One that fails (the path may be taken) changes nothing for the program.
      const target = function* (): Op<void> {
        try {
          yield* monitor(path);
        } catch (error) {
          if (isInstance(error, TaskletExit)) throw error;
          warn(`EVERGREEN_MONITOR: ${String(error)}`);
        }
      };
      const tasklet = ofLoop(new Tasklet<void>({ target, name: 'monitor', daemon: true })).start();
      tasklet.addDoneCallback(() => {
        // It was told to end, as nothing else went on; but something has begun since.
        if (wasDismissed(tasklet) && (runScopes().size > 0 || loopScope().busy > 0)) open();
      });
    };
    onLoop(open);
    if (presentLoop() !== undefined) open();
  });
}

/** Load it, and go on; that it cannot be had changes nothing for the program. */
function withMonitor(variable: string, use: (monitor: typeof Monitor) => void): void {
  // Not by a text in the import itself, and with what bundlers take for a sign that they are to leave it alone.
  import(/* webpackIgnore: true */ /* @vite-ignore */ ['..', 'monitor', 'index.js'].join('/')).then(
    (monitor: typeof Monitor) => {
      try {
        use(monitor);
      } catch (error) {
        warn(`${variable}: ${String(error)}`);
      }
    },
    (error: unknown) =>
      warn(
        `${variable}: evergreen-ts/monitor is not to be found from here (in a bundle, call it yourself): ${String(error)}`,
      ),
  );
}

/** Python's atexit: functions that are called when the process ends, the last first. None is in a browser. */
import { tracebackOf } from '../end.js';
import { type Kw, takeKw } from '../keywords.js';
import { apply, plain } from '../plain.js';
import { toStderr } from '../streams.js';
import type { Value } from '../value.js';

let calls: { readonly f: Value; readonly args: Value[]; readonly named: Kw }[] = [];
let isWatched = false;

export function _run_exitfuncs(): void {
  for (let call = calls.pop(); call !== undefined; call = calls.pop())
    try {
      plain(apply(call.f, call.args, call.named));
    } catch (error) {
      toStderr(tracebackOf(error));
    }
}

export function register(f: Value, ...args: Value[]): Value {
  const named = takeKw(args);
  calls.push({ f, args, named });
  if (!isWatched) (globalThis as Value).process?.once('exit', _run_exitfuncs);
  isWatched = true;
  return f;
}

export function unregister(f: Value): void {
  calls = calls.filter((call) => call.f !== f);
}

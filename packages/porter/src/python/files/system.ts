/**
 * The file system, as a program asks for it. What was written to a file that nobody closed is there by then: CPython writes it out
 * when the last reference to the file goes, which JavaScript does not tell, so here it is done before anybody looks, and at the end.
 */
import { OSError, SYSTEM } from '../exceptions.js';
import { nodeModule } from '../host.js';
import { fspath } from '../paths/fspath.js';
import type { Value } from '../value.js';

/** What the system says, as Python does. */
export function systemError(error: Value, path: Value): Value {
  const known = Object.hasOwn(Object(error), 'code') ? SYSTEM[String(error.code)] : undefined;
  if (known === undefined) return error;
  const [number, text, kind] = known;
  return new kind(number, text, path);
}

interface Writer {
  flush(): void;
}

/** Files with bytes that the system has not got yet. */
const unwritten = new Set<Writer>();
let endsWatched = false;

/** Something is to be written out before anybody looks. */
export function toBeWritten(file: Writer): void {
  unwritten.add(file);
  if (endsWatched) return;
  endsWatched = true;
  (globalThis as Value).process.on('exit', writeOut);
}

export function isWritten(file: Writer): void {
  unwritten.delete(file);
}

/** Whoever looks now sees all that was written. */
export function writeOut(): void {
  for (const file of unwritten) file.flush();
}

/** Node's fs, for somebody who looks; undefined in a browser. */
export function fileSystem(): Value {
  writeOut();
  return nodeModule('node:fs');
}

/** Call the system about a path; its errors are Python's. */
export function system<T>(given: Value, call: (fs: Value, path: Value) => T): T {
  const path = fspath(given);
  const fs = fileSystem();
  if (fs === undefined) throw new OSError('there are no files here');
  try {
    return call(fs, path);
  } catch (error) {
    throw systemError(error, path);
  }
}

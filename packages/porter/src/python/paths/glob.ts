/** Files that a pattern matches, below a folder. */
import { NotImplementedError, ValueError } from '../exceptions.js';
import { fileSystem } from '../files/system.js';
import { fnmatch } from '../modules/fnmatch.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';

/** Entries of a folder; none if it is no folder. */
function entries(path: string): Value[] {
  const fs = fileSystem();
  if (fs?.statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return fs.readdirSync(path, { withFileTypes: true }) as Value[];
}

/** The names that lead from a folder to each match. */
export function matching(folder: string, pattern: string): Iterable<string[]> {
  if (pattern === '') throw new ValueError(`Unacceptable pattern: ${repr(pattern)}`);
  if (pattern.startsWith('/')) throw new NotImplementedError('Non-relative patterns are unsupported');
  const found = new Map<string, string[]>();
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  for (const names of below(folder, [], parts)) found.set(names.join('/'), names);
  return found.values();
}

function* below(folder: string, names: string[], parts: readonly string[]): Generator<string[]> {
  const [part, ...rest] = parts;
  const path = [folder, ...names].join('/');
  if (part === undefined) {
    yield names;
  } else if (part === '**') {
    // Here, and in each folder below.
    yield* below(folder, names, rest);
    for (const entry of entries(path))
      if (entry.isDirectory() === true) yield* below(folder, [...names, String(entry.name)], parts);
  } else {
    for (const entry of entries(path))
      if (fnmatch(entry.name as string, part)) yield* below(folder, [...names, String(entry.name)], rest);
  }
}

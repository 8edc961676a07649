/**
 * The library as a program sees it: the real one. run() notes the promise, as a program that does not await it goes on as well; main()
 * and runVirtual() are run(), as everything here is on the virtual clock and there are no signals.
 */
import * as core from 'evergreen-ts';
import { memoryPair } from 'evergreen-ts/testing';
import type { Addresses, Vocabulary } from './protocol.js';

const { main: _main, run: realRun, ...rest } = core;

/** What the run()s of the program have come to. */
export const runs: Promise<unknown>[] = [];

const run = ((...args: Parameters<typeof realRun>) => {
  const first: unknown = args[0];
  // The clock is virtual already, and the loop is this page's.
  if (typeof first === 'object' && first !== null && 'driver' in first)
    return Promise.reject(new TypeError("the driver is the playground's here: leave it out"));
  const result = realRun(...args);
  runs.push(result);
  // Who does not await it has its error all the same: it is reported as the program's.
  result.catch(() => undefined);
  return result;
}) as typeof realRun;

export const modules = {
  'evergreen-ts': { ...rest, run, main: run },
  'evergreen-ts/testing': { memoryPair, runVirtual: run },
} as const;

/** Where the modules' texts find what they export. */
const KEY = '__evergreen_modules__';

/** Make the modules; programs import them from these addresses. */
export function publish(): Addresses {
  Object.assign(globalThis, { [KEY]: modules });
  const address = (name: keyof typeof modules): string => {
    const names = Object.keys(modules[name]).join(', ');
    return moduleOf(`export const { ${names} } = globalThis.${KEY}[${JSON.stringify(name)}];`);
  };
  return { 'evergreen-ts': address('evergreen-ts'), 'evergreen-ts/testing': address('evergreen-ts/testing') };
}

/** The address of a module with this text. */
export function moduleOf(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

export function vocabulary(): Vocabulary {
  const all: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.values(modules).flatMap((module) => Object.entries(module)))
    all[name] = typeof value === 'function' ? membersOf(value as object) : [];
  return all;
}

function membersOf(value: object): string[] {
  const members = new Set<string>();
  let prototype = (value as { prototype?: object }).prototype;
  for (
    ;
    prototype != null && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype) as object
  )
    for (const name of Object.getOwnPropertyNames(prototype))
      if (name !== 'constructor' && !name.startsWith('_')) members.add(name);
  return [...members];
}

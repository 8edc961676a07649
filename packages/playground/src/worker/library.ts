/**
 * The library as a program sees it: the real one, but for run(), which notes what it is given. main() and runVirtual() are run() here, as
 * everything is on the virtual clock and there are no signals.
 */
import * as core from 'evergreen-ts';
import { memoryPair } from 'evergreen-ts/testing';
import type { Module, Modules } from '../text/guarded.js';
import type { Vocabulary } from './protocol.js';

const { main: _main, run: realRun, ...rest } = core;

type Program = () => core.Op<unknown>;

/** What the run()s of the program come to: one that it does not await counts as well. */
export const runs: Promise<unknown>[] = [];

let captured: ((program: Program) => void) | undefined;

/** From now on run() does not run anything: the first that is called settles this with what it was given. */
export function capture(): Promise<Program> {
  return new Promise((resolve) => (captured = resolve));
}

export function run(...args: [unknown, ...unknown[]]): Promise<unknown> {
  const [first, ...others] = args;
  const hasOptions = typeof first !== 'function' && !(first instanceof Object && Symbol.iterator in first);
  if (hasOptions && first instanceof Object && 'driver' in first)
    return Promise.reject(new TypeError("the clock is the playground's: leave the driver out"));
  if (captured !== undefined) {
    const [main, ...rest] = hasOptions ? others : args;
    // TypeErrors are the library's, when it is run.
    captured(() => (main as (...all: unknown[]) => core.Op<unknown>)(...rest));
    // What the program does after it is not part of what is explored.
    return new Promise(() => undefined);
  }
  const result = (realRun as (...all: unknown[]) => Promise<unknown>)(...args);
  runs.push(result);
  // It is looked at when the module has run.
  result.catch(() => undefined);
  return result;
}

const modules: Record<string, Readonly<Record<string, unknown>>> = {
  'evergreen-ts': { ...rest, run, main: run },
  'evergreen-ts/testing': { memoryPair, runVirtual: run },
};

/** The names that the editor completes: of what there was at the beginning. */
const known = Object.values(modules);

/** Another module that programs may import. */
export function provide(name: string, module: Readonly<Record<string, unknown>>): void {
  modules[name] = module;
}

/** Where the modules' texts find what they export. */
const KEY = '__evergreen_modules__';

/** Make the modules; programs import them from these addresses. */
export function publish(): Modules {
  Object.assign(globalThis, { [KEY]: modules });
  return Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, published(name, module)]));
}

function published(name: string, module: Readonly<Record<string, unknown>>): Module {
  const names = Object.keys(module);
  // Not every name can be that of a constant.
  const locals = names.map((one, i) => `${one}: local${i}`).join(', ');
  const exported = names.map((one, i) => `local${i} as ${one}`).join(', ');
  const text = `const { ${locals} } = globalThis.${KEY}[${JSON.stringify(name)}]; export { ${exported} };`;
  return { address: moduleOf(text), names };
}

/** The address of a module with this text. */
export function moduleOf(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

export function vocabulary(): Vocabulary {
  const all: Record<string, readonly string[]> = {};
  for (const [name, value] of known.flatMap((module) => Object.entries(module)))
    all[name] = typeof value === 'function' ? membersOf(value) : [];
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

/** Modules of libraries as values. */
import { family } from '../library/index.js';
import { type Context, type Out, out } from './context.js';

/** A module as a value: all of its names, where the runtime has it as one; there is no code for others. */
export function moduleItself(cx: Context, path: string, alias: string): Out {
  const from = runtimeModule(path);
  return out(from === undefined ? '' : cx.namespace(alias, from), `module.${path}`);
}

/** Where the runtime has a module of the standard library. */
export function runtimeModule(name: string): string | undefined {
  if (!runtimeModules.has(name)) {
    const from = `evergreen-port/python/${name.replace('.', '-')}`;
    runtimeModules.set(name, family([name]).some((one) => one.from === from) ? from : undefined);
  }
  return runtimeModules.get(name);
}

/** The answers that were given: the libraries do not change, and are asked for each mention of a module. */
const runtimeModules = new Map<string, string | undefined>();

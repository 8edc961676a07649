/**
 * Loading what an address names. How modules are found and imported is in src/handles/workers/modules.ts.
 */
import { type Module, importFrom, locate } from '../handles/workers/modules.js';
import { until } from '../park/bridges.js';
import type { Op } from '../park/op.js';
import type { TaskAddress } from './address.js';

/** A function of a module. */
export type TaskFunction = (...args: unknown[]) => unknown;

const modules = new Map<string, Promise<Module>>();

/** The function that is meant. TypeError if the module exports none of that name; Error, with the reason, if it does not load. */
export function* loadTask({ module, exportName }: TaskAddress): Op<TaskFunction> {
  let loading = modules.get(module);
  if (loading === undefined) modules.set(module, (loading = load(module)));
  const exports = yield* until(loading);
  const task = exports[exportName] ?? (exports['default'] as Partial<Module> | undefined)?.[exportName];
  if (typeof task === 'function') return task as TaskFunction;
  const names = Object.keys(exports).filter((name) => typeof exports[name] === 'function');
  throw new TypeError(
    `${module} exports no function ${exportName}: ${names.length === 0 ? 'it exports none at all' : `there is ${names.join(', ')}`}`,
  );
}

async function load(module: string): Promise<Module> {
  const url = locate(module);
  try {
    return await importFrom(url);
  } catch (cause) {
    // It may load the next time, when the file has been mended.
    modules.delete(module);
    throw new Error(`${url}, the module of a task, does not load: ${String(cause)}`, { cause });
  }
}

/**
 * Functions by name: what crosses to a worker is the address of a module and the name of an export, as in Python's pickle. Nothing
 * is loaded here, unless such a function is called here.
 */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkText, isInstance, kindOf } from '../check.js';
import type { Op } from '../park/op.js';
import { operation } from '../park/operation.js';
import { trimmed } from '../trim.js';
import type { TaskAddress } from './address.js';
import { callTask, hereContext } from './context.js';
import { loadTask } from './load.js';

/**
 * A function by name. Executors run it in a worker; called in this thread, or by a TaskletPoolExecutor, it loads its module and
 * runs here. Marked, so that the compiler refuses a closure where only a name can cross.
 */
export interface RemoteFunction<A extends unknown[], T> extends TaskAddress {
  (...args: A): Op<T>;
}

/** The exported functions of a module. What a generator, or a promise, comes to is what the function returns. */
export type Remote<M> = {
  readonly [K in keyof M as M[K] extends (...args: never[]) => unknown ? K : never]: M[K] extends (
    ...args: infer A
  ) => infer R
    ? RemoteFunction<A, R extends Op<infer V> ? V : Awaited<R>>
    : never;
};

/** A function by name, of whatever. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRemote = RemoteFunction<any[], unknown>;

/**
 * The exported functions of a module, by name. Nothing is loaded here: a worker loads the module when it runs the first task of it.
 * Where `./tasks.js` is not there and `./tasks.ts` is (or the other way round), that is meant, so that the same line works in the
 * sources and in what is built of them. TypeError for a relative path, which nobody could resolve.
 *
 * @param module its URL, or an absolute path
 *
 * @example
 * import { ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
 *
 * interface Tasks {
 *   fib(n: number): number;
 * }
 * // Of a module beside this one: remote<typeof import('./tasks.js')>(new URL('./tasks.js', import.meta.url))
 * const tasks = remote<Tasks>(new URL('file:///srv/app/tasks.js'));
 * const pool = new ThreadPoolExecutor();
 * const future = pool.submit(tasks.fib, 30);
 */
export function remote<M>(module: URL | string): Remote<M> {
  const url = checkedModule(module);
  const made = new Map<string, AnyRemote>();
  return new Proxy(Object.freeze({ __proto__: null }), {
    get(_target, name) {
      // A promise that it is resolved with, or what prints it, asks for what no module means.
      if (typeof name !== 'string' || name === 'then' || name === 'toJSON') return undefined;
      let named = made.get(name);
      if (named === undefined) made.set(name, (named = remoteFunction(url, name)));
      return named;
    },
  }) as Remote<M>;
}

/** Is it a function by name? */
export function isRemote(value: unknown): value is AnyRemote {
  if (typeof value !== 'function') return false;
  const { module, exportName } = value as unknown as Partial<TaskAddress>;
  return typeof module === 'string' && typeof exportName === 'string';
}

/** TypeError, which says what to write, unless it is a function by name; `what` begins the sentence. */
export function checkRemote(what: string, value: unknown): asserts value is AnyRemote {
  if (isRemote(value)) return;
  const name = typeof value === 'function' && value.name !== '' ? value.name : 'work';
  throw trimmed(
    new TypeError(
      `${what} must be a function by name, not ${kindOf(value)}, which cannot cross to a worker: export it from a module of its own, and write ` +
        `\`const tasks = remote<typeof import('./tasks.js')>(new URL('./tasks.js', import.meta.url))\` and \`tasks.${name}\``,
    ),
  );
}

function remoteFunction(module: string, exportName: string): AnyRemote {
  const call = (...args: unknown[]): Op<unknown> =>
    operation(`${exportName} (here)`, callHere({ module, exportName }, args));
  Object.defineProperty(call, 'name', { value: exportName });
  return Object.assign(call, { module, exportName });
}

function* callHere(address: TaskAddress, args: unknown[]): ReturnType<typeof callTask> {
  const context = hereContext();
  try {
    return yield* callTask(yield* loadTask(address), args, context);
  } finally {
    context.end();
  }
}

const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

function checkedModule(module: unknown): string {
  if (isInstance(module, URL)) return module.href;
  checkText('the module of remote()', module);
  const text = module as string;
  if (isAbsolute(text)) return pathToFileURL(text).href;
  if (SCHEME.test(text)) return text;
  const advice = text.startsWith('.')
    ? `new URL('${text}', import.meta.url)`
    : `import.meta.resolve('${text}')`;
  throw trimmed(
    new TypeError(
      `the module of remote() must be a URL or an absolute path, not ${kindOf(module)}: write ${advice}`,
    ),
  );
}

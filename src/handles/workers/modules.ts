/**
 * Modules of tasks, imported in whatever way the program loads its own files: as JavaScript, through Node's own stripping of types, or
 * through a loader (tsx, ts-node). A worker has the loaders of the process that it was started by.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a module exports. */
export type Module = Readonly<Record<string, unknown>>;

/** What else a file of this kind may be called, where it is built, or is not yet. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  js: ['ts', 'tsx'],
  mjs: ['mts'],
  cjs: ['cts'],
  ts: ['js'],
  tsx: ['js'],
  mts: ['mjs'],
  cts: ['cjs'],
};
const EXTENSION = /(?<=\.)[cm]?[jt]sx?$/;

/** The URL of the file that is there: `./tasks.js` may be ./tasks.ts. */
export function locate(module: string): string {
  if (!module.startsWith('file:')) return module;
  const url = new URL(module);
  if (existsSync(fileURLToPath(url))) return module;
  const kind = EXTENSION.exec(url.pathname)?.[0] ?? '';
  for (const twin of TWINS[kind] ?? []) {
    const other = new URL(url);
    other.pathname = url.pathname.replace(EXTENSION, twin);
    if (existsSync(fileURLToPath(other))) return other.href;
  }
  return module;
}

const TYPESCRIPT = /\.c?tsx?$/;

/** Import a file, or require() it where that is how the program loads its own. */
export async function importFrom(url: string): Promise<Module> {
  const file = url.startsWith('file:') ? fileURLToPath(url) : '';
  // ts-node's hook of require() is not asked by import().
  if (TYPESCRIPT.test(file) && Symbol.for('ts-node.register.instance') in process) {
    try {
      // Not imported: webpack takes a call of it for one that it is to resolve, and warns that it cannot.
      return process.getBuiltinModule('node:module').createRequire(file)(file) as Module;
    } catch (error) {
      if (!isForImport(error)) throw error;
    }
  }
  // Webpack is to leave it alone: the file is none of the bundle's.
  return (await import(/* webpackIgnore: true */ url)) as Module;
}

/** An ES module, says require(). */
function isForImport(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE';
}

/**
 * koffi, an optional package with binaries of its own, which calls any C function that a process has. It is loaded on first use.
 */
import { isMainThread } from 'node:worker_threads';
import { trimmed } from '../../trim.js';

/** A pointer. */
export type Address = bigint;

/** A type of C's, by name or as koffi made it. */
export type Type = string | object;

/** Of koffi's API, what is used here. */
export interface Koffi {
  readonly version: string;
  load(path: null): {
    func(name: string, result: Type, parameters: Type[]): unknown;
    symbol(name: string): Address;
  };
  proto(result: Type, parameters: Type[]): object;
  pointer(type: Type): object;
  register(called: unknown, type: Type): Address;
  /** Where the bytes are: valid for as long as somebody holds them. */
  address(bytes: Uint8Array): Address;
  /** That of the last call into C, as long as nothing else has called into the system. */
  errno(): number;
}

/** Error where there is none; the message says what to do. `users`: who needs it, in the plural. */
export function loadKoffi(users: string): Koffi {
  if (!isMainThread)
    throw unavailable(
      users,
      'work in the main thread only: nobody could take them off when a worker is terminated',
    );
  if (process.platform === 'win32')
    throw unavailable(users, 'are not to be had on Windows, which polls no descriptors');
  let koffi: Koffi;
  try {
    // A bundle may not know where it is: then it is looked for from the program's folder.
    const { url = `${process.cwd()}/` } = import.meta as { url?: string };
    // Not imported: webpack takes a call of it for one that it is to resolve, and warns that it cannot.
    koffi = process.getBuiltinModule('node:module').createRequire(url)('koffi') as Koffi;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what =
      code === 'MODULE_NOT_FOUND' ? 'install it (npm install koffi)' : `it does not load: ${error}`;
    throw unavailable(users, `need the package koffi: ${what}`, error);
  }
  const [major = 0, minor = 0] = koffi.version.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 1))
    throw unavailable(
      users,
      `need koffi 3.1 or newer, not ${koffi.version}: install it (npm install koffi@3)`,
    );
  return koffi;
}

export function unavailable(users: string, why: string, cause?: unknown): Error {
  return trimmed(new Error(`${users} ${why}`, { cause }));
}
